// One story for each kind of alarm, and its twin that is just not it: what happens to a truck and its seal, told in the
// bytes of a real device. What must come of it stands beside it.
import {
  DEFAULT_ADMINISTRATIONS,
  DEFAULT_RULES,
  type Kind,
  type Override,
  rulesOf,
} from '@lakiri/alarms';
import { indexRoute, pointAtKm, type RouteIndex } from '@lakiri/corridors';
import { readGazette } from '@lakiri/corridors/store';
import { modelsOf } from '@lakiri/gateway/refolding';
import { addMs, HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import type { CommandRef } from '@lakiri/seals';
import type { IncidentKind, Scripted, TruckPlan } from '@lakiri/simulator';
import { MODELS } from './cast.ts';
import type { Sure } from './trip.ts';

/** 2026-03-03 09:00 in Nairobi. */
const DEPARTS = Date.UTC(2026, 2, 3, 6) as Instant;
/** When it happens: an hour on the road. */
const HAPPENS = addMs(DEPARTS, HOUR_MS);
const always = { effectiveFrom: 0 as Instant, until: null, source: 'story' };
const ROUTE = 'mombasa-icdn';

const indexes = new Map<string, RouteIndex>();

export type Story = {
  readonly kind: Kind;
  /** What happens; absent: an ordinary way. */
  readonly happens?: IncidentKind;
  /** What is just not it. */
  readonly twin?: IncidentKind;
  /** Numbers and places that make it so; the twin has those of the release. */
  readonly over?: Partial<Omit<Override, 'kind'>>;
  readonly fenceKm?: number;
  readonly ordered?: true;
  readonly departs?: Instant;
  readonly hours?: number;
  /** Kinds that rightly come with it. */
  readonly also?: readonly Kind[];
  /** Told in the wrong order it is not itself: a seal that tells anything is not silent. */
  readonly notReordered?: true;
};

export const STORIES: readonly Story[] = [
  { kind: 'seal-cut', happens: 'cut' },
  { kind: 'opened-no-order', happens: 'opened' },
  { kind: 'cover-opened', happens: 'cover' },
  { kind: 'unlock-refused', happens: 'refused' },
  { kind: 'off-route', happens: 'deviation', twin: 'roaming', hours: 5 },
  { kind: 'long-stop', happens: 'long-stop', twin: 'overtaking', hours: 4 },
  { kind: 'silent', happens: 'silence', twin: 'reordered', notReordered: true },
  { kind: 'battery-short', happens: 'battery' },
  { kind: 'opened-outside', happens: 'vendor-opened', ordered: true },
  { kind: 'wrong-way', happens: 'turned-back', twin: 'missed-turn' },
  { kind: 'overspeed', happens: 'racing', twin: 'overtaking' },
  { kind: 'gps-lost', happens: 'lost-fix', twin: 'no-fix' },
  {
    kind: 'trip-distance',
    happens: 'roaming',
    twin: 'turned-back',
    hours: 5,
    also: ['position-doubted'], // it drives on and on about one place, which is doubted too
  },
  { kind: 'forbidden-place', fenceKm: 75 },
  {
    kind: 'stop-overdue',
    over: { params: { weighbridgeMin: 4, restMin: 10, otherMin: 10 } },
    hours: 12,
  },
  {
    kind: 'night-move',
    over: { params: { on: 1 } },
    departs: addMs(DEPARTS, 11 * HOUR_MS),
  },
  {
    kind: 'trip-time',
    over: { params: { warnH: indexOf(ROUTE).route.timeLimitH - 2 } },
  },
  { kind: 'transit-period', over: { params: { warnDays: 0.05, limitDays: 0.1 } } },
];

export type Told = 'as it happens' | 'late' | 'doubled' | 'reordered';

/** The truck of a story: the same for the twin, and for each way of telling. */
export function planOf({ departs = DEPARTS }: Story): TruckPlan {
  return {
    truck: 0,
    seed: 23,
    model: 'JT701D',
    wireId: '8131020001',
    index: indexOf(ROUTE),
    startKm: 20,
    startAt: addMs(departs, -20 * MINUTE_MS),
    departAt: departs,
    batteryPct: 97,
    drainPctPerHour: 0.4,
    pace: {
      liveFrom: addMs(departs, -20 * MINUTE_MS),
      movingMs: 60 * SECOND_MS,
      standingMs: 2 * MINUTE_MS,
      pastMovingMs: 60 * SECOND_MS,
      pastStandingMs: 2 * MINUTE_MS,
    },
    rates: {},
  };
}

export function standingOf(story: Story, isTwin: boolean) {
  const { kind, over, fenceKm } = story;
  const override: Override = {
    ...{ kind, name: 'story', scope: { route: ROUTE }, params: {}, severity: null },
    ...{ basis: 'configuration', ...always },
    ...over,
  };
  const fences = fenceKm === undefined ? [] : [fenceAt(fenceKm, isTwin)];
  const overrides = over === undefined || isTwin ? [] : [override];
  const beside = { overrides, fences, administrations: DEFAULT_ADMINISTRATIONS };
  return { rules: rulesOf(DEFAULT_RULES, beside), models: modelsOf(MODELS) };
}

/** A known dump at the road; the twin's lies two kilometres beside it. */
function fenceAt(km: number, isTwin: boolean) {
  const { lat, lon } = pointAtKm(indexOf(ROUTE), km);
  const aside = isTwin ? 0.03 : 0;
  return { id: 'dump', name: 'The dump', lat: lat + aside, lon, radiusM: 1_500, ...always };
}

export function sureOf(story: Story, kind: IncidentKind | undefined, told: Told): Sure {
  const { departs = DEPARTS, hours = 3 } = story;
  const script: Scripted[] = kind === undefined ? [] : [{ kind, at: HAPPENS }];
  // Away from a little before it happens, so that all of it is told by the store.
  if (told === 'late') script.push({ kind: 'silence', at: addMs(HAPPENS, -MINUTE_MS) });
  if (told === 'doubled') script.push({ kind: 'doubled', at: addMs(HAPPENS, -MINUTE_MS) });
  if (told === 'reordered') script.push({ kind: 'reordered', at: addMs(HAPPENS, -MINUTE_MS) });
  const until = addMs(departs, hours * HOUR_MS);
  return { script, until, ...(story.ordered === true && { seal: { order: ORDER } }) };
}

const ORDER = {
  command: '01900000-0000-7000-8000-0000000000d0' as CommandRef,
  from: DEPARTS,
  until: addMs(DEPARTS, 6 * HOUR_MS),
};

function indexOf(id: string): RouteIndex {
  const known = indexes.get(id);
  if (known !== undefined) return known;
  const route = readGazette().routes.find((one) => one.id === id);
  if (route === undefined) throw new Error(`no route ${id}`);
  const made = indexRoute(route);
  indexes.set(id, made);
  return made;
}
