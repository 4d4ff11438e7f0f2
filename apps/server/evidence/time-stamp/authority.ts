import { randomBytes, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CannotStart } from '@lakiri/platform/cannot-start';
import { sha256 } from '@lakiri/platform/sha256';
import { timeStampQuery } from './query.ts';
import { checkReply, type ReplyRefusal, type TimeStamp } from './reply.ts';

/** Whose time is asked for, from the operator's configuration only. */
export type Authority = {
  /** http or https. */
  readonly url: string;
  /** PEM of the certificates to trust; without it the chain is not looked at. */
  readonly trustedPem: string | undefined;
};

export type Stamped =
  | ({ readonly reply: Uint8Array } & TimeStamp)
  | { readonly refused: ReplyRefusal | 'authority-away'; readonly detail: string };

const NONCE_BYTES = 8; // RFC 3161 §2.4.1 names 64 bits
const REPLY_MS_MAX = 5_000; // an export waits for it
/** A token with a long chain is some 6 kB; what is longer is no token. */
const REPLY_BYTES_MAX = 65_536;

/** Asks for a stamp over these bytes; the reply is checked before it is returned. Never throws. */
export async function askForStamp(authority: Authority, over: Uint8Array): Promise<Stamped> {
  const imprint = sha256(over);
  const nonce = randomBytes(NONCE_BYTES);
  const asked = await ask(authority.url, timeStampQuery(imprint, nonce));
  if (asked instanceof Error) return { refused: 'authority-away', detail: asked.message };
  const trusted =
    authority.trustedPem === undefined ? undefined : certificatesIn(authority.trustedPem);
  const checked = checkReply(asked, { imprint, nonce, trusted });
  if (checked.refused !== undefined) return { refused: checked.refused, detail: '' };
  return { ...checked, reply: asked };
}

/** The reply's bytes, or why there is none: whoever asks goes on without a stamp. */
async function ask(url: string, query: Uint8Array): Promise<Uint8Array | Error> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: Buffer.from(query),
      redirect: 'error', // the operator named one address
      signal: AbortSignal.timeout(REPLY_MS_MAX),
    });
    if (!response.ok) return new Error(`it answered ${response.status}`);
    if (!response.headers.get('content-type')?.startsWith('application/timestamp-reply'))
      return new Error('it answered something that is no time-stamp reply');
    return await bounded(response);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function bounded(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > REPLY_BYTES_MAX)
      throw new Error(`its reply is longer than ${REPLY_BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The authority of the configuration; nothing where none is named. Throws CannotStart for a file that holds no certificate. */
export function authorityOf(
  url: string | undefined,
  file: string | undefined,
): Authority | undefined {
  if (url === undefined) return undefined;
  if (file === undefined) return { url, trustedPem: undefined };
  try {
    const trustedPem = readFileSync(file, 'utf8');
    if (certificatesIn(trustedPem).length === 0) throw new Error('it holds no certificate');
    return { url, trustedPem };
  } catch (error) {
    throw new CannotStart(
      'bad-tsa-ca',
      `LAKIRI_TSA_CA names ${file}, which cannot be used: ${(error as Error).message}.`,
    );
  }
}

/** Every certificate of a PEM file. Throws on one that cannot be read: the operator has to mend it. */
function certificatesIn(pem: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}
