// The certificate and the key of a port: two files that an operator or a renewal changes while we run.
import { readFile, stat } from 'node:fs/promises';
import { CannotStart } from '@lakiri/platform/cannot-start';

export type TlsFiles = { readonly cert: string; readonly key: string };
/** PEM. */
export type Tls = { readonly cert: Uint8Array; readonly key: Uint8Array };

/** Throws CannotStart, by the name of the setting, for a file that cannot be read. */
export async function readTls(
  files: TlsFiles,
  settings: { readonly cert: string; readonly key: string },
): Promise<Tls> {
  const read = async (of: keyof TlsFiles): Promise<Uint8Array> => {
    try {
      return await readFile(files[of]);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new CannotStart('bad-configuration', `${settings[of]} cannot be read: ${why}`);
    }
  };
  return { cert: await read('cert'), key: await read('key') };
}

/** What tells one state of the files from another, without reading them. */
export async function stampOf({ cert, key }: TlsFiles): Promise<string> {
  const all = await Promise.all([cert, key].map((file) => stat(file)));
  return all.map(({ mtimeMs, size, ino }) => `${ino} ${mtimeMs} ${size}`).join(', ');
}
