// A whole track in one answer: a column for each channel, as typed arrays read where they lie. A month at one fix in
// 26 s is 100,000 rows; as JSON they are 25 MB and take a screen seconds to read, so they are 33 bytes each.
//
//   u32 'LKT1' · u32 rows · u32 bytes of what is told · u32 0 · f64 at[] · f64 receivedAt[] · i32 latE7[] · i32 lonE7[]
//   i16 speed[] (0.1 km/h) · i16 course[] (0.1°) · i16 battery[] (0.1 %) · u16 flags[] · u8 event[] · told (JSON, ASCII)
//
// Little-endian. Unknown is the least number of a column; an event is its place in `told.events`, from 1.

export type TrackTold = {
  /** Lock events in the common vocabulary. */
  readonly events: readonly string[];
  /** Where the next answer goes on. */
  readonly after: string;
  /** Of before `knownAt`, and received only after it; null without. */
  readonly later: number | null;
};

export type TrackColumns = {
  readonly at: Float64Array;
  readonly receivedAt: Float64Array;
  readonly latE7: Int32Array;
  readonly lonE7: Int32Array;
  readonly speed: Int16Array;
  readonly course: Int16Array;
  readonly battery: Int16Array;
  readonly flags: Uint16Array;
  readonly event: Uint8Array;
  readonly told: TrackTold;
};

export const UNKNOWN_I32 = -2_147_483_648;
export const UNKNOWN_I16 = -32_768;
/** Two bits each from here on: 0 unknown, 1 no, 2 yes. The lowest bit is `late`. */
export const TRACK_FLAGS = { motorLocked: 1, ropeInserted: 3, ropeCut: 5, coverOpen: 7 } as const;
export const LATE_FLAG = 1;

const MAGIC = 0x31_54_4b_4c;
const HEAD_BYTES = 16;
/** Of at, receivedAt, latE7, lonE7, speed, course, battery, flags, event. */
const ROW_BYTES = 8 + 8 + 4 + 4 + 2 + 2 + 2 + 2 + 1;
/** Twice a month at one fix in 10 s; what is longer is read in pages. */
export const TRACK_ROWS_MAX = 500_000;
const TOLD_BYTES_MAX = 65_536; // event words are some dozens; more is not ours

/** Columns for so many rows, to be filled. */
export function emptyColumns(rows: number, told: TrackTold): TrackColumns {
  return columnsOver(new ArrayBuffer(rows * ROW_BYTES), { offset: 0, rows, told });
}

/** The answer's bytes. */
export function encodeTrack(columns: TrackColumns): Uint8Array {
  const { told, at } = columns;
  const text = JSON.stringify(told);
  const rows = at.length;
  const bytes = new Uint8Array(HEAD_BYTES + rows * ROW_BYTES + text.length);
  const head = new DataView(bytes.buffer);
  for (const [place, word] of [MAGIC, rows, text.length, 0].entries())
    head.setUint32(place * 4, word, true);
  const into = columnsOver(bytes.buffer, { offset: HEAD_BYTES, rows, told });
  for (const name of COLUMNS) into[name].set(columns[name]);
  const end = HEAD_BYTES + rows * ROW_BYTES;
  for (let index = 0; index < text.length; index++) bytes[end + index] = text.charCodeAt(index);
  return bytes;
}

/** The columns of an answer; undefined when the bytes are none. Reads in place, so the buffer must not change. */
export function decodeTrack(buffer: ArrayBuffer): TrackColumns | undefined {
  if (buffer.byteLength < HEAD_BYTES) return undefined;
  const head = new DataView(buffer);
  const rows = head.getUint32(4, true);
  const toldBytes = head.getUint32(8, true);
  const end = HEAD_BYTES + rows * ROW_BYTES;
  const isWhole =
    head.getUint32(0, true) === MAGIC &&
    rows <= TRACK_ROWS_MAX &&
    toldBytes <= TOLD_BYTES_MAX &&
    buffer.byteLength === end + toldBytes;
  if (!isWhole) return undefined;
  const told = JSON.parse(
    String.fromCharCode(...new Uint8Array(buffer, end, toldBytes)),
  ) as TrackTold;
  return columnsOver(buffer, { offset: HEAD_BYTES, rows, told });
}

const COLUMNS = [
  'at',
  'receivedAt',
  'latE7',
  'lonE7',
  'speed',
  'course',
  'battery',
  'flags',
  'event',
] as const;

type Over = { readonly offset: number; readonly rows: number; readonly told: TrackTold };

/** Widest first, so that each column begins at a multiple of its width. */
function columnsOver(buffer: ArrayBuffer, { offset, rows, told }: Over): TrackColumns {
  let from = offset;
  const next = (width: number): number => {
    const here = from;
    from += width * rows;
    return here;
  };
  return {
    at: new Float64Array(buffer, next(8), rows),
    receivedAt: new Float64Array(buffer, next(8), rows),
    latE7: new Int32Array(buffer, next(4), rows),
    lonE7: new Int32Array(buffer, next(4), rows),
    speed: new Int16Array(buffer, next(2), rows),
    course: new Int16Array(buffer, next(2), rows),
    battery: new Int16Array(buffer, next(2), rows),
    flags: new Uint16Array(buffer, next(2), rows),
    event: new Uint8Array(buffer, next(1), rows),
    told,
  };
}
