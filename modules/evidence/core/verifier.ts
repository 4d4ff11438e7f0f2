// From a public key's text to what checks signatures, and from a signed checkpoint to what it proves.
import type { Malformed } from '@lakiri/kit';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { cosignatureTime, verifiesCosignature, verifiesMldsaCosignature } from './cosignature.ts';
import { verifiesEd25519 } from './ed25519.ts';
import { KEY_TYPES, type KeyType, type PublicKey, parseVkey } from './key.ts';
import { type NoteRefusal, openNote, parseNote, type Verifier } from './note.ts';
import { parseUtf8 } from './utf8.ts';

const checks = {
  [KEY_TYPES.ed25519]: (text, signature, { bytes }) => verifiesEd25519(signature, text, bytes),
  [KEY_TYPES.cosigner]: (text, signature, { bytes }) =>
    verifiesCosignature(parseUtf8(text) ?? '', signature, bytes),
  [KEY_TYPES.mldsaCosigner]: (text, signature, key) =>
    verifiesMldsaCosignature(parseUtf8(text) ?? '', signature, key),
} satisfies Record<KeyType, (text: Uint8Array, signature: Uint8Array, key: PublicKey) => boolean>;

/** What checks this key's signatures, of type 0x01, 0x04 or 0x06. */
export function verifierOf(vkey: string): Verifier | Malformed {
  const key = parseVkey(vkey);
  return 'code' in key ? key : verifierOfKey(key);
}

export function verifierOfKey(key: PublicKey): Verifier {
  const { name, keyId, type } = key;
  return { name, keyId, verify: (text, signature) => checks[type](text, signature, key) };
}

export type Cosigned = {
  readonly name: string;
  readonly keyId: string;
  /** The witness's seconds of 1970. */
  readonly time: number;
  readonly line: string;
};

export type OpenCheckpoint = {
  readonly opened: true;
  readonly checkpoint: Checkpoint;
  /** The note's text, which the signatures are over. */
  readonly text: string;
  readonly note: string;
  readonly logSigned: true;
  /** One for each line of a witness that we know, each verified. */
  readonly cosignatures: readonly Cosigned[];
};

export type CheckpointRefusal =
  | NoteRefusal
  | 'no-log-signature'
  | 'not-a-checkpoint'
  | 'other-origin';

/**
 * A checkpoint that its log has signed, and which of these witnesses cosigned it. Refused when the
 * log did not sign, when any known key's signature is wrong, and when its origin is not the key's name.
 */
export function openCheckpoint(
  note: string | Uint8Array,
  log: Verifier,
  witnesses: readonly Verifier[] = [],
): OpenCheckpoint | { readonly opened: false; readonly code: CheckpointRefusal } {
  const opened = openNote(note, [log, ...witnesses]);
  if (!opened.opened) return opened;
  const { text, signatures } = opened;
  const isOfLog = (line: { name: string; keyId: string }): boolean =>
    line.name === log.name && line.keyId === log.keyId;
  const verified = signatures.filter((line) => line.verified);
  if (!verified.some(isOfLog)) return { opened: false, code: 'no-log-signature' };
  const checkpoint = parseCheckpoint(text);
  if ('code' in checkpoint) return { opened: false, code: 'not-a-checkpoint' };
  if (checkpoint.origin !== log.name) return { opened: false, code: 'other-origin' };
  return {
    opened: true,
    checkpoint,
    text,
    note: typeof note === 'string' ? note : (parseUtf8(note) ?? ''),
    logSigned: true,
    cosignatures: verified
      .filter((line) => !isOfLog(line))
      .map(({ name, keyId, signature, line }) => ({
        name,
        keyId,
        time: cosignatureTime(signature) ?? 0,
        line,
      })),
  };
}

/** The checkpoint in a note, without believing it: only its form is seen to. */
export function checkpointOfNote(note: string | Uint8Array): Checkpoint | Malformed {
  const parsed = parseNote(note);
  return 'code' in parsed ? parsed : parseCheckpoint(parsed.text);
}
