// Runs one kind of test files, each in a process of its own, and counts what happened.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestEnd } from './events.ts';

export type Outcome = {
  readonly passed: number;
  readonly failed: number;
  readonly skips: readonly { readonly file: string; readonly reason: string }[];
  /** Tests that failed beside others and held when their file ran again alone: told, so that they are mended. */
  readonly wavered: readonly string[];
};

export type Suite = {
  readonly title: string;
  readonly files: readonly string[];
  /** Files at a time; those that measure or start whole nodes run alone. */
  readonly concurrency?: number;
  /** A file that takes longer hangs: it is killed, and has failed. */
  readonly fileMsMax: number;
  /** So many files that failed are run again, alone: none where nothing depends on processes, sockets or a browser. */
  readonly againMax?: number;
};

/** Reports what failed, in full; of what passed only the number. */
export async function runSuite(suite: Suite): Promise<Outcome> {
  const startedAt = performance.now();
  const handover = mkdtempSync(join(tmpdir(), 'lakiri-events-'));
  const waiting = [...suite.files.entries()];
  const ends = new Map<string, readonly TestEnd[]>();
  const took = new Map<string, number>();
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [at, file] = next;
      const from = performance.now();
      ends.set(file, await runFile(file, join(handover, String(at)), suite.fileMsMax));
      took.set(file, performance.now() - from);
    }
  };
  const workers = suite.concurrency ?? availableParallelism();
  await Promise.all(Array.from({ length: workers }, work));
  const wavered = await again(suite, ends, handover);
  rmSync(handover, { recursive: true });
  const count = (outcome: TestEnd['outcome']): number =>
    [...ends.values()].flat().filter((end) => end.outcome === outcome).length;
  const skips = [...ends].flatMap(([file, all]) =>
    all.filter(({ outcome }) => outcome === 'skipped').map(({ reason }) => ({ file, reason })),
  );
  const [passed, failed] = [count('passed'), count('failed')];
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(
    `${suite.title}: ${passed} passed, ${failed} failed, ${skips.length} skipped (${suite.files.length} files, ${seconds} s)`,
  );
  console.log(`  longest: ${longest(took)}`);
  return { passed, failed, skips, wavered };
}

/**
 * Runs what failed once more with the machine to itself. A defect fails again; what a busy machine did to a test is
 * named at the end of the run instead of hiding the other thousands. More failures than a few are no accident.
 */
async function again(
  { files, againMax = 0, fileMsMax }: Suite,
  ends: Map<string, readonly TestEnd[]>,
  handover: string,
): Promise<string[]> {
  const wavered: string[] = [];
  const failed = files.filter((file) => failuresOf(ends.get(file)).length > 0);
  if (failed.length > againMax) return [];
  for (const [at, file] of failed.entries()) {
    const before = failuresOf(ends.get(file));
    console.error(`\n↻ ${file} runs again, alone`);
    const second = await runFile(file, join(handover, `again-${at}`), fileMsMax);
    ends.set(file, second);
    if (failuresOf(second).length === 0)
      wavered.push(...before.map(({ name, line }) => `${file}:${line} ${name}`));
  }
  return wavered;
}

const failuresOf = (ends: readonly TestEnd[] = []): readonly TestEnd[] =>
  ends.filter(({ outcome }) => outcome === 'failed');

/** Where the time went, so that the suite is kept short where it is long. */
function longest(took: ReadonlyMap<string, number>): string {
  return [...took]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, LONGEST_SHOWN)
    .map(([file, ms]) => `${file} ${(ms / 1_000).toFixed(1)} s`)
    .join(', ');
}

const LONGEST_SHOWN = 8;

/** Under `node --test` this would make the child report to a runner that is not ours. */
const NOT_A_CHILD = { NODE_TEST_CONTEXT: undefined };

async function runFile(file: string, events: string, msMax: number): Promise<TestEnd[]> {
  const reporter = new URL('events.ts', import.meta.url).href;
  const child = spawn(
    process.execPath,
    [`--test-reporter=${reporter}`, `--test-reporter-destination=${events}`, file],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...NOT_A_CHILD } },
  );
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  let hung = false;
  const hanging = setTimeout(() => {
    hung = true;
    child.kill('SIGKILL');
  }, msMax);
  const status = await new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(String(signal ?? code)));
  });
  clearTimeout(hanging);
  const ends = readEnds(events);
  const hasFailed = ends.some(({ outcome }) => outcome === 'failed');
  if (hung) ends.push(fileFailed(`did not end within ${msMax / 1_000} s`));
  else if (status !== '0' && !hasFailed) ends.push(fileFailed(`ended with ${status}`));
  report(file, ends, said.join(''));
  return ends;
}

function fileFailed(reason: string): TestEnd {
  return { name: 'the file itself', line: 1, outcome: 'failed', reason };
}

function readEnds(events: string): TestEnd[] {
  try {
    const lines = readFileSync(events, 'utf8').split('\n');
    lines.pop(); // after the last newline: nothing, or what a kill cut off
    return lines.map((line) => JSON.parse(line) as TestEnd);
  } catch {
    return []; // it ended before it could report: its status says so
  }
}

/** The end of a long output has the reason. */
const OUTPUT_CHARS_MAX = 8_000;

function report(file: string, ends: readonly TestEnd[], said: string): void {
  const failures = failuresOf(ends);
  for (const { name, line, reason } of failures)
    console.error(`\n✖ ${file}:${line} ${name}\n${indented(reason)}`);
  const output = said.trim();
  if (failures.length > 0 && output !== '')
    console.error(`  what ${file} printed:\n${indented(output.slice(-OUTPUT_CHARS_MAX))}`);
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
