import { isoOf } from '@lakiri/kit';
import type { Look } from '../look.ts';
import { maskCredential, type Why } from '../why.ts';

/** An opening while no officer has disarmed the seal: disarming is the order that makes it lawful. */
export function openedNoOrder(look: Look): readonly Why[] | null {
  if (!look.folded.latched.includes('opened')) return null;
  return [
    ...howOpened(look),
    { code: 'no-unlock-order', params: { armedAt: isoOf(look.armedAt) } },
  ];
}

function howOpened({ reading, at }: Look): readonly Why[] {
  const { bits, event } = reading.report;
  const why: Why[] = [];
  const when = { at: isoOf(at) };
  if (event?.type === 'rope.pulled') why.push({ code: 'rope-pulled', params: when });
  else if (bits.ropeInserted === false) why.push({ code: 'rope-out', params: when });
  if (bits.motorLocked === false) why.push({ code: 'motor-unlocked', params: when });
  if (event?.type.startsWith('unlock.'))
    why.push({
      code: 'unlocked-by',
      params: { method: event.type, credential: maskCredential(event.credential) },
    });
  return why;
}
