// A whole log against its signed checkpoint: every entry, every tile, partial ones too, up to the root.
//
// Files come in any order. Hashes made from the entries meet the tiles from below; the signed root
// vouches for the tiles from above, level by level. Where the two disagree, what the root vouches for
// names the file that was changed.
import type { Checkpoint } from './checkpoint.ts';
import { hashesRoot, tailsRoot } from './growth.ts';
import { HASH_BYTES, leafHash, type Sha256, sameBytes } from './merkle.ts';
import {
  entriesPath,
  parseEntries,
  parseTilePath,
  TILE_WIDTH,
  type TileAddress,
  tileHashes,
  tilePath,
  tilesAt,
  widthAt,
  widthsAt,
} from './tile.ts';

export type FindingCode =
  /** A file that a log of this size consists of was not there. */
  | 'missing'
  /** A path that no log has, or bytes beyond what the checkpoint covers. */
  | 'not-of-this-log'
  | 'malformed'
  | 'wrong-width'
  /** Other bytes than those that the root was made of. */
  | 'differs'
  | 'root-differs';

export type Finding = {
  readonly code: FindingCode;
  /** Of the log, from its prefix: `tile/0/001`, `checkpoint`. */
  readonly path: string;
  /** One sentence in English for a protocol. */
  readonly detail: string;
};

export type Audit = {
  /** A bundle of entries; `width` where it is one of an earlier size. */
  entries(bytes: Uint8Array, index: number, width?: number): void;
  tile(level: number, index: number, width: number, bytes: Uint8Array): void;
  /** The same by the file's path; a path that is no log's is a finding. */
  file(path: string, bytes: Uint8Array): void;
  /** What is wrong, in the order of the files; nothing: the log is what its checkpoint says. */
  done(): Finding[];
};

/** Hashes of one tile; `undefined` in it where a file is missing. */
type Hashes = readonly (Uint8Array | undefined)[];
type Older = TileAddress & { readonly kind: 'entries' | 'hashes'; readonly hashes: Hashes };

type State = {
  readonly size: number;
  readonly root: Uint8Array;
  readonly sha256: Sha256;
  readonly findings: Finding[];
  /** Leaf hashes by bundle. */
  readonly leaves: Map<number, Hashes>;
  /** Tiles as they came, by `level/index`. */
  readonly tiles: Map<string, Hashes>;
  readonly older: Older[];
};

/**
 * An audit of the log of this checkpoint, whose signature the caller has verified. Holds 64 bytes for
 * each entry until `done`.
 */
export function auditLog({
  checkpoint: { size, root },
  sha256,
}: {
  readonly checkpoint: Pick<Checkpoint, 'size' | 'root'>;
  readonly sha256: Sha256;
}): Audit {
  const state: State = {
    size,
    root,
    sha256,
    findings: [],
    leaves: new Map(),
    tiles: new Map(),
    older: [],
  };
  const audit: Audit = {
    entries: (bytes, index, width = widthAt(0, index, size)) =>
      takeEntries(state, { index, width, bytes }),
    tile: (level, index, width, bytes) => takeTile(state, { level, index, width, bytes }),
    file: (path, bytes) => {
      const parsed = parseTilePath(path);
      if (parsed?.kind === 'entries') audit.entries(bytes, parsed.index, parsed.width);
      else if (parsed !== undefined) audit.tile(parsed.level, parsed.index, parsed.width, bytes);
      else state.findings.push({ code: 'not-of-this-log', path, detail: 'no log has such a file' });
    },
    done: () => conclude(state),
  };
  return audit;
}

function takeEntries(
  state: State,
  { index, width, bytes }: { index: number; width: number; bytes: Uint8Array },
): void {
  const path = entriesPath(index, width);
  const widthMax = widthAt(0, index, state.size);
  const entries = parseEntries(bytes);
  const fault =
    'code' in entries
      ? { code: 'malformed' as const, path, detail: `${entries.code} at byte ${entries.offset}` }
      : widthFault(state, { path, width, widthMax, found: entries.length });
  if ('code' in entries || fault !== undefined) {
    if (fault !== undefined) state.findings.push(fault);
    return;
  }
  const hashes = entries.map((entry) => leafHash(entry, state.sha256));
  if (width === widthMax) state.leaves.set(index, hashes);
  else state.older.push({ kind: 'entries', level: 0, index, width, hashes });
}

function takeTile(
  state: State,
  { level, index, width, bytes }: TileAddress & { bytes: Uint8Array },
): void {
  const path = tilePath(level, index, width);
  const widthMax = widthAt(level, index, state.size);
  const hashes = tileHashes(bytes);
  const fault =
    bytes.length % HASH_BYTES === 0
      ? widthFault(state, { path, width, widthMax, found: hashes.length })
      : { code: 'malformed' as const, path, detail: `${bytes.length} bytes are not whole hashes` };
  if (fault !== undefined) state.findings.push(fault);
  else if (width === widthMax) state.tiles.set(`${level}/${index}`, hashes);
  else state.older.push({ kind: 'hashes', level, index, width, hashes });
}

function widthFault(
  { size }: State,
  {
    path,
    width,
    widthMax,
    found,
  }: { path: string; width: number; widthMax: number; found: number },
): Finding | undefined {
  if (width > widthMax || width === 0) {
    const detail = `a log of ${size} entries has ${widthMax} hashes there`;
    return { code: 'not-of-this-log', path, detail };
  }
  if (found === width) return undefined;
  return { code: 'wrong-width', path, detail: `it holds ${found}, its name says ${width}` };
}

function conclude(state: State): Finding[] {
  const addresses = tilesAt(state.size);
  const below = fromBelow(state, addresses);
  const { vouched, refuted } = fromAbove(state, { addresses, below });
  for (const { level, index, width } of addresses) {
    const key = `${level}/${index}`;
    const tile = state.tiles.get(key);
    const [path, bundle] = [tilePath(level, index, width), entriesPath(index, width)];
    if (refuted.has(key)) {
      refute(state, path, tile);
      if (level === 0) refute(state, bundle, state.leaves.get(index));
      continue;
    }
    // Where nothing vouches for either, entries and tile are held against each other.
    const truth = vouched.get(key);
    compare(state, path, tile, truth ?? below.get(key));
    if (level === 0) compare(state, bundle, state.leaves.get(index), truth ?? tile);
  }
  for (const { kind, level, index, width, hashes } of state.older) {
    const key = `${level}/${index}`;
    const path = kind === 'entries' ? entriesPath(index, width) : tilePath(level, index, width);
    compare(state, path, hashes, vouched.get(key) ?? below.get(key));
  }
  return state.findings.toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/** Reports a file of a tile whose hash above is known, and which neither the tile nor its entries give. */
function refute(state: State, path: string, found: Hashes | undefined): void {
  if (found === undefined) {
    compare(state, path, found, undefined);
    return;
  }
  const detail = 'neither it nor its counterpart gives the hash that stands above it';
  state.findings.push({ code: 'differs', path, detail });
}

/** Reports a file that is missing, or whose first difference from the truth is at some hash. */
function compare(
  state: State,
  path: string,
  found: Hashes | undefined,
  truth: Hashes | undefined,
): void {
  if (found === undefined) {
    if (!state.findings.some((finding) => finding.path === path))
      state.findings.push({ code: 'missing', path, detail: 'the file is not there' });
    return;
  }
  const at = found.findIndex((hash, place) => !isSame(hash, truth?.[place]));
  if (at < 0) return;
  const parsed = parseTilePath(path);
  const place = (parsed?.index ?? 0) * TILE_WIDTH + at;
  const detail =
    parsed?.kind === 'entries'
      ? `entry ${place} is not the one that was logged`
      : `hash ${at} is not that of what was logged`;
  state.findings.push({ code: 'differs', path, detail });
}

/** What is unknown contradicts nothing. */
function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one === undefined || other === undefined || one === other || sameBytes(one, other);
}

/** Every tile as the entries make it; where a bundle is missing, as the tile in its place does. */
function fromBelow(state: State, addresses: readonly TileAddress[]): ReadonlyMap<string, Hashes> {
  const made = new Map<string, Hashes>();
  for (const { level, index, width } of addresses) {
    const key = `${level}/${index}`;
    if (level === 0) {
      made.set(key, state.leaves.get(index) ?? state.tiles.get(key) ?? []);
      continue;
    }
    const hashes = Array.from({ length: width }, (_, at) => {
      const child = `${level - 1}/${index * TILE_WIDTH + at}`;
      return rootOf(state, made.get(child)) ?? rootOf(state, state.tiles.get(child));
    });
    made.set(key, hashes);
  }
  return made;
}

/** The root over a full tile; `undefined` where a hash is. */
function rootOf(state: State, hashes: Hashes | undefined): Uint8Array | undefined {
  if (hashes?.length !== TILE_WIDTH || !isWhole(hashes)) return undefined;
  return hashesRoot(hashes, state.sha256);
}

function isWhole(hashes: Hashes): hashes is readonly Uint8Array[] {
  return !hashes.includes(undefined);
}

type Sides = {
  readonly addresses: readonly TileAddress[];
  readonly below: ReadonlyMap<string, Hashes>;
};

type FromAbove = {
  readonly vouched: ReadonlyMap<string, Hashes>;
  /** Those whose hash above is known while nothing here gives it. */
  readonly refuted: ReadonlySet<string>;
};

/** The tiles that the signed root vouches for, taken from the files or else from the entries. */
function fromAbove(state: State, { addresses, below }: Sides): FromAbove {
  const vouched = vouchedTails(state, below);
  const refuted = new Set<string>();
  for (const { level, index, width } of addresses.toReversed()) {
    if (width < TILE_WIDTH) continue;
    const key = `${level}/${index}`;
    const parent = vouched.get(`${level + 1}/${Math.floor(index / TILE_WIDTH)}`);
    const hash = parent?.[index % TILE_WIDTH];
    if (hash === undefined) continue;
    const authentic = [state.tiles.get(key), below.get(key)].find((hashes) => {
      const root = rootOf(state, hashes);
      return root !== undefined && sameBytes(root, hash);
    });
    if (authentic === undefined) refuted.add(key);
    else vouched.set(key, authentic);
  }
  return { vouched, refuted };
}

/**
 * The partial tiles at the right edge, from which the root is made directly: of each level the file's
 * or the one made from below, in whichever choice gives the signed root. At most 2^7 choices.
 */
function vouchedTails(state: State, below: ReadonlyMap<string, Hashes>): Map<string, Hashes> {
  const levels = widthsAt(state.size);
  const edge = levels.filter(({ partial }) => partial > 0);
  for (let choice = 0; choice < 2 ** edge.length; choice++) {
    const chosen = new Map<number, Hashes>();
    for (const [bit, { level, full }] of edge.entries()) {
      const fromFile = Math.floor(choice / 2 ** bit) % 2 === 0;
      const key = `${level}/${full}`;
      chosen.set(level, (fromFile ? state.tiles.get(key) : below.get(key)) ?? []);
    }
    const hashes = levels.map(({ level }) => chosen.get(level) ?? []);
    const isComplete = levels.every(({ partial }, level) => hashes[level]?.length === partial);
    if (!isComplete || !hashes.every(isWhole)) continue;
    if (sameBytes(tailsRoot({ size: state.size, hashes }, state.sha256), state.root))
      return new Map(edge.map(({ level, full }) => [`${level}/${full}`, chosen.get(level) ?? []]));
  }
  const detail = `neither the tiles nor the entries give the root of the checkpoint at ${state.size}`;
  state.findings.push({ code: 'root-differs', path: 'checkpoint', detail });
  return new Map();
}
