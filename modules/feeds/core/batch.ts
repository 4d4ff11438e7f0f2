// Reading a batch: what its JSON says, record by record, before anybody knows whose seals it speaks of.
import { type Instant, type Json, parseInstant } from '@lakiri/kit';

/** A vendor with 3,000 seals that was away for 20 minutes tells them in 60 batches. */
export const RECORDS_MAX = 1_000;
/** A record of the longest frame of any dialect (10 kB) in base64, and room beside it. */
export const BODY_BYTES_MAX = 4 * 1024 * 1024;
const BATCH_ID = /^[!-~]{1,80}$/;
/** The longest frame of any dialect is 10 kB: in base64 a third more. */
const FRAME_CHARS_MAX = 16_384;
const DIALECT = /^[a-z0-9-]{1,40}$/;
const WIRE_ID = /^[ -~]{1,64}$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** `frame`: the device's own bytes. `report`: the vendor's words, not yet read. */
export type BatchRecord =
  | {
      readonly is: 'frame';
      readonly dialect: string;
      /** For frames that do not name their device. */
      readonly wireId: string | null;
      /** When the vendor received it; null when it does not say. */
      readonly at: Instant | null;
      readonly base64: string;
    }
  | { readonly is: 'report'; readonly data: Json }
  | { readonly is: 'bad'; readonly path: string };

export type Batch = {
  readonly code?: undefined;
  readonly id: string;
  readonly records: readonly BatchRecord[];
};
export type BadBatch =
  | { readonly code: 'bad-batch'; readonly path: string }
  | { readonly code: 'too-many-records'; readonly recordsMax: number };

/** Reads a batch from data of any shape. A record that misfits is `bad` by itself and costs no other. */
export function readBatch(data: unknown): Batch | BadBatch {
  if (!isObject(data)) return { code: 'bad-batch', path: '' };
  for (const name of Object.keys(data))
    if (name !== 'id' && name !== 'records') return { code: 'bad-batch', path: name };
  const { id, records } = data;
  if (typeof id !== 'string' || !BATCH_ID.test(id)) return { code: 'bad-batch', path: 'id' };
  if (!Array.isArray(records) || records.length === 0)
    return { code: 'bad-batch', path: 'records' };
  if (records.length > RECORDS_MAX) return { code: 'too-many-records', recordsMax: RECORDS_MAX };
  return { id, records: records.map(readRecord) };
}

/** One record: with `frame` the device's bytes, otherwise a report. */
export function readRecord(data: unknown): BatchRecord {
  if (!isObject(data)) return { is: 'bad', path: '' };
  if (data['frame'] === undefined) return { is: 'report', data: data as Json };
  for (const name of Object.keys(data))
    if (!['at', 'seal', 'dialect', 'frame'].includes(name)) return { is: 'bad', path: name };
  const { seal = null, dialect, frame, at = null } = data;
  if (!isText(dialect, DIALECT)) return { is: 'bad', path: 'dialect' };
  if (seal !== null && !isText(seal, WIRE_ID)) return { is: 'bad', path: 'seal' };
  if (!isText(frame, BASE64) || frame.length > FRAME_CHARS_MAX) return { is: 'bad', path: 'frame' };
  const instant = at === null ? null : timeOf(at);
  if (instant === undefined) return { is: 'bad', path: 'at' };
  return { is: 'frame', dialect, wireId: seal, at: instant, base64: frame };
}

const isText = (value: unknown, form: RegExp): value is string =>
  typeof value === 'string' && form.test(value);

const timeOf = (value: unknown): Instant | undefined =>
  typeof value === 'string' ? parseInstant(value) : undefined;

function isObject(data: unknown): data is { readonly [name: string]: unknown } {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
