import type { LogState, SubjectLog } from '../api/evidence-contract.ts';
import { saySpan } from '../clock/say-age.ts';
import type { Say } from '../words/words.ts';

/** `waiting`: it will be well by itself. `bad`: somebody must look. */
export type LogTone = 'well' | 'waiting' | 'bad';
export type LogLine = { readonly tone: LogTone; readonly words: string };

/** A count or a place in the log as people read it: `18,211`. */
export function grouped(n: number): string {
  return String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * How it stands with the facts of a journey or a case, in one line: `In the log at 18,211, witnessed by 2`. The log's
 * own state tells for how long it waits, and why nobody has witnessed it; without it the line leaves that out.
 */
export function logLine(
  say: Say,
  subject: SubjectLog,
  log: LogState | undefined,
  now: number,
): LogLine {
  const { facts, inLog } = subject;
  if (facts === 0) return { tone: 'waiting', words: say('line.none') };
  if (inLog < facts) {
    if (log !== undefined && log.refuses !== null)
      return { tone: 'bad', words: refused(say, subject) };
    const waiting = inLog === 0 ? say('line.waiting') : some(say, subject);
    return { tone: 'waiting', words: capital([waiting, waitedFor(say, log, now)]) };
  }
  const place = say('line.in', { index: grouped(subject.lastIndex ?? 0) });
  return { tone: toneOf(subject, log), words: capital([place, witnessWords(say, subject, log)]) };
}

const some = (say: Say, { facts, inLog }: SubjectLog): string =>
  say('line.waitingSome', { n: facts - inLog, of: facts });

const refused = (say: Say, subject: SubjectLog): string =>
  capital([some(say, subject), say('line.refuses')]);

function waitedFor(say: Say, log: LogState | undefined, now: number): string | undefined {
  const since = log?.oldestPendingAt ?? null;
  return since === null ? undefined : saySpan(say, now - Date.parse(since));
}

function witnessWords(
  say: Say,
  { witnesses }: SubjectLog,
  log: LogState | undefined,
): string | undefined {
  if (witnesses !== null && witnesses > 0) return say('line.witnessed', { n: witnesses });
  if (log === undefined) return undefined;
  return say(log.policy === null ? 'line.noneConfigured' : 'line.notYet');
}

/** A node without witnesses is as it was set up; one that refuses to sign is not. */
function toneOf({ witnesses }: SubjectLog, log: LogState | undefined): LogTone {
  if (log !== undefined && log.refuses !== null) return 'bad';
  const isAwaited = log !== undefined && log.policy !== null && (witnesses ?? 0) === 0;
  return isAwaited ? 'waiting' : 'well';
}

function capital(parts: readonly (string | undefined)[]): string {
  const text = parts.filter((part) => part !== undefined).join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
