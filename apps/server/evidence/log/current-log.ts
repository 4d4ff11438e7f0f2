// The log of this node as the database and its folder have it now.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { addSignatures, openByPolicy, type Policy, parsePolicy } from '@lakiri/evidence';
import {
  cosignaturesAt,
  findHead,
  findLog,
  type Head,
  type Log,
  newestWitnessed,
  type Witnessed,
} from '@lakiri/evidence/store';
import type { Sql } from '@lakiri/platform/sql';
import type { ReadTile } from './log-tree.ts';

/** Where the log's files are. */
export type LogFolder = {
  readonly read: ReadTile;
  /** The text of the policy that says whose cosignatures count; `null` where there is none. */
  readPolicy(): Promise<string | null>;
};

export function logFolder(dataDirectory: string, name: string): LogFolder {
  const directory = join(resolve(dataDirectory), 'log', name);
  const read: ReadTile = async (path) => {
    try {
      return await readFile(join(directory, path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
  return {
    read,
    readPolicy: async () => {
      const bytes = await read('policy');
      return bytes === undefined ? null : Buffer.from(bytes).toString('utf8');
    },
  };
}

export type CurrentLog = {
  readonly log: Log;
  readonly head: Head;
  readonly witnessed: Witnessed | undefined;
};

/** Nothing before the sequencer's first start. */
export async function currentLog(tx: Sql, name: string): Promise<CurrentLog | undefined> {
  const [log, head] = [await findLog(tx, name), await findHead(tx, name)];
  if (log === undefined || head === undefined) return undefined;
  return { log, head, witnessed: await newestWitnessed(tx, name) };
}

/** A signed checkpoint with the cosignatures that are known. */
export type Chosen = { readonly size: number; readonly note: string };

/** The newest witnessed checkpoint where it covers so many entries, else the newest. */
export async function checkpointCovering(
  tx: Sql,
  { head, witnessed }: CurrentLog,
  entries: number,
): Promise<Chosen> {
  if (witnessed !== undefined && witnessed.size >= entries)
    return { size: witnessed.size, note: addSignatures(witnessed.checkpoint, witnessed.lines) };
  const lines = await cosignaturesAt(tx, head.log, head.size);
  return {
    size: head.size,
    note: addSignatures(
      head.checkpoint,
      lines.map(({ line }) => line),
    ),
  };
}

export function policyOf(text: string | null): Policy | null {
  const policy = text === null ? undefined : parsePolicy(text);
  return policy === undefined || 'code' in policy ? null : policy;
}

/** Who of the policy's witnesses signed, and whether they are enough. */
export function witnessesUnder(
  note: string,
  policy: Policy | null,
): { readonly by: readonly string[]; readonly quorum: boolean } {
  const opened = policy === null ? undefined : openByPolicy(note, policy);
  if (opened === undefined || !opened.opened) return { by: [], quorum: false };
  return { by: opened.witnesses, quorum: policy?.quorum !== 'none' && opened.quorum };
}

/** How many witnesses it takes: the quorum as a number, where it is one group or one witness. */
export function quorumSize(policy: Policy): number {
  if (policy.quorum === 'none') return 0;
  return policy.groups.find(({ name }) => name === policy.quorum)?.threshold ?? 1;
}
