// A disk of a few hundred megabytes for a node's data, to be filled up: a tmpfs, which only root may mount.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Holds a new cluster (50 MB), its log of changes, and what a load writes before it is full. */
const DISK_MB = 640;
const CHUNK_BYTES = 1024 * 1024;

export type SmallDisk = {
  readonly directory: string;
  /** Fills it until this much is free. */
  fill(leftMb: number): void;
  /** Frees what `fill` took. */
  free(): void;
  unmount(): void;
};

/** Mounts one; or says why this machine does not let us. */
export function mountSmallDisk(): SmallDisk | { readonly forbidden: string } {
  const directory = mkdtempSync(join(tmpdir(), 'lakiri-small-disk-'));
  const filler = join(directory, 'filler');
  try {
    const options = `size=${DISK_MB}m,mode=711`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', directory], { stdio: 'pipe' });
  } catch (error) {
    rmSync(directory, { recursive: true });
    const said = (error as { stderr?: Buffer }).stderr?.toString().trim();
    return { forbidden: said ?? (error as Error).message };
  }
  return {
    directory,
    fill: (leftMb) => {
      const file = openSync(filler, 'a');
      const chunk = Buffer.alloc(CHUNK_BYTES);
      while (freeMb(directory) > leftMb) writeSync(file, chunk);
      closeSync(file);
    },
    free: () => rmSync(filler, { force: true }),
    unmount: () => {
      execFileSync('umount', [directory], { stdio: 'pipe' });
      rmSync(directory, { recursive: true });
    },
  };
}

function freeMb(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return (bavail * bsize) / (1024 * 1024);
}
