// The witness's own keys: made at the first start, kept in one file that only its user may read.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  type Cosigner,
  cosigner,
  type KeyPair,
  newCosignerKey,
  newMldsaCosignerKey,
} from '@lakiri/evidence';
import { CannotStart } from '@lakiri/platform/cannot-start';
import { createFile, readText, replaceFile } from '@lakiri/platform/durable-file';

/** Of Ed25519 and of ML-DSA's ξ. */
const SEED_BYTES = 32;
const MODE = 0o600;

export type KeyOptions = {
  readonly directory: string;
  /** Needed at the first start; later it must be the same. */
  readonly name: string | undefined;
  /** Also an ML-DSA-44 key, which a quantum computer does not break. Made when it is first asked for. */
  readonly mldsa: boolean;
};

/** The cosigners of this directory, Ed25519 first; makes what is missing. Throws CannotStart. */
export function openKeys({ directory, name, mldsa }: KeyOptions): readonly Cosigner[] {
  const file = keyFile(directory);
  if (readText(file) === undefined)
    createFile(file, textOf([made(file, named(name), newCosignerKey)]), MODE);
  const keys = read(file);
  const [first] = keys;
  if (first === undefined) throw damaged(file);
  if (name !== undefined && name !== first.cosigner.name)
    throw new CannotStart(
      'other-name',
      `this witness is "${first.cosigner.name}"; a name belongs to its key. For "${name}" use another directory.`,
    );
  if (!mldsa || keys.length > 1) return keys.map((key) => key.cosigner);
  const second = made(file, first.cosigner.name, newMldsaCosignerKey);
  replaceFile(file, textOf([first.skey, second]), MODE);
  return openKeys({ directory, name, mldsa });
}

export function keyFile(directory: string): string {
  return join(directory, 'witness-key');
}

type Key = { readonly skey: string; readonly cosigner: Cosigner };

function read(file: string): readonly Key[] {
  const lines = (readText(file) ?? '').split('\n').filter((line) => line !== '');
  return lines.map((skey) => {
    const found = cosigner(skey);
    if ('code' in found) throw damaged(file);
    return { skey, cosigner: found };
  });
}

function named(name: string | undefined): string {
  if (name !== undefined) return name;
  throw new CannotStart(
    'no-name',
    'a new witness needs a name that never changes, for example: --name witness.example.go.ke/w1',
  );
}

function made(
  file: string,
  name: string,
  make: (name: string, seed: Uint8Array) => KeyPair,
): string {
  try {
    return make(name, randomBytes(SEED_BYTES)).skey;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CannotStart('bad-name', `${error.message}: it goes into ${file}. No spaces, no +.`);
  }
}

function textOf(skeys: readonly string[]): string {
  return skeys.map((skey) => `${skey}\n`).join('');
}

function damaged(file: string): CannotStart {
  return new CannotStart(
    'key-damaged',
    `${file} does not hold this witness's keys. Restore it from the copy you keep offline, or use a new directory.`,
  );
}
