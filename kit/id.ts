/** A UUID in canonical lower-case text. Each noun brands its own. */
export type Id<Noun extends string = string> = string & { readonly brand: Noun };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function parseId<Noun extends string>(text: string): Id<Noun> | undefined {
  return UUID.test(text) ? (text as Id<Noun>) : undefined;
}

/**
 * A UUIDv7 (RFC 9562 §5.7) from UTC milliseconds and 10 bytes of chance. Pure: the edge makes ids
 * and passes them into cores.
 */
export function idOf<Noun extends string>(ms: number, chance: Uint8Array): Id<Noun> {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(ms / 2 ** 32));
  view.setUint32(2, ms % 2 ** 32);
  bytes.set(chance.subarray(0, 10), 6);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f)); // version 7
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f)); // variant 10
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-') as Id<Noun>;
}
