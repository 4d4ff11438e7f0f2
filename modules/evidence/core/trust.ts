// Whom a verifier believes: keys of logs and of witnesses, and which of these must have seen a checkpoint.
import type { Checkpoint } from './checkpoint.ts';
import { KEY_TYPES, parseVkey } from './key.ts';
import type { Verifier } from './note.ts';
import { parsePolicy, policyVerifiers, quorumHolds, type WitnessVerifier } from './policy.ts';
import {
  type CheckpointRefusal,
  checkpointOfNote,
  openCheckpoint,
  verifierOfKey,
} from './verifier.ts';

export type Trust = {
  readonly logs: readonly Verifier[];
  readonly witnesses: readonly WitnessVerifier[];
  /** Whether these witnesses (by name) are enough; `null` where nobody said whose word is needed. */
  readonly isEnough: ((witnessed: readonly string[]) => boolean) | null;
};

export type MalformedTrust = {
  readonly malformed: 'vkey' | 'policy';
  readonly code: string;
  /** Counts from 1. */
  readonly line: number;
};

/**
 * Trust from keys, one vkey a line (`#` begins a comment), and from the text of a tlog-policy; either
 * may be empty. Keys of cosigners are witnesses: without a policy's quorum, each of them must have cosigned.
 */
export function parseTrust(texts: { vkeys: string; policy: string }): Trust | MalformedTrust {
  const policy = texts.policy.trim() === '' ? undefined : parsePolicy(texts.policy);
  if (policy !== undefined && 'code' in policy) return { malformed: 'policy', ...policy };
  const keys = parseKeys(texts.vkeys);
  if ('malformed' in keys) return keys;
  const named = policy === undefined ? { logs: [], witnesses: [] } : policyVerifiers(policy);
  const logs = distinct([...named.logs, ...keys.logs], (log) => log);
  const witnesses = distinct([...named.witnesses, ...keys.witnesses], ({ verifier }) => verifier);
  if (policy !== undefined)
    return { logs, witnesses, isEnough: (witnessed) => quorumHolds(policy, witnessed) };
  const isEveryone = (witnessed: readonly string[]): boolean =>
    witnesses.every(({ name }) => witnessed.includes(name));
  return { logs, witnesses, isEnough: witnesses.length === 0 ? null : isEveryone };
}

function parseKeys(text: string): Pick<Trust, 'logs' | 'witnesses'> | MalformedTrust {
  const logs: Verifier[] = [];
  const witnesses: WitnessVerifier[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    const vkey = line.trim();
    if (vkey === '' || vkey.startsWith('#')) continue;
    const key = parseVkey(vkey);
    if ('code' in key) return { malformed: 'vkey', code: key.code, line: at + 1 };
    const verifier = verifierOfKey(key);
    if (key.type === KEY_TYPES.ed25519) logs.push(verifier);
    else witnesses.push({ name: key.name, verifier });
  }
  return { logs, witnesses };
}

/** The first of those that have one key. */
function distinct<Keyed>(all: readonly Keyed[], verifierIn: (one: Keyed) => Verifier): Keyed[] {
  const byKey = new Map<string, Keyed>();
  for (const one of all) {
    const { name, keyId } = verifierIn(one);
    if (!byKey.has(`${keyId} ${name}`)) byKey.set(`${keyId} ${name}`, one);
  }
  return [...byKey.values()];
}

export type TrustedCheckpoint = {
  readonly opened: true;
  readonly checkpoint: Checkpoint;
  /** Those whose cosignature holds, with their own seconds of 1970. */
  readonly witnesses: readonly { readonly name: string; readonly time: number }[];
  /** Whether they are enough; `null` where nobody said who is needed. */
  readonly isWitnessed: boolean | null;
};

export type TrustRefusal = CheckpointRefusal | 'no-log-key' | 'unknown-log';

/** A checkpoint that a log we trust has signed, and who of the witnesses we trust has seen it. */
export function openTrusted(
  note: string | Uint8Array,
  { logs, witnesses, isEnough }: Trust,
): TrustedCheckpoint | { readonly opened: false; readonly code: TrustRefusal } {
  if (logs.length === 0) return { opened: false, code: 'no-log-key' };
  const claimed = checkpointOfNote(note);
  const origin = 'code' in claimed ? undefined : claimed.origin;
  let code: TrustRefusal = 'unknown-log';
  // A log that renews its key has two for a while.
  for (const log of logs.filter(({ name }) => origin === undefined || name === origin)) {
    const opened = openCheckpoint(
      note,
      log,
      witnesses.map(({ verifier }) => verifier),
    );
    if (!opened.opened) {
      code = opened.code;
      continue;
    }
    const seen = witnesses.flatMap(({ name, verifier }) => {
      const times = opened.cosignatures
        .filter((line) => line.name === verifier.name && line.keyId === verifier.keyId)
        .map(({ time }) => time);
      return times.length === 0 ? [] : [{ name, time: Math.max(...times) }];
    });
    const isWitnessed = isEnough === null ? null : isEnough(seen.map(({ name }) => name));
    return { opened: true, checkpoint: opened.checkpoint, witnesses: seen, isWitnessed };
  }
  return { opened: false, code };
}
