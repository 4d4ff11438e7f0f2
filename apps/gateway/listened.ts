// For which dialects this process listens, where, and with which keys of its own.
import { createHash, hkdfSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Dialect } from '@lakiri/kit';
import { CannotStart } from '@lakiri/platform/cannot-start';
import type { Config } from '@lakiri/platform/config';
import type { Log } from '@lakiri/platform/log';
import { hexOf, keyOf, lakiriWith, type Signer, signerOf } from '@lakiri/protocol-lakiri';
import { DIALECTS } from './dialects.ts';
import type { Listened } from './gateway.ts';
import type { SealTls } from './listener.ts';

const KEY_ID_BYTES = 8;

type Name = keyof typeof DIALECTS;

/** Throws CannotStart for a certificate or key that cannot be read. */
export async function listened(
  config: Pick<Config, 'ports' | 'sealSecret' | 'sealTls'>,
  log: Log,
): Promise<readonly Listened[]> {
  const tls = config.sealTls && (await readTls(config.sealTls));
  const own = config.sealSecret === undefined ? undefined : authorityOf(config.sealSecret);
  // Seals are made to trust this key before they are given out: whoever does that must know it.
  if (own !== undefined) log.info({ ...own.told }, 'authority that signs orders to seals');
  return (Object.keys(DIALECTS) as Name[]).map((name) => {
    const dialect: Dialect = DIALECTS[name];
    const port = config.ports[name];
    if (name !== 'lakiri') return { dialect, port };
    return { dialect: own === undefined ? dialect : lakiriWith(own.signer), port, tls };
  });
}

type Authority = {
  readonly signer: Signer;
  readonly told: { readonly keyId: string; readonly publicKey: string };
};

/** Ed25519 from the node's secret of seals: every gateway of a node signs as one. */
export function authorityOf(secret: string): Authority {
  const seed = new Uint8Array(hkdfSync('sha256', secret, '', 'lakiri seal authority v1', 32));
  const key = keyOf('EdDSA', seed);
  if (key.kind !== 'signature') throw new Error('an authority signs');
  const digest = createHash('sha256').update(key.publicKey).digest();
  const keyId = new Uint8Array(digest.subarray(0, KEY_ID_BYTES));
  return {
    signer: signerOf('EdDSA', keyId, seed),
    told: { keyId: hexOf(keyId), publicKey: hexOf(key.publicKey) },
  };
}

async function readTls(files: NonNullable<Config['sealTls']>): Promise<SealTls> {
  const read = async (setting: string, path: string): Promise<Uint8Array> => {
    try {
      return await readFile(path);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new CannotStart('bad-configuration', `${setting} cannot be read: ${why}`);
    }
  };
  return {
    cert: await read('LAKIRI_TLS_CERT', files.cert),
    key: await read('LAKIRI_TLS_KEY', files.key),
  };
}
