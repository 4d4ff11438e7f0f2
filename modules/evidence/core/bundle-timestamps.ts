// Time stamps of a bundle: that each is over a checkpoint of this log, and that this one is a continuation of it.
import { parseBase64 } from './base64.ts';
import type { SignedCheckpoint } from './bundle-checkpoint.ts';
import type { Told } from './bundle-findings.ts';
import { type BundleFiles, CHECKPOINT } from './bundle-format.ts';
import { type Sha256, sameBytes } from './merkle.ts';
import { verifyConsistency } from './merkle-proof.ts';
import { parseTimestamp } from './timestamp.ts';
import { openTrusted } from './trust.ts';
import { parseUtf8 } from './utf8.ts';

export type StampedTime = {
  readonly path: string;
  /** ISO, UTC, as the authority wrote it. */
  readonly at: string;
  /** Of the log when it was stamped: what came later has no part in it. */
  readonly size: number;
};

/** The stamps that hold. Whether the authority signed them is for `openssl ts -verify`. */
export function verifyTimestamps(
  files: BundleFiles,
  { checkpoint, sha256 }: { checkpoint: SignedCheckpoint; sha256: Sha256 },
  told: Told,
): StampedTime[] {
  const stamps: StampedTime[] = [];
  for (const [path, bytes] of files) {
    if (!/^tsr\/.+\.tsr$/.test(path)) continue;
    const stamp = parseTimestamp(bytes);
    if ('code' in stamp) {
      told.wrong('timestamp-malformed', path, { why: stamp.code });
      continue;
    }
    const stamped = files.get(path.replace(/\.tsr$/, '.checkpoint')) ?? checkpoint.note;
    if (!sameBytes(stamp.imprint, sha256(stamped))) {
      told.wrong('timestamp-of-other-bytes', path);
      continue;
    }
    const size = sizeStamped({ files, path, stamped, checkpoint, sha256 }, told);
    if (size !== undefined) stamps.push({ path, at: stamp.at, size });
  }
  if (stamps.length === 0) told.warn('no-timestamp');
  return stamps;
}

type Stamped = {
  readonly files: BundleFiles;
  readonly path: string;
  readonly stamped: Uint8Array;
  readonly checkpoint: SignedCheckpoint;
  readonly sha256: Sha256;
};

/** The size of the log that was stamped, when the bundle's checkpoint is shown to continue it. */
function sizeStamped(
  { files, path, stamped, checkpoint, sha256 }: Stamped,
  told: Told,
): number | undefined {
  const { opened, trust } = checkpoint;
  if (opened === undefined) return undefined; // told already
  const older = openTrusted(stamped, { ...trust, isEnough: null });
  if (!older.opened) {
    told.wrong('timestamp-checkpoint-refused', path, { why: older.code });
    return undefined;
  }
  const { size: size1, root: root1 } = older.checkpoint;
  const { size: size2, root: root2 } = opened.checkpoint;
  const proof = consistencyOf(files.get(path.replace(/\.tsr$/, '.consistency')));
  if (proof !== undefined && verifyConsistency({ size1, size2, root1, root2, proof }, sha256))
    return size1;
  told.wrong('timestamp-other-log', path, { size: size1, file: CHECKPOINT });
  return undefined;
}

/** One hash in base 64 on each line; no file is no hash. */
function consistencyOf(bytes: Uint8Array | undefined): Uint8Array[] | undefined {
  const text = bytes === undefined ? '' : parseUtf8(bytes);
  const lines = text?.split('\n').filter((line) => line !== '') ?? [undefined];
  const hashes = lines.map((line) => parseBase64(line ?? '!'));
  return hashes.every((hash) => hash !== undefined) ? hashes : undefined;
}
