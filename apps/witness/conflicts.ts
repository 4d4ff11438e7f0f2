import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './durable-file.ts';

/** One is enough to convict a log; a log that makes thousands shall not fill the disk. */
const CONFLICTS_MAX = 100;

/** What a log signed, and could not prove to continue what it had shown: kept as evidence against it. */
export type Conflicts = {
  /** Keeps a submission as it came; false when it was known or there are enough. Throws on a broken disk. */
  keep(body: Uint8Array): boolean;
};

export function openConflicts(directory: string): Conflicts {
  const place = join(directory, 'conflicts');
  mkdirSync(place, { recursive: true });
  return {
    keep: (body) => {
      const file = join(place, createHash('sha256').update(body).digest('hex'));
      if (existsSync(file) || readdirSync(place).length >= CONFLICTS_MAX) return false;
      replaceFile(file, Buffer.from(body).toString('utf8'), 0o644);
      return true;
    },
  };
}
