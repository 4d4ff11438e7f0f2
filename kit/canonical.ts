/** What a fact's body may be made of. 64-bit and money values travel as strings. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/**
 * RFC 8785 text (JSON Canonicalization Scheme): keys in UTF-16 code unit order, ECMAScript number
 * and string forms, no space. Two equal values give the same bytes, so a hash of it means something.
 * Throws RangeError on what JSON cannot carry (NaN, infinities, lone surrogates).
 */
export function canonical(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`JSON has no number ${value}`);
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonical(item)).join(',')}]`;
  const entries = Object.entries(value)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1)) // §3.2.3: by UTF-16 code units, which is what < does
    .map(([key, item]) => `${quoted(key)}:${canonical(item)}`);
  return `{${entries.join(',')}}`;
}

function quoted(text: string): string {
  if (!text.isWellFormed()) throw new RangeError('JSON text must be well-formed Unicode');
  return JSON.stringify(text);
}
