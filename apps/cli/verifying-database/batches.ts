// What devices sent, against the roots in the facts of their batches: every frame's bytes, and whose it is, how it
// was spoken, when it came and what was made of it.
import { appendLeaf, EMPTY_RANGE, frameLeaf, leafHash, rangeRoot } from '@lakiri/evidence';
import { aboutFrame, revealSecrets } from '@lakiri/gateway/refolding';
import type { Sql } from '@lakiri/platform/sql';
import { sha256 } from './digest.ts';
import type { Report } from './finding.ts';
import { instantOfPg } from './instants.ts';
import { streamed } from './rows.ts';

export type VerifyBatches = {
  readonly real: Sql;
  /** Opens the originals of frames with passwords; without it these are proved, and not read. */
  readonly frameKey: Uint8Array | undefined;
  readonly report: Report;
  readonly progress: (frames: number) => void;
};

export type Frames = { readonly frames: number; readonly unread: number };

type FrameRow = {
  readonly batch: string;
  readonly position: number;
  readonly seal_id: string;
  readonly dialect: string;
  readonly verdict: string;
  readonly received_at: string;
  readonly bytes: Buffer;
  readonly secret: Buffer | null;
  readonly origin: string | null;
};
type FactRow = { readonly id: string; readonly batch: string; readonly body: string };
type LeavesRow = { readonly batch: string; readonly leaves: Buffer; readonly about: Buffer };

const PROGRESS_EVERY = 50_000;
const HASH_BYTES = 32;

/** Walks frames, leaves and facts by batch; memory holds one batch. */
export async function verifyBatches(parts: VerifyBatches): Promise<Frames> {
  const facts = groups(
    streamed<FactRow>(
      parts.real,
      `SELECT id::text, subject::text AS batch, body FROM fact.fact
       WHERE subject_kind = 'batch' ORDER BY subject, subject_version`,
    ),
  );
  const frames = groups(
    streamed<FrameRow>(
      parts.real,
      `SELECT batch::text, position, seal_id::text, dialect, verdict, received_at::text, bytes, secret, origin
       FROM telemetry.frame f ORDER BY f.batch, f.position`,
    ),
  );
  const leaves = groups(
    streamed<LeavesRow>(
      parts.real,
      'SELECT id::text AS batch, leaves, about FROM telemetry.batch b ORDER BY b.id',
    ),
  );
  const done = { frames: 0, unread: 0 };
  for (;;) {
    const heads = [await facts.peek(), await frames.peek(), await leaves.peek()];
    const batch = heads.filter((it) => it !== undefined).sort()[0];
    if (batch === undefined) return done;
    const of = {
      batch,
      facts: await facts.take(batch),
      frames: await frames.take(batch),
      leaves: (await leaves.take(batch))[0],
    };
    done.unread += verifyBatch(parts, of);
    const before = done.frames;
    done.frames += of.frames.length;
    if (Math.floor(before / PROGRESS_EVERY) < Math.floor(done.frames / PROGRESS_EVERY))
      parts.progress(done.frames);
  }
}

type Batch = {
  readonly batch: string;
  readonly facts: readonly FactRow[];
  readonly frames: readonly FrameRow[];
  readonly leaves: LeavesRow | undefined;
};
type Said = { readonly frames: number; readonly root: string; readonly about: string };

/** Returns how many frames could not be read for want of the key. */
function verifyBatch(parts: VerifyBatches, of: Batch): number {
  const { report } = parts;
  const [fact, ...more] = of.facts;
  for (const { id, body } of more)
    report({
      ...factAt(id),
      column: 'body',
      is: body,
      shouldBe: null,
      say: 'a batch has one fact',
    });
  if (fact === undefined) {
    for (const frame of of.frames) report({ ...frameAt(frame), is: 'a row', shouldBe: null });
    if (of.leaves !== undefined) report({ ...leavesAt(of), is: 'a row', shouldBe: null });
    return 0;
  }
  const said = saidBy(fact);
  if (said === undefined) {
    const say = 'no count and roots of frames';
    report({ ...factAt(fact.id), column: 'body', is: fact.body, shouldBe: null, say });
    return 0;
  }
  const kept = trueLeaves(parts, of, said);
  return verifyFrames(parts, { of, said, kept });
}

function saidBy({ body }: FactRow): Said | undefined {
  const { frames, root, about } = parsed(body);
  if (typeof frames !== 'number' || typeof root !== 'string' || typeof about !== 'string')
    return undefined;
  return { frames, root, about };
}

function parsed(body: string): Partial<Said> {
  try {
    return (JSON.parse(body) ?? {}) as Partial<Said>;
  } catch {
    return {}; // told by whoever asked: it holds no roots
  }
}

type Leaves = {
  readonly leaves: readonly Buffer[] | null;
  readonly about: readonly Buffer[] | null;
};

/** The kept leaf hashes where they give the fact's roots; by them a changed frame is told from its neighbours. */
function trueLeaves({ report }: VerifyBatches, of: Batch, said: Said): Leaves {
  if (of.leaves === undefined) {
    report({ ...leavesAt(of), is: null, shouldBe: 'a row' });
    return { leaves: null, about: null };
  }
  const check = (column: 'leaves' | 'about', root: string): readonly Buffer[] | null => {
    const hashes = splitHashes(of.leaves?.[column] ?? Buffer.alloc(0));
    const is = rootOf(hashes);
    if (is === root && hashes.length === said.frames) return hashes;
    const say = 'these hashes do not give the root in the batch’s fact';
    report({ ...leavesAt(of), column, is, shouldBe: root, say });
    return null;
  };
  return { leaves: check('leaves', said.root), about: check('about', said.about) };
}

type Check = { readonly of: Batch; readonly said: Said; readonly kept: Leaves };

function verifyFrames(parts: VerifyBatches, { of, said, kept }: Check): number {
  const { report } = parts;
  const places = new Map<number, FrameRow>();
  for (const frame of of.frames) {
    const isExtra = places.has(frame.position) || frame.position >= said.frames;
    if (isExtra) report({ ...frameAt(frame), is: 'a row', shouldBe: null });
    else places.set(frame.position, frame);
  }
  const read = { leaves: [] as (Buffer | null)[], about: [] as (Buffer | null)[], unread: 0 };
  for (let position = 0; position < said.frames; position++) {
    const frame = places.get(position);
    if (frame === undefined) {
      report({ ...frameAt({ batch: of.batch, position }), is: null, shouldBe: 'a row' });
      read.leaves.push(null);
      read.about.push(null);
      continue;
    }
    const leaf = leafOf(parts, frame);
    if (frame.secret !== null && parts.frameKey === undefined) read.unread++;
    read.leaves.push(leaf);
    read.about.push(aboutLeafOf(parts, frame));
  }
  compareLeaves(parts, {
    places,
    root: said.root,
    kept: kept.leaves,
    read: read.leaves,
    column: 'bytes',
  });
  compareLeaves(parts, {
    places,
    root: said.about,
    kept: kept.about,
    read: read.about,
    column: null,
  });
  return read.unread;
}

function leafOf({ frameKey, report }: VerifyBatches, frame: FrameRow): Buffer | null {
  const { bytes, secret } = frame;
  try {
    if (secret !== null && frameKey !== undefined) revealSecrets(secret, frameKey);
    const sealed = secret && leafHash(secret, sha256);
    return Buffer.from(frameLeaf({ bytes, sealed }, sha256));
  } catch {
    const say = 'cannot be opened with this node’s key: it was changed, or kept under another key';
    report({ ...frameAt(frame), column: 'secret', is: null, shouldBe: null, say });
    return null;
  }
}

function aboutLeafOf({ report }: VerifyBatches, frame: FrameRow): Buffer | null {
  const receivedAt = instantOfPg(frame.received_at);
  if (receivedAt === undefined) {
    const say = `${frame.received_at} is no time of a gateway, which counts milliseconds`;
    const column = 'received_at';
    report({ ...frameAt(frame), column, is: frame.received_at, shouldBe: null, say });
    return null;
  }
  const { seal_id: sealId, dialect, verdict, origin } = frame;
  const about = aboutFrame({ sealId, dialect, receivedAt, verdict, origin });
  return Buffer.from(leafHash(about, sha256));
}

type Leafs = {
  readonly places: ReadonlyMap<number, FrameRow>;
  readonly root: string;
  readonly kept: readonly Buffer[] | null;
  /** Null where it is told already what is wrong. */
  readonly read: readonly (Buffer | null)[];
  readonly column: 'bytes' | null;
};

function compareLeaves({ report }: VerifyBatches, leafs: Leafs): void {
  const { places, root, kept, read, column } = leafs;
  const whole = read.every((leaf) => leaf !== null);
  if (whole && rootOf(read as readonly Buffer[]) === root) return;
  const what = column === null ? 'its seal, dialect, time, verdict and origin' : 'its bytes';
  for (const [position, frame] of places) {
    const leaf = read[position];
    if (leaf === null || leaf === undefined) continue;
    const right = kept?.[position];
    if (right?.equals(leaf) === true) continue;
    const say =
      right === undefined
        ? `${what} are not what the fact of its batch covers: this frame or another of its batch was changed`
        : `${what} are not what the fact of its batch covers`;
    const is = leaf.toString('hex');
    report({ ...frameAt(frame), column, is, shouldBe: right?.toString('hex') ?? null, say });
  }
}

const factAt = (id: string) => ({ table: 'fact.fact', key: { id } });
const leavesAt = ({ batch }: Pick<Batch, 'batch'>) => ({
  table: 'telemetry.batch',
  key: { id: batch },
  column: null,
});

function frameAt(frame: Pick<FrameRow, 'batch' | 'position'> & Partial<FrameRow>) {
  const { seal_id, received_at, batch, position } = frame;
  const rest = seal_id === undefined ? {} : { seal_id, received_at: received_at ?? null };
  const key = { ...rest, batch, position: String(position) };
  return { table: 'telemetry.frame', key, column: null };
}

function splitHashes(bytes: Buffer): Buffer[] {
  const hashes: Buffer[] = [];
  for (let at = 0; at + HASH_BYTES <= bytes.length; at += HASH_BYTES)
    hashes.push(bytes.subarray(at, at + HASH_BYTES));
  return hashes;
}

function rootOf(leaves: readonly Uint8Array[]): string {
  let range = EMPTY_RANGE;
  for (const leaf of leaves) range = appendLeaf(range, leaf, sha256);
  return Buffer.from(rangeRoot(range, sha256)).toString('hex');
}

/** A stream in the order of its batches, taken batch by batch. */
function groups<Row extends { readonly batch: string }>(rows: AsyncGenerator<Row>) {
  let next: Promise<IteratorResult<Row>> | undefined;
  const head = async (): Promise<Row | undefined> => {
    next ??= rows.next();
    const { done, value } = await next;
    return done === true ? undefined : value;
  };
  return {
    peek: async () => (await head())?.batch,
    async take(batch: string): Promise<Row[]> {
      const taken: Row[] = [];
      for (let row = await head(); row?.batch === batch; row = await head()) {
        taken.push(row);
        next = undefined;
      }
      return taken;
    },
  };
}
