import { textOf } from '@lakiri/kit';

/** One comma field of a text frame and where it stands in the frame. */
export type Field = { readonly text: string; readonly from: number; readonly to: number };

/**
 * The comma fields of `(…)`, escapes not undone: an escaped comma is none. In the result, `from` and
 * `to` are offsets in the frame.
 */
export function fieldsOf(frame: Uint8Array): readonly Field[] {
  let from = 1;
  return textOf(frame.subarray(1, frame.length - 1))
    .split(',')
    .map((text) => {
      const field = { text, from, to: from + text.length };
      from = field.to + 1;
      return field;
    });
}

/** Ten digits, as the device writes its identity. */
export function isDeviceId(text: string | undefined): boolean {
  return text !== undefined && /^\d{10}$/.test(text);
}
