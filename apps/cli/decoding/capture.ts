import type { Instant } from '@lakiri/kit';
import { type Decoded, decodedOf, undecoded } from './decoded.ts';

const FRAMINGS = ['binary', 'text', 'buffer'];

/**
 * One line of captures: `{id, protocol, framing, hex | text, options}`. `binary` and `buffer` give the bytes in
 * `hex`, `text` gives them as characters; what is there is taken where the other was promised.
 */
export function decodeCapture(line: string, now: Instant): Decoded {
  const capture = parse(line);
  if (capture === undefined) return undecoded(null, 'bad-line');
  const { id = null, protocol, framing = 'binary', hex, text } = capture;
  if (typeof protocol !== 'string' || !FRAMINGS.includes(String(framing)))
    return undecoded(id, 'bad-line');
  const fromText = typeof text === 'string' && (framing === 'text' || hex === undefined);
  const bytes = fromText ? Buffer.from(text, 'latin1') : bytesOfHex(hex);
  if (bytes === undefined) return undecoded(id, 'bad-line');
  return decodedOf({ id, protocol, bytes, model: modelOf(capture) }, now);
}

/** `options.setModelOverride` names the model that was captured. */
function modelOf({ options }: Record<string, unknown>): string | undefined {
  if (typeof options !== 'object' || options === null || !('setModelOverride' in options)) return;
  const { setModelOverride: names } = options;
  const [name] = Array.isArray(names) ? (names as readonly unknown[]) : [names];
  return typeof name === 'string' ? name : undefined;
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Bytes of hex text, spaces allowed; `undefined` for anything else. */
export function bytesOfHex(hex: unknown): Uint8Array | undefined {
  if (typeof hex !== 'string') return undefined;
  const digits = hex.replace(/\s/g, '');
  return /^([0-9a-fA-F]{2})*$/.test(digits) ? Buffer.from(digits, 'hex') : undefined;
}
