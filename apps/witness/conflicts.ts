import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '@lakiri/platform/durable-file';
import { sha256Hex } from '@lakiri/platform/sha256';
import { nameOf } from './store.ts';

/** Of each log: one is enough to convict it, and one that makes thousands neither fills the disk nor hides another. */
const CONFLICTS_MAX = 100;

/** What a log signed, and could not prove to continue what it had shown: kept as evidence against it. */
export type Conflicts = {
  /** Keeps a submission as it came; false when it was known or of that log there are enough. Throws on a broken disk. */
  keep(origin: string, body: Uint8Array): boolean;
};

export function openConflicts(directory: string, origins: Iterable<string>): Conflicts {
  const placeOf = (origin: string): string => join(directory, 'conflicts', nameOf(origin));
  for (const origin of origins) mkdirSync(placeOf(origin), { recursive: true });
  return {
    keep: (origin, body) => {
      const place = placeOf(origin);
      const file = join(place, sha256Hex(body));
      if (existsSync(file) || readdirSync(place).length >= CONFLICTS_MAX) return false;
      replaceFile(file, Buffer.from(body).toString('utf8'), 0o644);
      return true;
    },
  };
}
