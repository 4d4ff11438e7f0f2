import { addMs, HOUR_MS, type Instant, isoOf, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import type { Seal } from '@lakiri/seals';
import { minutesBetween } from '../look.ts';
import type { RuleVersion } from '../rule.ts';
import type { Why } from '../why.ts';

type Rule = RuleVersion<'silent'>;

/** What is known beside the seal when it says nothing. It goes into the fact: the judgement rests on it. */
export type AroundSilence = {
  /** The known dead zone of its route in which it was last heard. */
  readonly deadZone: { readonly name: string; readonly excusedMin: number } | null;
  /** Since when it is suspected of being jammed. */
  readonly jammedAt: Instant | null;
  /** Other armed seals that were last at the same place, and how many of them are overdue too. */
  readonly near: { readonly seals: number; readonly late: number };
  /** The last incident of its maker or feed, when it has ended. */
  readonly incident: { readonly name: string; readonly until: Instant } | null;
};

/** Slower than this is standing: the noise of a satellite fix. */
const STANDING_KMH = 3;
/** A battery that has so much left by its model's draw may be empty by its own. */
const RUN_DOWN_PCT = 3;
/** Two that fall silent at one place are no chance; fewer tell nothing. */
const NEAR_LATE_MIN = 2;

/** Since when it says nothing: silence is ours to measure, so it is measured by our clock. */
export function silentSince({ live, custody }: Seal): Instant | null {
  if (custody.phase !== 'armed') return null;
  const { receivedAt } = live;
  return receivedAt === null || receivedAt < custody.armedAt ? custody.armedAt : receivedAt;
}

/** The longest it may wait between two reports, in seconds: one that stands may sleep, as its model says. */
export function expectedS({ model, live }: Seal): number {
  const speed = live.place?.speedKmh ?? null;
  if (speed === null || speed >= STANDING_KMH) return model.reportIntervalS;
  return Math.max(model.reportIntervalS, model.parkedIntervalS ?? 0, model.asleepIntervalS ?? 0);
}

/** When a seal that has said nothing since then is overdue, by its model's own interval and what is excused. */
export function overdueAt(
  since: Instant,
  seal: Seal,
  { params }: Rule,
  around?: AroundSilence,
): Instant {
  const expectedMs = params.intervals * expectedS(seal) * SECOND_MS;
  const excusedMin = around?.deadZone?.excusedMin ?? 0;
  return addMs(since, expectedMs + (params.graceMin + excusedMin) * MINUTE_MS);
}

/**
 * When a seal is looked at again at the latest, by its shortest interval: a look has no consequence, and a truck that
 * stood may be on the move by then.
 */
export function lookedAtBy(from: Instant, { model }: Seal, { params }: Rule): Instant {
  const expectedMs = params.intervals * model.reportIntervalS * SECOND_MS;
  return addMs(from, expectedMs + params.graceMin * MINUTE_MS);
}

export type Silence = {
  readonly since: Instant;
  readonly now: Instant;
  readonly around?: AroundSilence | undefined;
};

/** A watched seal that has said nothing for longer than its model may, and what may explain it. */
export function silent(
  seal: Seal,
  { since, now, around }: Silence,
  rule: Rule,
): readonly Why[] | null {
  if (now < overdueAt(since, seal, rule, around)) return null;
  const why: Why[] = [
    {
      code: 'silent-for',
      params: { minutes: minutesBetween(since, now), expectedS: expectedS(seal) },
    },
  ];
  const { receivedAt } = seal.live;
  if (receivedAt !== null) why.push({ code: 'last-heard', params: { at: isoOf(receivedAt) } });
  return around === undefined ? why : [...why, ...reasons(seal, around, now)];
}

/** What tells one silence from another, the most telling first; that nothing does is said too. */
function reasons(seal: Seal, around: AroundSilence, now: Instant): readonly Why[] {
  const { deadZone, near, incident } = around;
  const why: Why[] = [...jammed(seal, around), ...runDown(seal, now)];
  if (near.late >= NEAR_LATE_MIN && near.late * 2 > near.seals)
    why.push({ code: 'silence-near', params: { late: near.late, seals: near.seals } });
  if (deadZone !== null) why.push({ code: 'silence-dead-zone', params: deadZone });
  if (expectedS(seal) > seal.model.reportIntervalS)
    why.push({ code: 'silence-asleep', params: { expectedS: expectedS(seal) } });
  const explained: readonly Why[] =
    why.length > 0 ? why : [{ code: 'silence-unexplained', params: {} }];
  if (incident === null) return explained;
  const params = { name: incident.name, until: isoOf(incident.until) };
  return [...explained, { code: 'silence-after-incident', params }];
}

/** Suspected already, or without a fix when it was last heard: a jammer takes both. */
function jammed({ live }: Seal, { jammedAt }: AroundSilence): readonly Why[] {
  if (jammedAt !== null) return [{ code: 'silence-jamming', params: { at: isoOf(jammedAt) } }];
  const { receivedAt, fix } = live;
  if (receivedAt === null || fix === 'gnss') return [];
  return [{ code: 'silence-no-fix', params: { at: isoOf(receivedAt) } }];
}

/** By what its model draws, since it last said how much it had. */
function runDown({ live, model }: Seal, now: Instant): readonly Why[] {
  const { batteryPct, occurredAt, bits } = live;
  if (batteryPct === null || occurredAt === null || bits.charging === true) return [];
  const hours = Math.max(0, now - occurredAt) / HOUR_MS;
  const leftPct = Math.max(0, Math.round(batteryPct - hours * model.drainPctPerHour));
  if (leftPct > RUN_DOWN_PCT) return [];
  return [{ code: 'silence-battery', params: { pct: Math.round(batteryPct), leftPct } }];
}
