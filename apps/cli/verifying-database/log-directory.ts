// The files of a log as they lie in a folder.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type LogDirectory = {
  /** Every file that is served, by its path below the folder. */
  paths(): Promise<readonly string[]>;
  /** Nothing where there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
};

/** What the publisher has in hand is not served. */
const ASIDE = /^\./;

export function logDirectory(directory: string): LogDirectory {
  return {
    paths: async () => {
      const found = await readdir(directory, { recursive: true, withFileTypes: true }).catch(empty);
      return found
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name).slice(directory.length + 1))
        .filter((path) => !ASIDE.test(path))
        .sort();
    },
    read: async (path) => {
      try {
        return await readFile(join(directory, path));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
}

function empty(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
