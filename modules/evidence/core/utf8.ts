// UTF-8 of RFC 3629. Ours, because a core has no TextEncoder, and because a replaced byte would hide a change.

/** Throws RangeError on half a surrogate pair: such text has no UTF-8. */
export function utf8Of(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code >= 0xd800 && code <= 0xdfff) throw new RangeError('text must be well-formed Unicode');
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
    else if (code < 0x1_0000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return Uint8Array.from(bytes);
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}

/** By the first byte: how many follow, its own bits, and the least code that may be written so long. */
const LEADS = [
  { mask: 0x80, lead: 0x00, follow: 0, least: 0 },
  { mask: 0xe0, lead: 0xc0, follow: 1, least: 0x80 },
  { mask: 0xf0, lead: 0xe0, follow: 2, least: 0x800 },
  { mask: 0xf8, lead: 0xf0, follow: 3, least: 0x1_0000 },
] as const;

/** The text; `undefined` where the bytes are not UTF-8 in its shortest form. */
export function parseUtf8(bytes: Uint8Array): string | undefined {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] as number;
    const form = LEADS.find(({ mask, lead }) => (first & mask) === lead);
    if (form === undefined || at + form.follow >= bytes.length) return undefined;
    let code = first & ~form.mask;
    for (const next of bytes.subarray(at + 1, at + 1 + form.follow)) {
      if ((next & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (next & 0x3f);
    }
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    if (code < form.least || code > 0x10_ffff || isSurrogate) return undefined;
    parts.push(String.fromCodePoint(code));
    at += 1 + form.follow;
  }
  return parts.join('');
}
