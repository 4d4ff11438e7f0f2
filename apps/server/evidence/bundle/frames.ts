// The raw frames of a bundle by UTC day, each with its way to its batch's roots, and the batch's with its way to the
// log's. One day is held at a time.
import { base64Of } from '@lakiri/evidence';
import { entriesOfFacts, factsAbout } from '@lakiri/evidence/store';
import { canonical, DAY_MS, type Instant, isoOf, type Json } from '@lakiri/kit';
import { entryOf, type RecordedFact } from '@lakiri/platform/fact-entry';
import type { Sql } from '@lakiri/platform/sql';
import {
  type BatchLeaves,
  framesOf,
  type KeptFrame,
  lateFramesOf,
  leavesOf,
  type ReceivedSpan,
} from '@lakiri/telemetry/store';
import { type LogTree, treeOf } from '../log/log-tree.ts';
import type { Bound } from './contents.ts';

/** A month at a message a minute is 43,200. What is more goes into several bundles, by case. */
export const FRAMES_MAX = 50_000;

export class TooManyFrames extends Error {
  constructor() {
    super(`more than ${FRAMES_MAX} frames`);
  }
}

export type DayOfFrames = {
  /** `frames/2026-11-23.json` */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly batches: number;
  /** `batch:position` of each. */
  readonly places: readonly string[];
};

/** The days on which frames of these spans came, in their order. Throws TooManyFrames. */
export async function* framesByDay(
  tx: Sql,
  spans: readonly ReceivedSpan[],
  { bound, tree }: { readonly bound: Bound; readonly tree: LogTree },
): AsyncGenerator<DayOfFrames> {
  const late = await lateOf(tx, spans);
  let left = FRAMES_MAX;
  for (const day of daysOf(spans, late)) {
    const frames = [...(await framesIn(tx, spans, day, left + 1)), ...late.filter(isOn(day))];
    left -= frames.length;
    if (left < 0) throw new TooManyFrames();
    const made = await dayOf(tx, frames, { bound, tree, day });
    if (made !== undefined) yield made;
  }
}

async function lateOf(tx: Sql, spans: readonly ReceivedSpan[]): Promise<KeptFrame[]> {
  const late: KeptFrame[] = [];
  for (const span of spans) late.push(...(await lateFramesOf(tx, span, FRAMES_MAX + 1)));
  if (late.length > FRAMES_MAX) throw new TooManyFrames();
  return late;
}

/** The first instants of the UTC days on which anything may have come. */
function daysOf(spans: readonly ReceivedSpan[], late: readonly KeptFrame[]): Instant[] {
  const days = new Set(late.map(({ receivedAt }) => dayStart(receivedAt)));
  for (const { from, until } of spans)
    for (let day = dayStart(from); day < until; day = (day + DAY_MS) as Instant) days.add(day);
  return [...days].sort((a, b) => a - b);
}

const dayStart = (at: Instant): Instant => (Math.floor(at / DAY_MS) * DAY_MS) as Instant;
const isOn =
  (day: Instant) =>
  ({ receivedAt }: KeptFrame): boolean =>
    dayStart(receivedAt) === day;

async function framesIn(
  tx: Sql,
  spans: readonly ReceivedSpan[],
  day: Instant,
  limit: number,
): Promise<KeptFrame[]> {
  const frames: KeptFrame[] = [];
  for (const { sealId, from, until } of spans) {
    const span = {
      sealId,
      from: Math.max(from, day) as Instant,
      until: Math.min(until, day + DAY_MS) as Instant,
    };
    if (span.from < span.until) frames.push(...(await framesOf(tx, span, limit)));
  }
  return frames;
}

type Batch = {
  readonly fact: RecordedFact;
  readonly index: number;
  readonly leaves: BatchLeaves;
  readonly frames: readonly KeptFrame[];
};

async function dayOf(
  tx: Sql,
  frames: readonly KeptFrame[],
  { bound, tree, day }: { readonly bound: Bound; readonly tree: LogTree; readonly day: Instant },
): Promise<DayOfFrames | undefined> {
  const batches = await batchesOf(tx, frames, bound);
  if (batches.length === 0) return undefined;
  const proofs = await tree.inclusion(batches.map(({ index }) => index));
  const table = new HashTable();
  const told = batches.map((batch, at) => batchJson(batch, proofs[at] ?? [], table));
  return {
    path: `frames/${isoOf(day).slice(0, 10)}.json`,
    bytes: Buffer.from(canonical({ batches: told, hashes: table.hashes }), 'utf8'),
    batches: batches.length,
    places: batches.flatMap((batch) =>
      batch.frames.map(({ position }) => `${batch.fact.subject}:${position}`),
    ),
  };
}

/** Those whose fact is below the size, by index. */
async function batchesOf(
  tx: Sql,
  frames: readonly KeptFrame[],
  { log, size }: Bound,
): Promise<Batch[]> {
  const byBatch = Map.groupBy(frames, ({ batch }) => batch);
  const ids = [...byBatch.keys()];
  const facts = await factsAbout(tx, { subjects: ids, limit: ids.length });
  const places = await entriesOfFacts(
    tx,
    facts.map(({ id }) => id),
  );
  const leaves = await leavesOf(tx, ids);
  return facts
    .flatMap((fact) => {
      const place = places.get(fact.id);
      const own = leaves.get(fact.subject);
      // Without its leaves (a batch from before they were kept) nothing of it can be proved.
      if (place === undefined || place.log !== log || place.index >= size || own === undefined)
        return [];
      const inBatch = byBatch.get(fact.subject) ?? [];
      const sorted = inBatch.toSorted((a, b) => a.position - b.position);
      return [{ fact, index: place.index, leaves: own, frames: sorted }];
    })
    .sort((a, b) => a.index - b.index);
}

function batchJson(batch: Batch, proof: readonly Uint8Array[], table: HashTable): Json {
  const { fact, index, leaves, frames } = batch;
  const body = JSON.parse(fact.body) as { root: string; about: string; frames: number };
  const proofOf = treeOf(leaves.leaves);
  const aboutProofOf = treeOf(leaves.about);
  return {
    about: body.about,
    batch: fact.subject,
    entry: Buffer.from(entryOf(fact)).toString('utf8'),
    frames: frames.map((frame) => ({
      aboutProof: table.of(aboutProofOf(frame.position)),
      bytes: base64Of(frame.bytes),
      dialect: frame.dialect,
      leaf: Buffer.from(leaves.leaves[frame.position] ?? []).toString('hex'),
      position: frame.position,
      proof: table.of(proofOf(frame.position)),
      receivedAt: isoOf(frame.receivedAt),
      sealId: frame.sealId,
      ...(frame.sealed && { sealed: Buffer.from(frame.sealed).toString('hex') }),
      secret: frame.sealed !== null,
      verdict: frame.verdict,
    })),
    index,
    proof: table.of(proof),
    root: body.root,
    size: body.frames,
  };
}

/** Hashes once each, named by their place. */
class HashTable {
  readonly hashes: string[] = [];
  readonly #places = new Map<string, number>();

  of(proof: readonly Uint8Array[]): number[] {
    return proof.map((hash) => {
      const text = base64Of(hash);
      const known = this.#places.get(text);
      if (known !== undefined) return known;
      this.#places.set(text, this.hashes.length);
      return this.hashes.push(text) - 1;
    });
  }
}
