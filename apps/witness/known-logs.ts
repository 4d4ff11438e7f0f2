import { type Verifier, verifierOf } from '@lakiri/evidence';
import { CannotStart } from '@lakiri/platform/cannot-start';

/** The specification of policies asks for 32 at least; a witness of a region serves some dozens of nodes. */
const LOGS_MAX = 256;

/** The logs that this witness looks at, by origin: one or several keys each, any of which may sign. */
export type KnownLogs = ReadonlyMap<string, readonly Verifier[]>;

/**
 * The `log <vkey> [url]` lines of a tlog-policy text, where a line may also be a bare vkey; other lines
 * of a policy say nothing to a witness. The key's name is the log's origin. Throws CannotStart.
 */
export function parseKnownLogs(text: string, file: string): KnownLogs {
  const logs = new Map<string, Verifier[]>();
  for (const [at, line] of text.split('\n').entries()) {
    const vkey = vkeyOf(line);
    if (vkey === undefined) continue;
    const verifier = verifierOf(vkey);
    if ('code' in verifier)
      throw new CannotStart(
        'bad-log-key',
        `${file}, line ${at + 1}: "${vkey}" is not the vkey of a log (${verifier.code}).`,
      );
    logs.set(verifier.name, [...(logs.get(verifier.name) ?? []), verifier]);
  }
  if (logs.size === 0)
    throw new CannotStart(
      'no-logs',
      `${file} names no log. Write a line "log <vkey>" for each; a log's vkey is at /log/<name>/vkey of its node.`,
    );
  if (logs.size > LOGS_MAX)
    throw new CannotStart(
      'too-many-logs',
      `${file} names ${logs.size} logs, more than ${LOGS_MAX}.`,
    );
  return logs;
}

function vkeyOf(line: string): string | undefined {
  const [word, vkey] = line.trim().split(/[ \t]+/);
  if (word === undefined || word === '' || word.startsWith('#')) return undefined;
  if (word === 'log') return vkey ?? '';
  return /^(witness|group|quorum)$/.test(word) ? undefined : word;
}
