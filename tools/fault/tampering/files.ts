// Every bit of every file of the log, turned in memory; the database stays as it is, and is read once.
import type { LogDirectory } from '@lakiri/cli/verifying-database';
import type { Sql } from '@lakiri/platform/sql';

export type Held = ReadonlyMap<string, Uint8Array>;

export async function holdAll(files: LogDirectory): Promise<Held> {
  const held = new Map<string, Uint8Array>();
  for (const path of await files.paths()) {
    const bytes = await files.read(path);
    if (bytes !== undefined) held.set(path, bytes);
  }
  return held;
}

/** The folder with one file's bytes replaced; without bytes, that file is gone. */
export function filesWith(held: Held, path: string, bytes: Uint8Array | undefined): LogDirectory {
  const all = new Map(held);
  if (bytes === undefined) all.delete(path);
  else all.set(path, bytes);
  return {
    paths: () => Promise.resolve([...all.keys()]),
    read: (asked) => Promise.resolve(all.get(asked)),
  };
}

export function withBit(bytes: Uint8Array, bit: number): Uint8Array {
  const other = Uint8Array.from(bytes);
  const at = bit >> 3;
  other[at] = (other[at] ?? 0) ^ (1 << (bit & 7));
  return other;
}

type Answer = { readonly rows: object[]; readonly rowCount: number };

/**
 * A database that is not touched while it is asked: each query is answered as it was the first time, a
 * cursor's rows all at its first fetch.
 */
export function untouched(real: Sql): Sql {
  const answers = new Map<string, Promise<Answer>>();
  const cursors = new Map<string, Promise<Answer>>();
  const once = (sql: string, values: readonly unknown[]): Promise<Answer> => {
    const key = JSON.stringify([sql, values]);
    const known = answers.get(key) ?? real.query(sql, values);
    answers.set(key, known);
    return known;
  };
  const query = async (text: string, values: readonly unknown[] = []): Promise<Answer> => {
    const [, declared, asked = ''] =
      /^DECLARE (\w+) NO SCROLL CURSOR FOR ([\s\S]*)$/.exec(text) ?? [];
    if (declared !== undefined) cursors.set(declared, once(asked, values));
    const [, fetched] = /^FETCH \d+ FROM (\w+)$/.exec(text) ?? [];
    const [, closed] = /^CLOSE (\w+)$/.exec(text) ?? [];
    if (fetched !== undefined) {
      const rest = cursors.get(fetched) ?? Promise.resolve({ rows: [], rowCount: 0 });
      cursors.delete(fetched);
      return await rest;
    }
    if (declared !== undefined || closed !== undefined) return { rows: [], rowCount: 0 };
    return await once(text, values);
  };
  return { query } as Sql;
}
