// What lies in an evidence bundle, and where: the exporter and every verifier read it here.
import { type Json, jsonOf, longText, objectOf, textOf } from './bundle-json.ts';
import { parseUtf8 } from './utf8.ts';

export const BUNDLE_FORMAT = 'lakiri-evidence/1';

export const MANIFEST = 'manifest.json';
/** In the form of sha256sum, over every other file: the first thing that a stranger checks, and with no tool of ours. */
export const SUMS = 'SHA256SUMS';
export const CHECKPOINT = 'checkpoint';
export const VKEYS = 'keys/vkeys.txt';
export const POLICY = 'keys/policy.txt';
export const READINGS = 'readings.csv';
export const PERSONAL = 'personal.json';

/** Paths with a meaning; a file at another one is told, as nobody says what it is. */
const KNOWN =
  /^(manifest\.json|SHA256SUMS|checkpoint|readings\.csv|personal\.json|custody\.jsonl|operation\.json|certificate(-106B)?\.(pdf|json)|VERIFY\.md|(keys|tsr|documents|photos)\/.+|entries\/\d+\.json|proofs\/\d+\.tlog-proof|frames\/\d{4}-\d\d-\d\d\.json)$/;

export function isKnownPath(path: string): boolean {
  return KNOWN.test(path);
}

export type BundleFiles = ReadonlyMap<string, Uint8Array>;

export type ManifestFile = {
  readonly path: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
};

export type Manifest = {
  readonly subject: { readonly kind: string; readonly id: string; readonly ref: string };
  readonly exportedAt: string;
  readonly exporter: string;
  readonly reason: string;
  readonly caseNo: string | null;
  readonly log: { readonly origin: string; readonly size: number; readonly root: string };
  readonly files: readonly ManifestFile[];
};

/** The manifest, or the first field that is not as the format has it. */
export function parseManifest(bytes: Uint8Array): Manifest | { readonly malformed: string } {
  const json = jsonOf(bytes);
  if (json === undefined) return { malformed: 'JSON' };
  if (json['format'] !== BUNDLE_FORMAT) return { malformed: 'format' };
  const subject = subjectOf(objectOf(json['subject']));
  const log = logOf(objectOf(json['log']));
  const files = Array.isArray(json['files']) ? json['files'].map(fileOf) : [undefined];
  const { exportedAt, reason, exporter } = json;
  if (typeof exportedAt !== 'string') return { malformed: 'exportedAt' };
  if (typeof reason !== 'string') return { malformed: 'reason' };
  if (subject === undefined) return { malformed: 'subject' };
  if (log === undefined) return { malformed: 'log' };
  if (files.includes(undefined)) return { malformed: 'files' };
  return {
    subject,
    exportedAt,
    exporter: textOf(objectOf(exporter)?.['name']),
    reason,
    caseNo: textOf(json['caseNo']) || null,
    log,
    files: files as ManifestFile[],
  };
}

function subjectOf({ kind, id, ref }: Json = {}): Manifest['subject'] | undefined {
  if (typeof kind !== 'string' || typeof id !== 'string') return undefined;
  return { kind, id, ref: textOf(ref) || id };
}

function logOf({ origin, size, root }: Json = {}): Manifest['log'] | undefined {
  if (typeof origin !== 'string' || typeof root !== 'string') return undefined;
  return typeof size === 'number' ? { origin, size, root } : undefined;
}

function fileOf(value: unknown): ManifestFile | undefined {
  const { path, sha256, bytes } = objectOf(value) ?? {};
  if (typeof path !== 'string' || typeof bytes !== 'number') return undefined;
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  return { path, sha256, bytes };
}

/** What `sha256sum` wrote: path → hexadecimal; `undefined` for a line that it would not write. */
export function parseSums(bytes: Uint8Array): ReadonlyMap<string, string> | undefined {
  const text = parseUtf8(bytes);
  if (text === undefined || !text.endsWith('\n')) return undefined;
  const sums = new Map<string, string>();
  for (const line of text.slice(0, -1).split('\n')) {
    const [, sum, path] = /^([0-9a-f]{64}) {2}([^\s].*)$/.exec(line) ?? [];
    if (sum === undefined || path === undefined || sums.has(path)) return undefined;
    sums.set(path, sum);
  }
  return sums;
}

/** What we need of an entry: which fact it is. An entry that is no fact of ours proves its bytes alone. */
export type EntryFact = {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly subjectVersion: number;
  readonly recordedAt: string;
  readonly body: Json;
  /** Every SHA-256 that stands in it, in hexadecimal. */
  readonly hashes: readonly string[];
};

export function factOf(entry: Uint8Array): EntryFact | undefined {
  const { id, type, subject, subjectVersion, recordedAt, body } = jsonOf(entry) ?? {};
  if (typeof type !== 'string' || typeof subject !== 'string') return undefined;
  return {
    id: textOf(id),
    type,
    subject,
    subjectVersion: typeof subjectVersion === 'number' ? subjectVersion : 0,
    recordedAt: textOf(recordedAt),
    body: objectOf(body) ?? {},
    hashes: longText(entry)?.match(/[0-9a-f]{64}/g) ?? [],
  };
}
