import { isoOf, MINUTE_MS } from '@lakiri/kit';
import type { Look } from '../look.ts';
import type { RuleVersion } from '../rule.ts';
import { ATTEMPTS_MAX, type Attempt } from '../watch.ts';
import { maskCredential, type Why } from '../why.ts';

type Rule = RuleVersion<'unlock-refused'>;
export type AttemptsAfter = {
  readonly attempts: readonly Attempt[];
  readonly why: readonly Why[] | null;
};

/**
 * Somebody tries to open: so many refused attempts within the window, or the device's own word that
 * it was given a wrong password or an unlawful card. Attempts told late or out of order count where
 * they belong; the same attempt told twice counts once; no attempt counts for two alarms.
 */
export function unlockRefused(look: Look, known: readonly Attempt[], rule: Rule): AttemptsAfter {
  const { event } = look.reading.report;
  const refused = event?.type.startsWith('unlock.refused') === true;
  const alleged = newlyAlleged(look, known, rule);
  if (!refused && alleged === null) return { attempts: known, why: null };
  const { report, digest } = look.reading;
  // By the device's own time: a doubled reading with a wrong clock is heard at two times of ours.
  const key = `${report.occurredAt ?? ''}:${digest}`;
  const own: Attempt = { at: look.at, key, counted: false };
  const attempts = withAttempt(known, own);
  if (!attempts.includes(own)) return { attempts: known, why: null };
  const near = attempts.filter((one) => isNear(one, own, rule));
  const uncounted = near.filter((one) => !one.counted);
  const enough = uncounted.length >= rule.params.attemptsMin;
  const deviceCounted = event?.wrongCount ?? 0;
  const countedByDevice =
    refused && deviceCounted >= rule.params.attemptsMin && uncounted.length === near.length;
  if (alleged === null && !enough && !countedByDevice) return { attempts, why: null };
  const why: Why[] = alleged === null ? [] : [...alleged];
  if (enough)
    why.push({
      code: 'attempts-refused',
      params: { attempts: uncounted.length, withinMin: rule.params.windowMin },
    });
  if (countedByDevice) why.push({ code: 'device-counted', params: { wrongCount: deviceCounted } });
  if (refused && event !== null)
    why.push({
      code: 'attempt-refused',
      params: { method: event.type, credential: maskCredential(event.credential) },
    });
  return {
    attempts: attempts.map((one) => (uncounted.includes(one) ? { ...one, counted: true } : one)),
    why,
  };
}

/** The device's bit where the word before it was not so; a late bit only where nothing is known near it. */
function newlyAlleged(look: Look, known: readonly Attempt[], rule: Rule): readonly Why[] | null {
  const { bits } = look.reading.report;
  if (bits.wrongPassword !== true && bits.illegalCard !== true) return null;
  const was = look.before.live.bits;
  const why: Why[] = [];
  const when = { at: isoOf(look.at) };
  if (bits.wrongPassword === true && was.wrongPassword !== true)
    why.push({ code: 'wrong-password-reported', params: when });
  if (bits.illegalCard === true && was.illegalCard !== true)
    why.push({ code: 'illegal-card-reported', params: when });
  if (why.length === 0) return null;
  const own = { at: look.at };
  if (look.folded.late && known.some((one) => one.counted && isNear(one, own, rule))) return null;
  return why;
}

function isNear(a: Pick<Attempt, 'at'>, b: Pick<Attempt, 'at'>, { params }: Rule): boolean {
  return Math.abs(a.at - b.at) <= params.windowMin * MINUTE_MS;
}

function withAttempt(known: readonly Attempt[], own: Attempt): readonly Attempt[] {
  if (known.some((one) => one.key === own.key)) return known;
  return [...known, own].sort((a, b) => a.at - b.at).slice(-ATTEMPTS_MAX);
}
