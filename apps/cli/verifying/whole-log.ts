// A whole log, from the first entry to the signed root, in the memory of a few tiles.
import {
  auditLog,
  EMPTY_TAILS,
  type Finding,
  growTiles,
  newTiles,
  parseEntries,
  parseTilePath,
  sameBytes,
  type Tails,
  TILE_WIDTH,
  type TileAddress,
  tailsRoot,
  tileHashes,
  widthAt,
} from '@lakiri/evidence';
import { sha256 } from '@lakiri/platform/sha256';
import { cut, type Found, readEntries, readTile, tileFilesIn } from './log-files.ts';
import { readAhead } from './read-ahead.ts';
import type { LogSource } from './source.ts';

/** Naming the changed file keeps a hundred bytes for each entry; of a larger log the first disagreement is told. */
const NAMED_ENTRIES_MAX = 2_000_000;
/** After so many files that are wrong the log is another one, or a ruin. */
const FINDINGS_MAX = 1_000;

export type Walk = {
  readonly source: LogSource;
  /** What its owner signed. */
  readonly size: number;
  readonly root: Uint8Array;
  /** Sizes of earlier checkpoints whose roots are wanted. */
  readonly earlier: readonly number[];
  /** Told after each bundle. */
  readonly progress: (entries: number) => void;
};

export type Walked = {
  readonly findings: readonly Finding[];
  readonly files: number;
  /** By size, as the entries give them. */
  readonly roots: ReadonlyMap<number, Uint8Array>;
};

/** Reads every entry and every tile, and makes each tile and the root from the entries. Throws `CannotVerify`. */
export async function walkLog(walk: Walk): Promise<Walked> {
  const state: State = {
    walk,
    tails: EMPTY_TAILS,
    findings: [],
    olderFindings: [],
    roots: new Map(),
    older: await olderFiles(walk.source),
    files: 0,
  };
  if (walk.earlier.includes(0)) state.roots.set(0, tailsRoot(EMPTY_TAILS, sha256));
  const read = (bundle: number): Promise<Step> => readStep(walk, bundle);
  const bundles = Array.from({ length: Math.ceil(walk.size / TILE_WIDTH) }, (_, bundle) => bundle);
  for await (const [, step] of readAhead(bundles, { parallel: walk.source.parallel, read })) {
    const isLost = !(await takeStep(state, step));
    walk.progress(state.tails.size);
    if (isLost || state.findings.length > FINDINGS_MAX) break;
  }
  const isWhole = state.tails.size === walk.size;
  const isSigned = isWhole && sameBytes(tailsRoot(state.tails, sha256), walk.root);
  const { files, roots } = state;
  if (isSigned && state.findings.length === 0)
    return { findings: state.olderFindings, files, roots };
  const named = walk.size <= NAMED_ENTRIES_MAX ? await nameFaults(walk) : [];
  const found = [...(named.length > 0 ? named : state.findings), ...state.olderFindings];
  const findings = found.length === 0 ? [rootDiffers(walk.size)] : found;
  return { findings, files, roots };
}

type State = {
  readonly walk: Walk;
  tails: Tails;
  readonly findings: Finding[];
  /** About files of earlier sizes, which no root vouches for any more. */
  readonly olderFindings: Finding[];
  readonly roots: Map<number, Uint8Array>;
  readonly older: ReadonlyMap<string, readonly string[]>;
  files: number;
};

type Step = {
  readonly bundle: number;
  readonly entries: Found;
  readonly tiles: readonly (TileAddress & Found)[];
};

const entriesUpTo = (bundle: number, size: number): number =>
  Math.min(size, (bundle + 1) * TILE_WIDTH);

/** The tiles that have their last width with this bundle. */
function tilesWith(bundle: number, size: number): TileAddress[] {
  return newTiles(bundle * TILE_WIDTH, entriesUpTo(bundle, size)).filter(
    ({ level, index, width }) => width === widthAt(level, index, size),
  );
}

async function readStep({ source, size }: Walk, bundle: number): Promise<Step> {
  const width = widthAt(0, bundle, size);
  const tiles = Promise.all(
    tilesWith(bundle, size).map(async (address) => ({
      ...address,
      ...(await readTile(source, address)),
    })),
  );
  const [entries] = await Promise.all([readEntries(source, { index: bundle, width }), tiles]);
  return { bundle, entries, tiles: await tiles };
}

/** Whether there is a way on: without both the entries and their tile there is none. */
async function takeStep(state: State, { bundle, entries, tiles }: Step): Promise<boolean> {
  const { walk, findings } = state;
  const width = widthAt(0, bundle, walk.size);
  const leaves = leavesOf(entries, width, findings);
  const tile = tiles.find(({ level }) => level === 0)?.bytes;
  const used = leaves ?? (tile?.length === width * 32 ? tileHashes(tile) : undefined);
  state.files += 1 + tiles.length;
  if (used === undefined) return false;
  keepRoots(state, used);
  const grown = growTiles(state.tails, used, sha256);
  state.tails = grown.tails;
  for (const found of tiles) {
    const made = grown.tiles.find(
      ({ level, index, width: made }) =>
        level === found.level && index === found.index && made === found.width,
    );
    compare(found, made?.bytes, findings);
  }
  await compareOlder(state, [
    { path: `tile/entries/${bundle}`, bytes: entries.bytes },
    ...grown.tiles
      .filter(({ level, index, width: made }) => made === widthAt(level, index, walk.size))
      .map(({ level, index, bytes }) => ({ path: `tile/${level}/${index}`, bytes })),
  ]);
  return true;
}

/** The roots of earlier sizes that lie within these leaves. */
function keepRoots({ walk, tails, roots }: State, leaves: readonly Uint8Array[]): void {
  for (const size of walk.earlier) {
    const more = size - tails.size;
    if (more <= 0 || more > leaves.length) continue;
    roots.set(size, tailsRoot(growTiles(tails, leaves.slice(0, more), sha256).tails, sha256));
  }
}

function leavesOf(
  { path, bytes }: Found,
  width: number,
  findings: Finding[],
): Uint8Array[] | undefined {
  if (bytes === undefined) {
    findings.push({ code: 'missing', path, detail: 'the file is not there' });
    return undefined;
  }
  const entries = parseEntries(bytes);
  if ('code' in entries) {
    const detail = `${entries.code} at byte ${entries.offset}`;
    findings.push({ code: 'malformed', path, detail });
    return undefined;
  }
  if (entries.length === width) return entries.map((entry) => leafOf(entry));
  const detail = `it holds ${entries.length} entries, not ${width}`;
  findings.push({ code: 'wrong-width', path, detail });
  return undefined;
}

/** RFC 6962 §2.1, in one buffer: this is the loop that a large log spends its time in. */
function leafOf(entry: Uint8Array): Uint8Array {
  const input = Buffer.allocUnsafe(1 + entry.length);
  input[0] = 0;
  input.set(entry, 1);
  return sha256(input);
}

function compare({ path, bytes }: Found, made: Uint8Array | undefined, findings: Finding[]): void {
  if (bytes === undefined)
    findings.push({ code: 'missing', path, detail: 'the file is not there' });
  else if (made === undefined || Buffer.compare(bytes, made) !== 0)
    findings.push({ code: 'differs', path, detail: 'it and the entries below it do not agree' });
}

/** Partial tiles of earlier sizes, by the tile that they are a beginning of. */
async function olderFiles(source: LogSource): Promise<ReadonlyMap<string, readonly string[]>> {
  const older = new Map<string, string[]>();
  if (source.directory === undefined) return older;
  for (const path of await tileFilesIn(source.directory)) {
    const parsed = parseTilePath(path);
    if (parsed === undefined || parsed.width === TILE_WIDTH) continue;
    const key = `tile/${parsed.kind === 'entries' ? 'entries' : parsed.level}/${parsed.index}`;
    older.set(key, [...(older.get(key) ?? []), path]);
  }
  return older;
}

/** What lies beside the log's present files must be what they were: an old partial tile is a beginning of the new one. */
async function compareOlder(
  { walk, older, olderFindings }: State,
  made: readonly { path: string; bytes: Uint8Array | undefined }[],
): Promise<void> {
  for (const { path: key, bytes } of made)
    for (const path of bytes === undefined ? [] : (older.get(key) ?? []))
      if (!(await isBeginning(walk.source, path, bytes)))
        olderFindings.push({
          code: 'differs',
          path,
          detail: 'it is no beginning of what it became',
        });
}

async function isBeginning(source: LogSource, path: string, tile: Uint8Array = new Uint8Array()) {
  const { kind, width } = parseTilePath(path) ?? { kind: 'hashes', width: 0 };
  const expected = kind === 'entries' ? cut(tile, width) : tile.subarray(0, width * 32);
  if (kind === 'hashes' && expected.length < width * 32) return true; // of a later size than this
  const found = await source.read(path, tile.length + 1);
  return found === undefined || Buffer.compare(found, expected) === 0;
}

/** Once more, with everything in memory, to say which file was changed and not only which two disagree. */
async function nameFaults({ source, size, root }: Walk): Promise<Finding[]> {
  const audit = auditLog({ checkpoint: { size, root }, sha256 });
  const bundles = Array.from({ length: Math.ceil(size / TILE_WIDTH) }, (_, bundle) => bundle);
  const read = (bundle: number): Promise<Step> =>
    readStep({ source, size, root, earlier: [], progress: () => undefined }, bundle);
  for await (const [, step] of readAhead(bundles, { parallel: source.parallel, read })) {
    if (step.entries.bytes !== undefined) audit.entries(step.entries.bytes, step.bundle);
    for (const { level, index, width, bytes } of step.tiles)
      if (bytes !== undefined) audit.tile(level, index, width, bytes);
  }
  return audit.done();
}

function rootDiffers(size: number): Finding {
  const detail = `entries and tiles agree with each other, but not with what was signed at ${size}`;
  return { code: 'root-differs', path: 'checkpoint', detail };
}
