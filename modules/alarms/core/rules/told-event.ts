// Kinds that one event of the device raises: it says what was done to it, or to the truck, and is taken at its word.
import { type Instant, isoOf, MINUTE_MS, type SealEventType } from '@lakiri/kit';
import type { Look } from '../look.ts';
import { AGAIN_MAX, type Memory, SHOCKS_MAX } from '../memory.ts';
import type { Rulebook } from '../rule.ts';
import type { Why } from '../why.ts';

type EventKind = 'device-removed' | 'power-cut' | 'shock' | 'sos' | 'accident';

const KIND_OF: { readonly [E in SealEventType]?: EventKind } = {
  'tamper.removed': 'device-removed',
  'power.cut': 'power-cut',
  'power.off': 'power-cut',
  'tamper.shock': 'shock',
  'tamper.dropped': 'shock',
  'vehicle.accident': 'accident',
  'person.sos': 'sos',
};

type Known = Pick<Memory, 'again' | 'shocks'>;
export type EventAfter = Known & {
  readonly kind: EventKind | null;
  readonly why: readonly Why[] | null;
};

/**
 * Told again within its time it is the same thing, whichever came first. A shock is something only where there are
 * several, since roads shake; a fall is something at once.
 */
export function toldEvent(look: Look, known: Known, book: Rulebook): EventAfter {
  const { event } = look.reading.report;
  const kind = event === null ? undefined : KIND_OF[event.type];
  const nothing = { again: known.again, shocks: known.shocks, kind: null, why: null };
  if (event === null || kind === undefined) return nothing;
  const shocks =
    event.type === 'tamper.shock' ? counted(known.shocks, look.at, book) : known.shocks;
  const after = { ...nothing, shocks };
  if (event.type === 'tamper.shock' && !areMany(shocks, look.at, book)) return after;
  const { againMin } = book[kind].params;
  const told = known.again[kind] ?? [];
  if (told.some((at) => Math.abs(at - look.at) < againMin * MINUTE_MS)) return after;
  const times = [...told, look.at].slice(-AGAIN_MAX);
  const why: Why[] = [{ code: 'device-told', params: { method: event.type, at: isoOf(look.at) } }];
  if (event.type === 'tamper.shock')
    why.push({
      code: 'shocks',
      params: { shocks: shocks.length, withinMin: book.shock.params.windowMin },
    });
  return { again: { ...known.again, [kind]: times }, shocks, kind, why };
}

function counted(shocks: readonly Instant[], at: Instant, book: Rulebook): readonly Instant[] {
  if (shocks.includes(at)) return shocks;
  return [...shocks.filter((one) => isNear(one, at, book)), at]
    .sort((a, b) => a - b)
    .slice(-SHOCKS_MAX);
}

function areMany(shocks: readonly Instant[], at: Instant, book: Rulebook): boolean {
  return shocks.filter((one) => isNear(one, at, book)).length >= book.shock.params.shocksMin;
}

function isNear(a: Instant, b: Instant, { shock }: Rulebook): boolean {
  return Math.abs(a - b) <= shock.params.windowMin * MINUTE_MS;
}
