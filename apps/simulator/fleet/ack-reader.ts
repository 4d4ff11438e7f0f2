const OPEN = 0x28;
const CLOSE = 0x29;
const ZERO = 0x30;
/** `(P69,0,` is what stands before the digits of an acknowledgement. */
const HEAD = Uint8Array.from('(P69,0,', (letter) => letter.charCodeAt(0));

/** State: 0 outside; 1–6 letters of the head matched; 7 all; 8 + n a serial n so far; -1 other text. */
export const ACK_START = 0;
const DIGITS = HEAD.length;
const SKIPPING = -1;
const SERIAL_END = DIGITS + 1 + 256; // no serial was begun with more than three digits

/**
 * Reads serials out of a stream of `(P69,0,<serial>)`, whatever way the stream is split, with one
 * number of state a connection instead of a framer. Any other text is skipped. Returns the state to
 * go on with; begin with {@link ACK_START}.
 */
export function readAcks(
  state: number,
  chunk: Uint8Array,
  { size, stored }: { readonly size: number; readonly stored: (serial: number) => void },
): number {
  let at = state;
  for (let i = 0; i < size; i++) {
    const byte = chunk[i] ?? 0;
    if (byte === CLOSE && at > DIGITS) stored(at - DIGITS - 1);
    at = afterByte(at, byte);
  }
  return at;
}

function afterByte(state: number, byte: number): number {
  if (byte === OPEN) return 1;
  if (byte === CLOSE) return ACK_START;
  if (state >= DIGITS) return withDigit(state, byte);
  if (state <= 0) return state;
  return byte === HEAD[state] ? state + 1 : SKIPPING;
}

function withDigit(state: number, byte: number): number {
  const digit = byte - ZERO;
  if (digit < 0 || digit > 9) return SKIPPING;
  const next = DIGITS + 1 + Math.max(0, state - DIGITS - 1) * 10 + digit;
  return next < SERIAL_END ? next : SKIPPING;
}
