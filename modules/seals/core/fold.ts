import {
  addMs,
  DAY_MS,
  type Instant,
  MINUTE_MS,
  positionOf,
  type Report,
  SECOND_MS,
  type SealBits,
  type SealEventType,
  type Tier,
} from '@lakiri/kit';
import {
  type ClockVerdict,
  LATCHES,
  type Latch,
  type LatchState,
  type Live,
  type Place,
  type Seal,
  type StandingOrder,
} from './seal.ts';

/** One report as it reached us. */
export type Reading = {
  readonly report: Report;
  readonly receivedAt: Instant;
  /** Hex of the record's digest; with the seal and `occurredAt` it is the reading's key. */
  readonly digest: string;
  /** How sure its origin is; absent: it only names itself. */
  readonly tier?: Tier;
};

/** A device clock may run ahead by this much; GNSS time is exact, a network's time is not. */
export const CLOCK_AHEAD_MS_MAX = 5 * MINUTE_MS;
/** The oldest a stored reading can be: 20,000 kept at one per 30 min (Jointech manual, blind area) is 416 days. */
export const CLOCK_BEHIND_MS_MAX = 420 * DAY_MS;

export type Folded = {
  readonly seal: Seal;
  /** When it happened as far as can be told: the device's word, or ours where its clock cannot be right. */
  readonly at: Instant;
  readonly clock: ClockVerdict;
  /** Older than what was known already. */
  readonly late: boolean;
  /** Tampers that this reading is the first to report. */
  readonly latched: readonly Latch[];
};

/**
 * The seal after one more reading. Tolerant of late, doubled and reordered readings: only the newest
 * in device time moves the place, the bits and the battery; a tamper latches whenever it is told.
 * A clock that cannot be right (§3.1 gives no check) moves neither the place nor the seal's time; of a stored
 * reading it leaves only that it was before now, so that it moves nothing at all.
 */
export function fold(seal: Seal, reading: Reading): Folded {
  const clock = judgeClock(reading.report.occurredAt, reading.receivedAt);
  const at =
    clock === 'right' ? (reading.report.occurredAt ?? reading.receivedAt) : reading.receivedAt;
  const late = isLate(seal, reading, clock);
  const { latches, latched } = latch(seal, { report: reading.report, at, late });
  const live = late
    ? { ...seal.live, latches, receivedAt: laterOf(seal.live.receivedAt, reading.receivedAt) }
    : newest(seal.live, { reading, at, clock, latches });
  return { seal: { ...seal, live }, at, clock, late, latched };
}

/** The link's time is kept to this; a flood of heartbeats changes nothing more often. */
export const LINK_MS_MIN = 10 * SECOND_MS;

/**
 * The seal after a sign of life that says nothing else (a heartbeat, a question, a reading told again):
 * only the link's time moves. The very object given where that is no news, and where the seal has
 * never told a reading: an officer must not arm what has not said that it is locked.
 */
export function hear(seal: Seal, receivedAt: Instant): Seal {
  const { live } = seal;
  if (live.receivedAt === null || receivedAt < addMs(live.receivedAt, LINK_MS_MIN)) return seal;
  return { ...seal, live: { ...live, receivedAt } };
}

function judgeClock(occurredAt: Instant | null, receivedAt: Instant): ClockVerdict {
  if (occurredAt === null) return 'none';
  if (occurredAt > addMs(receivedAt, CLOCK_AHEAD_MS_MAX)) return 'ahead';
  if (occurredAt < addMs(receivedAt, -CLOCK_BEHIND_MS_MAX)) return 'behind';
  return 'right';
}

function isLate({ live }: Seal, { report }: Reading, clock: ClockVerdict): boolean {
  const { occurredAt, source } = report;
  if (live.occurredAt === null) return false;
  return clock === 'right' ? Number(occurredAt) < live.occurredAt : source === 'stored';
}

type News = {
  readonly reading: Reading;
  readonly at: Instant;
  readonly clock: ClockVerdict;
  readonly latches: Live['latches'];
};

function newest(live: Live, { reading, at, clock, latches }: News): Live {
  const { report, receivedAt } = reading;
  const rightClock = clock === 'right';
  return {
    occurredAt: rightClock ? at : live.occurredAt,
    receivedAt: laterOf(live.receivedAt, receivedAt),
    place: rightClock ? (placeOf(report, at) ?? live.place) : live.place,
    fix: report.fix,
    bits: mergeBits(live.bits, report.bits),
    batteryPct: report.batteryPct ?? live.batteryPct,
    odometerKm: report.odometerKm ?? live.odometerKm,
    clock,
    latches,
  };
}

function placeOf(report: Report, at: Instant): Place | undefined {
  const position = positionOf(report);
  return position && { ...position, at, speedKmh: report.speedKmh, courseDeg: report.courseDeg };
}

/** The very object where nothing said is news: a seal tells the same few again and again. */
function mergeBits(known: SealBits, said: SealBits): SealBits {
  if (known === said || !isNews(known, said)) return known;
  return {
    motorLocked: said.motorLocked ?? known.motorLocked,
    ropeInserted: said.ropeInserted ?? known.ropeInserted,
    ropeCut: said.ropeCut ?? known.ropeCut,
    coverOpen: said.coverOpen ?? known.coverOpen,
    motorStuck: said.motorStuck ?? known.motorStuck,
    wrongPassword: said.wrongPassword ?? known.wrongPassword,
    illegalCard: said.illegalCard ?? known.illegalCard,
    longUnlocked: said.longUnlocked ?? known.longUnlocked,
    lowBattery: said.lowBattery ?? known.lowBattery,
    charging: said.charging ?? known.charging,
  };
}

function isNews(known: SealBits, said: SealBits): boolean {
  for (const name in said) {
    const one = said[name as keyof SealBits];
    if (one !== null && one !== known[name as keyof SealBits]) return true;
  }
  return false;
}

type Told = { readonly report: Report; readonly at: Instant; readonly late: boolean };

const NONE: readonly Latch[] = [];

function latch(
  seal: Seal,
  told: Told,
): { readonly latches: Live['latches']; readonly latched: readonly Latch[] } {
  let { latches } = seal.live;
  if (seal.custody.phase !== 'armed') return { latches, latched: NONE };
  if (told.at < seal.custody.armedAt) return { latches, latched: NONE };
  let latched = NONE;
  for (const name of LATCHES) {
    const before = latches[name];
    const said = says(name, told.report);
    const after =
      name === 'opened' && said === true && isOrdered(seal.order, told)
        ? openedLawfully(before, told.at)
        : nextLatch(before, said, told);
    if (after === before) continue;
    latches = { ...latches, [name]: after };
    if (after.is === 'set') latched = [...latched, name];
  }
  return { latches, latched };
}

function nextLatch(latch: LatchState, said: boolean | null, { at, late }: Told): LatchState {
  if (said === null || latch.is === 'set') return latch;
  if (!said) {
    // Only the newest word ends the mute; an older one tells of before the clearing.
    if (latch.is === 'muted' && !late) return unmuted(latch, at);
    return latch;
  }
  // A late word about a tamper that a person has already dealt with is the same tamper, unless it began earlier.
  const dealtWith =
    latch.clearedSince !== null &&
    at >= latch.clearedSince &&
    !(latch.is === 'clear' && latch.clearedUntil !== undefined && at > latch.clearedUntil);
  if (latch.is === 'muted' && dealtWith) return latch;
  if (late && dealtWith) return latch;
  return { is: 'set', since: at };
}

/**
 * How far a device's clock may be before ours when it dates an opening that we ordered: whole seconds, GNSS time
 * taken over the air, a battery clock corrected daily. Longer would let an earlier opening pass for ours.
 */
export const ORDER_EARLY_MS = 15 * SECOND_MS;

/** Opened at the lock itself, by somebody who was there: no order of ours does that. */
const BY_HAND: readonly (SealEventType | undefined)[] = [
  'unlock.rfid',
  'unlock.vehicleCard',
  'unlock.bluetooth',
  'unlock.sms',
  'unlock.key',
  'unlock.timed',
];

/** Whether this opening is the one that stands ordered. */
function isOrdered(order: StandingOrder | undefined, { report, at }: Told): boolean {
  if (order === undefined || BY_HAND.includes(report.event?.type)) return false;
  return at >= addMs(order.from, -ORDER_EARLY_MS) && at <= order.until;
}

/** No tamper: and while the device goes on saying so, it is still the ordered opening. */
function openedLawfully(latch: LatchState, at: Instant): LatchState {
  if (latch.is === 'set') return latch; // open already, and not by this order
  if (latch.is === 'muted') return latch;
  return { is: 'muted', clearedSince: at, ordered: true };
}

function unmuted(latch: LatchState & { readonly is: 'muted' }, at: Instant): LatchState {
  const clear = { is: 'clear', clearedSince: latch.clearedSince } as const;
  return latch.ordered === true ? { ...clear, clearedUntil: at } : clear;
}

/** Whether a report says that a tamper is so (true), is not so (false), or nothing about it (null). */
function says(name: Latch, report: Report): boolean | null {
  const { bits, event } = report;
  if (name === 'cut') return bits.ropeCut;
  if (name === 'cover') return bits.coverOpen;
  if (event?.type === 'rope.pulled') return true;
  if (bits.motorLocked === false || bits.ropeInserted === false) return true;
  return bits.motorLocked === true ? false : null;
}

function laterOf(a: Instant | null, b: Instant): Instant {
  return a === null || b > a ? b : a;
}
