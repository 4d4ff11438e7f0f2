// What is signed: the checkpoint of the database and those of the files, and what witnesses put under them.
import {
  type Checkpoint,
  formatPolicy,
  type OpenCheckpoint,
  openCheckpoint,
  openNote,
  type Policy,
  parseCheckpoint,
  parseNote,
  parsePolicy,
  parseUtf8,
  policyVerifiers,
  type Verifier,
  verifierOf,
} from '@lakiri/evidence';
import type { Sql } from '@lakiri/platform/sql';
import type { Finding, Report } from './finding.ts';
import type { LogDirectory } from './log-directory.ts';
import { ask, type Memory } from './memory.ts';

export type LogRow = { readonly name: string; readonly origin: string; readonly vkey: string };

export type Keys = {
  readonly log: Verifier;
  /** By the policy's own names. */
  readonly witnesses: ReadonlyMap<string, Verifier>;
  readonly memory: Memory | undefined;
};

export const inFile = (path: string) => ({
  table: `log:${path}`,
  key: {} as Finding['key'],
  column: null,
});

type Parts = {
  readonly row: LogRow;
  readonly files: LogDirectory;
  readonly report: Report;
  readonly memory?: Memory | undefined;
};

/** The keys under which all is verified: of the log by the database, of its witnesses by the policy. */
export async function readKeys({ row, files, report, memory }: Parts): Promise<Keys | undefined> {
  const log = verifierOf(row.vkey);
  const at = { table: 'evidence.log', key: { name: row.name } };
  if ('code' in log) {
    const say = `no key: ${log.code}`;
    report({ ...at, column: 'vkey', is: row.vkey, shouldBe: null, say });
    return undefined;
  }
  if (log.name !== row.origin)
    report({ ...at, column: 'origin', is: row.origin, shouldBe: log.name });
  const vkey = await textOf(files, 'vkey');
  if (vkey !== `${row.vkey}\n`) {
    const say = 'is not the key that the database names';
    report({ ...inFile('vkey'), is: vkey, shouldBe: row.vkey, say });
  }
  const policy = await readPolicy({ row, files, report });
  const witnesses = policy === undefined ? [] : policyVerifiers(policy).witnesses;
  const byName = new Map(witnesses.map(({ name, verifier }) => [name, verifier]));
  return { log, witnesses: byName, memory };
}

async function readPolicy({ row, files, report }: Parts): Promise<Policy | undefined> {
  const text = await textOf(files, 'policy');
  const policy = text === null ? undefined : parsePolicy(text);
  if (policy === undefined || 'code' in policy) {
    const say = policy === undefined ? 'is missing' : `line ${policy.line}: ${policy.code}`;
    report({ ...inFile('policy'), is: text, shouldBe: null, say });
    return undefined;
  }
  const isOurs = policy.logs.length === 1 && policy.logs[0]?.vkey === row.vkey;
  if (formatPolicy(policy) === text && isOurs) return policy;
  const say = isOurs ? 'is not as it was written' : 'is not the policy of this log';
  report({ ...inFile('policy'), is: text, shouldBe: null, say });
  return policy;
}

export async function textOf(files: LogDirectory, path: string): Promise<string | null> {
  const bytes = await files.read(path);
  return bytes === undefined ? null : (parseUtf8(bytes) ?? '');
}

/** A note all of whose lines are verified and of keys that we know; or why not. */
export function openAll(note: string, keys: Keys): Checkpoint | string {
  return ask(keys.memory, `${keyText(keys)}\n${note}`, () => openNew(note, keys));
}

/** Keys by their ids: an id is a hash of name and key. */
function keyText({ log, witnesses }: Keys): string {
  return [log, ...witnesses.values()].map(({ name, keyId }) => `${name} ${keyId}`).join(', ');
}

function openNew(note: string, { log, witnesses }: Keys): Checkpoint | string {
  const opened = openNote(note, [log, ...witnesses.values()]);
  if (!opened.opened) return opened.code;
  const stranger = opened.signatures.find(({ verified }) => !verified);
  if (stranger !== undefined) return `a signature of nobody known: ${stranger.name}`;
  const isOfLog = opened.signatures.some(
    ({ keyId, name }) => keyId === log.keyId && name === log.name,
  );
  if (!isOfLog) return 'no-log-signature';
  const names = opened.signatures.map(({ keyId, name }) => `${keyId} ${name}`);
  if (new Set(names).size < names.length) return 'one key has signed twice';
  const checkpoint = parseCheckpoint(opened.text);
  if ('code' in checkpoint) return checkpoint.code;
  return checkpoint.origin === log.name ? checkpoint : 'other-origin';
}

/** A witness's line, by the policy's own name. */
export type CosignedLine = { readonly size: number; readonly witness: string };

/** Who cosigned a note that was opened. */
export function cosignedIn(note: string, keys: Keys): CosignedLine[] {
  const parsed = parseNote(note);
  const checkpoint = openAll(note, keys);
  if ('code' in parsed || typeof checkpoint === 'string') return [];
  return [...keys.witnesses]
    .filter(([, { keyId, name }]) =>
      parsed.signatures.some((line) => line.keyId === keyId && line.name === name),
    )
    .map(([witness]) => ({ size: checkpoint.size, witness }));
}

type CosignatureRow = {
  readonly log: string;
  readonly size: string;
  readonly witness: string;
  readonly line: string;
  readonly checkpoint: string;
  readonly at: string;
};

export type CosignedAt = {
  readonly size: number;
  readonly root: Uint8Array;
  readonly key: Finding['key'];
};

/** Every line that a witness gave, under its key; returns what they are under, to be held against the log. */
export async function verifyCosignatures(
  { real, report }: { readonly real: Sql; readonly report: Report },
  {
    row,
    keys,
    lines,
  }: { readonly row: LogRow; readonly keys: Keys; readonly lines: readonly CosignedLine[] },
): Promise<CosignedAt[]> {
  const { rows } = await real.query<CosignatureRow>(
    `SELECT log, size::text, witness, line, checkpoint,
       round(extract(epoch FROM at) * 1000000)::text AS at
     FROM evidence.cosignature WHERE log = $1 ORDER BY size, witness`,
    [row.name],
  );
  for (const { size, witness } of lines) {
    if (rows.some((one) => one.size === String(size) && one.witness === witness)) continue;
    const key = { log: row.name, size: String(size), witness };
    const say =
      'the file `witnessed` has this cosignature and the database has not: deleted, or not kept while it was away';
    report({ table: 'evidence.cosignature', key, column: null, is: null, shouldBe: 'a row', say });
  }
  return rows.flatMap((one): CosignedAt[] => {
    const key = { log: one.log, size: one.size, witness: one.witness };
    const found = { table: 'evidence.cosignature', key };
    const opened = ask(keys.memory, `${keyText(keys)}\n${JSON.stringify(one)}`, () =>
      openCosigned(one, keys),
    );
    if (typeof opened === 'string') {
      report({ ...found, column: 'line', is: one.line, shouldBe: null, say: opened });
      return [];
    }
    const { size, root } = opened.checkpoint;
    if (String(size) !== one.size)
      report({ ...found, column: 'size', is: one.size, shouldBe: String(size) });
    const at = String((opened.cosignatures[0]?.time ?? 0) * 1_000_000);
    if (at !== one.at) report({ ...found, column: 'at', is: one.at, shouldBe: at });
    return [{ size, root, key }];
  });
}

type Cosigned = Pick<OpenCheckpoint, 'checkpoint' | 'cosignatures'>;

function openCosigned(row: CosignatureRow, keys: Keys): Cosigned | string {
  const witness = keys.witnesses.get(row.witness);
  if (witness === undefined) return `the policy has no witness ${row.witness}`;
  const own = openAll(row.checkpoint, { ...keys, witnesses: new Map() });
  if (typeof own === 'string') return `its checkpoint: ${own}`;
  const opened = openCheckpoint(`${row.checkpoint}${row.line}\n`, keys.log, [witness]);
  if (!opened.opened) return opened.code;
  return opened.cosignatures.length === 1 ? opened : 'the line is not of this witness';
}
