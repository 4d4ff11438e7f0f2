// `lakiri witness` as a process beside a log under test.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkpointOfNote } from '@lakiri/evidence';
import { freePort } from '../bench/node-under-test.ts';
import { within } from './log-stage.ts';

const NAME = 'witness.example/w1';
const START_MS_MAX = 20_000;

export type WitnessProcess = {
  /** Of this policy one witness is enough, and there is one. */
  readonly policyFile: string;
  /** Entries of the newest checkpoint that it cosigned; 0: none yet. */
  size(): Promise<number>;
  stop(): void;
};

const lakiri = fileURLToPath(new URL('../../apps/cli/main.ts', import.meta.url));

/** Starts a witness of this log, with its memory in `directory`. */
export async function startWitness(directory: string, logVkey: string): Promise<WitnessProcess> {
  mkdirSync(directory);
  const logs = join(directory, 'logs.txt');
  writeFileSync(logs, `log ${logVkey}\n`);
  const own = ['--data', directory, '--name', NAME];
  const { PATH } = process.env;
  const env = PATH === undefined ? {} : { PATH };
  const vkey = execFileSync(process.execPath, [lakiri, 'witness', ...own, '--vkey'], {
    encoding: 'utf8',
    env,
  }).trim();
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [lakiri, 'witness', ...own, '--logs', logs, '--port', String(port)],
    { env, stdio: 'ignore' },
  );
  const end = (): void => void child.kill('SIGTERM');
  process.once('exit', end);
  const url = `http://127.0.0.1:${port}`;
  const policyFile = join(directory, 'policy');
  writeFileSync(policyFile, `log ${logVkey}\nwitness w1 ${vkey} ${url}\nquorum w1\n`);
  const answers = (): Promise<boolean> =>
    fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  if (!(await within(START_MS_MAX, answers))) throw new Error('the witness does not answer');
  const [origin = ''] = logVkey.split('+');
  const name = createHash('sha256').update(origin).digest('hex');
  return {
    policyFile,
    size: async () => {
      const response = await fetch(`${url}/${name}/checkpoint`);
      if (!response.ok) return 0;
      const checkpoint = checkpointOfNote(await response.text());
      return 'code' in checkpoint ? 0 : checkpoint.size;
    },
    stop: () => {
      process.off('exit', end);
      end();
    },
  };
}
