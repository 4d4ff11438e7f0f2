import { bytesOf, concat, uint } from './bytes.ts';
import { encodeFrame, type Header } from './encode-frame.ts';
import { printable } from './encode-location.ts';
import { ID } from './messages.ts';

// What the platform says to a device of its own accord (§3.3 "Down"). Texts are allow-listed; what a frame cannot hold is
// a RangeError, because only our own code writes commands.

/** One parameter: its id and its value, as 1, 2 or 4 bytes or as text. */
export type ParameterInput = {
  readonly id: number;
  readonly value:
    | { readonly bytes: 1 | 2 | 4; readonly number: number }
    | { readonly text: string };
};

const PARAMETERS_MAX = 255;
const VALUE_BYTES_MAX = 255;

/** 0x8103: count 1, then {id 4, length 1, value}. */
export function encodeParameters(
  header: Header,
  parameters: readonly ParameterInput[],
): Uint8Array {
  if (parameters.length > PARAMETERS_MAX)
    throw new RangeError('more parameters than one byte counts');
  const body = concat(
    uint(parameters.length, 1),
    ...parameters.map(({ id, value }) => {
      const bytes = 'text' in value ? printable(value.text) : uint(value.number, value.bytes);
      if (bytes.length > VALUE_BYTES_MAX) throw new RangeError('longer than one byte counts');
      return concat(uint(id, 4), uint(bytes.length, 1), bytes);
    }),
  );
  return encodeFrame(ID.parameters, header, body);
}

/** 0x8105: word 1 (4 restart, 5 factory settings, …), then its parameters, parted by semicolons. */
export function encodeControl(
  header: Header,
  { word, params = [] }: { readonly word: number; readonly params?: readonly string[] },
): Uint8Array {
  if (params.some((param) => param.includes(';')))
    throw new RangeError('a semicolon in a parameter');
  return encodeFrame(ID.control, header, concat(uint(word, 1), printable(params.join(';'))));
}

/** 0x8300: flags 1 (1 urgent, 4 on the screen, 8 read aloud), text. */
export function encodeText(
  header: Header,
  { flags, text }: { readonly flags: number; readonly text: string },
): Uint8Array {
  return encodeFrame(ID.text, header, concat(uint(flags, 1), printable(text)));
}

/** 0x8500: bit 0 locks (1) or unlocks (0) the vehicle. */
export function encodeVehicleControl(header: Header, isLocked: boolean): Uint8Array {
  return encodeFrame(ID.vehicleControl, header, uint(isLocked ? 1 : 0, 1));
}

/** 0x8900: kind 1 and whatever it carries. */
export function encodeTransparent(
  header: Header,
  { kind, value }: { readonly kind: number; readonly value: Uint8Array },
): Uint8Array {
  return encodeFrame(ID.platformTransparent, header, concat(uint(kind, 1), value));
}

/** 0x8900 with a text, for devices that take commands so. */
export function encodeTransparentText(
  header: Header,
  { kind, text }: { readonly kind: number; readonly text: string },
): Uint8Array {
  printable(text);
  return encodeTransparent(header, { kind, value: bytesOf(text) });
}
