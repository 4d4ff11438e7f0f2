// The folder of a log. A file is whole or not there: written aside, synced, renamed, and its folder synced.
import { randomUUID } from 'node:crypto';
import {
  access,
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RefusesToSign, SyncFailed } from './trouble.ts';

export type LogFile = { readonly path: string; readonly bytes: Uint8Array };

export type LogFiles = {
  readonly directory: string;
  /** `undefined` where there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  has(path: string): Promise<boolean>;
  /** Every file below `tile/`, by its path. */
  tiles(): Promise<ReadonlySet<string>>;
  /**
   * Files that never change. One that is there already with the same bytes is left; with others the log has
   * forked: RefusesToSign.
   */
  writeOnce(files: readonly LogFile[]): Promise<void>;
  /** A file that is replaced as a whole. */
  replace(file: LogFile): Promise<void>;
  /** Narrower forms of these full tiles: nobody needs them any more. */
  forgetPartial(paths: readonly string[]): Promise<void>;
};

/** Of the folder with the narrower forms of a tile. */
const PARTIAL = '.p';
/** Inside the folder, so that a rename stays on one disk; a folder for each process that writes. Not served. */
const ASIDE = '.new';
/** This process's, however often it opens a log. Not its number alone, which lives again in a container. */
const OWN = `${process.pid}-${randomUUID()}`;
let count = 0;
/** Files that are written at once: as many as Node has threads for it. */
const WRITES_MAX = 4;

/** Opens the folder, making it where it is missing; what a dead process left half-written goes. */
export async function openLogFiles(directory: string): Promise<LogFiles> {
  const made = new Set<string>();
  await makeDirectory(directory, made);
  await clearAside(join(directory, ASIDE));
  const aside = join(directory, ASIDE, OWN);
  await makeDirectory(aside, made);
  const put = async ({ path, bytes }: LogFile): Promise<void> => {
    count++;
    const fresh = join(aside, String(count));
    const target = join(directory, path);
    try {
      await writeSynced(fresh, bytes);
      await makeDirectory(dirname(target), made);
      await rename(fresh, target).catch(async (error: unknown) => {
        if (!isMissing(error)) throw error;
        // Another sequencer has forgotten the narrower forms of this tile, and their folder, meanwhile.
        made.delete(dirname(target));
        await makeDirectory(dirname(target), made);
        await rename(fresh, target);
      });
    } catch (error) {
      await rm(fresh, { force: true }); // what is half-written holds room that may be wanted
      throw error;
    }
  };
  const read = (path: string): Promise<Uint8Array | undefined> => readOr(join(directory, path));
  return {
    directory,
    read,
    has: (path) => isThere(join(directory, path)),
    tiles: () => listTiles(directory),
    writeOnce: async (files) => {
      await inTurn(files, async (file) => {
        const there = await read(file.path);
        if (there === undefined) return await put(file);
        if (Buffer.compare(there, file.bytes) !== 0) throw forked(join(directory, file.path));
      });
      await syncFolders(files.map(({ path }) => dirname(join(directory, path))));
    },
    replace: async (file) => {
      await put(file);
      await syncFolders([dirname(join(directory, file.path))]);
    },
    forgetPartial: async (paths) => {
      await inTurn(paths, (path) =>
        rm(join(directory, `${path}${PARTIAL}`), { recursive: true, force: true }),
      );
    },
  };
}

/** What dead processes left. */
async function clearAside(aside: string): Promise<void> {
  const left = await readdir(aside).catch(() => []);
  for (const name of left) {
    const pid = Number.parseInt(name, 10);
    if (name === OWN || (pid !== process.pid && isRunning(pid))) continue;
    await rm(join(aside, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function forked(path: string): RefusesToSign {
  return new RefusesToSign(
    'forked',
    `${path} holds other bytes than the database says it must: one of them was changed. Nothing is signed until it is known which; see docs/operations.md.`,
  );
}

async function readOr(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

async function listTiles(directory: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const list = async (folder: string): Promise<void> => {
    // By folder: one that another sequencer forgets meanwhile is empty, and the others are not missing.
    const entries = await readdir(join(directory, folder), { withFileTypes: true }).catch(
      (error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      },
    );
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) await list(path);
      else if (entry.isFile()) found.add(path);
    }
  };
  await list('tile');
  return found;
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o644);
  try {
    await file.writeFile(bytes);
    await sync(file, path);
  } finally {
    await file.close();
  }
}

async function sync(file: FileHandle, path: string): Promise<void> {
  try {
    await file.sync();
  } catch (error) {
    throw new SyncFailed(path, error);
  }
}

/** A folder is durable when the one above it has been synced. */
async function makeDirectory(directory: string, made: Set<string>): Promise<void> {
  if (made.has(directory)) return;
  const first = await mkdir(directory, { recursive: true, mode: 0o755 });
  if (first !== undefined) {
    const above = [dirname(first)];
    for (let it = directory; it !== first; it = dirname(it)) above.push(dirname(it));
    await syncFolders(above);
  }
  made.add(directory);
}

async function syncFolders(directories: readonly string[]): Promise<void> {
  await inTurn([...new Set(directories)], async (directory) => {
    const folder = await open(directory, 'r').catch((error: unknown) => {
      if (directory.endsWith(PARTIAL) && isMissing(error)) return undefined; // forgotten meanwhile
      throw error;
    });
    if (folder === undefined) return;
    try {
      await sync(folder, directory);
    } finally {
      await folder.close();
    }
  });
}

/** A few at once; the first failure is thrown when those begun have ended. */
async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = items.values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (failures.length > 0) return;
      await work(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: WRITES_MAX }, worker));
  if (failures.length > 0) throw failures[0];
}
