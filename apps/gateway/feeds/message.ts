// One message of a broker: a batch or one record, in JSON; of a feed whose vendor signs, in an envelope (COSE_Sign1).
import { BODY_BYTES_MAX, type Feed, readBatch } from '@lakiri/feeds';
import type { Json } from '@lakiri/kit';
import { sha256Hex } from '@lakiri/platform/sha256';
import type { Refused, Told } from './door.ts';
import { openEnvelope } from './envelope.ts';

export type Read =
  | { readonly told: Told; readonly refused?: undefined }
  | { readonly told?: undefined; readonly refused: Refused };

/** Reads a message as this feed sends them. One record alone is a batch whose name is the hash of its bytes. */
export function readMessage(payload: Uint8Array, feed: Feed): Read {
  if (payload.length > BODY_BYTES_MAX)
    return { refused: { code: 'too-large', detail: `${payload.length} bytes` } };
  if (feed.broker?.signed !== true) return readContent(payload, false);
  const opened = openEnvelope(payload, feed);
  return 'code' in opened ? { refused: opened } : readContent(opened.content, true);
}

function readContent(content: Uint8Array, signed: boolean): Read {
  const said = parsed(content);
  const isRecord = typeof said === 'object' && said !== null && !('records' in said);
  const data = isRecord ? { id: `mqtt-${sha256Hex(content)}`, records: [said] } : said;
  const batch = readBatch(data);
  if (batch.code === undefined) return { told: { batch, data: data as Json, signed } };
  const detail =
    batch.code === 'bad-batch' ? batch.path.slice(0, 100) : `${batch.recordsMax} at most`;
  return { refused: { code: batch.code, detail } };
}

function parsed(content: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(content).toString('utf8'));
  } catch {
    return undefined; // no JSON is no batch
  }
}
