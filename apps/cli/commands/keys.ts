import { join, resolve } from 'node:path';
import { CannotStart } from '@lakiri/platform/cannot-start';
import { readConfig } from '@lakiri/platform/config';
import { sealSecret } from '@lakiri/platform/migrate';
import { openSecrets } from '@lakiri/platform/secrets';
import { authorityOf } from '@lakiri/protocol-lakiri';
import { Command } from 'commander';

/** `lakiri keys`: public keys of this node that others must be given. */
export function command(): Command {
  return new Command('keys')
    .description('Prints public keys of this node. Nothing that it prints is a secret.')
    .addCommand(
      new Command('order-authority')
        .summary('the key that signs orders to seals of the Lakiri dialect')
        .description(
          'Prints the key that signs orders to seals of the Lakiri dialect, and its key id. The maker loads\n' +
            'both into each seal before it is given out: it obeys no other (protocols/lakiri/SPEC.md, 4.4).\n' +
            'All gateways of a node, and all machines of one DATABASE_URL, have the same.',
        )
        .option('--json', 'write one JSON object')
        .action(({ json }: { readonly json?: true }) => orderAuthority(json === true)),
    );
}

function orderAuthority(isJson: boolean): void {
  try {
    const told = { algorithm: 'EdDSA (Ed25519)', ...authorityOf(sealSecret(rootSecret())).told };
    if (isJson) console.log(JSON.stringify(told));
    else
      console.log(
        [
          `algorithm   ${told.algorithm}`,
          `key id      ${told.keyId}`,
          `public key  ${told.publicKey}`,
        ].join('\n'),
      );
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    console.error(`lakiri: ${error.message}`);
    process.exit(1);
  }
}

/** The secret that the node has; none is made here, or seals would be given the key of no node. */
function rootSecret(): string {
  const config = readConfig(process.env);
  const data = resolve(config.dataDirectory);
  const secret = config.roleSecret ?? openSecrets(join(data, 'secrets.json')).get('roles');
  if (secret !== undefined) return secret;
  throw new CannotStart(
    'no-node',
    `${data} holds no node yet. Start it once, or set LAKIRI_DATA to its directory or LAKIRI_ROLE_SECRET to its secret.`,
  );
}
