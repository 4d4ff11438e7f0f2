// `lakiri verify` as a stranger has it: a process, files and addresses, an exit status and a last line.
import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  formatProof,
  hashAtOf,
  inclusionProof,
  parseTrust,
  tilePath,
  widthAt,
} from '@lakiri/evidence';
import { testBundle } from '@lakiri/evidence/testing-bundle';
import { sha256 } from '@lakiri/platform/sha256';
import { sourceOf } from './source.ts';
import { entryAt, log, noteOf, ORIGIN, publish, witness, write } from './testing.ts';
import { verifyLog } from './verify-log.ts';

const home = mkdtempSync(join(tmpdir(), 'lakiri-verify-'));
after(() => rmSync(home, { recursive: true }));
const main = fileURLToPath(new URL('../main.ts', import.meta.url));

type Ran = Pick<SpawnSyncReturns<string>, 'status' | 'stdout' | 'stderr'> & {
  readonly last: string;
};

function lakiri(...args: readonly string[]): Promise<Ran> {
  const child = spawn(process.execPath, [main, 'verify', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, error]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => error.push(text));
  return new Promise((resolve) => {
    child.once('close', (status) => {
      const stdout = out.join('');
      const last = stdout.trimEnd().split('\n').at(-1) ?? '';
      resolve({ status, stdout, stderr: error.join(''), last });
    });
  });
}

const SIZE = 70_000;
const EARLIER = 65_000;
const big = join(home, 'big');
let notes: Map<number, string>;
let server: Server;
let base: string;
/** Paths that the server says are gone. */
const gone = new Set<string>();

before(async () => {
  notes = publish(big, { size: SIZE, notesAt: [300, EARLIER] });
  for (const [size, note] of notes) write(home, `older-${size}`, note);
  server = createServer((request, response) => {
    const path = join(big, request.url ?? '');
    const isThere = existsSync(path) && !gone.has(request.url ?? '');
    response.writeHead(isThere ? 200 : 404).end(isThere ? readFileSync(path) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const keys = ['--vkey', log.vkey];
const both = [...keys, '--vkey', witness.vkey];

function trusted(...vkeys: readonly string[]) {
  const trust = parseTrust({ vkeys: vkeys.join('\n'), policy: '' });
  if ('malformed' in trust) throw new Error(trust.code);
  return trust;
}

test('a log of 70,000 entries in a directory: confirmed, and it has only grown', async (t) => {
  const from = performance.now();
  const ran = await lakiri(big, ...both, '--since', join(home, `older-${EARLIER}`));
  t.diagnostic(
    `${Math.round(SIZE / ((performance.now() - from) / 1_000))} entries/s with the start of the process`,
  );
  assert.equal(
    ran.stdout,
    `The 70,000 entries of ${ORIGIN} are exactly those that its owner signed, as auditor.example/witness saw on 4 February 2026 at 05:31 UTC; nothing was changed, removed or put in between. Since your older checkpoint of 65,000 entries it has only grown.\n`,
  );
  assert.equal(ran.status, 0);
});

test('the same by an address that has only full tiles and the newest partial ones', async () => {
  gone.add('/tile/0/000.p/44').add('/tile/entries/000.p/44');
  const ran = await lakiri(`${base}/`, ...both, '--json');
  const outcome = JSON.parse(ran.stdout) as { verdict: string; facts: Record<string, unknown> };
  assert.deepEqual(
    [ran.status, outcome.verdict, outcome.facts['files']],
    [0, 'verified', 274 + 274 + 2 + 1],
  );
});

test('entries by an address, with the older checkpoint and without a whole copy', async () => {
  for (const entry of [0, 255, 256, 65_535, 69_999]) {
    const ran = await lakiri(
      base,
      ...keys,
      '--entry',
      String(entry),
      '--since',
      join(home, 'older-300'),
    );
    assert.equal(ran.status, 0, ran.stdout);
    assert.match(
      ran.last,
      /stands in the log of 70,000 entries that its owner signed; it was not changed\. Since your older checkpoint of 300/,
    );
  }
  const beyond = await lakiri(base, ...keys, '--entry', '70000');
  assert.deepEqual([beyond.status, /has no entry 70,000 yet/.test(beyond.last)], [2, true]);
});

test('a partial tile that is gone is taken from the full one that came after it', async () => {
  const directory = join(home, 'grown');
  cpSync(big, directory, { recursive: true });
  writeFileSync(join(directory, 'checkpoint'), notes.get(EARLIER) ?? '');
  for (const kind of ['0', 'entries'])
    rmSync(join(directory, `tile/${kind}/253.p`), { recursive: true });
  const ran = await lakiri(directory, ...keys);
  assert.equal(ran.status, 0, ran.stdout);
  assert.match(ran.last, /^The 65,000 entries/);
});

// Each is a small log of 300 entries, with one thing wrong.
const small = join(home, 'small');
const flip = (path: string, byte: number) => (directory: string) => {
  const file = join(directory, path);
  const bytes = readFileSync(file);
  bytes[byte] = (bytes[byte] ?? 0) ^ 1;
  writeFileSync(file, bytes);
};
const rows: readonly {
  say: string;
  harm: (directory: string) => void;
  path: string;
  code?: string;
}[] = [
  { say: 'an entry changed', harm: flip('tile/entries/000', 9), path: 'tile/entries/000' },
  { say: 'a length changed', harm: flip('tile/entries/000', 1), path: 'tile/entries/000' },
  {
    say: 'an entry of the last bundle changed',
    harm: flip('tile/entries/001.p/44', 9),
    path: 'tile/entries/001.p/44',
  },
  { say: 'a tile changed', harm: flip('tile/0/000', 40), path: 'tile/0/000' },
  { say: 'the last tile changed', harm: flip('tile/0/001.p/44', 40), path: 'tile/0/001.p/44' },
  { say: 'an upper tile changed', harm: flip('tile/1/000.p/1', 0), path: 'tile/1/000.p/1' },
  {
    say: 'an old partial tile changed',
    harm: flip('tile/0/000.p/200', 0),
    path: 'tile/0/000.p/200',
  },
  {
    say: 'an old partial bundle changed',
    harm: flip('tile/entries/000.p/200', 9),
    path: 'tile/entries/000.p/200',
  },
  {
    say: 'a bundle missing',
    harm: (directory) => rmSync(join(directory, 'tile/entries/000')),
    path: 'tile/entries/000',
  },
  {
    say: 'a tile missing',
    harm: (directory) => rmSync(join(directory, 'tile/0/001.p/44')),
    path: 'tile/0/001.p/44',
  },
  {
    say: 'the root changed',
    harm: (directory) => {
      const file = join(directory, 'checkpoint');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^(.*\n300\n)./, '$1A'));
    },
    path: 'checkpoint',
  },
  {
    say: 'a checkpoint of the owner over another tree',
    harm: (directory) =>
      writeFileSync(join(directory, 'checkpoint'), noteOf(300, sha256(Buffer.from('x')))),
    path: 'checkpoint',
  },
];
for (const { say, harm, path } of rows)
  test(`${say}: refuted, and ${path} is named`, async () => {
    const directory = join(small, say.replaceAll(' ', '-'));
    mkdirSync(dirname(directory), { recursive: true });
    publish(directory, { size: 300, notesAt: [200] });
    harm(directory);
    const outcome = await verifyLog({
      source: sourceOf(directory),
      trust: trusted(log.vkey),
      entry: undefined,
      since: undefined,
      progress: () => undefined,
    });
    assert.equal(outcome.verdict, 'refuted');
    assert.ok(
      outcome.wrong.some((wrong) => wrong.path === path),
      JSON.stringify(outcome.wrong),
    );
  });

test('a flipped bit of each byte of a small log is found', async () => {
  const directory = join(home, 'bits');
  publish(directory, { size: 5 });
  const missed: string[] = [];
  for (const path of ['checkpoint', 'tile/0/000.p/5', 'tile/entries/000.p/5']) {
    const file = join(directory, path);
    const bytes = readFileSync(file);
    for (let bit = 0; bit < bytes.length * 8; bit += 9) {
      const copy = Buffer.from(bytes);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      writeFileSync(file, copy);
      const { verdict } = await verifyLog({
        source: sourceOf(directory),
        trust: trusted(log.vkey, witness.vkey),
        entry: undefined,
        since: undefined,
        progress: () => undefined,
      });
      if (verdict !== 'refuted') missed.push(`${path} bit ${bit}: ${verdict}`);
    }
    writeFileSync(file, bytes);
  }
  assert.deepEqual(missed, []);
});

type Foreign = {
  vkey: string;
  leaves: string[];
  checkpoints: { size: number; root: string; signature: string }[];
};

test('a log of another implementation, at each size that it signed, from each size before', async () => {
  const vectors = new URL(
    'core/vectors/tessera-log.json',
    import.meta.resolve('@lakiri/evidence/testing'),
  );
  const { vkey, leaves, checkpoints } = JSON.parse(readFileSync(vectors, 'utf8')) as Foreign;
  const origin = vkey.split('+')[0] ?? '';
  const trust = trusted(vkey);
  let verified = 0;
  for (const { size, root, signature } of checkpoints) {
    const directory = join(home, `foreign-${size}`);
    publish(directory, { size, entry: (at) => Buffer.from(leaves[at] ?? '') });
    const note = `${origin}\n${size}\n${root}\n\n— ${origin} ${signature}\n`;
    write(directory, 'checkpoint', note);
    for (const earlier of checkpoints.filter((it) => it.size <= size)) {
      const since = join(home, `foreign-${earlier.size}`, 'checkpoint');
      const source = sourceOf(directory);
      const progress = (): void => undefined;
      const outcome = await verifyLog({ source, trust, entry: undefined, since, progress });
      assert.equal(outcome.verdict, 'verified', JSON.stringify(outcome));
      verified++;
    }
  }
  assert.equal(verified, 136);
});

test('a second history and one that was cut short are told by the older checkpoint', async () => {
  const fork = join(home, 'fork');
  publish(fork, { size: 400, entry: (at) => (at === 7 ? Buffer.from('other') : entryAt(at)) });
  for (const args of [[], ['--entry', '3']]) {
    const forked = await lakiri(fork, ...keys, ...args, '--since', join(home, 'older-300'));
    assert.equal(forked.status, 1);
    assert.match(forked.last, /signed two histories that contradict each other/);
  }
  const short = join(home, 'short');
  publish(short, { size: 200 });
  const cut = await lakiri(short, ...keys, '--since', join(home, 'older-300'));
  assert.deepEqual([cut.status, /no longer in it/.test(cut.last)], [1, true]);
});

test('whose word is asked for must be there; an earlier checkpoint that has it is taken', async () => {
  const directory = join(home, 'unseen');
  const made = publish(directory, { size: 300, notesAt: [200] });
  const [seen = '', newest = ''] = [made.get(200), made.get(300)];
  writeFileSync(
    join(directory, 'checkpoint'),
    newest.split('\n').slice(0, 5).join('\n').concat('\n'),
  );
  const alone = await lakiri(directory, ...both);
  assert.deepEqual(
    [alone.status, /not seen by enough of the witnesses/.test(alone.last)],
    [1, true],
  );
  assert.equal((await lakiri(directory, ...keys)).status, 0);
  writeFileSync(join(directory, 'witnessed'), seen);
  const tail = await lakiri(directory, ...both);
  assert.equal(tail.status, 0, tail.stdout);
  assert.match(tail.stdout, /seen the first 200 entries; the 100 after them/);
});

test('a proof with its entry', async () => {
  const tileAt = (level: number, index: number) =>
    readFileSync(join(big, tilePath(level, index, widthAt(level, index, SIZE))));
  const proof = inclusionProof(18_211, SIZE, hashAtOf(tileAt, sha256), sha256);
  write(
    home,
    'p.tlog-proof',
    formatProof({ index: 18_211, proof, checkpointNote: notes.get(SIZE) ?? '' }),
  );
  write(home, 'entry', entryAt(18_211));
  write(home, 'other', entryAt(18_212));
  const path = join(home, 'p.tlog-proof');
  const good = await lakiri(path, '--entry-file', join(home, 'entry'), ...both);
  assert.equal(good.status, 0, good.stdout);
  assert.match(good.last, /is entry 18,211 of the 70,000 entries of revenue\.example/);
  assert.equal((await lakiri(path, '--entry-file', join(home, 'other'), ...both)).status, 1);
  assert.equal((await lakiri(path, ...both)).status, 2);
});

test('an evidence bundle: a zip, its folder, and one changed byte of each', async () => {
  const bundle = testBundle();
  write(home, 'good.zip', bundle.zip);
  write(home, 'policy', bundle.policy);
  const policy = ['--policy', join(home, 'policy')];
  const good = await lakiri(join(home, 'good.zip'), ...policy);
  assert.equal(good.status, 0, good.stdout);
  assert.match(
    good.last,
    /^The bundle on J-2026-0417 holds: its 5 entries and 3 device messages stand unchanged in the log/,
  );
  const claimed = await lakiri(join(home, 'good.zip'));
  assert.equal(claimed.status, 2, 'whole, but nobody says whose');
  assert.match(claimed.stdout, /⚠ The keys are taken from the bundle itself/);
  assert.match(claimed.last, /is whole in itself.*give it with --vkey\.$/);
  for (const [path, bytes] of bundle.files) write(join(home, 'folder'), path, bytes);
  assert.equal((await lakiri(join(home, 'folder'), ...policy)).status, 0);
  flip('folder/entries/3.json', 20)(home);
  const bad = await lakiri(join(home, 'folder'), ...policy);
  assert.equal(bad.status, 1);
  assert.match(bad.stdout, /✘ entries\/3\.json: the file was changed after the bundle was made/);
  const zip = Uint8Array.from(bundle.zip);
  zip[400] = (zip[400] ?? 0) ^ 1;
  write(home, 'bad.zip', zip);
  assert.equal((await lakiri(join(home, 'bad.zip'), ...policy)).status, 1);
});

test('what cannot be verified is neither confirmed nor refuted', async () => {
  const cases: readonly (readonly string[])[] = [
    [join(home, 'nothing-here'), ...keys],
    [home, ...keys],
    [big],
    [big, '--vkey', 'no+12345678+key'],
    [big, '--vkey', witness.vkey],
    [big, ...keys, '--since', join(home, 'entry')],
    ['http://127.0.0.1:9/', ...keys],
    [],
    [big, '--what'],
    [big, ...keys, '--entry', 'first'],
  ];
  for (const ran of await Promise.all(cases.map((args) => lakiri(...args)))) {
    assert.equal(ran.status, 2, ran.stdout + ran.stderr);
    assert.doesNotMatch(ran.stdout + ran.stderr, /\n +at /);
  }
  const stranger = await lakiri(big, '--vkey', testBundle().logVkey.replace('x', 'x'));
  assert.equal(stranger.status, 1);
  renameSync(join(big, 'checkpoint'), join(big, 'away'));
  assert.equal((await lakiri(base, ...keys)).status, 2);
  renameSync(join(big, 'away'), join(big, 'checkpoint'));
});
