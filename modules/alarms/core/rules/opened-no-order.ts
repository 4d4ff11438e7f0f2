import { isoOf } from '@lakiri/kit';
import type { Look } from '../look.ts';
import { maskCredential, type Why } from '../why.ts';

/**
 * An opening while no officer has disarmed the seal and no order to open it stands: the fold latches no
 * opening that was ordered.
 */
export function openedNoOrder(look: Look): readonly Why[] | null {
  if (!look.folded.latched.includes('opened')) return null;
  return [
    ...howOpened(look),
    { code: 'no-unlock-order', params: { armedAt: isoOf(look.armedAt) } },
    ...whoTold(look),
  ];
}

/** A vendor who opens at will is found by whose seals are opened (threat T9): named at every tier. */
function whoTold({ teller, reading }: Look): readonly Why[] {
  if (teller === undefined) return [];
  return [{ code: 'told-by', params: { ...teller, tier: reading.tier ?? 0 } }];
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
