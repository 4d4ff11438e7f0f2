import { concat, uint } from './bytes.ts';
import { DELIMITER, enclose, VARIANT_DELIMITER, xorOf } from './escape.ts';
import { isShort, LENGTH_MASK } from './head.ts';
import { type IdBytes, idBytesOf } from './wire-id.ts';

/** Which head stands before the body (§3.3). */
export type Form = '2013' | '2019' | 'variant';

export type Header = {
  readonly wireId: string;
  /** 0–65,535; of the JT705A's readings 0–255. */
  readonly serial: number;
  /** 2013 unless said. */
  readonly form?: Form;
};

/** The longest body of one frame: its length has ten bits. */
export const BODY_BYTES_MAX = LENGTH_MASK;

const ID_BYTES: Readonly<Record<Form, IdBytes>> = { '2013': 6, '2019': 10, variant: 7 };
/** The first edition of the form of 2019. */
const VERSION = 1;
const FORM_2019 = 0x4000;
const FRAGMENTED = 0x2000;

/** One frame of one message. RangeError for what a head cannot say: it is our own code that writes it. */
export function encodeFrame(messageId: number, header: Header, body: Uint8Array): Uint8Array {
  return frameOf({ messageId, header, body, attributes: 0 });
}

/** A message in as many frames as its body needs, with serials one after the other. */
export function encodeFragments(
  messageId: number,
  header: Header,
  { body, bodyBytesMax = BODY_BYTES_MAX }: { body: Uint8Array; bodyBytesMax?: number },
): Uint8Array[] {
  const total = Math.max(1, Math.ceil(body.length / bodyBytesMax));
  if (total === 1) return [encodeFrame(messageId, header, body)];
  return Array.from({ length: total }, (_, at) =>
    frameOf({
      messageId,
      header: { ...header, serial: (header.serial + at) & 0xffff },
      body: body.subarray(at * bodyBytesMax, (at + 1) * bodyBytesMax),
      attributes: FRAGMENTED,
      part: concat(uint(total, 2), uint(at + 1, 2)),
    }),
  );
}

type Frame = {
  readonly messageId: number;
  readonly header: Header;
  readonly body: Uint8Array;
  readonly attributes: number;
  readonly part?: Uint8Array;
};

/** §3.2: the JT705A asks by this bit to be acknowledged. */
export const ACK_WANTED_BIT = 0x8000;

export function frameOf({ messageId, header, body, attributes, part }: Frame): Uint8Array {
  const { wireId, serial, form = '2013' } = header;
  if (body.length > BODY_BYTES_MAX) throw new RangeError(`body of ${body.length} bytes`);
  const is2019 = form === '2019';
  return sealed(
    concat(
      uint(messageId, 2),
      uint(attributes | (is2019 ? FORM_2019 : 0) | body.length, 2),
      is2019 ? Uint8Array.of(VERSION) : new Uint8Array(0),
      idBytesOf(wireId, ID_BYTES[form]),
      uint(serial, isShort(messageId) ? 1 : 2),
      part ?? new Uint8Array(0),
      body,
    ),
    form === 'variant',
  );
}

/** With its sum, between its delimiters. */
export function sealed(plain: Uint8Array, isVariant: boolean): Uint8Array {
  const whole = concat(plain, Uint8Array.of(xorOf(plain, 0, plain.length)));
  return enclose(whole, isVariant ? VARIANT_DELIMITER : DELIMITER);
}
