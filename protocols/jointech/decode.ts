import type { Message } from '@lakiri/kit';
import { frameSize } from './framer.ts';
import { decodeLongForm } from './long-form.ts';
import { malformedMessage } from './malformed.ts';
import { decodeShortForm } from './short-form.ts';
import { decodeText } from './text.ts';

const DOLLAR = 0x24;
const OPEN = 0x28;
const HEAD_BYTES = 10;

/** One frame as it was on the wire, in words common to all makers. Total: never throws. */
export function decode(frame: Uint8Array): Message {
  if (frame[0] === OPEN) return decodeText(frame);
  if (frame[0] !== DOLLAR) return malformedMessage({ code: 'not-a-frame', offset: 0 });
  if (frame.length < HEAD_BYTES)
    return malformedMessage({ code: 'too-short', offset: frame.length });
  const isLong = frame[8] === 0; // §3.1: the high byte of the length there, never 0 in the short form
  if (frame.length !== frameSize(frame, 0))
    return malformedMessage({ code: 'length-mismatch', offset: isLong ? 8 : 7 });
  return isLong ? decodeLongForm(frame) : decodeShortForm(frame);
}
