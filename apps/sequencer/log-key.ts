// The key that signs the log: made at the first start, read at every other.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ed25519Signer, newEd25519Key, parseVkey, type Signer } from '@lakiri/evidence';
import type { Log } from '@lakiri/evidence/store';
import { CannotStart } from '@lakiri/platform/cannot-start';
import { createFile } from '@lakiri/platform/durable-file';
import { sha256Hex } from '@lakiri/platform/sha256';

const SEED_BYTES = 32;

export type LogKey = { readonly signer: Signer; readonly vkey: string };

export type KeyOptions = {
  readonly file: string;
  /** The node's name, which is its log's. */
  readonly node: string;
  /** The origin that was set. */
  readonly origin: string | undefined;
  readonly publicUrl: string | undefined;
};

/**
 * The key of this log, made where neither it nor the log is there. Throws CannotStart, with what to do, where
 * it is missing, makes no sense, or is not the one that has signed the log so far.
 */
export function openLogKey(log: Log | undefined, options: KeyOptions): LogKey {
  const { file, origin } = options;
  const text = read(file);
  if (text === undefined && log !== undefined)
    throw new CannotStart(
      'log-key-missing',
      `${file} is missing. It holds the key that signs the log ${log.origin}: restore it from a backup, or copy it from the machine that has it, and set LAKIRI_LOG_KEY_FILE if it lies elsewhere. Without it nothing more can be added to this log.`,
    );
  const key = text === undefined ? makeKey(options) : keyOf(text, file);
  if (log !== undefined && log.vkey !== key.vkey)
    throw new CannotStart(
      'log-key-other',
      `${file} holds the key ${key.vkey}, but this log is signed by ${log.vkey}. Put that key back.`,
    );
  if (origin !== undefined && origin !== key.signer.name)
    throw new CannotStart(
      'log-origin-other',
      `LAKIRI_LOG_ORIGIN is ${origin}, but the key in ${file} was made for ${key.signer.name}. An origin never changes: unset LAKIRI_LOG_ORIGIN or put the other key there.`,
    );
  return key;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new CannotStart('log-key-unreadable', `cannot read ${file}: ${(error as Error).message}`);
  }
}

function keyOf(skey: string, file: string): LogKey {
  const signer = ed25519Signer(skey);
  if ('code' in signer)
    throw new CannotStart(
      'log-key-damaged',
      `${file} is not the key of a log (PRIVATE+KEY+…): ${signer.code}. Restore it from a backup.`,
    );
  // PRIVATE+KEY+<name>+<id>+<base64(type ‖ seed)>; base64 has the plus too.
  const seed = Buffer.from(skey.split('+').slice(4).join('+'), 'base64').subarray(1);
  return { signer, vkey: newEd25519Key(signer.name, seed).vkey };
}

/** Of two that make it at once, both have the key of whoever came first. */
function makeKey({ file, node, origin, publicUrl }: KeyOptions): LogKey {
  const seed = randomBytes(SEED_BYTES);
  const name = origin ?? `${hostOf(publicUrl, seed)}/log/${node}`;
  const { skey } = newEd25519Key(name, seed);
  createFile(file, `${skey}\n`, 0o600);
  return keyOf(read(file) ?? '', file);
}

/** Where the node has no address of its own, its key tells it from all others. */
function hostOf(publicUrl: string | undefined, seed: Uint8Array): string {
  if (publicUrl !== undefined) return new URL(publicUrl).host;
  const key = parseVkey(newEd25519Key('node', seed).vkey);
  if ('code' in key) throw new Error(`a fresh key makes no sense: ${key.code}`);
  return `node-${sha256Hex(key.bytes).slice(0, 8)}.local`;
}
