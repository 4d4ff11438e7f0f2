import type { AckToken, Instant, Message, Outcome } from '@lakiri/kit';
import { bytesOf, bytesOfHex, concat, uint } from './bytes.ts';
import { clockPairs, plainClock } from './clock.ts';
import { sealed } from './encode-frame.ts';
import { ACK_SHORT } from './head.ts';
import { ID } from './messages.ts';

/** §3.3 "Session": results of the general reply and of a registration. */
const OK = 0;
const FAILED = 1;
const NO_SUCH_TERMINAL = 4;
const FORM_2019 = 0x4000;

/**
 * What a message is answered with. A reading is confirmed only when stored; a login and a question as soon as the
 * device is known. A stranger is told that his login failed and else hears nothing, so that he keeps his data.
 */
export function acknowledge(
  message: Message,
  outcome: Outcome,
  now: Instant,
): Uint8Array | undefined {
  const { ack, kind } = message;
  if (ack === null) return undefined;
  if (kind === 'login') return loginAnswer(ack, outcome !== 'refused');
  if (outcome === 'refused') return undefined;
  if (kind === 'request') return timeAnswer(ack, now);
  return outcome === 'stored' ? stored(ack) : undefined;
}

function loginAnswer(ack: AckToken, known: boolean): Uint8Array {
  if (textOf(ack, 'answer') !== 'register') return generalReply(ack, known ? OK : FAILED);
  const serial = uint(numberOf(ack, 'serial'), 2);
  // The token is the id itself: nothing is proven by sending it back, and nothing here takes it for a proof.
  const body = known
    ? concat(serial, Uint8Array.of(OK), bytesOf(textOf(ack, 'id')))
    : concat(serial, Uint8Array.of(NO_SUCH_TERMINAL));
  return answer(ID.registered, ack, body);
}

function stored(ack: AckToken): Uint8Array | undefined {
  switch (textOf(ack, 'answer')) {
    case 'short':
      return shortReply(ack);
    case 'general':
      return eachPart(ack);
    default:
      return undefined;
  }
}

/** §3.2: the JT705A's index, then what is confirmed. */
function shortReply(ack: AckToken): Uint8Array {
  const body = concat(uint(numberOf(ack, 'messageId'), 2), Uint8Array.of(OK));
  return headed(ACK_SHORT, ack, { serial: uint(numberOf(ack, 'serial'), 1), body });
}

/** One general reply for each part of a fragmented message. */
function eachPart(ack: AckToken): Uint8Array {
  const first = numberOf(ack, 'serial');
  const serials = Array.from({ length: numberOf(ack, 'parts') }, (_, at) => (first + at) & 0xffff);
  return concat(...serials.map((serial) => generalReply({ ...ack, serial }, OK)));
}

function generalReply(ack: AckToken, result: number): Uint8Array {
  const serial = uint(numberOf(ack, 'serial'), 2);
  const messageId = uint(numberOf(ack, 'messageId'), 2);
  return answer(ID.platformReply, ack, concat(serial, messageId, Uint8Array.of(result)));
}

function timeAnswer(ack: AckToken, now: Instant): Uint8Array | undefined {
  switch (textOf(ack, 'answer')) {
    case 'time':
      return answer(ID.time, ack, bytesOfHex(clockPairs(now).join('')));
    case 'timeOfField':
      return answer(ID.timeOfField, ack, plainClock(now));
    case 'base':
      return bytesOf(
        `(${textOf(ack, 'id')},1,${textOf(ack, 'serial')},BASE,2,20${clockPairs(now).join('')})`,
      );
    default:
      return undefined;
  }
}

/** Our own serial is 0: no device is known to look at it, and a count would be state. */
function answer(messageId: number, ack: AckToken, body: Uint8Array): Uint8Array {
  return headed(messageId, ack, { serial: uint(0, 2), body });
}

function headed(
  messageId: number,
  ack: AckToken,
  { serial, body }: { readonly serial: Uint8Array; readonly body: Uint8Array },
): Uint8Array {
  const { version, variant } = ack;
  const is2019 = typeof version === 'number';
  const plain = concat(
    uint(messageId, 2),
    uint((is2019 ? FORM_2019 : 0) | body.length, 2),
    is2019 ? Uint8Array.of(version) : new Uint8Array(0),
    bytesOfHex(textOf(ack, 'id')),
    serial,
    body,
  );
  return sealed(plain, variant === true);
}

function numberOf(ack: AckToken, key: string): number {
  return Number(ack[key] ?? 0);
}

function textOf(ack: AckToken, key: string): string {
  return String(ack[key] ?? '');
}
