// Everything that must hold: `node tools/test/run.ts [pure|pg|fault|browser …] [path …]`. Without a
// kind: lint, types and dead code first, then all of them.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { silentLog } from '@lakiri/platform/log';
import { startPostgres } from '@lakiri/platform/postgres';
import { installedBinaries, type PostgresBinaries } from '@lakiri/platform/postgres-binaries';
import { type Outcome, runSuite } from './suite.ts';

const MINUTE_MS = 60_000;
const KINDS = ['pure', 'pg', 'fault', 'browser'] as const;
type Kind = (typeof KINDS)[number];

/** Where Debian's packages put the oldest PostgreSQL that we promise to run on. */
const {
  LAKIRI_TEST_POSTGRES_15: POSTGRES_15 = '/usr/lib/postgresql/15/bin',
  CI,
  PATH = '',
} = process.env;

/** Where every skip is a failure, except those that nobody without certain files can run. */
const isCi = CI === 'true';
/** Captures of real devices are not ours to publish; rights are not a package that CI could install. */
const SKIPS_ALLOWED = /captures|data\/frames|needs root|needs the right/;

/** Files that talk to a database or restart processes wait half of their time, and judge nothing by the clock. */
const FILES_AT_ONCE = { pg: 3, fault: 3, browser: 2 } as const;

/** A wait that was too short beside two busy neighbours is one file or two; a defect is there when it runs alone too. */
const AGAIN_MAX = 2;

/** They begin first, so that nobody waits for one of them in the end. */
const LONGEST =
  /(looks\.browser|looks-phone\.browser|orders\.pg|verify-database\.pg|tamper\.fault|dialects\.fault|ingest\.fault)\.test/;

const root = resolve(import.meta.dirname, '../..');
process.chdir(root);
Object.assign(process.env, { PATH: `${join(root, 'node_modules/.bin')}${delimiter}${PATH}` });

const outcomes: Outcome[] = [];
const asked = process.argv.slice(2);
const kinds = KINDS.filter((kind) => asked.includes(kind));
const paths = asked.filter((it) => !KINDS.includes(it as Kind));

if (asked.length === 0)
  for (const [title, command, ...args] of [
    ['lint', 'biome', 'ci', '--error-on-warnings', '--diagnostic-level=warn', '.'],
    ['types', 'tsc', '-b'],
    ['dead code', 'knip'],
  ] as const)
    outcomes.push(step(title, command, args));
for (const kind of kinds.length === 0 ? KINDS : kinds) await runKind(kind);
finish();

async function runKind(kind: Kind): Promise<void> {
  const files = filesOf(kind);
  if (files.length === 0) return;
  if (kind === 'pure')
    outcomes.push(await runSuite({ title: kind, files, fileMsMax: 2 * MINUTE_MS }));
  else if (kind === 'pg') await runOnEachPostgres(files);
  else {
    const concurrency = FILES_AT_ONCE[kind];
    const fileMsMax = 20 * MINUTE_MS;
    outcomes.push(
      await runSuite({ title: kind, files, concurrency, fileMsMax, againMax: AGAIN_MAX }),
    );
  }
}

async function runOnEachPostgres(files: readonly string[]): Promise<void> {
  await onPostgres('PostgreSQL 18, embedded', files);
  if (existsSync(join(POSTGRES_15, 'postgres')))
    await onPostgres('PostgreSQL 15', files, installedBinaries(POSTGRES_15));
  else
    outcomes.push({
      passed: 0,
      failed: 0,
      skips: files.map((file) => ({
        file,
        reason: `no PostgreSQL 15 in ${POSTGRES_15}; apt-get install postgresql-15`,
      })),
      wavered: [],
    });
}

/** One cluster for all files of the suite, named to them by the environment. */
async function onPostgres(
  title: string,
  files: readonly string[],
  binaries?: PostgresBinaries,
): Promise<void> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'lakiri-tests-'));
  chmodSync(dataDirectory, 0o711); // PostgreSQL 15 walks the path, and not as us where we are root
  const postgres = await startPostgres({
    dataDirectory,
    log: silentLog(),
    ...(binaries === undefined ? {} : { binaries }),
  });
  Object.assign(process.env, {
    LAKIRI_TEST_DATABASE_URL: postgres.ownerUrl,
    LAKIRI_TEST_TEMPLATES: '1',
  });
  try {
    outcomes.push(
      await runSuite({
        ...{ title, files, concurrency: FILES_AT_ONCE.pg },
        ...{ fileMsMax: 8 * MINUTE_MS, againMax: AGAIN_MAX },
      }),
    );
  } finally {
    Reflect.deleteProperty(process.env, 'LAKIRI_TEST_DATABASE_URL');
    Reflect.deleteProperty(process.env, 'LAKIRI_TEST_TEMPLATES');
    await postgres.stop();
    rmSync(dataDirectory, { recursive: true });
  }
}

function filesOf(kind: Kind): string[] {
  const pattern = kind === 'pure' ? '**/*.test.ts' : `**/*.${kind}.test.ts`;
  return globSync(pattern, { exclude: (name) => /^(node_modules|dist|\..+)$/.test(name) })
    .filter((file) => kind !== 'pure' || !/\.(pg|fault|browser)\.test\.ts$/.test(file))
    .filter((file) => paths.length === 0 || paths.some((path) => file.startsWith(path)))
    .sort()
    .sort((a, b) => Number(LONGEST.test(b)) - Number(LONGEST.test(a)));
}

function step(title: string, command: string, args: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  const held = status === 0;
  if (!held) console.error(`\n✖ ${title}: ${command} ${args.join(' ')}\n${stdout}${stderr}`);
  else console.log(`${title}: passed`);
  return { passed: held ? 1 : 0, failed: held ? 0 : 1, skips: [], wavered: [] };
}

function finish(): void {
  const skips = outcomes.flatMap((outcome) => outcome.skips);
  const byReason = Map.groupBy(skips, ({ reason }) => reason);
  for (const [reason, those] of byReason)
    console.log(
      `skipped ${those.length}: ${reason}\n${[...new Set(those.map(({ file }) => `    ${file}`))].join('\n')}`,
    );
  const wavered = outcomes.flatMap((outcome) => outcome.wavered);
  if (wavered.length > 0)
    console.error(`failed beside others, held alone:\n    ${wavered.join('\n    ')}`);
  const fatal = isCi ? skips.filter(({ reason }) => !SKIPS_ALLOWED.test(reason)) : [];
  if (fatal.length > 0) console.error(`${fatal.length} of the skips may not happen where CI=true.`);
  const sum = (count: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0);
  const passed = sum((outcome) => outcome.passed);
  const failed = sum((outcome) => outcome.failed) + fatal.length;
  console.log(
    `${passed} passed, ${failed} failed, ${skips.length - fatal.length} skipped, ${wavered.length} wavered`,
  );
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
