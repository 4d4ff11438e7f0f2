// One record of a seal's log (§3): what it was, where, how, and which record came before it.
import {
  type Instant,
  instant,
  type Malformed,
  type SealBits,
  type SealEventType,
} from '@lakiri/kit';
import { type Item, readCbor } from './cbor.ts';
import { eventOfCode } from './events.ts';
import { optional, required, type Taken, take, Wrong } from './take.ts';

/** §3.1: the keys of a record. */
export const RECORD = {
  version: 0,
  device: 1,
  boot: 2,
  counter: 3,
  previous: 4,
  at: 5,
  commands: 6,
  place: 7,
  state: 8,
  battery: 9,
  odometer: 10,
  event: 11,
  answer: 12,
  part: 13,
  measured: 14,
} as const;

export const VERSION = 1;
/** §3.2: capitals, digits and dashes, 4 to 32. */
export const DEVICE_ID = /^[A-Z0-9][A-Z0-9-]{3,31}$/;
export const PART_ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/;
export const CREDENTIAL = /^[\w-]{1,32}$/;
export const MEASURED_NAME = /^[a-z][A-Za-z0-9]{0,23}$/;
export const MEASURED_MAX = 16;
export const HASH_BYTES = 32;
export const UINT32_MAX = 0xffff_ffff;
const FIXES = ['none', 'gnss', 'cell'] as const;

/** §3.3: bit n of both numbers of a state. */
export const STATE_BITS = [
  'motorLocked',
  'ropeInserted',
  'ropeCut',
  'coverOpen',
  'motorStuck',
  'wrongPassword',
  'illegalCard',
  'longUnlocked',
  'lowBattery',
  'charging',
] as const satisfies readonly (keyof SealBits)[];

export type Place = {
  readonly fix: (typeof FIXES)[number];
  /** Degrees, in steps of a ten-millionth. */
  readonly lat: number | null;
  readonly lon: number | null;
  /** In steps of a tenth. */
  readonly speedKmh: number | null;
  readonly courseDeg: number | null;
  readonly altitudeM: number | null;
  readonly satellites: number | null;
};

type RecordEvent = {
  /** `null`: a number that this table does not have. */
  readonly type: SealEventType | null;
  readonly code: number;
  readonly credential: string | null;
  readonly wrongCount: number | null;
};

export type LogRecord = {
  readonly device: string;
  readonly boot: number;
  readonly counter: number;
  readonly previous: Uint8Array | null;
  readonly occurredAt: Instant | null;
  /** The highest counter of a command that the seal has obeyed. */
  readonly commands: number;
  readonly place: Place | null;
  readonly bits: Partial<SealBits>;
  readonly batteryPct: number | null;
  readonly odometerM: number | null;
  readonly event: RecordEvent | null;
  readonly answer: { readonly command: number; readonly result: number } | null;
  readonly part: string | null;
  readonly measured: Readonly<Record<string, number | string | boolean>>;
};

/** Reads a record's payload. `base` is where it stands in the frame. */
export function readRecord(bytes: Uint8Array, base: number): LogRecord | Malformed {
  const item = readCbor(bytes, base);
  if ('code' in item) return item;
  if (item.kind !== 'map') return { code: 'not-a-record', offset: base };
  try {
    return recordIn(item.entries, item.to);
  } catch (error) {
    if (error instanceof Wrong) return { code: error.code, offset: error.at };
    throw error;
  }
}

type Entries = ReadonlyMap<number | string, Item>;

function recordIn(entries: Entries, end: number): LogRecord {
  const field = (key: number): Taken => ({ item: entries.get(key), end });
  if (required(field(RECORD.version), take.uint(UINT32_MAX)) !== VERSION)
    throw new Wrong('unknown-version', entries.get(RECORD.version)?.at ?? end);
  const known: readonly number[] = Object.values(RECORD);
  for (const [key, item] of entries)
    if (typeof key !== 'number' || !known.includes(key)) throw new Wrong('unknown-key', item.at);
  return {
    device: required(field(RECORD.device), take.text(DEVICE_ID)),
    boot: required(field(RECORD.boot), take.uint(UINT32_MAX)),
    counter: required(field(RECORD.counter), take.uint()),
    previous: required(field(RECORD.previous), take.orNull(take.bytes(HASH_BYTES))),
    occurredAt: required(field(RECORD.at), take.orNull(instantIn)),
    commands: required(field(RECORD.commands), take.uint()),
    place: optional(field(RECORD.place), placeIn) ?? null,
    bits: optional(field(RECORD.state), stateIn) ?? {},
    batteryPct: optional(field(RECORD.battery), take.uint(100)) ?? null,
    odometerM: optional(field(RECORD.odometer), take.uint()) ?? null,
    event: optional(field(RECORD.event), eventIn) ?? null,
    answer: optional(field(RECORD.answer), answerIn) ?? null,
    part: optional(field(RECORD.part), take.text(PART_ID)) ?? null,
    measured: optional(field(RECORD.measured), measuredIn) ?? {},
  };
}

export function instantIn(item: Item): Instant {
  const at = instant(take.uint()(item));
  if (at === undefined) throw new Wrong('bad-field', item.at);
  return at;
}

/** [fix, lat, lon, speed, course, altitude, satellites] */
function placeIn(item: Item): Place {
  const [fix, lat, lon, speed, course, altitude, satellites] = take.array(7)(item);
  const number = (it: Item | undefined, min: number, max: number): number | null =>
    required({ item: it, end: item.to }, take.orNull(take.int(min, max)));
  const kind = FIXES[number(fix, 0, 2) ?? 0] ?? 'none';
  const place = {
    fix: kind,
    lat: scaled(number(lat, -900_000_000, 900_000_000), 1e7),
    lon: scaled(number(lon, -1_800_000_000, 1_800_000_000), 1e7),
    speedKmh: scaled(number(speed, 0, 10_000), 10),
    courseDeg: number(course, 0, 359),
    altitudeM: number(altitude, -1_000, 20_000),
    satellites: number(satellites, 0, 255),
  };
  const isPlaced = place.lat !== null && place.lon !== null;
  if (isPlaced !== (kind !== 'none')) throw new Wrong('place-without-fix', item.at);
  return place;
}

function scaled(value: number | null, by: number): number | null {
  return value === null ? null : value / by;
}

/** [which bits are known, which of them are set] */
function stateIn(item: Item): Partial<SealBits> {
  const max = 2 ** STATE_BITS.length - 1;
  const [known = 0, set = 0] = take.array(2)(item).map(take.uint(max));
  if ((set & ~known) !== 0) throw new Wrong('bit-not-known', item.at);
  const said = STATE_BITS.flatMap((name, bit): [string, boolean][] =>
    (known & (1 << bit)) === 0 ? [] : [[name, (set & (1 << bit)) !== 0]],
  );
  return Object.fromEntries(said);
}

/** [code, credential, wrong tries] */
function eventIn(item: Item): RecordEvent {
  const [code, credential, wrongCount] = take.array(3)(item);
  const number = required({ item: code, end: item.to }, take.uint(0xffff));
  return {
    type: eventOfCode(number) ?? null,
    code: number,
    credential: required({ item: credential, end: item.to }, take.orNull(take.text(CREDENTIAL))),
    wrongCount: required({ item: wrongCount, end: item.to }, take.orNull(take.uint(0xffff))),
  };
}

/** [counter of the command, result] */
function answerIn(item: Item): { command: number; result: number } {
  const [command, result] = take.array(2)(item);
  return {
    command: required({ item: command, end: item.to }, take.uint()),
    result: required({ item: result, end: item.to }, take.uint(0xff)),
  };
}

function measuredIn(item: Item): Record<string, number | string | boolean> {
  if (item.kind !== 'map' || item.entries.size > MEASURED_MAX)
    throw new Wrong('bad-field', item.at);
  const said: [string, number | string | boolean][] = [];
  for (const [name, { at, ...entry }] of item.entries) {
    const value =
      entry.kind === 'number' || entry.kind === 'text' || entry.kind === 'simple'
        ? entry.value
        : null;
    if (typeof name !== 'string' || !MEASURED_NAME.test(name) || value === null)
      throw new Wrong('bad-field', at);
    said.push([name, value]);
  }
  return Object.fromEntries(said);
}
