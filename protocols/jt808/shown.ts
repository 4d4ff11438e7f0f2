import { concat } from './bytes.ts';
import { DELIMITER, unescaped, VARIANT_DELIMITER } from './escape.ts';

/** A frame as the device meant it, between its delimiters; texts, and what is no frame, as they are. */
export function unescapeFrame(frame: Uint8Array): Uint8Array {
  const delimiter = frame[0];
  const last = frame.length - 1;
  if ((delimiter !== DELIMITER && delimiter !== VARIANT_DELIMITER) || frame[last] !== delimiter)
    return frame;
  return concat(
    frame.subarray(0, 1),
    unescaped(frame.subarray(1, last), delimiter),
    frame.subarray(last),
  );
}
