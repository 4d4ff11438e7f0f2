import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, type Instant, MINUTE_MS, type Report } from '@lakiri/kit';
import type { Reading } from '@lakiri/seals';
import { drive, HERE, NINE, toldOf } from '../testing.ts';
import {
  CELLS_MAX,
  type CellData,
  type CellId,
  type CellVersion,
  cellsOf,
  evolveCell,
  placeCells,
} from './cell.ts';

const data: CellData = { cell: '639-2-4129-268', ...HERE, radiusM: 6_000, source: 'operator' };
const base = { count: 0, now: NINE, newId: () => 'c1' as CellId, known: new Map() };
const version: CellVersion = { ...data, version: 1, effectiveFrom: NINE };
const known = new Map([[data.cell, { subject: 'c0' as CellId, last: version }]]);

const PLACED: readonly (readonly [string, Parameters<typeof placeCells>[0], string])[] = [
  ['one', { ...base, cells: [data] }, 'c1'],
  ['one that is known, elsewhere', { ...base, known, cells: [{ ...data, lat: 0 }] }, 'c0'],
  ['one that is there already', { ...base, known, cells: [data] }, ''],
  ['no cell', { ...base, cells: [{ ...data, cell: '639-2' }] }, 'cell-unreadable'],
  ['the same twice', { ...base, cells: [data, data] }, 'cell-twice'],
  ['off the world', { ...base, cells: [{ ...data, lat: 91 }] }, 'cell-place'],
  ['of no size', { ...base, cells: [{ ...data, radiusM: 0 }] }, 'cell-place'],
  ['by nobody', { ...base, cells: [{ ...data, source: ' ' }] }, 'cell-source'],
  ['too many', { ...base, count: CELLS_MAX, cells: [data] }, 'too-many-cells'],
  ['as many as may be, one anew', { ...base, known, count: CELLS_MAX, cells: [data] }, ''],
];
for (const [say, asked, says] of PLACED)
  test(`cells placed: ${say}`, () => {
    const done = placeCells(asked);
    const told = done.accepted ? done.facts.map(({ subject }) => subject) : [done.refusal.code];
    assert.deepEqual(told, says === '' ? [] : [says]);
  });

test('a cell is where it was said to be, from two minutes after on', () => {
  const done = placeCells({ ...base, cells: [data] });
  assert.ok(done.accepted);
  const [event] = done.facts;
  assert.ok(event !== undefined);
  const first = evolveCell(undefined, event);
  const second = { ...first, version: 2, lat: 0, effectiveFrom: addMs(NINE, 60 * MINUTE_MS) };
  const cells = cellsOf([first, second]);
  const at = (minute: number, cell: string | undefined = data.cell) =>
    cells.at(cell, addMs(NINE, minute * MINUTE_MS) as Instant)?.lat;
  assert.deepEqual([at(1), at(2), at(59), at(60)], [undefined, HERE.lat, HERE.lat, 0]);
  assert.deepEqual([at(60, 'x'), cells.at(undefined, NINE)], [undefined, undefined]);
});

/** The drive as it is served by a cell at its beginning, told so or not. */
const served = (over: (minute: number) => Partial<Report>): Reading[] =>
  drive(30).map((one, minute) => ({ ...one, report: { ...one.report, ...over(minute) } }));

const FAR: readonly (readonly [string, (minute: number) => Partial<Report>, string[]])[] = [
  ['within its reach', (minute) => (minute < 11 ? { cell: data.cell } : {}), []],
  ['by a cell that it has just left', (minute) => (minute < 13 ? { cell: data.cell } : {}), []],
  ['by a cell far behind', () => ({ cell: data.cell }), ['cell-too-far']],
  ['by a cell that nobody knows', () => ({ cell: '639-2-1-1' }), []],
  ['by a cell that it does not name', () => ({}), []],
];
for (const [say, over, why] of FAR)
  test(`served ${say}: ${why.join(', ') || 'nothing'}`, () => {
    const cells = cellsOf([{ ...version, effectiveFrom: 0 as Instant }]);
    const { doubts } = toldOf(served(over), { cells });
    assert.deepEqual(
      doubts.flatMap((doubt) => doubt.why.map(({ code }) => code)),
      why,
    );
  });
