// `npm run -s fuzz -- --dialect jt808 --frames 1000000 --seed 1`: mutants of a dialect's own frames through its framer, decoder and
// acknowledgement, and the other direction where it has one. Nothing may throw, hang, grow, or break the contract of kit/dialect.ts.
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { FUZZ_PLANTS, type FuzzNews, type FuzzOrder, type FuzzPlant } from './dialect-worker.ts';
import { fuzzNames, fuzzTarget } from './fuzz-targets.ts';

/** One stream is tried in a tenth of a millisecond; on a machine that does other things a thread may wait seconds. */
const HANG_MS = 15_000;
const LOOK_EVERY_MS = 200;
/** Told in full; the others are counted. */
const CRASHES_TOLD_MAX = 3;
/** After so many hangs the dialect is known to hang. */
const HANGS_MAX = 3;
/**
 * Of what a thread holds after a collection: code that is compiled late is under a megabyte, and in a
 * million frames a leak of four bytes a frame is found.
 */
const KEPT_GROWTH_MB_MAX = 4;
/** Of the process, which V8 gives pages in its own time; what is outside the heap would show only here. */
const RSS_GROWTH_MB_MAX = 32;
/**
 * Else V8 lets the young generation of a busy thread grow to some 100 MB before it collects, and resident
 * memory says nothing.
 */
const YOUNG_MB_MAX = 8;
/** Samples of the beginning, while code is compiled and heaps find their size. */
const WARM_UP_SAMPLES = 3;

type Verdict = {
  readonly dialect: string;
  readonly frames: number;
  readonly crashes: number;
  readonly hangs: number;
  readonly kept_growth_mb: number;
  readonly rss_growth_mb: number;
};

type Flags = {
  readonly dialects: readonly string[];
  readonly frames: number;
  readonly seed: number;
  readonly hangMs: number;
  readonly plant: FuzzPlant | undefined;
};

function readFlags(): Flags {
  const { values } = parseArgs({
    options: {
      dialect: { type: 'string', default: 'all' },
      frames: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      'hang-ms': { type: 'string', default: String(HANG_MS) },
      plant: { type: 'string' },
    },
  });
  const plant = FUZZ_PLANTS.find((known) => known === values.plant);
  if (values.plant !== undefined && plant === undefined)
    throw new RangeError(`--plant is one of ${FUZZ_PLANTS.join(', ')}`);
  const dialects = values.dialect === 'all' ? fuzzNames() : [values.dialect];
  for (const name of dialects) fuzzTarget(name);
  return {
    dialects,
    frames: whole('frames', values.frames),
    seed: whole('seed', values.seed),
    hangMs: whole('hang-ms', values['hang-ms']),
    plant,
  };
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1 || value > 0x7fffffff)
    throw new RangeError(`--${name} is a whole number from 1, not ${text}`);
  return value;
}

/** One dialect from the first frame to the last: a hanging thread is ended and the next begins behind its frame. */
async function fuzz(dialect: string, flags: Flags): Promise<Verdict> {
  const { frames, seed, plant } = flags;
  const kept: number[] = [];
  const rss: number[] = [];
  let crashes = 0;
  let hangs = 0;
  const hear = (news: FuzzNews): void => {
    if (news.kind === 'memory') {
      kept.push(news.keptMb);
      rss.push(news.rssMb);
    }
    if (news.kind !== 'crash') return;
    crashes++;
    if (crashes <= CRASHES_TOLD_MAX)
      console.error(`${dialect} frame ${news.at} of seed ${seed}: ${news.why}\n  ${news.hex}`);
  };
  for (let from = 0; from < frames && hangs < HANGS_MAX; ) {
    const trying = new Int32Array(new SharedArrayBuffer(4));
    const order: FuzzOrder = { dialect, from, to: frames, seed, plant, trying };
    const end = await watch(order, { hear, hangMs: flags.hangMs });
    if (end === 'done') break;
    const at = Atomics.load(trying, 0);
    if (end === 'hang') hangs++;
    else crashes++;
    console.error(`${dialect} frame ${at} of seed ${seed}: ${end}`);
    from = at + 1;
  }
  return {
    ...{ dialect, frames, crashes, hangs },
    kept_growth_mb: growthOf(kept),
    rss_growth_mb: growthOf(rss),
  };
}

/** From the end of the warm-up to the lowest of the last two samples: what is really kept is in both. */
function growthOf(samples: readonly number[]): number {
  const settled = samples[Math.min(WARM_UP_SAMPLES, samples.length - 1)] ?? 0;
  const last = Math.min(...samples.slice(-2), Number.POSITIVE_INFINITY);
  return Number.isFinite(last) ? Math.max(0, Math.round((last - settled) * 10) / 10) : 0;
}

type Watch = { readonly hear: (news: FuzzNews) => void; readonly hangMs: number };

async function watch(order: FuzzOrder, { hear, hangMs }: Watch): Promise<string> {
  const worker = new Worker(new URL('dialect-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB_MAX },
  });
  let last = -1;
  let movedAt = performance.now();
  return await new Promise<string>((resolve) => {
    const finish = (how: string): void => {
      clearInterval(look);
      worker.terminate().then(
        () => resolve(how),
        () => resolve(how),
      );
    };
    const look = setInterval(() => {
      const at = Atomics.load(order.trying, 0);
      if (at !== last) movedAt = performance.now();
      last = at;
      if (performance.now() - movedAt > hangMs) finish('hang');
    }, LOOK_EVERY_MS);
    worker.on('message', (news: FuzzNews) => (news.kind === 'done' ? finish('done') : hear(news)));
    worker.on('error', (error) => finish(`thread died: ${String(error)}`));
  });
}

const flags = readFlags();
for (const dialect of flags.dialects) {
  const verdict = await fuzz(dialect, flags);
  console.log(JSON.stringify(verdict));
  const { crashes, hangs, kept_growth_mb: keptMb, rss_growth_mb: rssMb } = verdict;
  const isFlat = keptMb <= KEPT_GROWTH_MB_MAX && rssMb <= RSS_GROWTH_MB_MAX;
  if (crashes > 0 || hangs > 0 || !isFlat) process.exitCode = 1;
}
