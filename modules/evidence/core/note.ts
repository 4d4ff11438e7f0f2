// Signed notes (C2SP signed-note): a text, an empty line, one line per signature.

import type { Malformed } from '@lakiri/kit';
import { base64Of, parseBase64 } from './base64.ts';
import { isKeyName, type KeyId } from './key.ts';
import { parseUtf8, utf8Of } from './utf8.ts';

/** Go's reader takes a million bytes and 100 signatures; what we accept, it accepts, and the reverse. */
const NOTE_BYTES_MAX = 1_000_000;
const SIGNATURES_MAX = 100;
const KEY_ID_BYTES = 4;

export type Signer = {
  readonly name: string;
  readonly keyId: KeyId;
  /** The bytes after the key id. */
  sign(text: Uint8Array): Uint8Array;
};

export type Verifier = {
  readonly name: string;
  readonly keyId: KeyId;
  verify(text: Uint8Array, signature: Uint8Array): boolean;
};

export type SignatureLine = {
  readonly name: string;
  readonly keyId: KeyId;
  /** The bytes after the key id. */
  readonly signature: Uint8Array;
  /** As it stands in the note, without its newline. */
  readonly line: string;
};

/** A note taken apart; nothing of it is believed yet. */
export type ParsedNote = {
  /** Ends in a newline. */
  readonly text: string;
  readonly signatures: readonly SignatureLine[];
};

export type OpenNote = {
  readonly opened: true;
  readonly text: string;
  readonly signatures: readonly (SignatureLine & { readonly verified: boolean })[];
};

export type NoteRefusal = NoteFault | 'two-keys-of-one-id' | 'bad-signature' | 'no-known-signature';

type NoteFault =
  | 'too-long'
  | 'not-utf8'
  | 'control-character'
  | 'no-signatures'
  | 'bad-signature-line'
  | 'too-many-signatures';

/** `— <name> <base64(key id ‖ signature)>`, without a newline. */
export function signatureLine(name: string, keyId: KeyId, signature: Uint8Array): string {
  const id = Number.parseInt(keyId, 16);
  const head = [id >>> 24, (id >>> 16) & 0xff, (id >>> 8) & 0xff, id & 0xff];
  return `— ${name} ${base64Of(Uint8Array.from([...head, ...signature]))}`;
}

/** What a signature line says; `undefined` for what is none. */
export function parseSignatureLine(line: string): SignatureLine | undefined {
  const [, name, encoded] = /^— ([^ ]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
  if (name === undefined || encoded === undefined || !isKeyName(name)) return undefined;
  const bytes = parseBase64(encoded);
  if (bytes === undefined || bytes.length <= KEY_ID_BYTES) return undefined;
  const keyId = Array.from(bytes.subarray(0, KEY_ID_BYTES), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  return { name, keyId, signature: bytes.subarray(KEY_ID_BYTES), line };
}

/**
 * The note of a text under its signers' signatures. Throws RangeError where the text is none that a
 * note can carry: it must end in a newline and hold no control character but newlines.
 */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!text.endsWith('\n') || !text.isWellFormed() || controlAt(text) >= 0)
    throw new RangeError('a note is UTF-8 text that ends in a newline, without control characters');
  const bytes = utf8Of(text);
  const lines = signers.map(({ name, keyId, sign }) => signatureLine(name, keyId, sign(bytes)));
  return addSignatures(`${text}\n`, lines);
}

/** The note with more signature lines after those it has; lines with or without their newline. */
export function addSignatures(note: string, lines: readonly string[]): string {
  return note + lines.map((line) => `${line.replace(/\n$/, '')}\n`).join('');
}

/**
 * Takes a note apart at its last empty line; every line after it must be a signature's. The offset
 * of what is malformed is in characters, or in bytes where they are no UTF-8.
 */
export function parseNote(
  note: string | Uint8Array,
): ParsedNote | (Malformed & { code: NoteFault }) {
  if (note.length > NOTE_BYTES_MAX) return { code: 'too-long', offset: NOTE_BYTES_MAX };
  const all = typeof note === 'string' ? note : parseUtf8(note);
  if (all === undefined || !all.isWellFormed()) return { code: 'not-utf8', offset: 0 };
  const control = controlAt(all);
  if (control >= 0) return { code: 'control-character', offset: control };
  const split = all.lastIndexOf('\n\n');
  if (split < 0) return { code: 'no-signatures', offset: all.length };
  const from = split + 2;
  const lines = all.slice(from).split('\n');
  if (all.length === from) return { code: 'no-signatures', offset: from };
  if (lines.pop() !== '') return { code: 'bad-signature-line', offset: all.lastIndexOf('\n') + 1 };
  if (lines.length > SIGNATURES_MAX) return { code: 'too-many-signatures', offset: from };
  const signatures: SignatureLine[] = [];
  let offset = from;
  for (const line of lines) {
    const signature = parseSignatureLine(line);
    if (signature === undefined) return { code: 'bad-signature-line', offset };
    signatures.push(signature);
    offset += line.length + 1;
  }
  return { text: all.slice(0, split + 1), signatures };
}

/**
 * A note whose signatures were checked. Lines of keys we do not know stay `verified: false`. Refused
 * when a known key's signature is wrong, and when no known key has signed.
 */
export function openNote(
  note: string | Uint8Array,
  verifiers: readonly Verifier[],
): OpenNote | { readonly opened: false; readonly code: NoteRefusal } {
  const parsed = parseNote(note);
  if ('code' in parsed) return { opened: false, code: parsed.code };
  const known = new Map(verifiers.map((verifier) => [keyOf(verifier), verifier]));
  if (known.size < verifiers.length) return { opened: false, code: 'two-keys-of-one-id' };
  const text = utf8Of(parsed.text);
  const signatures: (SignatureLine & { verified: boolean })[] = [];
  for (const signature of parsed.signatures) {
    const verifier = known.get(keyOf(signature));
    if (verifier !== undefined && !verifier.verify(text, signature.signature))
      return { opened: false, code: 'bad-signature' };
    signatures.push({ ...signature, verified: verifier !== undefined });
  }
  if (!signatures.some(({ verified }) => verified))
    return { opened: false, code: 'no-known-signature' };
  return { opened: true, text: parsed.text, signatures };
}

/** The id has a fixed length and a name no space, so no two pairs share a text. */
function keyOf({ name, keyId }: { name: string; keyId: KeyId }): string {
  return `${keyId} ${name}`;
}

/** Where an ASCII control character other than newline stands, or -1. */
function controlAt(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && code !== 0x0a) return at;
  }
  return -1;
}
