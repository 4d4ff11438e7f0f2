// A log for the tests of this app: all facts there are, signed, cosigned by one witness, and published as files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  appendLeaf,
  cosigner,
  EMPTY_RANGE,
  ed25519Signer,
  entriesPath,
  formatCheckpoint,
  formatEntries,
  formatPolicy,
  leafHash,
  newCosignerKey,
  newEd25519Key,
  newTiles,
  nodeHash,
  rangeRoot,
  signNote,
  TILE_WIDTH,
  tilePath,
} from '@lakiri/evidence';
import {
  advanceHead,
  beginLog,
  findHead,
  type Head,
  keepCosignatures,
} from '@lakiri/evidence/store';
import { entryOf } from '@lakiri/platform/fact-entry';
import { NO_FACT, pendingFacts, readFacts } from '@lakiri/platform/read-facts';
import { sha256 } from '@lakiri/platform/sha256';
import type { Database } from '@lakiri/platform/sql';

export type TestLog = {
  readonly vkey: string;
  readonly witnessVkey: string;
  /** Everything that is committed is in the log afterwards; its size. */
  publish(options?: { readonly witnessed?: boolean }): Promise<number>;
};

const AGAIN_MS = 20;
const ALL = { after: NO_FACT, limit: 1_000_000, bytesMax: 1_000_000_000 };

export function testLog(
  sequencer: Database,
  { directory, name }: { readonly directory: string; readonly name: string },
): TestLog {
  const origin = `test.local/log/${name}`;
  const key = newEd25519Key(origin, sha256(Buffer.from(origin)));
  const witnessKey = newCosignerKey('witness.test/one', sha256(Buffer.from('one')));
  const signer = ed25519Signer(key.skey);
  const cosign = cosigner(witnessKey.skey);
  if ('code' in signer || 'code' in cosign) throw new Error('a test key is no key');
  const put = (path: string, bytes: Uint8Array | string): void => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), bytes);
  };
  const publish = async (witnessed: boolean): Promise<number> => {
    const facts = await allFacts(sequencer);
    const entries = facts.map(entryOf);
    const leaves = entries.map((entry) => leafHash(entry, sha256));
    const range = leaves.reduce((all, leaf) => appendLeaf(all, leaf, sha256), EMPTY_RANGE);
    const root = rangeRoot(range, sha256);
    const size = entries.length;
    const checkpoint = signNote(formatCheckpoint({ origin, size, root }), [signer]);
    const last = facts.at(-1);
    const head: Head = {
      log: name,
      size,
      root,
      range,
      after: last === undefined ? NO_FACT : { xid: last.xid, ordinal: last.ordinal },
      checkpoint,
      integratedAt: Date.now(),
    };
    await sequencer.asNode(async (tx) => {
      await beginLog(tx, { name, origin, vkey: key.vkey }, emptyHead(head));
      const from = await findHead(tx, name);
      if (from === undefined) throw new Error('a log that began has no head');
      const added = facts.slice(from.size).map(({ id, ordinal }) => ({ fact: id, ordinal }));
      if (added.length > 0) await advanceHead(tx, { from, to: head, entries: added });
      for (const [path, bytes] of tilesOf(leaves, [from.size, size])) put(path, bytes);
      if (witnessed) await keepCosignatures(tx, [cosigned(head)]);
    });
    for (let at = 0; at * TILE_WIDTH < size; at++) {
      const bundle = entries.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH);
      put(entriesPath(at, bundle.length), formatEntries(bundle));
    }
    const witness = { name: 'one', vkey: witnessKey.vkey };
    const policy = { logs: [{ vkey: key.vkey }], witnesses: [witness], groups: [], quorum: 'one' };
    put('policy', formatPolicy(policy));
    put('checkpoint', checkpoint);
    return size;
  };
  const cosigned = ({ size, checkpoint }: Head) => {
    const seconds = Math.floor(Date.now() / 1_000);
    const text = checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1);
    const line = cosign.cosign(text, seconds);
    return { log: name, size, witness: 'one', line, checkpoint, at: seconds * 1_000 };
  };
  return {
    vkey: key.vkey,
    witnessVkey: witnessKey.vkey,
    publish: ({ witnessed = true } = {}) => publish(witnessed),
  };
}

/** Waits for transactions of other tests' databases, which may hold the newest facts back. */
async function allFacts(sequencer: Database) {
  for (;;) {
    const { facts } = await sequencer.asNode((tx) => readFacts(tx, ALL));
    const after = facts.at(-1) ?? NO_FACT;
    const left = await sequencer.asNode((tx) => pendingFacts(tx, { after, countMax: 1 }));
    if (left.facts === 0) return facts;
    await sleep(AGAIN_MS);
  }
}

const emptyHead = (head: Head): Head => ({
  ...head,
  size: 0,
  root: sha256(new Uint8Array()),
  range: EMPTY_RANGE,
  after: NO_FACT,
});

/** The tiles of a log that grew by these sizes; a partial tile is forgotten when it is full. */
export function tilesOf(
  leaves: readonly Uint8Array[],
  sizes: readonly number[],
): Map<string, Uint8Array> {
  const levels: (readonly Uint8Array[])[] = [leaves];
  while ((levels.at(-1)?.length ?? 0) >= TILE_WIDTH) levels.push(above(levels.at(-1) ?? []));
  const files = new Map<string, Uint8Array>();
  for (const [at, size] of sizes.entries())
    for (const { level, index, width } of newTiles(sizes[at - 1] ?? 0, size)) {
      const hashes = levels[level]?.slice(index * TILE_WIDTH, index * TILE_WIDTH + width) ?? [];
      files.set(tilePath(level, index, width), Buffer.concat(hashes));
      if (width === TILE_WIDTH) forgetPartial(files, tilePath(level, index));
    }
  return files;
}

function forgetPartial(files: Map<string, Uint8Array>, full: string): void {
  for (const path of files.keys()) if (path.startsWith(`${full}.p/`)) files.delete(path);
}

function above(level: readonly Uint8Array[]): Uint8Array[] {
  const roots: Uint8Array[] = [];
  for (let at = 0; at + TILE_WIDTH <= level.length; at += TILE_WIDTH) {
    let row = level.slice(at, at + TILE_WIDTH);
    while (row.length > 1)
      row = row.flatMap((left, n) =>
        n % 2 === 0 ? [nodeHash(left, row[n + 1] as Uint8Array, sha256)] : [],
      );
    roots.push(row[0] as Uint8Array);
  }
  return roots;
}
