// For which dialects this process listens, where, and with which keys of its own.
import type { Dialect } from '@lakiri/kit';
import type { Config } from '@lakiri/platform/config';
import type { Log } from '@lakiri/platform/log';
import { authorityOf, lakiriWith } from '@lakiri/protocol-lakiri';
import { DIALECTS } from './dialects.ts';
import type { Listened } from './gateway.ts';
import { readTls } from './tls-files.ts';

const SETTINGS = { cert: 'LAKIRI_TLS_CERT', key: 'LAKIRI_TLS_KEY' };

type Name = keyof typeof DIALECTS;

/** Throws CannotStart for a certificate or key that cannot be read. */
export async function listened(
  config: Pick<Config, 'ports' | 'sealSecret' | 'sealTls'>,
  log: Log,
): Promise<readonly Listened[]> {
  const tls = config.sealTls && (await readTls(config.sealTls, SETTINGS));
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
