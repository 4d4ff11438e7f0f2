// Every system call with which a publication touches its files, made to fail in turn: EIO, ENOSPC, kill -9.
// Each time the log must be whole for whoever looks, then go on, and be found as it must be.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { entriesPath, newBundles, newTiles, TILE_WIDTH, tilePath } from '@lakiri/evidence';
import { readFlags } from '../bench/flags.ts';
import { command, conclude, progress } from '../bench/report.ts';
import { checkLog, checkPublished, readCheckpoint, type Seen, see } from './log-check.ts';
import { countFacts, type LogStage, openLogStage, within } from './log-stage.ts';
import { NODE, type SequencerProcess, startSequencer } from './sequencer-process.ts';
import { attach, type Fault, type Injection, stateOf, straceForbidden } from './strace.ts';

/** Of so many faults one is tried. `--syncs`: only those of calls that must end the process. */
const standard = { every: 1 };
const CALLS = [
  ...['openat', 'write', 'pwrite64', 'writev', 'fsync', 'fdatasync', 'close'],
  ...['rename', 'renameat2', 'mkdir', 'unlink', 'rmdir'],
];
const TRIED: readonly Fault[] = ['EIO', 'ENOSPC', 'KILL'];
/** Calls whose error leaves unknown what is on the disk: the process must end, with sysexits.h EX_IOERR. */
const SYNCS: readonly string[] = ['fsync', 'fdatasync'];
const EXIT_IO_ERROR = '74';
/** Each publication fills a tile and begins the next: it writes full and partial ones, and forgets some. */
const FACTS = TILE_WIDTH;
const FACTS_BEFORE = 10;
/** Names of files aside that a sequencer gives before it is started anew. */
const ASIDE_MAX = 100;
const PUBLICATIONS_MAX = 5;
const WHOLE_MS_MAX = 30_000;
/** What is forgotten is forgotten after the checkpoint that we wait for. */
const FORGET_MS = 150;

type Trial = {
  readonly stage: LogStage;
  readonly directory: string;
  readonly seen: Seen;
  sequencer: SequencerProcess;
  publications: number;
};

await command(async () => {
  const { every, plant, syncs } = readFlags(standard, ['syncs']);
  const forbidden = straceForbidden();
  if (forbidden !== undefined) {
    progress(`skipped: strace cannot be used here (${forbidden})`);
    conclude({ skipped: 'strace cannot be used', said: forbidden }, true);
    return;
  }
  let trial = await openTrial(plant);
  const plan = (await planOf(trial))
    .filter(({ call }) => !syncs || SYNCS.includes(call))
    .filter((_, at) => at % every === 0);
  const by = new Map<string, Counts>();
  for (const [at, injection] of plan.entries()) {
    const suffered = await suffer(trial, injection, plant);
    count(by, injection, suffered);
    progress(`${at + 1}/${plan.length} ${inWords(injection, suffered)}`);
    if (suffered.wrong.length === 0) continue;
    progress(trial.sequencer.said());
    await closeTrial(trial);
    trial = await openTrial(plant);
  }
  await closeTrial(trial);
  const sum = (name: 'tried' | 'clean' | 'failed'): number =>
    [...by.values()].reduce((total, counts) => total + counts[name], 0);
  const [tried, clean, failed] = [sum('tried'), sum('clean'), sum('failed')];
  conclude(
    { tried, clean, failed, by: Object.fromEntries(by) },
    failed === 0 && clean === tried && tried > 0,
  );
});

type Counts = { tried: number; clean: number; ended: number; failed: number };

function count(by: Map<string, Counts>, { call }: Injection, { ended, wrong }: Suffered): void {
  const counts = by.get(call) ?? { tried: 0, clean: 0, ended: 0, failed: 0 };
  by.set(call, counts);
  counts.tried++;
  counts.ended += ended === undefined ? 0 : 1;
  counts[wrong.length === 0 ? 'clean' : 'failed']++;
}

function inWords({ call, occurrence, fault }: Injection, { ended, wrong }: Suffered): string {
  const outcome = ended === undefined ? 'it went on' : `it ended with ${ended}`;
  return `${call} ${occurrence} ${fault}: ${wrong.join('; ') || outcome}`;
}

async function openTrial(plant: string | undefined): Promise<Trial> {
  const stage = await openLogStage();
  const trial: Trial = {
    stage,
    directory: join(stage.data, 'log', NODE),
    seen: new Map(),
    sequencer: begin(stage, plant),
    publications: 0,
  };
  for (const count of [FACTS_BEFORE, FACTS]) {
    await stage.append(count);
    if (!(await untilWhole(trial)))
      throw new Error(`the log does not begin: ${trial.sequencer.said()}`);
  }
  return trial;
}

async function closeTrial({ stage, sequencer }: Trial): Promise<void> {
  await sequencer.stop();
  await stage.close();
}

function begin(stage: LogStage, plant: string | undefined): SequencerProcess {
  return startSequencer({ url: stage.sequencerUrl, data: stage.data, plant, oneThread: true });
}

/** What a publication calls, as one that nothing happens to shows; each call with each fault. */
async function planOf(trial: Trial): Promise<Injection[]> {
  const lines = await publication(trial, undefined);
  progress(`a publication of ${FACTS} facts makes ${lines.length} calls on its files`);
  return CALLS.flatMap((call) => {
    const count = lines.filter((line) => line.includes(` ${call}(`)).length;
    return Array.from({ length: count }, (_, at) => at + 1).flatMap((occurrence) =>
      TRIED.map((fault) => ({ call, occurrence, fault })),
    );
  });
}

/** One publication under strace, until it is published or its process has ended. Returns the calls. */
async function publication(trial: Trial, inject: Injection | undefined): Promise<string[]> {
  const { stage, sequencer } = trial;
  const folder = mkdtempSync(join(tmpdir(), 'lakiri-strace-'));
  const strace = await attach({
    pid: sequencer.pid,
    calls: CALLS,
    paths: pathsOf(trial, await countFacts(stage.owner)),
    output: join(folder, 'calls'),
    inject,
  });
  await stage.append(FACTS);
  trial.publications++;
  await untilWhole(trial);
  await within(FORGET_MS, () => sequencer.end() !== undefined);
  await strace.detach();
  await within(WHOLE_MS_MAX, () => sequencer.end() !== undefined || stateOf(sequencer.pid) !== 'Z');
  const lines = strace.lines();
  rmSync(folder, { recursive: true });
  return lines;
}

/** Every path that the next publication may name. */
function pathsOf({ directory, sequencer }: Trial, size: number): string[] {
  const aside = readdirSync(join(directory, '.new'))
    .filter((name) => name.startsWith(`${sequencer.pid}-`))
    .map((name) => join(directory, '.new', name));
  const asides = aside.flatMap((folder) =>
    Array.from({ length: ASIDE_MAX }, (_, at) => join(folder, String(at + 1))),
  );
  const targets = [
    ...newTiles(size, size + FACTS).map(({ level, index, width }) => tilePath(level, index, width)),
    ...newBundles(size, size + FACTS).map(({ index, width }) => entriesPath(index, width)),
  ];
  const full = Math.floor(size / TILE_WIDTH);
  const forgotten = [tilePath(0, full), entriesPath(full)].flatMap((path) => [
    `${path}.p`,
    `${path}.p/${size % TILE_WIDTH}`,
  ]);
  const files = ['checkpoint', ...targets, ...forgotten].map((path) => join(directory, path));
  return [...new Set([...asides, ...files, ...files.map((path) => dirname(path))])];
}

type Suffered = {
  /** How the process ended, where it did. */
  readonly ended: string | undefined;
  readonly wrong: readonly string[];
};

async function suffer(
  trial: Trial,
  inject: Injection,
  plant: string | undefined,
): Promise<Suffered> {
  const { directory, seen, stage } = trial;
  const lines = await publication(trial, inject);
  const ended = trial.sequencer.end();
  const hit = ended === 'SIGKILL' || lines.some((line) => line.endsWith('(INJECTED)'));
  const wrong = hit ? [] : ['the call was not reached'];
  const isSync = SYNCS.includes(inject.call) && inject.fault !== 'KILL';
  if (isSync && ended !== EXIT_IO_ERROR)
    wrong.push(`the disk did not confirm, and the process ${ended ?? 'went on'}`);
  see(directory, seen);
  wrong.push(...checkPublished(directory));
  if (ended !== undefined || trial.publications > PUBLICATIONS_MAX) {
    await trial.sequencer.stop();
    trial.sequencer = begin(stage, plant);
    trial.publications = 0;
  }
  if (await untilWhole(trial)) {
    see(directory, seen);
    wrong.push(...(await checkLog({ directory, owner: stage.owner, seen })));
  } else wrong.push(`it is not whole again: ${trial.sequencer.trouble() ?? 'well'}`);
  return { ended, wrong };
}

/** Waits until all facts are published and it is well; false when its process ended, or it took too long. */
async function untilWhole({ stage, sequencer, directory, seen }: Trial): Promise<boolean> {
  const size = await countFacts(stage.owner);
  const isWhole = (): boolean => {
    see(directory, seen);
    return readCheckpoint(directory)?.size === size && sequencer.trouble() === undefined;
  };
  await within(WHOLE_MS_MAX, () => sequencer.end() !== undefined || isWhole());
  return sequencer.end() === undefined && isWhole();
}
