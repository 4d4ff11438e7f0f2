// The raw frames of a bundle: each under its batch's roots, and the roots in an entry of the log.
import { parseBase64 } from './base64.ts';
import type { Told } from './bundle-findings.ts';
import { type BundleFiles, type EntryFact, factOf } from './bundle-format.ts';
import { type Json, jsonOf, objectOf, parseHex, textOf } from './bundle-json.ts';
import { frameLeaf } from './frame-leaf.ts';
import { HASH_BYTES, leafHash, type Sha256, sameBytes } from './merkle.ts';
import { verifyInclusion } from './merkle-proof.ts';
import { utf8Of } from './utf8.ts';

export type FrameCount = {
  readonly batches: number;
  /** Frames whose bytes are those that were received. */
  readonly whole: number;
  /** Frames that held a password, which is blanked: the rest of them is what was received. */
  readonly redacted: number;
};

/** The log's tree, as its signed checkpoint has it; `undefined` where no signature holds. */
export type SignedTree = { readonly size: number; readonly root: Uint8Array } | undefined;

const DAY = /^frames\/\d{4}-\d\d-\d\d\.json$/;

type Frames = FrameCount & { readonly facts: readonly EntryFact[] };

/** Checks every frame of every day. `facts`: those of the batches, proven to be in the log. */
export function verifyFrames(
  files: BundleFiles,
  { tree, sha256 }: { tree: SignedTree; sha256: Sha256 },
  told: Told,
): Frames {
  let [batches, whole, redacted] = [0, 0, 0];
  const facts: EntryFact[] = [];
  for (const [path, bytes] of files) {
    if (!DAY.test(path)) continue;
    const json = jsonOf(bytes);
    const table = tableOf(json?.['hashes']);
    const list = json?.['batches'];
    if (table === undefined || !Array.isArray(list)) {
      told.wrong('frames-malformed', path);
      continue;
    }
    const day = { path, table, tree, sha256, told };
    for (const value of list) {
      const batch = verifyBatch(objectOf(value) ?? {}, day);
      batches++;
      if (batch === undefined) continue;
      facts.push(batch.fact);
      whole += batch.whole;
      redacted += batch.redacted;
    }
  }
  if (redacted > 0) told.warn('frames-redacted', '', { count: redacted });
  return { batches, whole, redacted, facts };
}

type Table = readonly Uint8Array[];

type Day = {
  readonly path: string;
  readonly table: Table;
  readonly tree: SignedTree;
  readonly sha256: Sha256;
  readonly told: Told;
};

function tableOf(value: unknown): Table | undefined {
  if (!Array.isArray(value)) return undefined;
  const hashes = value.map((text) => parseBase64(textOf(text)));
  return hashes.every((hash) => hash?.length === HASH_BYTES) ? (hashes as Table) : undefined;
}

/** The hashes that a list of indexes into the table stands for. */
function proofOf(value: unknown, table: Table): Table | undefined {
  if (!Array.isArray(value)) return undefined;
  const proof = value.map((index) => (typeof index === 'number' ? table[index] : undefined));
  return proof.every((hash) => hash !== undefined) ? proof : undefined;
}

type Batch = {
  readonly id: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Root over what the node says of each frame; `null` in facts from before there was one. */
  readonly about: Uint8Array | null;
};

type BatchFound = {
  readonly fact: EntryFact;
  readonly whole: number;
  readonly redacted: number;
};

function verifyBatch(json: Json, day: Day): BatchFound | undefined {
  const { path, told } = day;
  const { batch: id, index, entry, frames, proof } = json;
  const bytes = typeof entry === 'string' && entry.isWellFormed() ? utf8Of(entry) : undefined;
  const fact = bytes === undefined ? undefined : factOf(bytes);
  const hashes = proofOf(proof, day.table);
  const isForm = typeof id === 'string' && typeof index === 'number' && Array.isArray(frames);
  if (!isForm || bytes === undefined || fact === undefined || hashes === undefined) {
    told.wrong('frames-malformed', path);
    return undefined;
  }
  if (day.tree === undefined) return undefined; // told already: without a signature nothing is proven
  const { size, root } = day.tree;
  const leaf = leafHash(bytes, day.sha256);
  if (!verifyInclusion({ index, leaf, proof: hashes, size, root }, day.sha256)) {
    told.wrong('batch-not-in-log', path, { batch: id, index });
    return undefined;
  }
  const roots = rootsOf(json, fact);
  if (roots === undefined || fact.type !== 'frames-received' || fact.subject !== id) {
    told.wrong('batch-differs', path, { batch: id, index });
    return undefined;
  }
  return { fact, ...countFrames(frames, { id, ...roots }, day) };
}

function countFrames(frames: readonly unknown[], batch: Batch, day: Day) {
  let [whole, redacted] = [0, 0];
  const seen = new Set<unknown>();
  for (const value of frames) {
    const frame = objectOf(value) ?? {};
    if (seen.has(frame['position'])) day.told.wrong('frames-malformed', day.path);
    seen.add(frame['position']);
    if (!verifyFrame(frame, batch, day)) continue;
    if (frame['secret'] === true) redacted++;
    else whole++;
  }
  return { whole, redacted };
}

/** The roots and size of the batch, where the file and the entry in the log say the same. */
function rootsOf({ size, root, about = null }: Json, { body }: EntryFact) {
  const [saidRoot, saidAbout] = [body['root'], body['about'] ?? null];
  if (typeof size !== 'number' || body['frames'] !== size) return undefined;
  if (root !== saidRoot || about !== saidAbout) return undefined;
  const bytes = parseHex(textOf(root));
  const aboutBytes = about === null ? null : parseHex(textOf(about));
  return bytes === undefined || aboutBytes === undefined
    ? undefined
    : { size, root: bytes, about: aboutBytes };
}

function verifyFrame(frame: Json, batch: Batch, day: Day): boolean {
  const { path, told, sha256 } = day;
  const { position, secret } = frame;
  const [bytes, leaf] = [parseBase64(textOf(frame['bytes'])), parseHex(textOf(frame['leaf']))];
  const proof = proofOf(frame['proof'], day.table);
  const sealed = secret === true ? parseHex(textOf(frame['sealed'])) : null;
  const isForm = typeof position === 'number' && typeof secret === 'boolean';
  if (!isForm || !bytes || !leaf || !proof || (sealed !== null && sealed?.length !== HASH_BYTES)) {
    told.wrong('frames-malformed', path);
    return false;
  }
  const where = { batch: batch.id, position };
  if (!sameBytes(frameLeaf({ bytes, sealed }, sha256), leaf)) {
    told.wrong('frame-changed', path, where);
    return false;
  }
  const { size, root } = batch;
  if (!verifyInclusion({ index: position, size, leaf, proof, root }, sha256)) {
    told.wrong('frame-not-in-batch', path, where);
    return false;
  }
  if (isAsSaid(frame, { position, batch }, day)) return true;
  told.wrong('frame-said-otherwise', path, where);
  return false;
}

/** Whether seal, dialect, time and verdict are what the node recorded of the frame. */
function isAsSaid(
  { sealId, dialect, receivedAt, verdict, aboutProof }: Json,
  { position, batch }: { position: number; batch: Batch },
  { table, sha256 }: Day,
): boolean {
  if (batch.about === null) return true;
  const proof = proofOf(aboutProof, table);
  const text = `${textOf(sealId)} ${textOf(dialect)} ${Date.parse(textOf(receivedAt))} ${textOf(verdict)}`;
  if (proof === undefined || !text.isWellFormed()) return false;
  const leaf = leafHash(utf8Of(text), sha256);
  const { size, about: root } = batch;
  return verifyInclusion({ index: position, size, leaf, proof, root }, sha256);
}
