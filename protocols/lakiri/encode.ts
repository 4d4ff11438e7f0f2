import type { Instant, SealBits, SealEventType } from '@lakiri/kit';
import { type CborValue, cborOf } from './cbor.ts';
import { controlBytes } from './control.ts';
import { envelopeBytes, headBytes, signedBytes } from './cose.ts';
import { LABEL_KEPT, RECORD_CONTEXT } from './decode.ts';
import { EVENT_CODES } from './events.ts';
import { frameOf } from './framer.ts';
import { recordHash, type Signer } from './keys.ts';
import {
  CREDENTIAL,
  DEVICE_ID,
  HASH_BYTES,
  MEASURED_MAX,
  MEASURED_NAME,
  PART_ID,
  type Place,
  RECORD,
  STATE_BITS,
  UINT32_MAX,
  VERSION,
} from './record.ts';

// What a seal says: for the reference device and for tests. What no record can hold is a RangeError.

export type RecordInput = {
  readonly device: string;
  readonly boot: number;
  readonly counter: number;
  /** The hash of the record before this one; `null` for the first of a seal's life. */
  readonly previous: Uint8Array | null;
  /** `null`: the clock was never set. */
  readonly occurredAt: Instant | null;
  /** The highest counter of a command obeyed. */
  readonly commands: number;
  readonly place?: Place;
  readonly bits?: Partial<SealBits>;
  readonly batteryPct?: number;
  readonly odometerM?: number;
  readonly event?: {
    readonly type: SealEventType;
    readonly credential?: string;
    readonly wrongCount?: number;
  };
  readonly answer?: { readonly command: number; readonly result: number };
  readonly part?: string;
  readonly measured?: Readonly<Record<string, number | string | boolean>>;
};

/** A record as it stands in the log: signed once, sent as often as it must. */
export type SignedRecord = {
  readonly boot: number;
  readonly counter: number;
  /** What the next record names. */
  readonly hash: Uint8Array;
  /** The message that a broker carries. */
  content(kept: boolean): Uint8Array;
  /** The same for a stream. */
  frame(kept: boolean): Uint8Array;
};

export function signRecord(input: RecordInput, signer: Signer): SignedRecord {
  const { by } = signer;
  const payload = payloadOf(input);
  const head = headBytes(signer);
  const signed = signedBytes({ by, protected: head, external: RECORD_CONTEXT, payload });
  const value = signer.sign(signed);
  const content = (kept: boolean): Uint8Array =>
    envelopeBytes(
      { by, protected: head, payload },
      new Map(kept ? [[LABEL_KEPT, true]] : []),
      value,
    );
  return {
    boot: input.boot,
    counter: input.counter,
    hash: recordHash({ signed }),
    content,
    frame: (kept) => frameOf(content(kept)),
  };
}

/** `commands`: the highest counter of a command obeyed. */
export function encodeHeartbeat(device: string, commands: number): Uint8Array {
  const said = { device: texted(device, DEVICE_ID), commands: counted(commands) };
  return frameOf(controlBytes({ kind: 'heartbeat', ...said }));
}

function payloadOf(input: RecordInput): Uint8Array {
  const { previous } = input;
  if (previous !== null && previous.length !== HASH_BYTES)
    throw new RangeError(`a hash has ${HASH_BYTES} bytes`);
  const fields: readonly (readonly [number, CborValue | undefined])[] = [
    [RECORD.version, VERSION],
    [RECORD.device, texted(input.device, DEVICE_ID)],
    [RECORD.boot, counted(input.boot, UINT32_MAX)],
    [RECORD.counter, counted(input.counter)],
    [RECORD.previous, previous],
    [RECORD.at, input.occurredAt === null ? null : counted(input.occurredAt)],
    [RECORD.commands, counted(input.commands)],
    [RECORD.place, input.place && placeOf(input.place)],
    [RECORD.state, input.bits && stateOf(input.bits)],
    [RECORD.battery, input.batteryPct === undefined ? undefined : counted(input.batteryPct, 100)],
    [RECORD.odometer, input.odometerM === undefined ? undefined : counted(input.odometerM)],
    [RECORD.event, input.event && eventOf(input.event)],
    [
      RECORD.answer,
      input.answer && [counted(input.answer.command), counted(input.answer.result, 0xff)],
    ],
    [RECORD.part, input.part === undefined ? undefined : texted(input.part, PART_ID)],
    [RECORD.measured, input.measured && measuredOf(input.measured)],
  ];
  return cborOf(
    new Map(fields.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
  );
}

function placeOf(place: Place): CborValue {
  if ((place.fix !== 'none') !== (place.lat !== null && place.lon !== null))
    throw new RangeError('a place is known by a fix, and by nothing else');
  const steps = (value: number | null, of: number): number | null =>
    value === null ? null : Math.round(value * of);
  return [
    { none: 0, gnss: 1, cell: 2 }[place.fix],
    steps(place.lat, 1e7),
    steps(place.lon, 1e7),
    steps(place.speedKmh, 10),
    place.courseDeg,
    place.altitudeM,
    place.satellites,
  ];
}

function stateOf(bits: Partial<SealBits>): CborValue {
  let known = 0;
  let set = 0;
  for (const [bit, name] of STATE_BITS.entries()) {
    const said = bits[name] ?? null;
    if (said === null) continue;
    known |= 1 << bit;
    if (said) set |= 1 << bit;
  }
  return [known, set];
}

function eventOf({ type, credential, wrongCount }: NonNullable<RecordInput['event']>): CborValue {
  return [
    EVENT_CODES[type],
    credential === undefined ? null : texted(credential, CREDENTIAL),
    wrongCount === undefined ? null : counted(wrongCount, 0xffff),
  ];
}

function measuredOf(measured: NonNullable<RecordInput['measured']>): CborValue {
  const entries = Object.entries(measured);
  if (entries.length > MEASURED_MAX) throw new RangeError(`more than ${MEASURED_MAX} measurements`);
  for (const [name] of entries) texted(name, MEASURED_NAME);
  return new Map(entries);
}

export function counted(value: number, max: number = Number.MAX_SAFE_INTEGER): number {
  if (!Number.isInteger(value) || value < 0 || value > max) throw new RangeError(`not 0 to ${max}`);
  return value;
}

/** The text itself is not in the fault: it may be a credential. */
export function texted(text: string, form: RegExp): string {
  if (!form.test(text)) throw new RangeError(`a text that is not as ${form.source}`);
  return text;
}
