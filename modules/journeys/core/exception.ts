// What may befall a journey on the road and is put right by an authorised act (§1.4, step 8). Each is a fact with
// consequences for how the journey is judged: a stop that is allowed until its end, another truck, another route.
import type { RouteId } from '@lakiri/corridors';
import { addMs, type Id, type Instant, MINUTE_MS } from '@lakiri/kit';
import type { DriverId, VehicleId } from '@lakiri/parties';
import type { CommandRef, SealId, Watching } from '@lakiri/seals';
import type { Journey, JourneyId } from './journey.ts';

export type ExceptionId = Id<'Exception'>;

export const BREAKDOWN_PARTS = ['tyre', 'engine', 'axle', 'brakes', 'electrical', 'other'] as const;
export const THEFT_TARGETS = ['cargo', 'truck', 'attempt'] as const;
export const REPORT_TOPICS = ['threat', 'illness', 'load', 'road', 'other'] as const;
export const ESCORT_FORCES = ['customs', 'police'] as const;

/** What happened, with the fields that its form asks for. */
export type What =
  | { readonly kind: 'breakdown'; readonly part: (typeof BREAKDOWN_PARTS)[number] }
  | { readonly kind: 'accident'; readonly injured: boolean; readonly seal: SealId | null }
  | {
      readonly kind: 'transload';
      readonly vehicle: VehicleId;
      readonly trailer: VehicleId | null;
      /** The order by which the load is opened for it; null where it stays sealed, and only the tractor changes. */
      readonly order: CommandRef | null;
    }
  | { readonly kind: 'driver-change'; readonly driver: DriverId }
  | {
      readonly kind: 'route-change';
      readonly routeId: RouteId;
      readonly routeVersion: number;
      readonly deadlineAt: Instant;
    }
  | {
      readonly kind: 'theft';
      readonly of: (typeof THEFT_TARGETS)[number];
      /** The seal whose rules tell it: one of several on the truck, so that it is one case. */
      readonly seal: SealId | null;
    }
  | {
      readonly kind: 'driver-report';
      readonly about: (typeof REPORT_TOPICS)[number];
      readonly seal: SealId | null;
    }
  | {
      readonly kind: 'seal-mismatch';
      /** The number read on the truck. */
      readonly seen: string;
      /** Of the number as it is on the truck, where one was taken. */
      readonly photoSha256?: string;
      readonly seal: SealId | null;
    }
  | { readonly kind: 'escort'; readonly by: (typeof ESCORT_FORCES)[number] }
  | { readonly kind: 'convoy'; readonly with: JourneyId }
  | { readonly kind: 'mechanical-seal'; readonly number: string }
  | {
      readonly kind: 'reseal';
      readonly old: SealId;
      readonly seal: SealId;
      readonly number: string;
      readonly mechanicalSeal: string | null;
      readonly oldPhotoSha256: string;
      readonly newPhotoSha256: string;
    };

export type ExceptionKind = What['kind'];

export const EXCEPTION_KINDS = [
  'breakdown',
  'accident',
  'transload',
  'driver-change',
  'route-change',
  'theft',
  'driver-report',
  'seal-mismatch',
  'escort',
  'convoy',
  'mechanical-seal',
  'reseal',
] as const satisfies readonly ExceptionKind[];

/** The kinds whose story must be told: what was seen, by whom it was ordered. */
export const TOLD_KINDS: readonly ExceptionKind[] = [
  'accident',
  'transload',
  'route-change',
  'theft',
  'driver-report',
  'seal-mismatch',
  'reseal',
];

/** The kinds that the rules of one seal tell as alarms. */
const ALARMED_KINDS = [
  'theft',
  'accident',
  'driver-report',
  'seal-mismatch',
] as const satisfies readonly ExceptionKind[];
export type Alarmed = Extract<What, { readonly kind: (typeof ALARMED_KINDS)[number] }>;

export type Exception = {
  readonly id: ExceptionId;
  readonly at: Instant;
  /** Until when the truck may stand where it stands; null: it opens no stop. */
  readonly until: Instant | null;
  readonly endedAt: Instant | null;
  readonly by: Id<'Person'>;
  readonly noteSha256: string | null;
  readonly what: What;
};

/** Who may report a kind, and how long a stop it opens: dated data of the administration. */
export type ExceptionRule = {
  readonly kind: ExceptionKind;
  readonly roles: readonly string[];
  /** Minutes that the truck may stand; null: the kind opens no stop. */
  readonly stopMin: { readonly default: number; readonly max: number } | null;
};

/** One journey has a few; more is a form gone mad. */
export const EXCEPTIONS_MAX = 100;
/** The whole story; what is longer belongs into the case's documents. */
export const EXCEPTION_NOTE_CHARS_MAX = 2_000;

/** What the alarm rules look at, besides a seal's readings, on a journey as it stands. */
export function watchingOf({ course, route, exceptions }: Journey, seal: SealId): Watching {
  return {
    underway: course.state === 'in-transit',
    routeId: route.id,
    routeVersion: route.version,
    allowed: exceptions.flatMap(allowedBy),
    orders: exceptions.flatMap(({ what, endedAt }) =>
      what.kind === 'transload' && what.order !== null && endedAt === null ? [what.order] : [],
    ),
    reports: exceptions.flatMap(({ what, at }) =>
      isAlarmed(what) && what.seal === seal
        ? [{ kind: what.kind, at, ...('seen' in what && { seen: what.seen }) }]
        : [],
    ),
  };
}

export function isAlarmedKind(kind: ExceptionKind): kind is Alarmed['kind'] {
  return ALARMED_KINDS.some((one) => one === kind);
}

export function isAlarmed<W extends { readonly kind: ExceptionKind }>(
  what: W,
): what is Extract<W, { readonly kind: Alarmed['kind'] }> {
  return isAlarmedKind(what.kind);
}

function allowedBy({ at, until, endedAt }: Exception): Watching['allowed'] {
  if (until === null) return [];
  const end = endedAt === null ? until : (Math.min(until, endedAt) as Instant);
  return end > at ? [{ from: at, until: end }] : [];
}

/** When a stop that is asked for ends; null where the kind opens none. */
export function stopUntil(
  { stopMin }: ExceptionRule,
  { at, askedMin }: { readonly at: Instant; readonly askedMin: number | null },
): Instant | null {
  return stopMin === null ? null : addMs(at, (askedMin ?? stopMin.default) * MINUTE_MS);
}
