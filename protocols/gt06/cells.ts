// Where the device hears that it is: cells and access points (§3.4; README, "Cells"). No place is made of them.

import { instantOfUtc } from '@lakiri/kit';
import { hexOf } from './bytes.ts';
import { type Content, put, readTime } from './fields.ts';
import {
  CELL,
  CELL_WIDE,
  type CellShape,
  keepRest,
  readCellId,
  readGps,
  readNetwork,
} from './place.ts';

const CELLS = 7;

type Form = {
  readonly shape: CellShape;
  readonly cells: number;
  readonly hasPoints: boolean;
  readonly hasLanguage: boolean;
};

const FORM: Form = { shape: CELL, cells: CELLS, hasPoints: false, hasLanguage: true };

/** 28, 2E, 18: time, network, seven cells with their strength, timing advance, language. */
export function read28(content: Content): void {
  readTime(content.bytes, content);
  readCells(content, FORM);
}

/** 1E: the same after a place. */
export function read1e(content: Content): void {
  readGps(content);
  readCells(content, FORM);
}

/** 24 as 28; or, of one maker, timing advance first and then how many cells there are. */
export function read24(content: Content): void {
  const counted = content.size < COUNTED_BYTES_MAX;
  if (!counted) {
    read28(content);
    return;
  }
  const { bytes, draft } = content;
  readTime(bytes, content);
  put(draft, 'timingAdvance', bytes.u8());
  readNetwork(bytes, draft, CELL);
  const cells = bytes.u8();
  for (let cell = 1; cell <= cells && bytes.left >= 6; cell++) readOne(content, CELL, cell);
  keepRest(content);
}
/** Time, network, seven cells and timing advance: a shorter one counts its cells. */
const COUNTED_BYTES_MAX = 52;

/** 2C: seven cells, then access points. */
export function read2c(content: Content): void {
  readTime(content.bytes, content);
  readCells(content, { ...FORM, hasPoints: true, hasLanguage: false });
}

/** A1: as 28 with 4G cells. */
export function readA1(content: Content): void {
  readTime(content.bytes, content);
  readCells(content, { ...FORM, shape: CELL_WIDE });
}

/** A2: as 2C with 4G cells; 33 has six. */
export function readA2(content: Content): void {
  readTime(content.bytes, content);
  readCells(content, { ...FORM, shape: CELL_WIDE, hasPoints: true, hasLanguage: false });
}

export function read33(content: Content): void {
  readTime(content.bytes, content);
  readCells(content, { shape: CELL_WIDE, cells: 6, hasPoints: true, hasLanguage: false });
}

function readCells(content: Content, form: Form): void {
  const { bytes, draft } = content;
  readNetwork(bytes, draft, form.shape);
  for (let cell = 1; cell <= form.cells; cell++) readOne(content, form.shape, cell);
  put(draft, 'timingAdvance', bytes.u8());
  if (form.hasPoints) readPoints(content, { count: bytes.u8(), gap: 0, hasStrength: true });
  else if (form.hasLanguage && bytes.left >= 2) put(draft, 'language', bytes.u16());
  keepRest(content);
}

/** The first cell is the serving one; an empty place among them is passed over. */
function readOne({ bytes, draft }: Content, shape: CellShape, cell: number): void {
  const area = shape.areaBytes === 4 ? bytes.u32() : bytes.u16();
  const id = readCellId(bytes, shape);
  const strength = bytes.u8();
  if (area === 0 && id === 0) return;
  put(draft, `cell${cell}`, `${area}:${id}:${strength}`);
}

type Points = { readonly count: number; readonly gap: number; readonly hasStrength: boolean };

function readPoints({ bytes, draft }: Content, { count, gap, hasStrength }: Points): void {
  for (let point = 1; point <= count; point++) {
    bytes.take(gap);
    const address = hexOf(bytes.take(6));
    put(draft, `wifi${point}`, hasStrength ? `${address}:${bytes.u8()}` : address);
  }
}

/** F3: time, count, and access points of eight bytes, whose first two are not explained. */
export function readF3(content: Content): void {
  const { bytes } = content;
  readTime(bytes, content);
  readPoints(content, { count: bytes.u8(), gap: 2, hasStrength: false });
  keepRest(content);
}

/** The frame without serial and checksum (README, "Access points"): its time is BCD, its count stands before its type. */
export function readWifi(content: Content, count: number): void {
  const { bytes, draft } = content;
  const digits = hexOf(bytes.take(6));
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = Array.from(
    { length: 6 },
    (_, at) => Number(digits.slice(2 * at, 2 * at + 2)),
  );
  const at = instantOfUtc({ year: 2000 + year, month, day, hour, minute, second });
  if (at === undefined) put(draft, 'clock', digits);
  else draft.occurredAt = at;
  readPoints(content, { count, gap: 0, hasStrength: true });
  const cells = bytes.u8();
  readNetwork(bytes, draft, CELL);
  for (let cell = 1; cell <= cells; cell++) readOne(content, { areaBytes: 2, cellBytes: 2 }, cell);
  keepRest(content);
}
