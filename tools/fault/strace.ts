// One system call of a running process made to fail, by strace.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pause } from '../bench/report.ts';
import { within } from './log-stage.ts';

const ATTACH_MS_MAX = 10_000;
const LOOK_MS = 10;
const DETACH_MS_MAX = 3_000;

/** An error that the call returns instead of being made, or a signal as it begins. */
export const FAULTS = ['EIO', 'ENOSPC', 'KILL', 'STOP'] as const;
export type Fault = (typeof FAULTS)[number];

export type Injection = {
  readonly call: string;
  readonly occurrence: number;
  readonly fault: Fault;
};

export type Strace = {
  /** The calls seen so far, a line each; of threads that are inside one still, nothing. */
  lines(): string[];
  /** Lets the process go on alone. */
  detach(): Promise<void>;
};

/** Why it may not be used here; `undefined` where it may. */
export function straceForbidden(): string | undefined {
  try {
    execFileSync('strace', ['-f', '-o', '/dev/null', 'true'], { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & { stderr?: Buffer };
    return code === 'ENOENT' ? 'strace is not installed' : (stderr?.toString() ?? message);
  }
}

/**
 * Watches these calls of a process on these paths only (exact: a folder is itself, not what is in it), and
 * makes one fail. Returns when all threads are watched.
 */
export async function attach(options: {
  readonly pid: number;
  readonly calls: readonly string[];
  readonly paths: readonly string[];
  readonly output: string;
  readonly inject?: Injection | undefined;
}): Promise<Strace> {
  const { pid, calls, paths, output, inject } = options;
  const child = spawn(
    'strace',
    [
      ...['-f', '-y', '-p', String(pid), '-o', output, '-e', `trace=${calls.join()}`],
      ...(inject === undefined ? [] : ['-e', `inject=${expressionOf(inject)}`]),
      ...paths.flatMap((path) => ['-P', path]),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const until = performance.now() + ATTACH_MS_MAX;
  while (!said.includes(' attached')) {
    if (child.exitCode !== null || performance.now() > until)
      throw new Error(`strace did not attach: ${said}`);
    await pause(LOOK_MS);
  }
  return { lines: () => linesOf(output), detach: () => detach(child) };
}

function expressionOf({ call, occurrence, fault }: Injection): string {
  const what = fault === 'KILL' || fault === 'STOP' ? `signal=${fault}` : `error=${fault}`;
  return `${call}:${what}:when=${occurrence}`;
}

function linesOf(output: string): string[] {
  return readFileSync(output, 'utf8').split('\n').slice(0, -1);
}

/** One whose process ends in that moment may wait for a thread that never comes: it is killed then. */
async function detach(child: ChildProcess): Promise<void> {
  child.kill('SIGINT');
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  if (await within(DETACH_MS_MAX, hasEnded)) return;
  child.kill('SIGKILL');
  await within(DETACH_MS_MAX, hasEnded);
}

/** T: stopped; Z: it has ended, and is not told yet (proc(5)). Empty: there is no such process. */
export function stateOf(pid: number): string {
  try {
    return /^State:\s+(\S)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}
