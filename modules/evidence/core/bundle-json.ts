// JSON of a bundle: any of it may have been made by somebody who wants us to stumble.
import { parseUtf8 } from './utf8.ts';

export type Json = { readonly [key: string]: unknown };

/** An object of JSON; `undefined` for other values and for what is no JSON. */
export function jsonOf(bytes: Uint8Array): Json | undefined {
  return objectOf(parsedOf(bytes));
}

/** A list of JSON, of whatever; `undefined` for other values and for what is no JSON. */
export function listOf(bytes: Uint8Array): readonly unknown[] | undefined {
  const value = parsedOf(bytes);
  return Array.isArray(value) ? value : undefined;
}

export function objectOf(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : undefined;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The bytes of an even number of lower-case hexadecimal digits. */
export function parseHex(text: string): Uint8Array | undefined {
  if (!/^([0-9a-f]{2})+$/.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function parsedOf(bytes: Uint8Array): unknown {
  const text = longText(bytes);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // malformed is a value here
  }
}

/** A day's frames are tens of megabytes, nearly all of them ASCII: those stretches are read at once. */
const STRETCH_BYTES = 4_096;

/** UTF-8 of any length; `undefined` where it is none. */
export function longText(bytes: Uint8Array): string | undefined {
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; ) {
    let to = Math.min(from + STRETCH_BYTES, bytes.length);
    while (to < bytes.length && ((bytes[to] as number) & 0xc0) === 0x80) to++;
    const stretch = bytes.subarray(from, to);
    const text = stretch.every((byte) => byte < 0x80)
      ? String.fromCharCode(...stretch)
      : parseUtf8(stretch);
    if (text === undefined) return undefined;
    parts.push(text);
    from = to;
  }
  return parts.join('');
}
