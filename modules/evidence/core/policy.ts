// Whose word counts (C2SP tlog-policy): the logs, the witnesses, and how many of which must have cosigned.

import { base64Of } from './base64.ts';
import { KEY_TYPES, type PublicKey, parseVkey } from './key.ts';
import type { Verifier } from './note.ts';
import {
  type CheckpointRefusal,
  checkpointOfNote,
  type OpenCheckpoint,
  openCheckpoint,
  verifierOfKey,
} from './verifier.ts';

/** The specification asks for 32 of each at least. */
const LINES_MAX = 1_000;

export type PolicyLog = { readonly vkey: string; readonly url?: string };
export type PolicyWitness = { readonly name: string; readonly vkey: string; readonly url?: string };
export type PolicyGroup = {
  readonly name: string;
  /** How many of the members must have witnessed. */
  readonly threshold: number;
  readonly members: readonly string[];
};

/** Names are the policy's own; a witness's key has another. */
export type Policy = {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  /** Each after the groups that are its members. */
  readonly groups: readonly PolicyGroup[];
  /** A witness's or a group's name, or `none`. */
  readonly quorum: string;
};

export type PolicyFault =
  | 'control-character'
  | 'too-many-lines'
  | 'unknown-keyword'
  | 'wrong-arguments'
  | 'bad-key'
  | 'key-type-unfit'
  | 'key-twice'
  | 'name-reserved'
  | 'name-twice'
  | 'bad-threshold'
  | 'unknown-name'
  | 'member-twice'
  | 'quorum-twice'
  | 'no-quorum';

/** `line` counts from 1. */
export type MalformedPolicy = { readonly code: PolicyFault; readonly line: number };

type Draft = {
  readonly logs: PolicyLog[];
  readonly witnesses: PolicyWitness[];
  readonly groups: PolicyGroup[];
  readonly names: Set<string>;
  readonly members: Set<string>;
  readonly logKeys: Set<string>;
  readonly witnessKeys: Set<string>;
  quorum: string | undefined;
};

/** The policy of a text, or its first line that is wrong. */
export function parsePolicy(text: string): Policy | MalformedPolicy {
  const lines = text.split('\n');
  if (lines.length > LINES_MAX) return { code: 'too-many-lines', line: LINES_MAX };
  const draft: Draft = {
    logs: [],
    witnesses: [],
    groups: [],
    names: new Set(),
    members: new Set(),
    logKeys: new Set(),
    witnessKeys: new Set(),
    quorum: undefined,
  };
  for (const [at, line] of lines.entries()) {
    const code = readLine(line, draft);
    if (code !== undefined) return { code, line: at + 1 };
  }
  const { logs, witnesses, groups, quorum } = draft;
  if (quorum === undefined) return { code: 'no-quorum', line: lines.length };
  return { logs, witnesses, groups, quorum };
}

const keywords: Readonly<
  Record<string, (words: readonly string[], draft: Draft) => PolicyFault | undefined>
> = { log: readLog, witness: readWitness, group: readGroup, quorum: readQuorum };

function readLine(line: string, draft: Draft): PolicyFault | undefined {
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if ((code < 0x20 && code !== 0x09) || code === 0x7f) return 'control-character';
  }
  const [keyword, ...words] = line.split(/[ \t]+/).filter((word) => word !== '');
  if (keyword === undefined || keyword.startsWith('#')) return undefined;
  const read = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
  return read === undefined ? 'unknown-keyword' : read(words, draft);
}

function readLog(words: readonly string[], draft: Draft): PolicyFault | undefined {
  const [vkey, url, ...more] = words;
  if (vkey === undefined || more.length > 0) return 'wrong-arguments';
  const key = parseVkey(vkey);
  if ('code' in key) return 'bad-key';
  if (!isNew(draft.logKeys, base64Of(key.bytes))) return 'key-twice';
  draft.logs.push(url === undefined ? { vkey } : { vkey, url });
  return undefined;
}

function readWitness(words: readonly string[], draft: Draft): PolicyFault | undefined {
  const [name, vkey, url, ...more] = words;
  if (name === undefined || vkey === undefined || more.length > 0) return 'wrong-arguments';
  const key = parseVkey(vkey);
  if ('code' in key) return 'bad-key';
  if (key.type === KEY_TYPES.ed25519) return 'key-type-unfit';
  if (name === 'none') return 'name-reserved';
  if (!isNew(draft.witnessKeys, base64Of(key.bytes))) return 'key-twice';
  if (!isNew(draft.names, name)) return 'name-twice';
  draft.witnesses.push(url === undefined ? { name, vkey } : { name, vkey, url });
  return undefined;
}

function readGroup(words: readonly string[], draft: Draft): PolicyFault | undefined {
  const [name, rule, ...members] = words;
  if (name === undefined || rule === undefined || members.length === 0) return 'wrong-arguments';
  const threshold = thresholdOf(rule, members.length);
  if (threshold === undefined) return 'bad-threshold';
  if (name === 'none') return 'name-reserved';
  for (const member of members) {
    if (!draft.names.has(member)) return 'unknown-name';
    // In one group only, so that no witness counts twice towards the quorum.
    if (!isNew(draft.members, member)) return 'member-twice';
  }
  if (!isNew(draft.names, name)) return 'name-twice';
  draft.groups.push({ name, threshold, members });
  return undefined;
}

function readQuorum(words: readonly string[], draft: Draft): PolicyFault | undefined {
  const [name, ...more] = words;
  if (name === undefined || more.length > 0) return 'wrong-arguments';
  if (draft.quorum !== undefined) return 'quorum-twice';
  if (name !== 'none' && !draft.names.has(name)) return 'unknown-name';
  draft.quorum = name;
  return undefined;
}

function thresholdOf(rule: string, members: number): number | undefined {
  if (rule === 'any') return 1;
  if (rule === 'all') return members;
  if (!/^[1-9]\d{0,3}$/.test(rule)) return undefined;
  return Number(rule) <= members ? Number(rule) : undefined;
}

function isNew(seen: Set<string>, value: string): boolean {
  if (seen.has(value)) return false;
  seen.add(value);
  return true;
}

/** The text of a policy; `parsePolicy` gives the same policy back. */
export function formatPolicy({ logs, witnesses, groups, quorum }: Policy): string {
  const lines = [
    ...logs.map(({ vkey, url }) => ['log', vkey, url]),
    ...witnesses.map(({ name, vkey, url }) => ['witness', name, vkey, url]),
    ...groups.map(({ name, threshold, members }) => ['group', name, threshold, ...members]),
    ['quorum', quorum],
  ];
  return lines.map((words) => `${words.filter((word) => word !== undefined).join(' ')}\n`).join('');
}

/** Whether these of the policy's witnesses (by their names in it) are enough. */
export function quorumHolds(policy: Policy, witnessed: Iterable<string>): boolean {
  if (policy.quorum === 'none') return true;
  const known = new Set(policy.witnesses.map(({ name }) => name));
  const holds = new Set([...witnessed].filter((name) => known.has(name)));
  for (const { name, threshold, members } of policy.groups)
    if (members.filter((member) => holds.has(member)).length >= threshold) holds.add(name);
  return holds.has(policy.quorum);
}

/** A witness's verifier under its name in the policy. */
export type WitnessVerifier = { readonly name: string; readonly verifier: Verifier };

export function policyVerifiers(policy: Policy): {
  readonly logs: readonly Verifier[];
  readonly witnesses: readonly WitnessVerifier[];
} {
  return {
    logs: policy.logs.map(({ vkey }) => verifierOfKey(keyOf(vkey))),
    witnesses: policy.witnesses.map(({ name, vkey }) => ({
      name,
      verifier: verifierOfKey(keyOf(vkey)),
    })),
  };
}

/** Throws RangeError: a policy that was parsed holds only keys that were. */
function keyOf(vkey: string): PublicKey {
  const key = parseVkey(vkey);
  if ('code' in key) throw new RangeError(`a policy with a broken key: ${key.code}`);
  return key;
}

/** The policy's names of those whose cosignatures these are. */
export function witnessesOf(
  policy: Policy,
  cosignatures: readonly { readonly name: string; readonly keyId: string }[],
): string[] {
  return policyVerifiers(policy)
    .witnesses.filter(({ verifier }) =>
      cosignatures.some(({ name, keyId }) => name === verifier.name && keyId === verifier.keyId),
    )
    .map(({ name }) => name);
}

export type PolicyOpened = OpenCheckpoint & {
  /** By their names in the policy. */
  readonly witnesses: readonly string[];
  readonly quorum: boolean;
};

export type PolicyRefusal = CheckpointRefusal | 'unknown-log';

/** A checkpoint that one of the policy's logs has signed, and whether enough of its witnesses did. */
export function openByPolicy(
  note: string | Uint8Array,
  policy: Policy,
): PolicyOpened | { readonly opened: false; readonly code: PolicyRefusal } {
  const { logs, witnesses } = policyVerifiers(policy);
  const claimed = checkpointOfNote(note);
  const origin = 'code' in claimed ? undefined : claimed.origin;
  let refusal: PolicyRefusal = 'unknown-log';
  // A log that renews its key has two lines for a while.
  for (const log of logs.filter(({ name }) => origin === undefined || name === origin)) {
    const opened = openCheckpoint(
      note,
      log,
      witnesses.map(({ verifier }) => verifier),
    );
    if (opened.opened) {
      const names = witnessesOf(policy, opened.cosignatures);
      return { ...opened, witnesses: names, quorum: quorumHolds(policy, names) };
    }
    refusal = opened.code;
  }
  return { opened: false, code: refusal };
}
