// An evidence bundle, verified without the node that made it: what its signers signed holds, or which file does not.
// It shows that these bytes stood in the log when it was signed; not that they say the truth, and not that the
// bundle has all there is.
import { type Signatures, verifyCheckpoint } from './bundle-checkpoint.ts';
import { noteGaps, verifyEntries, verifyPersonal, verifySubject } from './bundle-entries.ts';
import { type BundleFinding, type BundleWarning, newTold, type Told } from './bundle-findings.ts';
import {
  type BundleFiles,
  type EntryFact,
  isKnownPath,
  MANIFEST,
  type Manifest,
  type ManifestFile,
  parseManifest,
  parseSums,
  READINGS,
  SUMS,
} from './bundle-format.ts';
import { type FrameCount, verifyFrames } from './bundle-frames.ts';
import { hexOf } from './bundle-json.ts';
import { countReadings, type ReadingCount } from './bundle-readings.ts';
import { type StampedTime, verifyTimestamps } from './bundle-timestamps.ts';
import type { Sha256 } from './merkle.ts';
import type { Trust } from './trust.ts';
import { readZip } from './zip.ts';

export type BundleVerdict = {
  /** Empty: nothing in the bundle contradicts what was signed. */
  readonly findings: readonly BundleFinding[];
  readonly warnings: readonly BundleWarning[];
  /** `undefined` where not even the manifest could be read. */
  readonly summary: BundleSummary | undefined;
};

export type BundleSummary = Signatures & {
  readonly manifest: Omit<Manifest, 'files'>;
  readonly files: number;
  readonly entries: {
    /** Entries that the log was proven to hold, those of the batches of frames among them. */
    readonly proven: number;
    /** First and last time that the node recorded one; empty where there is none. */
    readonly firstAt: string;
    readonly lastAt: string;
  };
  readonly frames: FrameCount;
  readonly readings: ReadingCount;
  /** Names and the like that were proven to be those meant by the entries. */
  readonly personal: number;
  readonly timestamps: readonly StampedTime[];
};

/** Verifies a zip. `trust`: the verifier's own keys; `null` when there are only those in the bundle. */
export function verifyBundleZip(
  zip: Uint8Array,
  trust: Trust | null,
  sha256: Sha256,
): BundleVerdict {
  const read = readZip(zip);
  if (!read.read) {
    const params = { why: read.code };
    const finding = { code: 'zip-unreadable', path: read.path, params } as const;
    return { findings: [finding], warnings: [], summary: undefined };
  }
  const container: BundleFinding[] = [
    ...read.damaged.map((path) => ({ code: 'zip-damaged', path, params: {} }) as const),
    ...read.unusual.map((path) => ({ code: 'zip-unusual', path, params: {} }) as const),
  ];
  const verdict = verifyBundle(read.files, trust, sha256);
  return { ...verdict, findings: [...container, ...verdict.findings] };
}

/** Verifies the files of a bundle. Total; its time grows with the bytes. */
export function verifyBundle(
  files: BundleFiles,
  trust: Trust | null,
  sha256: Sha256,
): BundleVerdict {
  const told = newTold();
  const manifest = manifestOf(files, told);
  if (manifest === undefined)
    return { findings: told.findings, warnings: told.warnings, summary: undefined };
  verifyListed(files, { manifest, sha256 }, told);
  const checkpoint = verifyCheckpoint(files, { manifest, given: trust }, told);
  const entries = verifyEntries(files, { checkpoint, sha256 }, told);
  const tree = checkpoint.opened?.checkpoint;
  const { facts: batchFacts, ...frames } = verifyFrames(files, { tree, sha256 }, told);
  const facts = [...entries.facts, ...batchFacts];
  if (checkpoint.opened !== undefined && entries.proven + batchFacts.length === 0)
    told.wrong('no-entries', '');
  else if (checkpoint.opened !== undefined) verifySubject(facts, manifest, told);
  noteGaps(facts, manifest, told);
  const { files: _, ...about } = manifest;
  const summary: BundleSummary = {
    manifest: about,
    files: files.size,
    ...checkpoint.signatures,
    entries: { proven: entries.proven + batchFacts.length, ...spanOf(facts) },
    frames,
    readings: countReadings(files.get(READINGS), told),
    personal: verifyPersonal(files, { facts, sha256 }, told),
    timestamps: verifyTimestamps(files, { checkpoint, sha256 }, told),
  };
  return { findings: told.findings, warnings: told.warnings, summary };
}

function manifestOf(files: BundleFiles, told: Told): Manifest | undefined {
  const bytes = files.get(MANIFEST);
  if (bytes === undefined) {
    told.wrong('manifest-missing', MANIFEST);
    return undefined;
  }
  const manifest = parseManifest(bytes);
  if (!('malformed' in manifest)) return manifest;
  told.wrong('manifest-malformed', MANIFEST, { field: manifest.malformed });
  return undefined;
}

type Listing = { readonly manifest: Manifest; readonly sha256: Sha256 };

/** Every file is listed twice, in the manifest and in SHA256SUMS, and every listed file is here unchanged. */
function verifyListed(files: BundleFiles, { manifest, sha256 }: Listing, told: Told): void {
  const listed = new Map(manifest.files.map((file) => [file.path, file]));
  if (listed.size < manifest.files.length)
    told.wrong('manifest-malformed', MANIFEST, { field: 'files' });
  const sums = sumsOf(files, told);
  for (const [path, bytes] of files) {
    if (path === SUMS) continue;
    if (!isKnownPath(path)) told.warn('path-unknown', path);
    const sum = hexOf(sha256(bytes));
    const isChanged = isOther({ path, sum, bytes: bytes.length }, listed, told);
    if (!isChanged && sums !== undefined && sums.get(path) !== sum) noteOtherSum(path, told);
  }
  for (const path of new Set([...listed.keys(), ...(sums?.keys() ?? [])]))
    if (!files.has(path)) told.wrong('file-missing', path);
}

/** Of the manifest nothing else has the hash: it may be that or the list that was changed. */
function noteOtherSum(path: string, told: Told): void {
  told.wrong('sums-differ', SUMS, { file: path });
  if (path === MANIFEST) told.wrong('sums-differ', MANIFEST, { file: path });
}

function isOther(
  { path, sum, bytes }: { path: string; sum: string; bytes: number },
  listed: ReadonlyMap<string, ManifestFile>,
  told: Told,
): boolean {
  if (path === MANIFEST) return false;
  const line = listed.get(path);
  if (line === undefined) told.wrong('file-unlisted', path);
  if (line === undefined || (line.sha256 === sum && line.bytes === bytes)) return false;
  told.wrong('file-changed', path);
  return true;
}

function sumsOf(files: BundleFiles, told: Told): ReadonlyMap<string, string> | undefined {
  const bytes = files.get(SUMS);
  const sums = bytes === undefined ? undefined : parseSums(bytes);
  if (bytes === undefined) told.wrong('sums-missing', SUMS);
  else if (sums === undefined) told.wrong('sums-malformed', SUMS);
  return sums;
}

function spanOf(facts: readonly EntryFact[]): { firstAt: string; lastAt: string } {
  // ISO texts of one form sort as their times do.
  const times = facts.map(({ recordedAt }) => recordedAt).sort();
  return { firstAt: times[0] ?? '', lastAt: times.at(-1) ?? '' };
}
