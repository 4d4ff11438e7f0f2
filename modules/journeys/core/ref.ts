/** What people say and write for a journey: `7QF2-93`. Unique on its node. */
export type Ref = string & { readonly brand: 'Ref' };

/** Without 0 O, 1 I L, 5 S, 8 B, U V: read aloud over a bad line, or off a wet paper, each stays itself. */
const SIGNS = '234679ACDEFGHJKMNPQRTWXYZ';
/** 25^6, 244 million: a clash is drawn again, and stays rare for the ten million journeys of a decade. */
const SIGNS_COUNT = 6;
const FORM = new RegExp(`^[${SIGNS}]{4}-[${SIGNS}]{2}$`);

/** Enough that the draw never runs out in practice: 27 of 32 would have to be passed over. */
export const REF_CHANCE_BYTES = 32;

/**
 * A reference from bytes of chance. Bytes of 250 and more are passed over, so that every sign is
 * equally likely. Throws RangeError when the bytes run out.
 */
export function refOf(chance: Uint8Array): Ref {
  const even = 256 - (256 % SIGNS.length);
  const signs = [...chance]
    .filter((byte) => byte < even)
    .slice(0, SIGNS_COUNT)
    .map((byte) => SIGNS.charAt(byte % SIGNS.length));
  if (signs.length < SIGNS_COUNT) throw new RangeError('not enough chance for a reference');
  return `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}` as Ref;
}

/** A reference as a person types it: small letters and a missing dash are forgiven. */
export function parseRef(text: string): Ref | undefined {
  const bare = text.trim().toUpperCase().replaceAll(/[-\s]/g, '');
  const ref = `${bare.slice(0, 4)}-${bare.slice(4)}`;
  return FORM.test(ref) ? (ref as Ref) : undefined;
}
