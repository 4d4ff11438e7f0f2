// Two sequencers on one log: at once under load, and one of them stopped in the middle of a publication.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newBundles, newTiles } from '@lakiri/evidence';
import { signal } from '../bench/processes.ts';
import { pause, progress } from '../bench/report.ts';
import { startFactLoad } from './fact-load.ts';
import {
  checkLog,
  checkPublished,
  readCheckpoint,
  readTiles,
  type Seen,
  see,
} from './log-check.ts';
import { countFacts, type LogStage, openLogStage, within } from './log-stage.ts';
import { NODE, type SequencerProcess, startSequencer } from './sequencer-process.ts';
import { attach, stateOf } from './strace.ts';

const WELL_MS_MAX = 30_000;
/** A standby takes over after three seconds, and what waited is published in one or two more. */
const WHOLE_MS_MAX = 30_000;
const LOOK_MS = 2;
/** What the stopped one still had in hand is done by then. */
const AFTER_MS = 4_000;
/** A published checkpoint that was overtaken stays no longer than until its sequencer looks again. */
const BACK_MS_MAX = 2_000;
const FACTS_IN_HAND = 5;
const FACTS_BEFORE = 300;
const NAMES_ASIDE_MAX = 40;

export type Found = { readonly wrong: readonly string[]; readonly facts: number };

type Scene = {
  readonly stage: LogStage;
  readonly directory: string;
  readonly seen: Seen;
  readonly plant: string | undefined;
};

async function openScene(plant: string | undefined): Promise<Scene> {
  const stage = await openLogStage();
  return { stage, directory: join(stage.data, 'log', NODE), seen: new Map(), plant };
}

function begin({ stage, plant }: Scene, data = stage.data): SequencerProcess {
  return startSequencer({ url: stage.sequencerUrl, data, plant, oneThread: true });
}

/** Under load for so long: both in one folder, or each in its own as on two machines. */
export async function together(options: {
  readonly where: 'one-folder' | 'two-machines';
  readonly seconds: number;
  readonly seed: number;
  readonly plant?: string | undefined;
}): Promise<Found> {
  const { where, seconds, seed } = options;
  const scene = await openScene(options.plant);
  const { stage, directory, seen } = scene;
  const first = begin(scene);
  await within(WELL_MS_MAX, () => first.trouble() === undefined);
  const other = where === 'one-folder' ? stage.data : secondMachine(stage.data);
  const second = begin(scene, other);
  const folders = [...new Set([directory, join(other, 'log', NODE)])];
  const load = startFactLoad(stage.owner, seed);
  const until = performance.now() + seconds * 1_000;
  while (performance.now() < until) {
    for (const folder of folders) see(folder, seen);
    await pause(LOOK_MS * 10);
  }
  await load.end();
  const wrong = await endScene(scene, { folders, sequencers: [first, second] });
  if (folders.length > 1) rmSync(other, { recursive: true });
  return { wrong, facts: load.acked.length };
}

/** A data directory beside, with the key of the first. */
function secondMachine(data: string): string {
  const other = mkdtempSync(join(tmpdir(), 'lakiri-log-'));
  mkdirSync(join(other, 'log'));
  copyFileSync(join(data, 'log-key'), join(other, 'log-key'));
  return other;
}

/** Waits until every folder has all facts, ends the sequencers, and tells what is wrong. */
async function endScene(
  scene: Scene,
  { folders, sequencers }: { folders: readonly string[]; sequencers: readonly SequencerProcess[] },
): Promise<string[]> {
  const { stage, seen } = scene;
  const size = await countFacts(stage.owner);
  const isWhole = (): boolean => {
    for (const folder of folders) see(folder, seen);
    return folders.every((folder) => readCheckpoint(folder)?.size === size);
  };
  const wrong: string[] = [];
  const isWell = ({ end, trouble }: SequencerProcess): boolean =>
    end() === undefined && trouble() === undefined;
  if (!(await within(WHOLE_MS_MAX, () => isWhole() && sequencers.every(isWell))))
    wrong.push(`not all of ${size} facts are in the log, or a sequencer is not well`);
  for (const sequencer of sequencers) {
    if (!isWell(sequencer)) wrong.push(sequencer.said());
    await sequencer.stop();
  }
  for (const directory of folders)
    wrong.push(...(await checkLog({ directory, owner: stage.owner, seen })));
  await stage.close();
  return wrong;
}

/** Where in its publication the active one is stopped. */
export const MOMENTS = ['before-the-swap', 'in-the-transaction', 'before-the-checkpoint'] as const;
export type Moment = (typeof MOMENTS)[number];

export type Paused = Found & {
  /** Entries that the other one added meanwhile. */
  readonly addedMeanwhile: number;
  /** How long the published checkpoint was an older one than before, after the stopped one went on. */
  readonly wentBackMs: number;
};

/** Stops the active one for so long while the other goes on under load, and lets it go on then. */
export async function paused(options: {
  readonly moment: Moment;
  readonly seconds: number;
  readonly seed: number;
}): Promise<Paused> {
  const { moment, seconds, seed } = options;
  const scene = await openScene(undefined);
  const { stage, directory, seen } = scene;
  const first = begin(scene);
  await stage.append(FACTS_BEFORE);
  await within(WELL_MS_MAX, () => readCheckpoint(directory)?.size === FACTS_BEFORE);
  const thaw = await stop(scene, { sequencer: first, moment });
  const second = begin(scene);
  const load = startFactLoad(stage.owner, seed);
  await within(WELL_MS_MAX, () => second.trouble() === undefined);
  const added = (): number => (readCheckpoint(directory)?.size ?? 0) - FACTS_BEFORE - FACTS_IN_HAND;
  const from = performance.now();
  const isOver = (): boolean => {
    see(directory, seen);
    const ms = performance.now() - from;
    // On a busy machine a little longer, until the other one has begun.
    return ms > seconds * 1_000 && (added() > 0 || moment === 'in-the-transaction');
  };
  await within(seconds * 1_000 + WELL_MS_MAX, isOver);
  const wrong = checkPublished(directory);
  const addedMeanwhile = Math.max(0, added());
  const before = readTiles(directory);
  await thaw();
  const wentBackMs = await watchBack(scene);
  if (wentBackMs > BACK_MS_MAX) wrong.push(`the checkpoint was an older one for ${wentBackMs} ms`);
  if (addedMeanwhile <= 0 && moment !== 'in-the-transaction')
    wrong.push('the other one added nothing meanwhile');
  wrong.push(...changedFiles(before, readTiles(directory)));
  await load.end();
  const ends = [first, second].filter((it) => it.end() !== undefined);
  for (const one of ends) progress(`${moment}: one ended with ${one.end()}: ${one.said()}`);
  if (ends.length > 0) wrong.push('a sequencer ended by itself');
  // As their supervisor does.
  const sequencers = [first, second].map((it) => (it.end() === undefined ? it : begin(scene)));
  wrong.push(...(await endScene(scene, { folders: [directory], sequencers })));
  return { wrong, facts: load.acked.length, addedMeanwhile, wentBackMs };
}

type Stop = { readonly sequencer: SequencerProcess; readonly moment: Moment };

/** Stops it in a publication of a few facts. Returns what lets it go on. */
async function stop(scene: Scene, { sequencer, moment }: Stop): Promise<() => Promise<void>> {
  const { stage } = scene;
  if (moment === 'in-the-transaction') return await stopInTransaction(scene, sequencer);
  const files = [newTiles, newBundles].flatMap((those) =>
    those(FACTS_BEFORE, FACTS_BEFORE + FACTS_IN_HAND),
  ).length;
  const folder = mkdtempSync(join(tmpdir(), 'lakiri-strace-'));
  const strace = await attach({
    pid: sequencer.pid,
    calls: ['openat'],
    paths: asideOf(scene, sequencer),
    output: join(folder, 'calls'),
    // Tiles and bundles are written aside first; the next file after them is the checkpoint.
    inject: {
      call: 'openat',
      occurrence: moment === 'before-the-swap' ? files : files + 1,
      fault: 'STOP',
    },
  });
  await stage.append(FACTS_IN_HAND);
  const isStopped = await within(WELL_MS_MAX, () => /t/i.test(stateOf(sequencer.pid)));
  if (!isStopped) throw new Error(`it was not stopped ${moment}`);
  progress(`${moment}: stopped`);
  return async () => {
    await strace.detach();
    signal(sequencer.pid, 'SIGCONT');
    rmSync(folder, { recursive: true });
  };
}

/** Keeps its transaction waiting after the swap, stops it there, and lets the transaction go. */
async function stopInTransaction(
  { stage }: Scene,
  { pid }: SequencerProcess,
): Promise<() => Promise<void>> {
  const holder = await stage.owner.pool.connect();
  await holder.query('BEGIN; LOCK TABLE evidence.entry IN SHARE MODE');
  await stage.append(FACTS_IN_HAND);
  const waits = async (): Promise<boolean> => {
    const { rowCount } = await stage.owner.pool.query(
      `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
    return (rowCount ?? 0) > 0;
  };
  if (!(await within(WELL_MS_MAX, waits))) throw new Error('no transaction waits');
  signal(pid, 'SIGSTOP');
  await holder.query('ROLLBACK');
  holder.release();
  progress('in-the-transaction: stopped');
  return () => Promise.resolve(void signal(pid, 'SIGCONT'));
}

function asideOf({ directory }: Scene, { pid }: SequencerProcess): string[] {
  return readdirSync(join(directory, '.new'))
    .filter((name) => name.startsWith(`${pid}-`))
    .flatMap((name) =>
      Array.from({ length: NAMES_ASIDE_MAX }, (_, at) =>
        join(directory, '.new', name, String(at + 1)),
      ),
    );
}

/** Looks at the checkpoint after the stopped one went on; tells how long it was older than one before. */
async function watchBack({ directory, seen }: Scene): Promise<number> {
  const until = performance.now() + AFTER_MS;
  let newest = 0;
  let backMs = 0;
  let last = performance.now();
  while (performance.now() < until) {
    const size = readCheckpoint(directory)?.size ?? 0;
    const now = performance.now();
    if (size < newest) backMs += now - last;
    newest = Math.max(newest, size);
    last = now;
    see(directory, seen);
    await pause(LOOK_MS);
  }
  return Math.round(backMs);
}

/** Files that are there still, with other bytes than before; narrower forms of a full tile are forgotten. */
function changedFiles(
  before: ReadonlyMap<string, Uint8Array>,
  now: ReadonlyMap<string, Uint8Array>,
): string[] {
  return [...before]
    .filter(([path, bytes]) => Buffer.compare(bytes, now.get(path) ?? bytes) !== 0)
    .map(([path]) => `${path} was changed after the stopped one went on`);
}
