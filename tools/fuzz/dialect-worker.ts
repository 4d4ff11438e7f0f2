// One dialect under mutants, in a thread of its own, so that its master can see it hang. What it was doing is in shared
// memory: the number of the frame, which with the seed makes that frame again.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { type Chance, chanceOf, type Dialect, type Framed, type Instant } from '@lakiri/kit';
import { type FuzzTarget, fuzzTarget } from './fuzz-targets.ts';
import { chunksOf, joined, mutant } from './mutate.ts';

export type FuzzOrder = {
  readonly dialect: string;
  readonly from: number;
  readonly to: number;
  readonly seed: number;
  readonly plant: FuzzPlant | undefined;
  /** One number: the frame being tried. */
  readonly trying: Int32Array;
};

export const FUZZ_PLANTS = ['throw', 'hang', 'leak', 'lose'] as const;
export type FuzzPlant = (typeof FUZZ_PLANTS)[number];

export type FuzzNews =
  | { readonly kind: 'crash'; readonly at: number; readonly why: string; readonly hex: string }
  | {
      readonly kind: 'memory';
      readonly at: number;
      /** Of the whole process. */
      readonly rssMb: number;
      /** What the thread holds after a collection: its heap, and the bytes outside of it. */
      readonly keptMb: number;
    }
  | { readonly kind: 'done' };

const NOW = 1_750_666_530_000 as Instant;
const OUTCOMES = ['stored', 'known', 'refused'] as const;
const FRAMES_PER_STREAM_MAX = 4;
const MEMORY_SAMPLES = 10;
const HEX_CHARS_MAX = 400;
/** How many streams a connection lives: long enough that what it keeps would show. */
const STREAMS_PER_CONNECTION = 50;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function tell(news: FuzzNews): void {
  parentPort?.postMessage(news);
}

function run({ dialect: name, from, to, seed, plant, trying }: FuzzOrder): void {
  const target = planted(fuzzTarget(name), plant);
  let lasting = target.dialect.framer();
  const sampleEvery = Math.max(1, Math.floor((to - from) / MEMORY_SAMPLES));
  for (let n = from; n < to; n++) {
    Atomics.store(trying, 0, n);
    const chance = chanceOf((seed * 0x9e3779b1 + n) | 0);
    if (n % STREAMS_PER_CONNECTION === 0) lasting = target.dialect.framer();
    const stream = streamOf(target, chance);
    try {
      tryStream(target, stream, chance);
      for (const chunk of chunksOf(stream, chance)) lasting.push(chunk);
      tryAnswers(target, chance);
    } catch (error) {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      tell({
        kind: 'crash',
        at: n,
        why,
        hex: Buffer.from(stream).toString('hex').slice(0, HEX_CHARS_MAX),
      });
    }
    if ((n - from) % sampleEvery === sampleEvery - 1) sample(n);
  }
  tell({ kind: 'done' });
}

function sample(at: number): void {
  collect();
  collect(); // what finalizers let go of in the first
  const { rss, heapUsed, external } = process.memoryUsage();
  tell({ kind: 'memory', at, rssMb: rss / 1e6, keptMb: (heapUsed + external) / 1e6 });
}

function streamOf(target: FuzzTarget, chance: Chance): Uint8Array {
  const count = chance.integer(1, FRAMES_PER_STREAM_MAX);
  const parts = Array.from({ length: count }, () => {
    const frame = mutant(target.frames, chance);
    return target.mend !== undefined && chance.next() < 0.5 ? target.mend(frame) : frame;
  });
  return joined(...parts);
}

/** A promise of the contract that did not hold. */
function assert(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`broken promise: ${what}`);
}

function tryStream({ dialect, profiles }: FuzzTarget, stream: Uint8Array, chance: Chance): void {
  const found = framed(dialect, chunksOf(stream, chance));
  const inside = told([stream]);
  const outside = told(found.map(({ bytes }) => bytes));
  assert(inside === outside, `${inside} bytes in, ${outside} out of the framer`);
  if (chance.next() < 0.25) {
    const whole = framed(dialect, [stream]);
    assert(summary(whole) === summary(found), 'frames depend on how the stream was split');
  }
  const remember = dialect.remember?.();
  for (const { kind, bytes: frame } of found) {
    if (kind !== 'frame') continue;
    assert(frame.length <= dialect.frameBytesMax, 'a frame longer than any');
    for (const profile of [undefined, ...(profiles.length === 0 ? [] : [chance.pick(profiles)])]) {
      const decoded = dialect.decode(frame, profile);
      const message = remember?.(decoded) ?? decoded;
      tryMessage(dialect, { message, size: frame.length, chance });
    }
  }
  if (dialect.datagrams === undefined) return;
  const datagram = stream.subarray(0, dialect.datagrams.bytesMax);
  const message = dialect.datagrams.decode(datagram, profiles[0]);
  tryMessage(dialect, { message, size: datagram.length, chance });
}

/** Bytes that say something: a framer may leave out line ends between its frames, and nothing else. */
function told(parts: readonly Uint8Array[]): number {
  return parts.reduce(
    (sum, bytes) =>
      sum + bytes.reduce((all, byte) => all + (byte === 0x0a || byte === 0x0d ? 0 : 1), 0),
    0,
  );
}

function framed(dialect: Dialect, chunks: readonly Uint8Array[]): readonly Framed[] {
  const framer = dialect.framer();
  return [...chunks.flatMap((chunk) => framer.push(chunk)), ...framer.end()];
}

function summary(found: readonly Framed[]): string {
  return found.map((it) => `${it.kind}${Buffer.from(it.bytes).toString('latin1')}`).join();
}

type Tried = {
  readonly message: ReturnType<Dialect['decode']>;
  readonly size: number;
  readonly chance: Chance;
};

function tryMessage(dialect: Dialect, { message, size, chance }: Tried): void {
  if (message.kind === 'malformed')
    assert(message.malformed.offset >= 0 && message.malformed.offset <= size, 'offset outside');
  for (const { from, to } of message.secrets)
    assert(from >= 0 && from <= to && to <= size, 'a secret outside its frame');
  if (message.kind === 'reports')
    for (const report of message.reports)
      for (const value of [...Object.values(report), ...Object.values(report.raw)])
        assert(typeof value !== 'number' || Number.isFinite(value), 'a number that is none');
  dialect.acknowledge(message, chance.pick(OUTCOMES), NOW);
}

/** The other direction: what a device makes of what is sent to it. */
function tryAnswers({ dialect, frames, heard }: FuzzTarget, chance: Chance): void {
  if (heard === undefined) return;
  const own = dialect.acknowledge(dialect.decode(chance.pick(frames)), 'stored', NOW);
  heard.read(mutant(own === undefined ? heard.frames : [own, ...heard.frames], chance));
}

/** Defects that this command must see. Rare, as real ones are. */
function planted(target: FuzzTarget, plant: FuzzPlant | undefined): FuzzTarget {
  if (plant === undefined) return target;
  const { dialect } = target;
  const kept: Uint8Array[] = [];
  const isRare = (frame: Uint8Array): boolean => frame.length % 97 === 41;
  return {
    ...target,
    dialect: {
      ...dialect,
      framer: () => {
        const framer = dialect.framer();
        if (plant !== 'lose') return framer;
        return { push: (chunk) => framer.push(chunk), end: () => [] };
      },
      decode: (frame, profile) => {
        if (plant === 'throw' && isRare(frame)) throw new RangeError('planted');
        while (plant === 'hang' && isRare(frame));
        if (plant === 'leak') kept.push(new Uint8Array(8_192).fill(1));
        return dialect.decode(frame, profile);
      },
    },
  };
}

if (parentPort !== null) run(workerData as FuzzOrder);
