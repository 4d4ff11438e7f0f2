// Where the cells of mobile networks are, as people say who know: a network operator, a regulator, a drive test. None is
// shipped. A later version never changes what was judged by an earlier one.
import {
  accept,
  type Decision,
  type Id,
  type Instant,
  MINUTE_MS,
  type Position,
  refuse,
} from '@lakiri/kit';

export type CellId = Id<'Cell'>;

/** The place of a mast, or the middle of what it covers, and how far it is heard. */
export type CellPlace = Position & { readonly radiusM: number };

export type CellData = CellPlace & {
  /** `mcc-mnc-area-cell`, as reports name it. */
  readonly cell: string;
  /** Who says so. */
  readonly source: string;
};

export type CellVersion = CellData & {
  readonly version: number;
  readonly effectiveFrom: Instant;
};

export type CellEvents = {
  readonly subjectKind: 'cell';
  readonly subject: CellId;
  readonly type: 'cell-placed';
  readonly body: CellData & { readonly effectiveFrom: Instant };
};

/** Every gateway has heard of it by then. */
const CELL_NOTICE_MS = 2 * MINUTE_MS;
/** Every gateway has all of them at hand: a corridor has some thousands, and this takes a few megabytes. */
export const CELLS_MAX = 20_000;
/** A cell of the open country reaches 35 km, of a mountain further. */
const RADIUS_M = { from: 50, to: 100_000 } as const;
const SOURCE_CHARS_MAX = 400;
const CELL = /^\d{3}-\d{1,3}-\d{1,10}-\d{1,10}$/;

export type CellRefusal =
  | { readonly code: 'cell-unreadable'; readonly cell: string }
  | { readonly code: 'cell-twice'; readonly cell: string }
  | { readonly code: 'cell-place'; readonly cell: string }
  | { readonly code: 'cell-source' }
  | { readonly code: 'too-many-cells'; readonly cellsMax: number };

export type PlaceCells = {
  readonly cells: readonly CellData[];
  /** Of those that are known, by their names. */
  readonly known: ReadonlyMap<string, { readonly subject: CellId; readonly last: CellVersion }>;
  /** How many there are in all. */
  readonly count: number;
  readonly now: Instant;
  /** Ids are made at the edge. */
  readonly newId: () => CellId;
};

/** Places cells, all or none. Of one that is said to be where it is already, nothing is said anew. */
export function placeCells(asked: PlaceCells): Decision<CellEvents, CellRefusal> {
  const { cells, known, count, now, newId } = asked;
  for (const [at, one] of cells.entries()) {
    const fault = faultIn(one, cells.slice(0, at));
    if (fault !== undefined) return refuse(fault);
  }
  const added = cells.filter(({ cell }) => !known.has(cell)).length;
  if (count + added > CELLS_MAX) return refuse({ code: 'too-many-cells', cellsMax: CELLS_MAX });
  const effectiveFrom = (now + CELL_NOTICE_MS) as Instant;
  const events = cells.flatMap(({ cell, lat, lon, radiusM, source }): CellEvents[] => {
    const before = known.get(cell);
    const body = { cell, lat, lon, radiusM, source, effectiveFrom };
    if (before !== undefined && isSame(before.last, body)) return [];
    const subject = before?.subject ?? newId();
    return [{ subjectKind: 'cell', subject, type: 'cell-placed', body }];
  });
  return accept(...events);
}

function faultIn(one: CellData, before: readonly CellData[]): CellRefusal | undefined {
  const { cell, lat, lon, radiusM, source } = one;
  if (!CELL.test(cell)) return { code: 'cell-unreadable', cell };
  if (before.some((other) => other.cell === cell)) return { code: 'cell-twice', cell };
  const isPlace = Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  if (!isPlace || !(radiusM >= RADIUS_M.from && radiusM <= RADIUS_M.to))
    return { code: 'cell-place', cell };
  if (source.trim() === '' || source.length > SOURCE_CHARS_MAX) return { code: 'cell-source' };
  return undefined;
}

const isSame = (a: CellData, b: CellData): boolean =>
  a.lat === b.lat && a.lon === b.lon && a.radiusM === b.radiusM && a.source === b.source;

/** The only way a fact changes a cell. */
export function evolveCell(last: CellVersion | undefined, { body }: CellEvents): CellVersion {
  return { ...body, version: (last?.version ?? 0) + 1 };
}

/** Cells made ready for questions. */
export type Cells = { at(cell: string | undefined, at: Instant): CellPlace | undefined };

/** `versions` of each cell oldest first. */
export function cellsOf(versions: readonly CellVersion[]): Cells {
  const byName = Map.groupBy(versions, ({ cell }) => cell);
  return {
    at: (cell, at) =>
      cell === undefined
        ? undefined
        : byName.get(cell)?.findLast(({ effectiveFrom }) => effectiveFrom <= at),
  };
}
