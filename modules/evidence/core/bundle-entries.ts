// The entries of a bundle: each with its proof that the signed log holds it, and the personal values they stand for.
import type { SignedCheckpoint } from './bundle-checkpoint.ts';
import type { Told } from './bundle-findings.ts';
import {
  type BundleFiles,
  type EntryFact,
  factOf,
  MANIFEST,
  type Manifest,
  PERSONAL,
} from './bundle-format.ts';
import { hexOf, listOf, objectOf, parseHex, textOf } from './bundle-json.ts';
import { leafHash, type Sha256 } from './merkle.ts';
import { verifyInclusion } from './merkle-proof.ts';
import { parseProof } from './proof.ts';
import { parseUtf8, utf8Of } from './utf8.ts';

const ENTRY = /^entries\/(0|[1-9]\d*)\.json$/;
const PROOF = /^proofs\/(0|[1-9]\d*)\.tlog-proof$/;

type Under = { readonly checkpoint: SignedCheckpoint; readonly sha256: Sha256 };

export type ProvenEntries = {
  readonly proven: number;
  /** Those among them that are facts of ours. */
  readonly facts: readonly EntryFact[];
};

/** The entries whose proofs hold. */
export function verifyEntries(files: BundleFiles, under: Under, told: Told): ProvenEntries {
  const facts: EntryFact[] = [];
  let proven = 0;
  for (const [path, bytes] of files) {
    const proofOf = PROOF.exec(path)?.[1];
    if (proofOf !== undefined && !files.has(`entries/${proofOf}.json`))
      told.wrong('proof-without-entry', path);
    const index = ENTRY.exec(path)?.[1];
    if (index === undefined) continue;
    const proof = files.get(`proofs/${index}.tlog-proof`);
    if (proof === undefined) told.wrong('entry-without-proof', path);
    else if (isProven({ index: Number(index), path, bytes, proof }, under, told)) {
      proven++;
      const fact = factOf(bytes);
      if (fact !== undefined) facts.push(fact);
    }
  }
  return { proven, facts };
}

function isProven(
  entry: { index: number; path: string; bytes: Uint8Array; proof: Uint8Array },
  { checkpoint, sha256 }: Under,
  told: Told,
): boolean {
  const { index } = entry;
  const path = `proofs/${index}.tlog-proof`;
  const text = parseUtf8(entry.proof);
  const parsed = text === undefined ? undefined : parseProof(text);
  if (parsed === undefined || 'code' in parsed || parsed.index !== index) {
    told.wrong('proof-malformed', path);
    return false;
  }
  const { opened, note } = checkpoint;
  if (opened === undefined) return false; // told already: without a signature no entry is proven
  if (parsed.checkpointNote !== parseUtf8(note)) {
    told.wrong('proof-other-checkpoint', path);
    return false;
  }
  const leaf = leafHash(entry.bytes, sha256);
  const { size, root } = opened.checkpoint;
  const isIn = verifyInclusion({ index, size, leaf, proof: parsed.proof, root }, sha256);
  if (!isIn) told.wrong('entry-not-in-log', entry.path, { index });
  return isIn;
}

/** What the bundle says it is about must be what its entries are about; a journey goes by the reference it was given. */
export function verifySubject(
  facts: readonly EntryFact[],
  { subject: { id, kind, ref } }: Manifest,
  told: Told,
): void {
  const own = facts.filter((fact) => (kind === 'fact' ? fact.id : fact.subject) === id);
  const isNamed = kind !== 'journey' || own.every(({ body }) => (body['ref'] ?? ref) === ref);
  if (own.length === 0 || !isNamed) told.wrong('subject-differs', MANIFEST, { ref });
}

/** A subject's versions count from 1: where one is missing, a fact about it is not in the bundle. */
export function noteGaps(facts: readonly EntryFact[], { subject }: Manifest, told: Told): void {
  const own = facts.filter((fact) => fact.subject === subject.id);
  const versions = new Set(own.map(({ subjectVersion }) => subjectVersion));
  let newest = 0;
  for (const version of versions) newest = Math.max(newest, version);
  if (newest > versions.size) told.warn('subject-gap', '', { missing: newest - versions.size });
}

/**
 * Facts hold names only as SHA-256(salt ‖ value): the values brought along must be those, and each must
 * stand in an entry about the one whose name it is said to be. How many do.
 */
export function verifyPersonal(
  files: BundleFiles,
  { facts, sha256 }: { facts: readonly EntryFact[]; sha256: Sha256 },
  told: Told,
): number {
  const bytes = files.get(PERSONAL);
  if (bytes === undefined) return 0;
  const values = listOf(bytes);
  if (values === undefined) {
    told.wrong('personal-malformed', PERSONAL);
    return 0;
  }
  const hashes = new Set(
    facts.flatMap(({ subject, hashes }) => hashes.map((hash) => `${subject} ${hash}`)),
  );
  let held = 0;
  for (const line of values) {
    const { subject, field, salt, value, sha256: said } = objectOf(line) ?? {};
    const saltBytes = parseHex(textOf(salt));
    if (saltBytes === undefined || typeof value !== 'string' || !value.isWellFormed()) {
      told.wrong('personal-malformed', PERSONAL);
      continue;
    }
    const is = hexOf(sha256(Uint8Array.from([...saltBytes, ...utf8Of(value)])));
    if (is === said && hashes.has(`${textOf(subject)} ${is}`)) held++;
    else told.wrong('personal-differs', PERSONAL, { field: textOf(field) });
  }
  return held;
}
