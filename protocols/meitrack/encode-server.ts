import { bytesOf } from './bytes.ts';
import { FRAME_BYTES_MAX, sumOf } from './envelope.ts';

// What the platform says to a device. Everything is allow-listed; what a text cannot hold is a RangeError, because only our
// own code writes commands.

export type Addressee = {
  /** 10 to 20 digits, 15 as a rule. */
  readonly imei: string;
  /** One character from `A` to `z`, which the device repeats in its answer. */
  readonly flag: string;
};

/** Printable, and neither what parts fields nor what ends the text. */
const VALUE = /^[\x20-\x29\x2b\x2d-\x7e]*$/;
/** Tens of seconds. */
const INTERVAL_TENS_MAX = 65_535;
const SPEED_KMH_MAX = 255;
const OUTPUTS = 5;

/** A10: where are you? */
export function encodePositionRequest(to: Addressee): Uint8Array {
  return serverText(to, ['A10']);
}

/** A12: report every so many tens of seconds, 0 to stop. */
export function encodeTracking(to: Addressee, intervalTens: number): Uint8Array {
  if (!Number.isInteger(intervalTens) || intervalTens < 0 || intervalTens > INTERVAL_TENS_MAX)
    throw new RangeError('no such interval');
  return serverText(to, ['A12', String(intervalTens)]);
}

export type OutputOrder = 'off' | 'on' | 'keep';
const OUTPUT_DIGITS = { off: '0', on: '1', keep: '2' } as const satisfies Record<
  OutputOrder,
  string
>;

/** C01: outputs 1–5, switched once the vehicle is no faster than `speedKmhMax` (0: at once). What is wired to them, the installer knows. */
export function encodeOutputs(
  to: Addressee,
  {
    speedKmhMax,
    outputs,
  }: { readonly speedKmhMax: number; readonly outputs: readonly OutputOrder[] },
): Uint8Array {
  if (!Number.isInteger(speedKmhMax) || speedKmhMax < 0 || speedKmhMax > SPEED_KMH_MAX)
    throw new RangeError('no such speed');
  if (outputs.length !== OUTPUTS) throw new RangeError('not five outputs');
  const digits = outputs.map((order) => OUTPUT_DIGITS[order]).join('');
  return serverText(to, ['C01', String(speedKmhMax), digits]);
}

/** `@@<flag><length>,<imei>,<fields>*<sum>` and a line end. */
export function serverText(to: Addressee, fields: readonly string[]): Uint8Array {
  return written('@@', to, textContent(fields));
}

/** Fields as bytes; refuses what would part or end them. */
export function textContent(fields: readonly string[]): Uint8Array {
  if (!fields.every((field) => VALUE.test(field)))
    throw new RangeError('a field has characters that no text may hold');
  return bytesOf(fields.join(','));
}

/** A frame of either side around its content. */
export function written(
  start: '$$' | '@@',
  { imei, flag }: Addressee,
  content: Uint8Array,
): Uint8Array {
  if (!/^\d{10,20}$/.test(imei))
    throw new RangeError('the imei has characters that no text may hold');
  if (!/^[A-z]$/.test(flag)) throw new RangeError('no such identifier');
  // Commas, star, sum and line end.
  const length = 1 + imei.length + 1 + content.length + 5;
  const head = bytesOf(`${start}${flag}${String(length).padStart(2, '0')},${imei},`);
  const size = head.length + content.length + 5;
  if (size > FRAME_BYTES_MAX) throw new RangeError('longer than a frame may be');
  const frame = new Uint8Array(size);
  frame.set(head);
  frame.set(content, head.length);
  const starAt = size - 5;
  frame[starAt] = 0x2a;
  const sum = sumOf(frame, starAt + 1)
    .toString(16)
    .toUpperCase()
    .padStart(2, '0');
  frame.set(bytesOf(`${sum}\r\n`), starAt + 1);
  return frame;
}
