// The log of a small history: made by the real sequencer, and cosigned by one witness.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addSignatures,
  checkpointOfNote,
  cosigner,
  newCosignerKey,
  type Policy,
} from '@lakiri/evidence';
import { findHead, keepCosignatures } from '@lakiri/evidence/store';
import { silentLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import type { TestDatabase } from '@lakiri/platform/testing';
import { sequencerMetrics } from '@lakiri/sequencer/metrics';
import { startSequencer } from '@lakiri/sequencer/sequencer';
import { noWitnesses } from '@lakiri/sequencer/witness-port';

export type LogPlace = {
  readonly data: string;
  readonly logDirectory: string;
  /** The log's name, which is the node's. */
  readonly name: string;
};

const WAIT_MS_MAX = 30_000;
const WITNESS = cosigner(newCosignerKey('witness.example/one', new Uint8Array(32).fill(9)).skey);
if ('code' in WITNESS) throw new Error(WITNESS.code);
const POLICY: Policy = {
  logs: [],
  witnesses: [{ name: 'one', vkey: WITNESS.vkey }],
  groups: [],
  quorum: 'one',
};

/** Integrates every fact there is, has the checkpoint witnessed, and ends. */
export async function logAll(postgres: TestDatabase, place: LogPlace): Promise<void> {
  const database = openDatabase({
    url: postgres.sequencerUrl,
    poolMax: 4,
    name: 'small log',
    onIdleError: () => undefined,
  });
  mkdirSync(place.data, { recursive: true });
  const sequencer = startSequencer({
    database,
    directory: place.logDirectory,
    key: {
      file: join(place.data, 'log-key'),
      node: place.name,
      origin: `small.example/log/${place.name}`,
      publicUrl: undefined,
    },
    policy: POLICY,
    witnesses: () => noWitnesses,
    metrics: sequencerMetrics(createMetrics('small-log')),
    log: silentLog(),
    now: () => Date.now(),
    health: () => undefined,
  });
  try {
    const until = Date.now() + WAIT_MS_MAX;
    while (sizeOf(place) < (await countFacts(database))) {
      if (Date.now() > until) throw new Error('the log did not take all facts');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } finally {
    await sequencer.stop();
  }
  await witness(database, place);
  await database.end();
}

function sizeOf({ logDirectory }: LogPlace): number {
  try {
    const checkpoint = checkpointOfNote(readFileSync(join(logDirectory, 'checkpoint')));
    return 'code' in checkpoint ? 0 : checkpoint.size;
  } catch {
    return 0; // not written yet
  }
}

async function countFacts(database: Database): Promise<number> {
  const { rows } = await database.asNode((tx) =>
    tx.query<{ facts: number }>('SELECT count(*)::int AS facts FROM fact.fact'),
  );
  return rows[0]?.facts ?? 0;
}

/** As the witness client leaves it: the line in the database, under the checkpoint, and the note that has the quorum. */
async function witness(database: Database, { name, logDirectory }: LogPlace): Promise<void> {
  if ('code' in WITNESS) return;
  const head = await database.asNode((tx) => findHead(tx, name));
  if (head === undefined) throw new Error('the log has no head');
  const { checkpoint, size } = head;
  const timeS = Math.floor(Date.now() / 1_000);
  const line = WITNESS.cosign(checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1), timeS);
  const signed = { log: name, size, witness: 'one', line, checkpoint, at: timeS * 1_000 };
  await database.asNode((tx) => keepCosignatures(tx, [signed]));
  const note = addSignatures(checkpoint, [line]);
  writeFileSync(join(logDirectory, 'checkpoint'), note);
  writeFileSync(join(logDirectory, 'witnessed'), note);
}
