import { hash } from 'node:crypto';
import { appendLeaf, EMPTY_RANGE, frameLeaf, leafHash, rangeRoot } from '@lakiri/evidence';
import { type Id, type Instant, isoOf, type Json } from '@lakiri/kit';
import type { Fact } from '@lakiri/platform/facts';
import type { FoldedBatch, LockEvent, Prepared } from './fold-batch.ts';

/** Who records, and under which ids. */
export type Recorder = {
  /** The node: `centre`. */
  readonly origin: string;
  /** The gateway process: `gateway:1`. */
  readonly actor: string;
  readonly newId: <Noun extends string>() => Id<Noun>;
};

/** By way of text, which is three times as fast as asking for a buffer. */
const sha256 = (data: Uint8Array): Uint8Array =>
  Buffer.from(hash('sha256', data, 'binary'), 'binary');

export type BatchFacts = {
  readonly frames: Fact | null;
  /** Of the frames as they are kept, by position: by them each has a proof under the root in its fact. */
  readonly leaves: readonly Uint8Array[];
  /** Of what is said about each of them, likewise. */
  readonly about: readonly Uint8Array[];
  readonly others: readonly Fact[];
};

/**
 * The facts of a batch: one for all the raw frames it keeps, by the Merkle roots over their bytes and over
 * whose they are and when they came, so that any single frame has a proof; and one for each lock event,
 * alarm and case.
 */
export function factsOf(
  batch: {
    readonly id: Id<'Batch'>;
    readonly prepared: readonly Prepared[];
    readonly folded: FoldedBatch;
  },
  recorder: Recorder,
): BatchFacts {
  const { prepared, folded } = batch;
  const last = prepared.at(-1)?.item.receivedAt as Instant;
  const envelope = {
    origin: recorder.origin,
    actor: recorder.actor,
    authority: null,
    causes: [],
    schemaVersion: 1,
  };
  const leaves = folded.frames.map(({ bytes, secret }) =>
    frameLeaf({ bytes, sealed: secret && leafHash(secret, sha256) }, sha256),
  );
  const about = folded.about.map((text) => leafHash(text, sha256));
  const frames: Fact = {
    ...envelope,
    id: recorder.newId(),
    subjectKind: 'batch',
    subject: batch.id,
    subjectVersion: 1,
    type: 'frames-received',
    occurredAt: prepared[0]?.item.receivedAt ?? last,
    receivedAt: last,
    body: { frames: leaves.length, root: rootOf(leaves), about: rootOf(about) },
  };
  const locks = folded.lockEvents.map((event) => ({
    ...envelope,
    ...lockFact(event),
    id: recorder.newId<'Fact'>(),
  }));
  const alarms = folded.alarmEvents.map((event) => ({
    ...envelope,
    id: recorder.newId<'Fact'>(),
    subjectKind: event.subjectKind,
    subject: event.subject,
    subjectVersion: 1, // each is the first fact of its alarm or case
    type: event.type,
    occurredAt: event.type === 'alarm-raised' ? event.body.occurredAt : last,
    receivedAt: last,
    actor: `rule:${'kind' in event.body ? event.body.kind : ''}`,
    body: event.body as unknown as Json,
  }));
  const apart = folded.quarantines.map(({ sealId, version, why, receivedAt }) => ({
    ...envelope,
    id: recorder.newId<'Fact'>(),
    subjectKind: 'seal',
    subject: sealId as Id,
    subjectVersion: version,
    type: 'seal-quarantined',
    occurredAt: receivedAt,
    receivedAt,
    body: { why: why as unknown as Json },
  }));
  const others = [...apart, ...locks, ...alarms];
  return { frames: leaves.length === 0 ? null : frames, leaves, about, others };
}

function rootOf(leaves: readonly Uint8Array[]): string {
  const range = leaves.reduce((grown, leaf) => appendLeaf(grown, leaf, sha256), EMPTY_RANGE);
  return Buffer.from(rangeRoot(range, sha256)).toString('hex');
}

function lockFact({ sealId, sealVersion, folded, prepared, item, tier }: LockEvent) {
  const { report, digest } = prepared;
  return {
    subjectKind: 'seal',
    subject: sealId as Id,
    subjectVersion: sealVersion,
    type: 'lock-event',
    occurredAt: folded.at,
    receivedAt: item.receivedAt,
    body: {
      claimedAt: report.occurredAt === null ? null : isoOf(report.occurredAt),
      digest,
      tier,
      late: folded.late,
      event: report.event as unknown as Json,
      fix: report.fix,
      lat: report.lat,
      lon: report.lon,
    },
  };
}
