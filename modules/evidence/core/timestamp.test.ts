import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { parseTimestamp } from './timestamp.ts';

const directory = mkdtempSync(join(tmpdir(), 'lakiri-tsa-'));
after(() => rmSync(directory, { recursive: true }));

const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version']);
    return true;
  } catch {
    return false;
  }
})();
const skip = hasOpenssl ? false : 'no openssl; apt-get install openssl';

const CONFIG = `
[tsa]
default_tsa = authority
[authority]
serial = ${directory}/serial
signer_cert = ${directory}/tsa.pem
signer_key = ${directory}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256, sha512
accuracy = secs:1
ordering = yes
[req]
distinguished_name = name
x509_extensions = stamping
prompt = no
[name]
CN = Time stamps for a test
[stamping]
extendedKeyUsage = critical,timeStamping
`;

/** A real authority's answer over some bytes. */
function stamped(bytes: Uint8Array, digest: 'sha256' | 'sha512', name: string): Buffer {
  const path = (file: string): string => join(directory, file);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  writeFileSync(path('tsa.cnf'), CONFIG);
  writeFileSync(path(name), bytes);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    path('tsa.key'),
    '-out',
    path('tsa.pem'),
    '-config',
    path('tsa.cnf'),
  );
  writeFileSync(path('serial'), '01\n');
  openssl('ts', '-query', '-data', path(name), `-${digest}`, '-cert', '-out', path('q.tsq'));
  openssl(
    'ts',
    '-reply',
    '-queryfile',
    path('q.tsq'),
    '-config',
    path('tsa.cnf'),
    '-out',
    path(`${name}.tsr`),
  );
  openssl(
    'ts',
    '-reply',
    '-queryfile',
    path('q.tsq'),
    '-config',
    path('tsa.cnf'),
    '-token_out',
    '-out',
    path(`${name}.token`),
  );
  return readFileSync(path(`${name}.tsr`));
}

test('a time stamp of openssl says what was stamped and when, with and without its envelope', {
  skip,
}, () => {
  const bytes = Buffer.from('a checkpoint\n');
  const response = stamped(bytes, 'sha256', 'one');
  for (const der of [response, readFileSync(join(directory, 'one.token'))]) {
    const stamp = parseTimestamp(der);
    assert.ok(!('code' in stamp), JSON.stringify(stamp));
    assert.deepEqual(Buffer.from(stamp.imprint), hash('sha256', bytes, 'buffer'));
    assert.ok(Math.abs(Date.parse(stamp.at) - Date.now()) < 3_600_000, stamp.at);
  }
  for (let at = 0; at < response.length; at++) {
    const stamp = parseTimestamp(response.subarray(0, at));
    assert.ok('code' in stamp, `cut at ${at}`);
  }
  const other = parseTimestamp(stamped(bytes, 'sha512', 'two'));
  assert.equal('code' in other && other.code, 'not-sha-256');
});

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      parseTimestamp(bytes);
      parseTimestamp(Buffer.concat([Buffer.of(0x30, bytes.length & 0x7f), bytes]));
    }),
  );
});
