import {
  NO_BITS,
  type RawValue,
  type SealBits,
  type SealEvent,
  type SealEventType,
} from '@lakiri/kit';
import { hexOf, i16At, isText, readable, u16At, u24At, u32At } from './bytes.ts';

/** A sub-lock's own reading, found in its master's. */
type PartDraft = {
  readonly id: string;
  readonly batteryPct: number | null;
  readonly bits: Partial<SealBits>;
  readonly event: SealEvent | null;
  readonly raw: Readonly<Record<string, RawValue>>;
  /** Its bytes in the body. */
  readonly from: number;
  readonly to: number;
};

/** What the items of one reading say, filled item by item. */
export type Draft = {
  raw: Record<string, RawValue>;
  bits: { -readonly [Bit in keyof SealBits]: SealBits[Bit] };
  /** Alarm words, joined by commas. */
  words: string;
  events: SealEvent[];
  parts: PartDraft[];
  /** Offsets in the body's bytes. */
  secrets: { readonly from: number; readonly to: number }[];
  satellites: number | null;
  odometerKm: number | null;
  batteryPct: number | null;
  altitudeM: number | null;
  readonly wireId: string;
};

/** One item, id 1, length 1, value (§3.3); one object for a whole reading, moved from item to item. */
export type Item = {
  readonly bytes: Uint8Array;
  id: number;
  /** Where the value stands, and its size. */
  at: number;
  size: number;
  readonly draft: Draft;
};

/** Reads an item; `false` when its form is not known, and it stays hex. */
export type Reader = (item: Item) => boolean;
/** Readers by id. */
export type Table = readonly (Reader | undefined)[];

export function newDraft(raw: Record<string, RawValue>, wireId: string): Draft {
  return {
    raw,
    bits: { ...NO_BITS },
    words: '',
    events: [],
    parts: [],
    secrets: [],
    satellites: null,
    odometerKm: null,
    batteryPct: null,
    altitudeM: null,
    wireId,
  };
}

/** Notes one of the dialect's own fields. */
export function put(raw: Record<string, RawValue>, name: string, value: RawValue): void {
  raw[name] = value;
}

export function tableOf(...parts: readonly Readonly<Record<number, Reader>>[]): Table {
  const table: (Reader | undefined)[] = Array.from({ length: 256 });
  for (const part of parts)
    for (const [id, reader] of Object.entries(part)) table[Number(id)] = reader;
  return table;
}

/**
 * Reads all items of [from, to). What no table has stays as hex under its id; so does what follows an item
 * that passes the end, under `rest`.
 */
export function readItems(item: Item, to: number, table: Table): void {
  const { bytes } = item;
  let at = item.at;
  while (at < to) {
    const id = bytes[at] ?? 0;
    const size = bytes[at + 1] ?? 0;
    if (at + 2 + size > to) {
      put(item.draft.raw, 'rest', hexOf(bytes, at, to - at));
      return;
    }
    item.id = id;
    item.at = at + 2;
    item.size = size;
    const reader = table[id];
    if (reader === undefined || !reader(item)) keepHex(item);
    at += 2 + size;
  }
}

/** Whether items fill [from, to) to the byte. */
export function isItems(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to) at += 2 + (at + 1 < to ? (bytes[at + 1] ?? 0) : to);
  return at === to;
}

// 256 ids; each key is made once.
const HEX_KEYS = Array.from({ length: 256 }, (_, id) => `item.${id.toString(16).padStart(2, '0')}`);

function keepHex({ bytes, id, at, size, draft }: Item): boolean {
  draft.raw[HEX_KEYS[id] ?? ''] = hexOf(bytes, at, size);
  return true;
}

export function addWord(draft: Draft, word: string): void {
  if (draft.words === '') draft.words = word;
  else if (!draft.words.split(',').includes(word)) draft.words += `,${word}`;
}

export function addEvent(draft: Draft, type: SealEventType, how: Partial<SealEvent> = {}): void {
  if (draft.events.some((event) => event.type === type)) return;
  draft.events.push({ type, credential: null, wrongCount: null, verification: null, ...how });
}

// ---- readers of common forms

/** An unsigned number of one of these sizes, divided so that decimals come out as written. */
export function number(
  name: string,
  sizes: number | readonly number[],
  { divisor = 1, minus = 0 }: { divisor?: number; minus?: number } = {},
): Reader {
  const fits = typeof sizes === 'number' ? [sizes] : sizes;
  return ({ bytes, at, size, draft }) => {
    if (!fits.includes(size)) return false;
    draft.raw[name] = uintAt(bytes, at, size) / divisor - minus;
    return true;
  };
}

export function signed(name: string, divisor = 1): Reader {
  return ({ bytes, at, size, draft }) => {
    if (size !== 2) return false;
    draft.raw[name] = i16At(bytes, at) / divisor;
    return true;
  };
}

/** Text as it is; bytes that are none are escaped. */
export function text(name: string): Reader {
  return ({ bytes, at, size, draft }) => {
    if (size === 0) return false;
    draft.raw[name] = readable(bytes.subarray(at, at + size));
    return true;
  };
}

export function hex(name: string, size?: number): Reader {
  return (item) => {
    if (size !== undefined && item.size !== size) return false;
    item.draft.raw[name] = hexOf(item.bytes, item.at, item.size);
    return true;
  };
}

/** The first reader that knows the form. */
export function either(...readers: readonly Reader[]): Reader {
  return (item) => readers.some((reader) => reader(item));
}

export function uintAt(bytes: Uint8Array, at: number, size: number): number {
  switch (size) {
    case 1:
      return bytes[at] ?? 0;
    case 2:
      return u16At(bytes, at);
    case 3:
      return u24At(bytes, at);
    default:
      return u32At(bytes, at);
  }
}

export function textAt(bytes: Uint8Array, at: number, size: number): string {
  return readable(bytes.subarray(at, at + size));
}

export function isTextAt(bytes: Uint8Array, at: number, size: number): boolean {
  return size > 0 && isText(bytes.subarray(at, at + size));
}

/** A battery in percent; over 100 it is none, and FF says that it is charging (§3.2). */
export function batteryPct(draft: Draft, value: number): void {
  if (value <= 100) draft.batteryPct = value;
  else if (value === 0xff) draft.bits.charging = true;
  else put(draft.raw, 'battery', value);
}
