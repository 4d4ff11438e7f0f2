// The device's side: what the server said. For simulators, and to prove the encoders.
import type { Malformed } from '@lakiri/kit';
import { CODEC_AT, CRC_BYTES, isTextCodec, u32At } from './codec.ts';
import { findEnvelopeFault } from './decode.ts';
import { readText, TYPE_COMMAND, textOf } from './text.ts';

export type Answer =
  | { readonly kind: 'login'; readonly accepted: boolean }
  | { readonly kind: 'count'; readonly count: number }
  | {
      readonly kind: 'datagram';
      readonly packetId: number;
      readonly avlId: number;
      readonly count: number;
    }
  /** Without an IMEI it is for whoever hears it. */
  | { readonly kind: 'command'; readonly imei: string | null; readonly text: string }
  | { readonly kind: 'malformed'; readonly malformed: Malformed };

const COUNT_BYTES = 4;
const DATAGRAM_ANSWER_BYTES = 7;

/** Reads what a server sends at once: an answer, or one command. Never throws. */
export function decodeAnswer(bytes: Uint8Array): Answer {
  const [first = 0] = bytes;
  if (bytes.length === 1 && first <= 1) return { kind: 'login', accepted: first === 1 };
  if (bytes.length === COUNT_BYTES) return { kind: 'count', count: u32At(bytes, 0) };
  if (bytes.length === DATAGRAM_ANSWER_BYTES) return decodeDatagramAnswer(bytes);
  const fault = findEnvelopeFault(bytes);
  if (fault !== undefined) return { kind: 'malformed', malformed: fault };
  const to = bytes.length - CRC_BYTES - 1;
  const codec = bytes[CODEC_AT] ?? 0;
  if (!isTextCodec(codec)) return malformed('unknown-codec', CODEC_AT);
  const said = readText(bytes, { codec, from: CODEC_AT + 2, to });
  if ('code' in said) return { kind: 'malformed', malformed: said };
  const text = textOf(said.body);
  if (said.type !== TYPE_COMMAND || text === undefined)
    return malformed('no-command', CODEC_AT + 2);
  return { kind: 'command', imei: said.imei, text };
}

function decodeDatagramAnswer(bytes: Uint8Array): Answer {
  const [, length, high = 0, low = 0, mark, avlId = 0, count = 0] = bytes;
  if (length !== DATAGRAM_ANSWER_BYTES - 2 || mark !== 1) return malformed('no-frame-start', 0);
  return { kind: 'datagram', packetId: (high << 8) | low, avlId, count };
}

function malformed(code: string, offset: number): Answer {
  return { kind: 'malformed', malformed: { code, offset } };
}
