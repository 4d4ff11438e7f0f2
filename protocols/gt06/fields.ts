import {
  addMs,
  type ByteReader,
  type Fix,
  type Instant,
  instantOfUtc,
  MINUTE_MS,
  NO_BITS,
  type RawValue,
  type SealBits,
  type SealEvent,
  type SealEventType,
} from '@lakiri/kit';
import type { AlarmMeaning } from './alarms.ts';
import type { Gt06Profile } from './profile.ts';

type Raw = { [field: string]: RawValue };
type Bits = { -readonly [Bit in keyof SealBits]: SealBits[Bit] };

/** A report while it is being read. */
export type Draft = {
  occurredAt: Instant | null;
  source: 'live' | 'stored';
  fix: Fix;
  lat: number | null;
  lon: number | null;
  speedKmh: number | null;
  courseDeg: number | null;
  altitudeM: number | null;
  satellites: number | null;
  odometerKm: number | null;
  batteryPct: number | null;
  bits: Bits;
  event: SealEvent | null;
  raw: Raw;
};

/** What every reader of content is given: the bytes before the serial, and what is being made of them. */
export type Content = {
  readonly bytes: ByteReader;
  /** Bytes of the content, and the first two of them: forms differ by these alone. */
  readonly size: number;
  readonly first: number;
  readonly second: number;
  readonly draft: Draft;
  readonly profile: Gt06Profile;
  /** Where in the frame the byte stands that says whether the place was kept; no part of the record. */
  storedAt?: number;
  /** Who the frame says that it is from, where it says so. */
  imei?: string;
};

/** Without a serial where the frame has none (README, "Access points"). */
export function newDraft(type: number, serial?: number): Draft {
  return {
    occurredAt: null,
    source: 'live',
    fix: 'none',
    lat: null,
    lon: null,
    speedKmh: null,
    courseDeg: null,
    altitudeM: null,
    satellites: null,
    odometerKm: null,
    batteryPct: null,
    bits: NO_BITS,
    event: null,
    raw: serial === undefined ? { type } : { type, serial },
  };
}

/** Notes a field by the dialect's own name. */
export function put({ raw }: Draft, field: string, value: RawValue): void {
  raw[field] = value;
}

/** §3.4 "time 6": year of the century, month, day, hour, minute, second, each a byte. */
export function readTime(bytes: ByteReader, { draft, profile }: Content): void {
  const year = 2000 + bytes.u8();
  const month = bytes.u8();
  const day = bytes.u8();
  const hour = bytes.u8();
  const minute = bytes.u8();
  const second = bytes.u8();
  const at = instantOfUtc({ year, month, day, hour, minute, second });
  const { utcOffsetMinutes } = profile;
  if (at === undefined) {
    put(draft, 'clock', `${year}-${month}-${day} ${hour}:${minute}:${second}`);
    return;
  }
  draft.occurredAt = utcOffsetMinutes === 0 ? at : addMs(at, -utcOffsetMinutes * MINUTE_MS);
}

/** Sets one bit; the common object of unknown bits is copied first. */
export function setBit(draft: Draft, bit: keyof SealBits, value: boolean): void {
  if (draft.bits === NO_BITS) draft.bits = { ...NO_BITS };
  draft.bits[bit] = value;
}

/** Notes an alarm: its word, its bit, and its event unless a plainer one is already told. */
export function noteAlarm(draft: Draft, meaning: AlarmMeaning | undefined): void {
  if (meaning === undefined) return;
  put(draft, 'alarm', meaning.word);
  if (meaning.bit !== undefined) setBit(draft, meaning.bit, true);
  if (meaning.event !== undefined) draft.event = eventOf(meaning.event);
}

function eventOf(type: SealEventType): SealEvent {
  return { type, credential: null, wrongCount: null, verification: null };
}
