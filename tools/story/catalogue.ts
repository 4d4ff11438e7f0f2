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

type Happening = {
  /** What happens; absent: an ordinary way. */
  readonly happens?: IncidentKind;
  /** When it happens; absent: an hour on the road. */
  readonly at?: Instant;
  /** Numbers and places that make it so. */
  readonly over?: Partial<Omit<Override, 'kind'>>;
  readonly fenceKm?: number;
  readonly fenceAsideDeg?: number;
  readonly ordered?: true;
  readonly departs?: Instant;
  readonly startKm?: number;
  readonly hours?: number;
};

export type Story = Happening & {
  readonly kind: Kind;
  /** What is just not it; what it does not name is as in the story. */
  readonly twin: Happening;
  /** Kinds that rightly come with it. */
  readonly also?: readonly Kind[];
  /** Kinds that its twin rightly raises instead. */
  readonly twinAlso?: readonly Kind[];
  /** Why a way of telling makes it another thing. */
  readonly notWhen?: Partial<Record<Told, string>>;
};

/** What a doubt rests on is what comes as it happens: what is told from the store is judged by the other rules. */
const LIVE_ONLY = { late: 'told from the store, it says nothing of now' } as const;

export const STORIES: readonly Story[] = [
  { kind: 'seal-cut', happens: 'cut', twin: { happens: 'rattled' } },
  {
    kind: 'opened-no-order',
    happens: 'opened',
    twin: { happens: 'vendor-opened', ordered: true },
    twinAlso: ['opened-outside'],
  },
  { kind: 'cover-opened', happens: 'cover', twin: { happens: 'rattled' } },
  { kind: 'unlock-refused', happens: 'refused', twin: { happens: 'misread' } },
  {
    kind: 'off-route',
    happens: 'deviation',
    hours: 5,
    twin: { happens: 'roaming' }, // within the buffer; by its odometer it was somewhere all the same
    twinAlso: ['trip-distance', 'position-doubted'],
  },
  { kind: 'long-stop', happens: 'long-stop', hours: 4, twin: { happens: 'rested' } },
  {
    kind: 'silent',
    happens: 'silence',
    twin: { happens: 'faded' },
    notWhen: { reordered: 'a seal that tells anything is not silent' },
  },
  { kind: 'battery-short', happens: 'battery', twin: { happens: 'weakened' } },
  {
    kind: 'opened-outside',
    happens: 'vendor-opened',
    ordered: true,
    twin: { startKm: 0, at: addMs(DEPARTS, -10 * MINUTE_MS) }, // at the gate that it leaves from
  },
  { kind: 'wrong-way', happens: 'turned-back', twin: { happens: 'missed-turn' } },
  { kind: 'overspeed', happens: 'racing', twin: { happens: 'overtaking' } },
  { kind: 'gps-lost', happens: 'lost-fix', twin: { happens: 'no-fix' } },
  {
    kind: 'trip-distance',
    happens: 'roaming',
    hours: 5,
    also: ['position-doubted'], // it drives on and on about one place, which is doubted too
    twin: { happens: 'turned-back' },
    twinAlso: ['wrong-way'],
  },
  { kind: 'forbidden-place', fenceKm: 75, twin: { fenceAsideDeg: 0.03 } },
  {
    kind: 'stop-overdue',
    over: { params: { weighbridgeMin: 4, restMin: 10, otherMin: 10 } },
    hours: 12,
    twin: { over: { params: { weighbridgeMin: 30, restMin: 400, otherMin: 400 } } },
  },
  {
    kind: 'night-move',
    over: { params: { on: 1 } },
    departs: addMs(DEPARTS, 11 * HOUR_MS),
    twin: { departs: addMs(DEPARTS, 6.5 * HOUR_MS) }, // there half an hour before it is night
  },
  {
    kind: 'trip-time',
    over: { params: { warnH: indexOf(ROUTE).route.timeLimitH - 2 } },
    twin: { over: { params: { warnH: indexOf(ROUTE).route.timeLimitH - 4 } } },
  },
  {
    kind: 'transit-period',
    over: { params: { warnDays: 0.05, limitDays: 0.1 } },
    twin: { over: { params: { warnDays: 0.15, limitDays: 0.2 } } },
  },
  {
    kind: 'identity-doubted',
    happens: 'cloned',
    twin: { happens: 'wild-fix' },
    also: ['silent'], // what is set apart is no sign of life
    notWhen: LIVE_ONLY,
  },
  {
    kind: 'position-doubted',
    happens: 'spoofed',
    also: ['off-route'],
    twin: { happens: 'wild-fix' },
    notWhen: LIVE_ONLY,
  },
  {
    kind: 'jamming-suspected',
    happens: 'jammed',
    also: ['gps-lost'],
    twin: { happens: 'tunnel' },
    notWhen: LIVE_ONLY,
  },
  {
    kind: 'clock-jumped',
    happens: 'clock-behind',
    twin: { happens: 'clock-ahead' }, // off by years: a fault, which each reading says
    notWhen: LIVE_ONLY,
  },
];

export type Told = 'as it happens' | 'late' | 'doubled' | 'reordered';

/** The same story with what is just not it instead. */
export const twinOf = (story: Story): Story => ({ ...story, ...story.twin });

/** The truck of a story: the same for the twin, and for each way of telling. */
export function planOf({ departs = DEPARTS, startKm = 20 }: Story): TruckPlan {
  return {
    truck: 0,
    seed: 23,
    model: 'JT701D',
    wireId: '8131020001',
    index: indexOf(ROUTE),
    startKm,
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

export function standingOf({ kind, over, fenceKm, fenceAsideDeg = 0 }: Story) {
  const override: Override = {
    ...{ kind, name: 'story', scope: { route: ROUTE }, params: {}, severity: null },
    ...{ basis: 'configuration', ...always },
    ...over,
  };
  const fences = fenceKm === undefined ? [] : [fenceAt(fenceKm, fenceAsideDeg)];
  const overrides = over === undefined ? [] : [override];
  const beside = { overrides, fences, administrations: DEFAULT_ADMINISTRATIONS };
  return { rules: rulesOf(DEFAULT_RULES, beside), models: modelsOf(MODELS) };
}

/** A known dump at the road, or so far beside it. */
function fenceAt(km: number, asideDeg: number) {
  const { lat, lon } = pointAtKm(indexOf(ROUTE), km);
  return { id: 'dump', name: 'The dump', lat: lat + asideDeg, lon, radiusM: 1_500, ...always };
}

export function sureOf(story: Story, told: Told): Sure {
  const { departs = DEPARTS, at = HAPPENS, happens, hours = 3 } = story;
  const script: Scripted[] = happens === undefined ? [] : [{ kind: happens, at }];
  // Away from a little before it happens, so that all of it is told by the store.
  const before = addMs(at, -MINUTE_MS);
  if (told === 'late') script.push({ kind: 'silence', at: before });
  if (told === 'doubled' || told === 'reordered') script.push({ kind: told, at: before });
  const until = addMs(departs, hours * HOUR_MS);
  return { script, until, ...(story.ordered === true && { seal: { order: ORDER } }) };
}

const ORDER = {
  command: '01900000-0000-7000-8000-0000000000d0' as CommandRef,
  from: addMs(DEPARTS, -HOUR_MS),
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
