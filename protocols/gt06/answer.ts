// The device's side: what the server said. For simulators, and to prove the encoders.
import { ByteReader, type Instant, instantOfUtc, type Malformed } from '@lakiri/kit';
import { asciiOf } from './bytes.ts';
import { openEnvelope } from './envelope.ts';
import { TIME_REQUEST } from './messages.ts';

const COMMAND = 0x80;
const CLOCK_BYTES = 6;
const FLAG_BYTES = 4;

export type Answer =
  | {
      readonly kind: 'command';
      readonly serial: number;
      readonly serverFlag: number;
      readonly text: string;
    }
  | { readonly kind: 'time'; readonly serial: number; readonly now: Instant }
  | { readonly kind: 'received'; readonly serial: number; readonly type: number }
  | { readonly kind: 'malformed'; readonly malformed: Malformed };

/** Reads one frame of a server; never throws. */
export function decodeAnswer(frame: Uint8Array): Answer {
  const envelope = openEnvelope(frame, false);
  if ('code' in envelope) return malformed(envelope.code, envelope.offset);
  const { type, serial, from, to } = envelope;
  const content = frame.subarray(from, to);
  if (type === COMMAND) return commandOf(content, { from, serial });
  if (type === TIME_REQUEST && content.length === CLOCK_BYTES) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = content;
    const now = instantOfUtc({ year: 2000 + year, month, day, hour, minute, second });
    return now === undefined ? malformed('no-time', from) : { kind: 'time', serial, now };
  }
  return { kind: 'received', serial, type };
}

function commandOf(
  content: Uint8Array,
  { from, serial }: { readonly from: number; readonly serial: number },
): Answer {
  const [size = 0] = content;
  if (size < FLAG_BYTES || size >= content.length) return malformed('content-cut-off', from);
  const serverFlag = new ByteReader(content.subarray(1)).u32();
  const text = asciiOf(content.subarray(1 + FLAG_BYTES, 1 + size));
  return { kind: 'command', serial, serverFlag, text };
}

function malformed(code: string, offset: number): Answer {
  return { kind: 'malformed', malformed: { code, offset } };
}
