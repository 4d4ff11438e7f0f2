import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { platform } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** How often an ending process is looked at. */
const LOOK_MS = 20;

/** A process that may be told from a later one with the same number. */
export type ProcessMark = { readonly pid: number; readonly started: string };

/** `undefined` where no such process runs. */
export function markOf(pid: number): ProcessMark | undefined {
  if (!isRunning(pid)) return undefined;
  try {
    return { pid, started: startOf(pid) };
  } catch {
    return undefined; // it ended between the two looks
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return platform() !== 'linux' || stateOf(pid) !== 'Z';
}

/** Is this process a Postgres working in this directory? */
export function isPostgresIn(pid: number, directory: string): boolean {
  try {
    if (platform() === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === directory;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      directory,
    );
  } catch {
    return false;
  }
}

/** Waits until the process is gone; false when it still runs after `msMax`. */
export async function hasEnded(pid: number, msMax: number): Promise<boolean> {
  const until = performance.now() + msMax;
  while (isRunning(pid)) {
    if (performance.now() > until) return false;
    await sleep(LOOK_MS);
  }
  return true;
}

/** proc(5): the fields after the parenthesised name begin with the state (3rd); the 22nd is the start in ticks since boot. */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function stateOf(pid: number): string | undefined {
  try {
    return statOf(pid)[0];
  } catch {
    return 'Z';
  }
}

function startOf(pid: number): string {
  if (platform() === 'linux') {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${statOf(pid)[19]}`;
  }
  return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
}
