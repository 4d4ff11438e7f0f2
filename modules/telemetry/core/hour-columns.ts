// An hour of the whole corridor in one answer: every fix of every truck, a column for each channel, truck after truck. As
// JSON an hour of 2,000 trucks is some 30 MB; so it is 14 bytes a fix.
//
//   u32 'LKH1' · u32 fixes · u32 trucks · u32 bytes of what is told · f64 from · u32 first[trucks] · i32 at[] (ms after
//   `from`; negative: before it) · i32 latE7[] · i32 lonE7[] · u8 speed[] (km/h) · u8 course[] (2°) · told (JSON, ASCII)
//
// Little-endian. The fixes of a truck are in its own order of time, from `first` of it up to `first` of the next.

export type HourTruck = {
  readonly seal: string;
  readonly number: string;
  readonly journey: string;
  readonly ref: string;
  readonly plate: string | null;
};

export type HourTold = {
  /** In the order of `first`. */
  readonly trucks: readonly HourTruck[];
  /** There were too many fixes: one of each truck in so many seconds is here. `null`: every one. */
  readonly everyS: number | null;
  /** Fixes of the hour before any were left out. */
  readonly fixes: number;
  /** There was more than one answer holds, trucks or fixes: what is here is not the whole hour. */
  readonly isCut: boolean;
};

export type HourColumns = {
  /** UTC milliseconds. */
  readonly from: number;
  readonly first: Uint32Array;
  readonly at: Int32Array;
  readonly latE7: Int32Array;
  readonly lonE7: Int32Array;
  readonly speed: Uint8Array;
  readonly course: Uint8Array;
  readonly told: HourTold;
};

/** 2,000 trucks at one fix in 30 s are 240,000: 3.5 MB, which a browser holds without a thought. */
export const HOUR_FIXES_MAX = 250_000;
/** More than any day on both corridors had; by the coarsest step they fit `HOUR_FIXES_MAX`. */
export const HOUR_TRUCKS_MAX = 10_000;
/** Unknown speed or course. */
export const UNKNOWN_U8 = 255;
/** One step of a course in its byte, degrees. */
export const COURSE_STEP_DEG = 2;

const STEPS_S = [10, 30, 60, 120, 300] as const;
const HOUR_S = 3_600;

/** Seconds of which each truck keeps one fix, where an hour has more than one answer holds; by how many trucks there are. */
export function thinnedTo(trucks: number): number {
  // Each truck's last fix of before the hour is kept besides.
  const fits = STEPS_S.find((step) => trucks * (HOUR_S / step + 1) <= HOUR_FIXES_MAX);
  return fits ?? 300;
}

const MAGIC = 0x31_48_4b_4c;
const HEAD_BYTES = 24;
const FIX_BYTES = 4 + 4 + 4 + 1 + 1;
const TOLD_BYTES_MAX = HOUR_TRUCKS_MAX * 512; // two ids, three short words and their names

type Told = { readonly from: number; readonly fixes: number; readonly told: HourTold };

/** Columns for so many fixes, to be filled. */
export function emptyHour({ from, fixes, told }: Told): HourColumns {
  const buffer = new ArrayBuffer(4 * told.trucks.length + fixes * FIX_BYTES);
  return columnsOver(buffer, { offset: 0, from, fixes, told });
}

/** The answer's bytes. */
export function encodeHour(columns: HourColumns): Uint8Array {
  const { told, at, from } = columns;
  const text = asciiOf(JSON.stringify(told));
  const fixes = at.length;
  const body = 4 * told.trucks.length + fixes * FIX_BYTES;
  const bytes = new Uint8Array(HEAD_BYTES + body + text.length);
  const head = new DataView(bytes.buffer);
  for (const [place, word] of [MAGIC, fixes, told.trucks.length, text.length].entries())
    head.setUint32(place * 4, word, true);
  head.setFloat64(16, from, true);
  const into = columnsOver(bytes.buffer, { offset: HEAD_BYTES, from, fixes, told });
  for (const name of COLUMNS) into[name].set(columns[name]);
  const end = HEAD_BYTES + body;
  for (let index = 0; index < text.length; index++) bytes[end + index] = text.charCodeAt(index);
  return bytes;
}

/** The columns of an answer; undefined when the bytes are none. Reads in place, so the buffer must not change. */
export function decodeHour(buffer: ArrayBuffer): HourColumns | undefined {
  if (buffer.byteLength < HEAD_BYTES) return undefined;
  const head = new DataView(buffer);
  const [fixes, trucks, toldBytes] = [4, 8, 12].map((place) => head.getUint32(place, true));
  if (fixes === undefined || trucks === undefined || toldBytes === undefined) return undefined;
  const end = HEAD_BYTES + 4 * trucks + fixes * FIX_BYTES;
  const isWhole =
    head.getUint32(0, true) === MAGIC &&
    fixes <= HOUR_FIXES_MAX &&
    trucks <= HOUR_TRUCKS_MAX &&
    toldBytes <= TOLD_BYTES_MAX &&
    buffer.byteLength === end + toldBytes;
  if (!isWhole) return undefined;
  const told = JSON.parse(textOf(new Uint8Array(buffer, end, toldBytes))) as HourTold;
  if (told.trucks.length !== trucks) return undefined;
  return columnsOver(buffer, { offset: HEAD_BYTES, from: head.getFloat64(16, true), fixes, told });
}

const COLUMNS = ['first', 'at', 'latE7', 'lonE7', 'speed', 'course'] as const;

type Over = Told & { readonly offset: number };

/** Widest first, so that each column begins at a multiple of its width. */
function columnsOver(buffer: ArrayBuffer, { offset, from, fixes, told }: Over): HourColumns {
  let place = offset;
  const next = (bytes: number): number => {
    const here = place;
    place += bytes;
    return here;
  };
  return {
    from,
    first: new Uint32Array(buffer, next(4 * told.trucks.length), told.trucks.length),
    at: new Int32Array(buffer, next(4 * fixes), fixes),
    latE7: new Int32Array(buffer, next(4 * fixes), fixes),
    lonE7: new Int32Array(buffer, next(4 * fixes), fixes),
    speed: new Uint8Array(buffer, next(fixes), fixes),
    course: new Uint8Array(buffer, next(fixes), fixes),
    told,
  };
}

const asciiOf = (text: string): string =>
  text.replaceAll(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** As many at once as a call takes arguments everywhere. */
const LETTERS_MAX = 8_192;

function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += LETTERS_MAX)
    text += String.fromCharCode(...bytes.subarray(from, from + LETTERS_MAX));
  return text;
}
