// What happens soon after the demo begins, so that whoever looks sees each kind of alarm without waiting.
import { addMs, type Instant, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import type { Rig } from '../convoy.ts';
import { isNight } from '../world/drive.ts';
import { type IncidentKind, tellableBy } from '../world/incident.ts';
import type { Scripted } from '../world/truck.ts';

/** Seconds after the trucks are on the road. A silence is an alarm only when it has lasted some minutes. */
const SOON: readonly (readonly [atS: number, kind: IncidentKind])[] = [
  [1, 'silence'],
  [2, 'battery'],
  [4, 'refused'],
  [6, 'cut'],
  [14, 'cover'],
  [26, 'opened'],
  [38, 'vendor-opened'],
];

/** What must have begun before, to be noticed soon: the way to the edge of the buffer, the time one may stand. */
const DEVIATION_LEAD_MS = 460 * SECOND_MS;
const STAND_MS = { day: 30 * MINUTE_MS, night: 15 * MINUTE_MS } as const;
const NOTICED_AFTER_MS = 45 * SECOND_MS;
/** In the past it reports each 4 min, and a stop is known from the first report on. */
const STAND_UNREPORTED_MS = 3.5 * MINUTE_MS;
const EARLY_TRUCKS = { deviation: [4, 31, 58], 'long-stop': [11, 45] } as const;

/** What a truck has been up to by the time the demo begins. */
export function earlier(truck: number, startAt: Instant): readonly Scripted[] {
  const noticedAt = addMs(startAt, NOTICED_AFTER_MS);
  if ((EARLY_TRUCKS.deviation as readonly number[]).includes(truck))
    return [{ kind: 'deviation', at: addMs(noticedAt, -DEVIATION_LEAD_MS) }];
  if ((EARLY_TRUCKS['long-stop'] as readonly number[]).includes(truck))
    return [{ kind: 'long-stop', at: addMs(noticedAt, -standMs(startAt)) }];
  return [];
}

function standMs(at: Instant): number {
  return STAND_MS[isNight(at) ? 'night' : 'day'] + STAND_UNREPORTED_MS;
}

/** Gives each incident to a truck of its own that is driving and has words for it. */
export function schedule(rigs: readonly Rig[], from: Instant): void {
  const free = new Set(
    rigs.filter(
      ({ truck }) => truck.drive.legAt(from).kind === 'drive' && truck.happened.length === 0,
    ),
  );
  for (const [atS, kind] of SOON) {
    const rig = [...free].find(
      ({ truck }) => tellableBy[truck.plan.model].includes(kind) && truck.plan.model === 'JT701D',
    );
    if (rig === undefined) continue;
    free.delete(rig);
    rig.truck.schedule({ kind, at: addMs(from, atS * SECOND_MS) });
  }
}
