// A disk whose power can be cut while it is written to: an ext4 inside a file of an XFS that shares blocks. A copy of
// that file holds what had been sent to the disk at one moment, and nothing that only the page cache had.
import { execFile, execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { commandOf, signal } from '../bench/processes.ts';
import { progress } from '../bench/report.ts';
import { within } from './log-stage.ts';

const PREFIX = 'lakiri-power-';
/** Both files are sparse. Holds a cluster, its log of changes, and what a load writes. */
const DISK_MB = 3_072;
/** The disk, and of each copy the blocks that were written since. */
const OUTER_MB = 3 * DISK_MB;
/** A node that its harness left is told to stop, which takes its Postgres half a minute at most. */
const LEFT_STOP_MS_MAX = 45_000;
const UNMOUNT_MS_MAX = 20_000;

export type PowerDisk = {
  /** Where it is mounted. */
  readonly directory: string;
  /** What is on the disk at one moment while this runs, as a power cut would leave it. */
  cut(name: string): Promise<void>;
  /** Mounts what a cut left, as after the power is back; unmounted and forgotten when `work` returns. */
  revive<T>(name: string, work: (directory: string) => Promise<T>): Promise<T>;
  remove(): void;
};

/** Makes one; or says what this machine lacks for it. */
export async function makePowerDisk(): Promise<PowerDisk | { readonly forbidden: string }> {
  if (process.getuid?.() !== 0) return { forbidden: 'mounting needs root' };
  await sweep();
  const root = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(join(root, 'owner'), String(process.pid));
  const remove = (): void => clear(root);
  process.once('exit', remove);
  const path = (name: string): string => join(root, name);
  try {
    run('truncate', ['-s', `${OUTER_MB}M`, path('outer.img')]);
    run('mkfs.xfs', ['-q', '-m', 'reflink=1', path('outer.img')]);
    mount(path('outer.img'), path('outer'));
    run('truncate', ['-s', `${DISK_MB}M`, path('outer/disk.img')]);
    run('mkfs.ext4', ['-q', '-F', path('outer/disk.img')]);
    mount(path('outer/disk.img'), path('disk'));
    run('cp', ['--reflink=always', path('outer/disk.img'), path('outer/try.img')]);
  } catch (error) {
    remove();
    return { forbidden: reasonOf(error) };
  }
  return {
    directory: path('disk'),
    cut: async (name) => {
      const copy = path(`outer/${name}.img`);
      await promisify(execFile)('cp', ['--reflink=always', path('outer/disk.img'), copy]);
    },
    revive: async (name, work) => {
      const image = path(`outer/${name}.img`);
      mount(image, path(name));
      try {
        return await work(path(name));
      } finally {
        await unmount(path(name));
        rmSync(image);
      }
    },
    remove: () => {
      process.off('exit', remove);
      remove();
    },
  };
}

function mount(image: string, directory: string): void {
  mkdirSync(directory, { mode: 0o711 });
  run('mount', ['-o', 'loop', image, directory]);
}

/** The shell that watches over Postgres has its folder open until the system has ended it. */
async function unmount(directory: string): Promise<void> {
  const isDone = (): boolean => {
    try {
      run('umount', [directory]);
      return true;
    } catch {
      return false;
    }
  };
  if (!(await within(UNMOUNT_MS_MAX, isDone))) throw new Error(`${directory} cannot be unmounted`);
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, args, { stdio: 'pipe' });
}

function reasonOf(error: unknown): string {
  const { code, path, stderr, message } = error as NodeJS.ErrnoException & { stderr?: Buffer };
  if (code === 'ENOENT') return `${path} is not installed`;
  return stderr?.toString().trim() || message;
}

/** What earlier runs left that were killed. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((it) => it.startsWith(PREFIX))) {
    const root = join(tmpdir(), name);
    const owner = Number(read(join(root, 'owner')));
    if (commandOf(owner).some((part) => part.endsWith('power.ts'))) continue;
    progress(`clearing what an earlier run left in ${root}`);
    for (const data of foldersIn(join(root, 'disk'))) await endNode(data);
    clear(root);
  }
}

function foldersIn(directory: string): string[] {
  return existsSync(directory) ? readdirSync(directory).map((it) => join(directory, it)) : [];
}

/** Ends the node that still works in this data directory. */
async function endNode(data: string): Promise<void> {
  const mark = read(join(data, 'in-use.json'));
  const { pid } = mark === '' ? { pid: 0 } : (JSON.parse(mark) as { readonly pid: number });
  const isNode = (): boolean => commandOf(pid).some((part) => part.endsWith('apps/cli/main.ts'));
  if (pid <= 1 || !isNode()) return;
  signal(pid, 'SIGTERM');
  await within(LEFT_STOP_MS_MAX, () => !isNode());
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Unmounts whatever is mounted below, the innermost first, and removes it. Loops go with their mounts. */
function clear(root: string): void {
  const mounted = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${root}/`));
  for (const path of mounted.toReversed()) run('umount', ['--lazy', path]);
  if (existsSync(root)) rmSync(root, { recursive: true, force: true });
}
