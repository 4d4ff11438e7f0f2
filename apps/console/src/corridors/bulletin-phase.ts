import { indexLine, locate, pointAtKm } from '@lakiri/corridors';
import type { Bulletin } from '../api/bulletin-queries.ts';
import type { LonLat } from '../api/gazette-queries.ts';
import { saySpan } from '../clock/say-age.ts';
import type { Say } from '../words/words.ts';

export type Phase = 'drafted' | 'coming' | 'holding' | 'over' | 'ended' | 'discarded';

/** What a bulletin is at an instant: one that was published runs by the clock. */
export function phaseOf(
  {
    state,
    effectiveFrom,
    effectiveUntil,
  }: Pick<Bulletin, 'state' | 'effectiveFrom' | 'effectiveUntil'>,
  now: number,
): Phase {
  if (state === 'drafted' || state === 'discarded') return state;
  const [from, until] = [Date.parse(effectiveFrom ?? ''), Date.parse(effectiveUntil ?? '')];
  if (now >= until || from >= until) return state === 'ended' ? 'ended' : 'over';
  return now < from ? 'coming' : 'holding';
}

/** Its state, with how long it still is that. */
export function stateWords(say: Say, bulletin: Bulletin, now: number): string {
  const phase = phaseOf(bulletin, now);
  const until = phase === 'coming' ? bulletin.effectiveFrom : bulletin.effectiveUntil;
  const left = until === null ? '' : saySpan(say, Date.parse(until) - now);
  return say(`bulletin.is.${phase}`, { left });
}

type Closed = Bulletin['says']['closed'];
export type Stretch = {
  readonly fromKm: number;
  readonly toKm: number;
  readonly line: readonly LonLat[];
};

/** The closed stretch along a route, from its lower kilometre to its higher one; nothing where there is no route. */
export function closedStretch(
  route: readonly LonLat[] | undefined,
  { from, to }: Closed,
): Stretch | undefined {
  if (route === undefined || route.length < 2) return undefined;
  const index = indexLine(route);
  const kmOf = ([lon, lat]: LonLat): number => locate(index, { lon, lat }).km;
  const [a, b] = [kmOf(from), kmOf(to)];
  const [fromKm, toKm] = [Math.min(a, b), Math.max(a, b)];
  const at = (km: number): LonLat => {
    const { lon, lat } = pointAtKm(index, km);
    return [lon, lat];
  };
  const between = route.filter((_, n) => {
    const km = index.km[n] ?? 0;
    return km > fromKm && km < toKm;
  });
  return { fromKm, toKm, line: [at(fromKm), ...between, at(toKm)] };
}
