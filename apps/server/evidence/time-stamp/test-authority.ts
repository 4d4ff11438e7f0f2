// A time-stamping authority of our own on the loopback, made by `openssl ts`, for the tests.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type TestAuthority = {
  readonly url: string;
  /** The authority's root certificate. */
  readonly caPem: string;
  /** What it answers from now on: a stamp, nothing (503), or the bytes that `change` makes of a stamp. */
  behave(how: 'stamp' | 'away' | ((reply: Buffer) => Buffer)): void;
  /** `openssl ts -verify` over these bytes; throws when it does not hold. */
  verify(reply: Uint8Array, over: Uint8Array): string;
  close(): Promise<void>;
};

const CONFIG = `
[ tsa ]
default_tsa = tsa1
[ tsa1 ]
serial = ./serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[ ext ]
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[ ca ]
basicConstraints = critical,CA:true
`;

export async function openAuthority(
  usage: 'timeStamping' | 'emailProtection' = 'timeStamping',
): Promise<TestAuthority> {
  const folder = mkdtempSync(join(tmpdir(), 'lakiri-tsa-'));
  const openssl: Openssl = (line) =>
    execFileSync('openssl', line.split(' '), {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  makeKeys(folder, openssl, usage);
  let how: Parameters<TestAuthority['behave']>[0] = 'stamp';
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (how === 'away') return response.writeHead(503).end();
      writeFileSync(join(folder, 'q.tsq'), Buffer.concat(chunks));
      openssl(
        'ts -reply -config tsa.cnf -queryfile q.tsq -signer tsa.pem -inkey tsa.key -out r.tsr',
      );
      const reply = readFileSync(join(folder, 'r.tsr'));
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
      return response.end(how === 'stamp' ? reply : how(reply));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/tsa`,
    caPem: readFileSync(join(folder, 'ca.pem'), 'utf8'),
    behave: (next) => {
      how = next;
    },
    verify: (reply, over) => {
      writeFileSync(join(folder, 'v.tsr'), reply);
      writeFileSync(join(folder, 'v.data'), over);
      return openssl('ts -verify -data v.data -in v.tsr -CAfile ca.pem');
    },
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
}

type Openssl = (line: string) => string;

function makeKeys(folder: string, openssl: Openssl, usage: string): void {
  writeFileSync(join(folder, 'tsa.cnf'), CONFIG.replace('timeStamping', usage));
  writeFileSync(join(folder, 'serial'), '01');
  const key = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes';
  openssl(`req -x509 ${key} -days 30 -keyout ca.key -out ca.pem -subj /CN=Test-root`);
  openssl(`req ${key} -keyout tsa.key -out tsa.csr -subj /O=Test/CN=Test-time-stamping`);
  openssl(
    'x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 20 -extfile tsa.cnf -extensions ext -out tsa.pem',
  );
}
