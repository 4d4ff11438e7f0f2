import type { Instant } from '@lakiri/kit';
import { bytesOf, bytesOfHex, concat, uint } from './bytes.ts';
import { clockPairs } from './clock.ts';
import {
  ACK_WANTED_BIT,
  encodeFragments,
  encodeFrame,
  frameOf,
  type Header,
} from './encode-frame.ts';
import { REPORT_SHORT, REPORT_SHORT_STORED } from './head.ts';
import { ID } from './messages.ts';

/** One item of a reading: its id and its value. */
export type ItemInput = { readonly id: number; readonly value: Uint8Array };

export type LocationInput = {
  readonly occurredAt: Instant;
  /** How far the device's clock is ahead of UTC; 480 in the standard. */
  readonly utcOffsetMinutes?: number;
  /** The two words as they are sent; signs and fix are put into the status by what follows. */
  readonly alarm?: number;
  readonly status?: number;
  readonly valid: boolean;
  /** Degrees, WGS 84; on the wire in millionths. */
  readonly lat: number;
  readonly lon: number;
  readonly altitudeM?: number;
  /** On the wire in tenths. */
  readonly speedKmh: number;
  readonly courseDeg: number;
  readonly items?: readonly ItemInput[];
};

const FIX = 0x02;
const SOUTH = 0x04;
const WEST = 0x08;
const ITEM_BYTES_MAX = 255;
const STANDARD_OFFSET_MINUTES = 480;

/** A 0x0200 body (§3.3). */
function locationBody(input: LocationInput): Uint8Array {
  const { lat, lon, valid, altitudeM = 0, utcOffsetMinutes = STANDARD_OFFSET_MINUTES } = input;
  const signs = (lat < 0 ? SOUTH : 0) | (lon < 0 ? WEST : 0) | (valid ? FIX : 0);
  return concat(
    uint(input.alarm ?? 0, 4),
    uint((((input.status ?? 0) & ~(FIX | SOUTH | WEST)) | signs) >>> 0, 4),
    uint(millionths(lat), 4),
    uint(millionths(lon), 4),
    uint(Math.round(altitudeM) & 0xffff, 2),
    uint(Math.round(input.speedKmh * 10), 2),
    uint(Math.round(input.courseDeg) % 360, 2),
    bytesOfHex(clockPairs(input.occurredAt, utcOffsetMinutes).join('')),
    ...(input.items ?? []).map(itemBytes),
  );
}

function millionths(degrees: number): number {
  return Math.round(Math.abs(degrees) * 1_000_000);
}

function itemBytes({ id, value }: ItemInput): Uint8Array {
  if (value.length > ITEM_BYTES_MAX) throw new RangeError(`item of ${value.length} bytes`);
  return concat(uint(id, 1), uint(value.length, 1), value);
}

/** 0x0200. */
export function encodeLocation(header: Header, input: LocationInput): Uint8Array {
  return encodeFrame(ID.location, header, locationBody(input));
}

export type BatchInput = {
  /** `stored`: kept while out of reach. */
  readonly source: 'live' | 'stored';
  readonly readings: readonly LocationInput[];
};

/** 0x0704, in as many frames as it needs. */
export function encodeBatch(header: Header, { source, readings }: BatchInput): Uint8Array[] {
  const bodies = readings.map((reading) => {
    const body = locationBody(reading);
    return concat(uint(body.length, 2), body);
  });
  const kind = source === 'stored' ? 1 : 0;
  const body = concat(uint(readings.length, 2), uint(kind, 1), ...bodies);
  return encodeFragments(ID.batch, header, { body });
}

// ---- items that simulated seals send

/** Item 01: tenths of a kilometre. */
export function odometerItem(km: number): ItemInput {
  return { id: 0x01, value: uint(Math.round(km * 10), 4) };
}

/** Item 31. */
export function satellitesItem(count: number): ItemInput {
  return { id: 0x31, value: uint(count, 1) };
}

/** Item 30. */
export function signalItem(rssi: number): ItemInput {
  return { id: 0x30, value: uint(rssi, 1) };
}

/** Item D4: percent. */
export function batteryItem(pct: number): ItemInput {
  return { id: 0xd4, value: uint(Math.round(pct), 1) };
}

/** Item FE: kilometres (Jointech). */
export function mileageItem(km: number): ItemInput {
  return { id: 0xfe, value: uint(Math.round(km), 4) };
}

/** Item 69: hundredths of a volt (padlocks). */
export function voltageItem(volts: number): ItemInput {
  return { id: 0x69, value: uint(Math.round(volts * 100), 2) };
}

/** Item 60: what happened at a padlock. Content is printable ASCII, a card's eight digits or a name. */
export function sealEventItem(
  event: number,
  { isAlarm = false, content = '' }: { isAlarm?: boolean; content?: string } = {},
): ItemInput {
  const text = content === '' ? Uint8Array.of(0) : printable(content);
  return { id: 0x60, value: concat(uint(event, 2), uint(isAlarm ? 1 : 0, 1), text) };
}

export type SubLockInput = {
  /** Twelve hex digits. */
  readonly id: string;
  readonly batteryMv: number;
  readonly sealed: boolean;
  readonly physical?: number;
  readonly rssi?: number;
};

/** Item 63. */
export function subLocksItem(locks: readonly SubLockInput[]): ItemInput {
  const value = concat(
    ...locks.map(({ id, batteryMv, sealed, physical = 0, rssi = 0 }) =>
      concat(
        sized(bytesOfHex(id), 6),
        uint(batteryMv, 2),
        uint(sealed ? 0x31 : 0x30, 1),
        uint(physical, 1),
        uint(rssi, 1),
      ),
    ),
  );
  return { id: 0x63, value };
}

export type SlaveInput = {
  /** Ten hex digits each. */
  readonly id: string;
  readonly card: string;
  readonly batteryPct: number;
  readonly isUnlocked: boolean;
};

/** Item D5, sub-locks. */
export function slavesItem(slaves: readonly SlaveInput[]): ItemInput {
  const value = concat(
    uint(slaves.length, 1),
    ...slaves.map(({ id, card, batteryPct, isUnlocked }) =>
      concat(
        sized(bytesOfHex(id), 5),
        sized(bytesOfHex(card), 5),
        uint(batteryPct, 1),
        uint(isUnlocked ? 0x20 : 0, 2),
      ),
    ),
  );
  return { id: 0xd5, value };
}

/** Item 0B by a card: 22 authorised, 23 not. */
export function cardEventItem(input: {
  readonly command: number;
  readonly card: number;
  readonly result?: number;
}): ItemInput {
  const result = input.result === undefined ? new Uint8Array(0) : uint(input.result, 1);
  return { id: 0x0b, value: concat(uint(input.command, 1), uint(input.card, 4), result) };
}

/** Item 0B by a password of six digits. */
export function passwordEventItem(input: {
  readonly command: number;
  readonly password: string;
  readonly result: number;
}): ItemInput {
  if (!/^\d{6}$/.test(input.password)) throw new RangeError('a password has six digits');
  return {
    id: 0x0b,
    value: concat(uint(input.command, 1), bytesOf(input.password), uint(input.result, 1)),
  };
}

function sized(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length !== size) throw new RangeError(`${bytes.length} bytes, not ${size}`);
  return bytes;
}

/** Allow-listed: printable ASCII and nothing else. */
export function printable(text: string): Uint8Array {
  if (!/^[\x20-\x7e]*$/.test(text)) throw new RangeError('not printable ASCII');
  return bytesOf(text);
}

// ---- JT705A, §3.2

export type ShortInput = {
  readonly occurredAt: Instant;
  readonly source: 'live' | 'stored';
  readonly ackWanted: boolean;
  readonly valid: boolean;
  readonly lat: number;
  readonly lon: number;
  readonly speedKmh: number;
  readonly courseDeg: number;
  readonly rssi?: number;
  readonly satellites: number;
  readonly odometerKm: number;
  readonly batteryPct: number;
  readonly isLocked: boolean;
  readonly alarm?: number;
  readonly items?: readonly ItemInput[];
};

const KMH_PER_KNOT = 1.852;
const LOCK = 3;
const LOCKED = 0x20;

/** 0x5501 or 0x5502. The serial is one byte. */
export function encodeShort(header: Header, input: ShortInput): Uint8Array {
  const [year, month, day, ...time] = clockPairs(input.occurredAt);
  const lat = digits(input.lat, 8);
  const lon = digits(input.lon, 9);
  const flags = (input.valid ? 1 : 0) | (input.lat < 0 ? 0 : 2) | (input.lon < 0 ? 0 : 4);
  const body = concat(
    bytesOfHex([day, month, year, ...time].join('')),
    bytesOfHex(`${lat}${lon}${flags}`),
    uint(Math.min(255, Math.round(input.speedKmh / KMH_PER_KNOT)), 1),
    uint(Math.round((input.courseDeg % 360) / 2) % 180, 1),
    uint(input.rssi ?? 0, 1),
    uint(input.satellites, 1),
    uint(Math.round(input.odometerKm), 4),
    uint(Math.round(input.batteryPct), 1),
    uint(0, 4),
    uint(0, 2),
    uint(LOCK, 1),
    uint(input.isLocked ? LOCKED : 0, 2),
    uint(input.alarm ?? 0, 2),
    ...(input.items ?? []).map(itemBytes),
  );
  return frameOf({
    messageId: input.source === 'stored' ? REPORT_SHORT_STORED : REPORT_SHORT,
    header,
    body,
    attributes: input.ackWanted ? ACK_WANTED_BIT : 0,
  });
}

/** D…DMMmmmm. */
function digits(degrees: number, size: number): string {
  const units = Math.round(Math.abs(degrees) * 600_000);
  const whole = Math.floor(units / 600_000);
  return String(whole * 1_000_000 + (units % 600_000)).padStart(size, '0');
}
