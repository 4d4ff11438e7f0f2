// Processes of this machine as /proc tells of them (proc(5)).
import { readdirSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';

/** Throws where there is no /proc: what is measured and killed here is found by it. */
export function assertLinux(): void {
  if (platform() !== 'linux')
    throw new Error('benchmarks and fault tests run on Linux only: they find processes in /proc');
}

/** The processes whose parent this is. */
export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}

export function parentOf(pid: number): number | undefined {
  const stat = read(pid, 'stat');
  if (stat === undefined) return undefined;
  // The name in brackets may hold anything; after it come the state and the parent.
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** Its command and arguments; empty for one that has ended. */
export function commandOf(pid: number): readonly string[] {
  return (read(pid, 'cmdline') ?? '').split('\0').filter((part) => part !== '');
}

/** Megabytes (10^6) of memory now and at its highest. Throws when the process has ended. */
export function memoryOf(pid: number): { readonly nowMb: number; readonly peakMb: number } {
  const status = read(pid, 'status');
  const mbOf = (name: string): number => {
    const kib = Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status ?? '')?.[1]);
    if (!Number.isFinite(kib)) throw new Error(`process ${pid} does not say its ${name}`);
    return Math.round((kib * 1_024) / 1e6);
  };
  return { nowMb: mbOf('VmRSS'), peakMb: mbOf('VmHWM') };
}

/** Milliseconds of CPU that a process has used; 0 for one that has ended. */
export function cpuMsOf(pid: number): number {
  const stat = read(pid, 'stat');
  if (stat === undefined) return 0;
  // From the state on: user and system time are the 12th and 13th, in ticks of 10 ms.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Sends a signal; false when the process has ended already. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

function read(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined; // it ended between two looks
  }
}
