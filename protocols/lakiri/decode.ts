import {
  bytesOf,
  type Malformed,
  type Message,
  NO_BITS,
  type RawValue,
  type Report,
} from '@lakiri/kit';
import { hexOf } from './ascii.ts';
import { type Control, readControl } from './control.ts';
import { type Envelope, type Head, readEnvelope, readHead, signedBytes } from './cose.ts';
import { HEAD_BYTES, hasHead, isWhole } from './framer.ts';
import { type LogRecord, readRecord } from './record.ts';

/** §2.2: in every record's signature, so that no signature over anything else can pass for one. */
export const RECORD_CONTEXT = bytesOf('lakiri-record-1');
/** In the unprotected header, `true`: the seal kept this record and sends it late. Private use, RFC 9052 §16.2. */
export const LABEL_KEPT = -65537;

/** COSE_Sign1 and COSE_Mac0 begin with their tag, what is not signed with an array. */
const isTagged = (first: number | undefined): boolean => first === 0xd2 || first === 0xd1;

/**
 * One frame of a stream, or the payload of one message of a broker: a record with its proof, or a heartbeat. Total: never throws.
 * Whether the proof holds is not judged here (`verifyProof`).
 */
export function decode(frame: Uint8Array): Message {
  const content = contentOf(frame);
  if ('code' in content) return malformed(content);
  const { bytes, base } = content;
  if (!isTagged(bytes[0])) return controlMessage(readControl(bytes, base));
  const envelope = readEnvelope(bytes, base);
  if ('code' in envelope) return malformed(envelope);
  const head = readHead(envelope);
  if ('code' in head) return malformed(head);
  const isKept = readKept(envelope);
  if (typeof isKept === 'object') return malformed(isKept);
  const { payload } = envelope;
  const record = readRecord(payload.value, payload.to - payload.value.length);
  if ('code' in record) return malformed(record);
  return recordMessage({ envelope, head, record, isKept });
}

export function contentOf(frame: Uint8Array): { bytes: Uint8Array; base: number } | Malformed {
  if (!hasHead(frame)) return { bytes: frame, base: 0 };
  if (!isWhole(frame)) return { code: 'length-mismatch', offset: Math.min(2, frame.length) };
  return { bytes: frame.subarray(HEAD_BYTES), base: HEAD_BYTES };
}

function malformed({ code, offset }: Malformed): Message {
  return { kind: 'malformed', wireId: null, secrets: [], ack: null, malformed: { code, offset } };
}

function controlMessage(control: Control | Malformed): Message {
  if ('code' in control) return malformed(control);
  const none = { secrets: [], ack: null } as const;
  if (control.kind === 'heartbeat') return { kind: 'heartbeat', wireId: control.device, ...none };
  const { kind, boot, counter } = control;
  return { kind: 'unknown', wireId: null, ...none, text: `${kind} ${boot} ${counter}` };
}

/** The one thing that is not signed: a record is the same whether it comes at once or late. */
function readKept({ unprotected }: Envelope): boolean | Malformed {
  const { entries, at } = unprotected;
  if (entries.size === 0) return false;
  const kept = entries.get(LABEL_KEPT);
  if (entries.size === 1 && kept?.kind === 'simple' && kept.value === true) return true;
  return { code: 'bad-unprotected', offset: at };
}

type Read = {
  readonly envelope: Envelope;
  readonly head: Head;
  readonly record: LogRecord;
  readonly isKept: boolean;
};

function recordMessage({ envelope, head, record, isKept }: Read): Message {
  const { boot, counter, previous, device } = record;
  const { by, payload, value } = envelope;
  const signed = signedBytes({
    by,
    protected: envelope.protected.value,
    external: RECORD_CONTEXT,
    payload: payload.value,
  });
  return {
    kind: 'reports',
    wireId: device,
    secrets: [],
    ack: { boot, counter },
    proof: {
      by,
      keyId: hexOf(head.keyId),
      bootEpoch: boot,
      counter,
      previous,
      signed,
      value: value.value,
    },
    reports: [reportOf(record, { head, isKept, payload: payload.value })],
  };
}

type Around = { readonly head: Head; readonly isKept: boolean; readonly payload: Uint8Array };

function reportOf(record: LogRecord, { head, isKept, payload }: Around): Report {
  const { place, event } = record;
  return {
    ...(record.part === null ? {} : { part: record.part }),
    occurredAt: record.occurredAt,
    source: isKept ? 'stored' : 'live',
    fix: place?.fix ?? 'none',
    lat: place?.lat ?? null,
    lon: place?.lon ?? null,
    speedKmh: place?.speedKmh ?? null,
    courseDeg: place?.courseDeg ?? null,
    altitudeM: place?.altitudeM ?? null,
    satellites: place?.satellites ?? null,
    odometerKm: record.odometerM === null ? null : record.odometerM / 1000,
    batteryPct: record.batteryPct,
    ...climateOf(record.measured),
    bits: { ...NO_BITS, ...record.bits },
    event:
      event === null || event.type === null
        ? null
        : {
            type: event.type,
            credential: event.credential,
            wrongCount: event.wrongCount,
            verification: null,
          },
    raw: rawOf(record, head),
    record: payload,
  };
}

/** §3.1: the two measurements that have common names. */
function climateOf(measured: LogRecord['measured']): Pick<Report, 'temperatureC' | 'humidityPct'> {
  const { tempC10, humidityPct } = measured;
  return {
    ...(typeof tempC10 === 'number' && { temperatureC: tempC10 / 10 }),
    ...(typeof humidityPct === 'number' && { humidityPct }),
  };
}

function rawOf(record: LogRecord, { algorithm, keyId }: Head): Record<string, RawValue> {
  const { answer, measured } = record;
  return {
    bootEpoch: record.boot,
    counter: record.counter,
    previous: record.previous === null ? null : hexOf(record.previous),
    algorithm,
    keyId: hexOf(keyId),
    commandCounter: record.commands,
    event: record.event?.code ?? null,
    answerTo: answer?.command ?? null,
    answerResult: answer?.result ?? null,
    ...Object.fromEntries(Object.entries(measured).map(([name, value]) => [`x.${name}`, value])),
  };
}
