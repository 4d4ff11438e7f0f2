// A server with a log and a time-stamping authority of its own, for the tests of evidence.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { openWhole, type Whole } from '../whole.ts';
import { type TestLog, testLog } from './log/test-log.ts';
import { openAuthority, type TestAuthority } from './time-stamp/test-authority.ts';

export type TestEvidence = {
  readonly data: string;
  readonly whole: Whole;
  readonly log: TestLog;
  readonly sequencer: Database;
  readonly authority: TestAuthority;
  close(): Promise<void>;
};

/** `stamps`: the server itself asks the authority; else only the test does. */
export async function openEvidence({
  stamps,
}: {
  readonly stamps: boolean;
}): Promise<TestEvidence> {
  const data = mkdtempSync(join(tmpdir(), 'lakiri-evidence-'));
  const authority = await openAuthority();
  const caFile = join(data, 'ca.pem');
  writeFileSync(caFile, authority.caPem);
  const asked = stamps ? { LAKIRI_TSA_URL: authority.url, LAKIRI_TSA_CA: caFile } : {};
  const whole = await openWhole({ env: { LAKIRI_DATA: data, ...asked } });
  const sequencer = openDatabase({
    url: whole.postgres.sequencerUrl,
    poolMax: 2,
    name: 'evidence test',
    onIdleError: () => undefined,
  });
  const log = testLog(sequencer, { directory: join(data, 'log', 'centre'), name: 'centre' });
  return {
    ...{ data, whole, log, sequencer, authority },
    close: async () => {
      await sequencer.end();
      await whole.close();
      await authority.close();
      rmSync(data, { recursive: true });
    },
  };
}
