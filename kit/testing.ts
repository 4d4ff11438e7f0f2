// What the tests of every dialect do: bytes from text, streams in pieces, messages beside what a file expects of them.
import type { Framed, Framer, Message } from './dialect.ts';
import { type Instant, isoOf } from './instant.ts';

/** One run of bytes; a text is Latin-1. */
export function bytesOf(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? Array.from(part, (it) => it.charCodeAt(0)) : [...part],
    ),
  );
}

/** What a framer finds in chunks. Their memory is used again, as a socket does. */
export function framedIn(framer: Framer, chunks: readonly Uint8Array[]): readonly Framed[] {
  const found: Framed[] = [];
  for (const chunk of chunks) {
    const reused = Uint8Array.from(chunk);
    found.push(...framer.push(reused));
    reused.fill(0xee);
  }
  return [...found, ...framer.end()];
}

/** A stream in pieces of these sizes, and its rest. */
export function pieces(stream: Uint8Array, sizes: readonly number[] = []): readonly Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (const size of sizes) {
    chunks.push(stream.slice(at, at + size));
    at += size;
  }
  return [...chunks, stream.slice(at)];
}

/** What was found, in short: sizes of frames, and codes, offsets and sizes of what was discarded. */
export function seen(found: readonly Framed[]): readonly string[] {
  return found.map((it) =>
    it.kind === 'frame'
      ? `frame ${it.bytes.length}`
      : `${it.malformed.code}@${it.malformed.offset} ${it.bytes.length}`,
  );
}

/**
 * A file of frames/: lines of hex or of "text", with notes after #, then `---` and what is expected of them,
 * as JSON. Throws on a line that is neither.
 */
export function frameFile(text: string): {
  readonly bytes: Uint8Array;
  readonly expected: unknown;
} {
  const [frame = '', json = ''] = text.split('\n---\n');
  const parts = frame.split('\n').map((line) => /^"([^"]*)"/.exec(line)?.[1] ?? unhex(line));
  return { bytes: bytesOf(...parts), expected: JSON.parse(json) };
}

function unhex(line: string): Uint8Array {
  const digits = line.replace(/#.*/, '').replaceAll(/\s/g, '');
  if (!/^([\da-f]{2})*$/i.test(digits)) throw new Error(`neither hex nor text: ${line}`);
  return Uint8Array.from(digits.match(/../g) ?? [], (it) => Number.parseInt(it, 16));
}

/** A message as JSON says it: times in ISO, bytes in hex. */
export function plain(message: Message): unknown {
  return JSON.parse(
    JSON.stringify(message, (key, value: unknown) => {
      if (key === 'occurredAt' && value !== null) return isoOf(value as Instant);
      return value instanceof Uint8Array ? hex(value) : value;
    }),
  );
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (it) => it.toString(16).padStart(2, '0')).join('');

/** Of `actual`, the parts that `expected` speaks of. */
export function stated(actual: unknown, expected: unknown): unknown {
  if (expected === null || typeof expected !== 'object') return actual;
  if (actual === null || typeof actual !== 'object') return actual;
  if (Array.isArray(expected))
    return (actual as unknown[]).map((item, at) => stated(item, expected[at]));
  return Object.fromEntries(
    Object.entries(expected).map(([key, value]) => [
      key,
      stated((actual as Record<string, unknown>)[key], value),
    ]),
  );
}
