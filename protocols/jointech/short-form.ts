import type { Malformed, Message, RawValue, Report } from '@lakiri/kit';
import { NO_BITS } from '@lakiri/kit';
import { hexOf, offsetOfBadBcd } from './bcd.ts';
import { DATA_TYPES } from './long-form.ts';
import { malformedMessage } from './malformed.ts';
import { courseOf, kmhOf, offsetOfBadPlace, PLACE_BYTES, placeAt } from './place.ts';

/** `$`, id 5, kind and data type 1, length 2. */
const HEAD_BYTES = 9;
/** §3.1: the 17 bytes of the place and 10 by the kind. */
export const SHORT_RECORD_BYTES = PLACE_BYTES + 10;

/** §3.1 "Binary, short form": one or several readings of a JT600 or a GP tracker. */
export function decodeShortForm(frame: Uint8Array): Message {
  const malformed = malformedShort(frame);
  if (malformed !== undefined) return malformedMessage(malformed);
  const deviceId = hexOf(frame, 1, 5);
  const reports: Report[] = [];
  for (let at = HEAD_BYTES; at < frame.length - 1; at += SHORT_RECORD_BYTES)
    reports.push(reportAt(frame, at, deviceId));
  return { kind: 'reports', wireId: deviceId, secrets: [], ack: { answer: 'P35' }, reports };
}

function malformedShort(frame: Uint8Array): Malformed | undefined {
  const recordBytes = frame.length - HEAD_BYTES - 1;
  if (recordBytes < SHORT_RECORD_BYTES) return { code: 'too-short', offset: frame.length };
  if (recordBytes % SHORT_RECORD_BYTES !== 0) return { code: 'bad-length', offset: 7 };
  let bad = offsetOfBadBcd(frame, 1, 6);
  for (let at = HEAD_BYTES; bad === -1 && at < frame.length - 1; at += SHORT_RECORD_BYTES)
    bad = offsetOfBadPlace(frame, at);
  return bad === -1 ? undefined : { code: 'bad-bcd', offset: bad };
}

function reportAt(frame: Uint8Array, at: number, deviceId: string): Report {
  const place = placeAt(frame, at);
  const kind = (frame[6] ?? 0) >> 4;
  const dataType = (frame[6] ?? 0) & 0x0f;
  const own = ownFields(frame, at + PLACE_BYTES, kind);
  return {
    occurredAt: place.occurredAt,
    source: dataType === 3 ? 'stored' : 'live',
    fix: place.valid && place.lat !== null ? 'gnss' : 'none',
    lat: place.lat,
    lon: place.lon,
    speedKmh: kmhOf(place.speedKn),
    courseDeg: courseOf(place.course),
    altitudeM: own.altitudeM ?? null,
    satellites: own.satellites ?? null,
    odometerKm: own.odometerKm ?? null,
    batteryPct: own.batteryPct ?? null,
    bits: NO_BITS,
    event: null,
    raw: {
      deviceId,
      kind,
      dataType: DATA_TYPES[dataType as keyof typeof DATA_TYPES] ?? dataType,
      clock: place.clock,
      valid: place.valid,
      speedKn: place.speedKn,
      course: place.course,
      ...own.raw,
      serial: frame[frame.length - 1] ?? 0,
    },
    record: recordAt(frame, at),
  };
}

type OwnFields = {
  readonly altitudeM?: number;
  readonly satellites?: number;
  readonly odometerKm?: number;
  readonly batteryPct?: number | null;
  readonly raw: Readonly<Record<string, RawValue>>;
};

/** The last 10 bytes of a record. The status bits have no table, so they stay numbers. */
function ownFields(frame: Uint8Array, at: number, kind: number): OwnFields {
  const view = new DataView(frame.buffer, frame.byteOffset + at, 10);
  if (kind === 1) return cellFields(view);
  if (kind === 2) return fuelFields(view);
  if (kind === 3) return threeFuelFields(view);
  return { raw: { own: hexOf(frame, at, 10) } };
}

function cellFields(view: DataView): OwnFields {
  const sats = view.getUint8(0);
  const power = view.getUint8(1);
  const altitudeM = view.getUint16(3);
  return {
    altitudeM,
    satellites: sats,
    batteryPct: power <= 100 ? power : null,
    raw: {
      sats,
      power,
      flags: view.getUint8(2),
      altitude: altitudeM,
      cellIdLow: view.getUint16(5),
      lac: view.getUint16(7),
      gsm: view.getUint8(9),
    },
  };
}

function fuelFields(view: DataView): OwnFields {
  const odometerKm = view.getUint32(5);
  return {
    odometerKm,
    raw: {
      fuel: view.getUint8(0) * 256 + view.getUint8(9),
      status: view.getUint32(1),
      mileageKm: odometerKm,
    },
  };
}

/** Three fuels of 12 bits, an odometer of 20 and a status of 24, without gaps. */
function threeFuelFields(view: DataView): OwnFields {
  const fuel3High = view.getUint8(3) << 4;
  const odometerKm = ((view.getUint8(4) & 0x0f) << 16) | view.getUint16(5);
  return {
    odometerKm,
    raw: {
      fuel1: view.getUint16(0) >> 4,
      fuel2: view.getUint16(1) & 0x0fff,
      fuel3: fuel3High | (view.getUint8(4) >> 4),
      status: (view.getUint8(7) << 16) | view.getUint16(8),
      mileageKm: odometerKm,
    },
  };
}

/** Id, kind and the record: a retransmission may come in another company, so nothing else counts. */
function recordAt(frame: Uint8Array, at: number): Uint8Array {
  const record = new Uint8Array(6 + SHORT_RECORD_BYTES);
  record.set(frame.subarray(1, 6));
  record[5] = (frame[6] ?? 0) & 0xf0;
  record.set(frame.subarray(at, at + SHORT_RECORD_BYTES), 6);
  return record;
}
