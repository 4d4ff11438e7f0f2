// Witnesses in this process, for tests of who asks them: honest ones, and each kind of bad one.
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Cosigner,
  cosigner,
  decideAddCheckpoint,
  newCosignerKey,
  newMldsaCosignerKey,
  parseAddCheckpoint,
  verifierOf,
} from '@lakiri/evidence';
import { sha256 } from '@lakiri/platform/sha256';

export type Manner =
  | 'honest'
  | 'forged'
  | 'other-key'
  | 'tomorrow'
  | 'garbage'
  | 'same-size'
  | 'any-size'
  | 'endless'
  | 'elsewhere'
  | 'failing'
  | 'boasting';

export type TestWitness = {
  readonly vkey: string;
  readonly url: string;
  /** `witness <name> <vkey> <url>` of a policy. */
  readonly line: string;
  manner: Manner;
  /** Submissions that came. */
  asked(): number;
  /** What it cosigned last. */
  size(): number;
  stop(): Promise<void>;
};

type Seen = { readonly size: number; readonly root: Uint8Array; readonly note: string };

const seed = (text: string): Uint8Array => sha256(Buffer.from(text));

/** A witness of one log, listening on loopback. `kind` is that of its key. */
export async function testWitness(
  name: string,
  logVkey: string,
  kind: 'ed25519' | 'ml-dsa' = 'ed25519',
): Promise<TestWitness> {
  const make = kind === 'ed25519' ? newCosignerKey : newMldsaCosignerKey;
  const { skey, vkey } = make(`${name}.example`, seed(name));
  const right = keyOf(skey);
  const wrong = keyOf(make(`${name}.example`, seed(`${name} forged`)).skey);
  const logVerifier = verifierOf(logVkey);
  if ('code' in logVerifier) throw new Error(logVerifier.code);
  let seen: Seen | undefined;
  let asked = 0;
  const answer = (body: string, response: ServerResponse): boolean => {
    const request = parseAddCheckpoint(body);
    if ('code' in request) return end(response, 400, request.code);
    const told = decideAddCheckpoint({ request, latest: seen, logVerifier }, sha256);
    if (told.status === 409) return end(response, 409, `${told.size}\n`, 'text/x.tlog.size');
    if (told.status !== 200) return end(response, told.status, `${told.code}\n`);
    const { size, root } = request.checkpoint;
    seen = { size, root, note: request.note };
    const at = Math.floor(Date.now() / 1_000);
    return end(
      response,
      200,
      `${lineOf(witness.manner, { right, wrong, text: request.text, at })}\n`,
    );
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method === 'GET') end(response, seen === undefined ? 404 : 200, seen?.note ?? '');
      else {
        asked++;
        const body = Buffer.concat(chunks).toString();
        void (misbehaved(witness.manner, asked, response) || answer(body, response));
      }
    });
  });
  const url = await listening(server);
  const witness: TestWitness = {
    vkey,
    url,
    line: `witness ${name} ${vkey} ${url}`,
    manner: 'honest',
    asked: () => asked,
    size: () => seen?.size ?? 0,
    stop: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
  return witness;
}

function keyOf(skey: string): Cosigner {
  const key = cosigner(skey);
  if ('code' in key) throw new Error(key.code);
  return key;
}

const DAY_S = 86_400;

function lineOf(
  manner: Manner,
  { right, wrong, text, at }: { right: Cosigner; wrong: Cosigner; text: string; at: number },
): string {
  if (manner === 'tomorrow') return right.cosign(text, at + DAY_S);
  if (manner === 'other-key') return wrong.cosign(text, at);
  if (manner !== 'forged') return right.cosign(text, at);
  // The right name and key, over another checkpoint.
  return right.cosign(text.replace(/\n\d+\n/, '\n424242\n'), at);
}

/** Answers as an honest witness never would; false where the manner is in the signature only. */
function misbehaved(manner: Manner, asked: number, response: ServerResponse): boolean {
  switch (manner) {
    case 'garbage':
      return end(response, 200, '<!doctype html>');
    case 'same-size':
      return end(response, 409, '0\n', 'text/x.tlog.size');
    case 'any-size':
      return end(response, 409, `${1 + (asked % 2)}\n`, 'text/x.tlog.size');
    case 'boasting':
      return end(response, 409, '9000000\n', 'text/x.tlog.size');
    case 'failing':
      return end(response, 500, 'broken');
    case 'elsewhere':
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
      return true;
    case 'endless':
      pour(response.writeHead(200));
      return true;
    default:
      return false;
  }
}

function pour(response: ServerResponse): void {
  const pouring = setInterval(() => response.write('— '.repeat(10_000)), 1);
  response.on('close', () => clearInterval(pouring));
}

function end(response: ServerResponse, status: number, text: string, type = 'text/plain'): boolean {
  response.writeHead(status, { 'content-type': type }).end(text);
  return true;
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}
