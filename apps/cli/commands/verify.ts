import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTrust, type Trust, ZIP_BYTES_MAX } from '@lakiri/evidence';
import { Command, InvalidArgumentError } from 'commander';
import { exitStatusOf, type Outcome, textOf, unverified } from '../verifying/outcome.ts';
import { progressOn } from '../verifying/progress.ts';
import { cannotVerify, isCannotVerify, readFileBounded, sourceOf } from '../verifying/source.ts';
import { verifyFolder, verifyZip } from '../verifying/verify-bundle.ts';
import { verifyLog } from '../verifying/verify-log.ts';
import { verifyProofFile } from '../verifying/verify-proof.ts';

type Options = {
  readonly vkey: readonly string[];
  readonly policy?: string;
  readonly entry?: number;
  readonly entryFile?: string;
  readonly since?: string;
  readonly json?: boolean;
  readonly database?: boolean;
  readonly table?: string;
};

/** `lakiri verify`: what a stranger asks, with nothing of ours but this program. */
export function command(): Command {
  return (
    new Command('verify')
      .description(
        'Say whether a log, an entry of it, or an evidence bundle is what was signed. Needs no database, no settings and no node.',
      )
      .argument(
        '[place]',
        'a log’s address or directory, a .tlog-proof, an evidence bundle (zip or folder)',
      )
      .option(
        '--vkey <vkey>',
        'the key of the log or of a witness, or a file of them; may be repeated',
        gather,
        [],
      )
      .option(
        '--policy <file>',
        'a tlog-policy: logs, witnesses, and how many of these must have seen it',
      )
      .option('--entry <index>', 'only this entry of the log, counted from 0', parseIndex)
      .option('--entry-file <file>', 'the entry that a .tlog-proof is for')
      .option(
        '--since <checkpoint>',
        'an older checkpoint of the log: show that it has only grown since',
      )
      .option(
        '--database',
        'instead of a place: this node’s own database, every row against its facts, frames and log',
      )
      .option('--table <name>', 'with --database: only what is wrong in this table')
      .option('--json', 'write one JSON object')
      .addHelpText('after', EXAMPLES)
      // Wrong arguments refute nothing: commander's own status for them is 1.
      .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT_UNKNOWN))
      .action(run)
  );
}

const EXAMPLES = `
Examples:
  $ lakiri verify https://centre.example/log/centre --vkey 'centre.example/log/centre+fb2ff76d+AeKo…'
  $ lakiri verify ./log-copy --policy policy.txt --since checkpoint-of-last-year
  $ lakiri verify https://centre.example/log/centre --vkey vkeys.txt --entry 18211
  $ lakiri verify 18211.tlog-proof --entry-file 18211.json --vkey vkeys.txt
  $ lakiri verify bundle.zip --vkey vkeys.txt
  $ lakiri verify --database

Any log of the C2SP tlog-tiles form can be verified, not only ours; where its entries are held back, the token that
its operator gave you is read from LAKIRI_LOG_TOKEN. Without a key an evidence bundle is checked
with the keys inside it, which shows that it is whole but not whose it is (status 2): ask the owner for the key.
Exit status: 0 it is what was signed, 1 it is not, 2 it could not be verified. The last line is for a lawyer.
`;

function gather(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function parseIndex(text: string): number {
  const index = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(index))
    throw new InvalidArgumentError('An index is a whole number from 0.');
  return index;
}

const EXIT_UNKNOWN = 2;

async function run(place: string | undefined, options: Options): Promise<void> {
  if (options.database === true) {
    const { runVerifyDatabase } = await import('../verifying-database/run.ts');
    return await runVerifyDatabase(options);
  }
  let outcome: Outcome;
  try {
    if (place === undefined) throw cannotVerify('Name a log or a bundle, or ask for --database.');
    outcome = await verify(place, options);
  } catch (error) {
    // Node would end with 1, which says that the evidence is refuted.
    if (!isCannotVerify(error)) console.error(error);
    outcome = unverified(
      isCannotVerify(error)
        ? error.message
        : 'The verification broke off by a fault of this program.',
    );
  }
  console.log(options.json ? JSON.stringify(outcome, null, 2) : textOf(outcome));
  process.exitCode = exitStatusOf(outcome);
}

async function verify(place: string, options: Options): Promise<Outcome> {
  const trust = await trustOf(options);
  const isLog = /^https?:\/\//.test(place) || (await isLogDirectory(place));
  if (isLog) {
    const progress = progressOn(process.stderr);
    const { entry, since } = options;
    try {
      return await verifyLog({
        source: sourceOf(place),
        trust: needed(trust),
        entry,
        since,
        progress: progress.told,
      });
    } finally {
      progress.end();
    }
  }
  if ((await statOf(place))?.isDirectory()) return await verifyFolder(place, trust);
  const bytes = await readFileBounded(place, ZIP_BYTES_MAX);
  if (bytes === undefined) throw cannotVerify(`There is no file ${place}.`);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return verifyZip(bytes, trust);
  const { entryFile } = options;
  if (entryFile === undefined)
    throw cannotVerify(`${place} is no bundle; to a .tlog-proof give its entry with --entry-file.`);
  const entry = await readFileBounded(entryFile, ZIP_BYTES_MAX);
  if (entry === undefined) throw cannotVerify(`There is no file ${entryFile}.`);
  return verifyProofFile({
    proof: bytes,
    path: place,
    entry,
    entryPath: entryFile,
    trust: needed(trust),
  });
}

const statOf = (path: string) => stat(path).catch(() => undefined);

/** A bundle has a checkpoint too, and beside it its manifest. */
async function isLogDirectory(place: string): Promise<boolean> {
  if (!(await statOf(place))?.isDirectory()) return false;
  return (await statOf(join(place, 'manifest.json'))) === undefined;
}

function needed(trust: Trust | null): Trust {
  if (trust !== null && trust.logs.length > 0) return trust;
  throw cannotVerify(
    'Give the key of the log’s owner with --vkey, or a policy that has it: without it anybody could have signed. Ask the owner for it, not the log.',
  );
}

/** Lists of keys and policies are a few kilobytes. */
const KEYS_BYTES_MAX = 1_000_000;

async function trustOf({ vkey, policy }: Options): Promise<Trust | null> {
  if (vkey.length === 0 && policy === undefined) return null;
  const keys = await Promise.all(
    vkey.map((value) => (/^[^+]+\+[0-9a-f]{8}\+/.test(value) ? value : readText(value))),
  );
  const trust = parseTrust({
    vkeys: keys.join('\n'),
    policy: policy === undefined ? '' : await readText(policy),
  });
  if (!('malformed' in trust)) return trust;
  const what = trust.malformed === 'policy' ? `${policy} is no policy` : 'That is no key';
  throw cannotVerify(`${what}: line ${trust.line}, ${trust.code}.`);
}

async function readText(path: string): Promise<string> {
  const bytes = await readFileBounded(path, KEYS_BYTES_MAX);
  if (bytes === undefined) throw cannotVerify(`${path} is neither a key nor a file.`);
  return Buffer.from(bytes).toString('utf8');
}
