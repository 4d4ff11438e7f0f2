/** Why a record was not taken. */
export const RECORD_FAULTS = [
  'bad-record',
  'bad-report',
  'malformed',
  'no-identity',
  'not-yours',
  'unknown-dialect',
  'unknown-seal',
  'unstorable',
] as const;
export type RecordFault = (typeof RECORD_FAULTS)[number];

/** What became of one record of a batch, in the batch's order. */
export type RecordOutcome =
  | { readonly outcome: 'stored' | 'known' | 'doubled'; readonly late: boolean }
  | { readonly outcome: 'refused'; readonly code: RecordFault; readonly path?: string };

/** Why a batch was not taken at all: what a client decides by. */
export const DOOR_CODES = [
  'no-such-feed',
  'feed-suspended',
  'not-signed',
  'signature-malformed',
  'signature-uncovered',
  'unknown-key',
  'signature-wrong',
  'signature-expired',
  'signature-replayed',
  'digest-wrong',
  'bad-batch',
  'too-large',
  'too-many-records',
  'batch-reused',
  'too-many-requests',
  'busy',
  'stopping',
] as const;
export type DoorCode = (typeof DOOR_CODES)[number];

/** Told of a batch that was taken: counts, by what became of its records. */
export function countOutcomes(outcomes: readonly RecordOutcome[]): {
  readonly accepted: number;
  readonly doubled: number;
  readonly refused: number;
  readonly late: number;
} {
  let [accepted, doubled, refused, late] = [0, 0, 0, 0];
  for (const one of outcomes) {
    if (one.outcome === 'refused') refused++;
    else if (one.outcome === 'doubled') doubled++;
    else {
      accepted++;
      if (one.late) late++;
    }
  }
  return { accepted, doubled, refused, late };
}
