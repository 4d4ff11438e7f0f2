// Orders to a Meitrack (§3.7): A10 place, A12 interval, C01 outputs. Answers repeat the word and carry no serial.
import type {
  EncodedOrder,
  Message,
  Order,
  OrderAnswer,
  OrderFault,
  Orders,
  OrderTo,
} from '@lakiri/kit';
import {
  type Addressee,
  encodeOutputs,
  encodePositionRequest,
  encodeTracking,
} from './encode-server.ts';

const FLAG_FIRST = 0x41;
const FLAGS = 58; // `A` to `z`
const TENS = 10;
/** Nothing opens on the move: the device waits until it stands. */
const SPEED_KMH_MAX = 5;
const KEPT = ['keep', 'keep', 'keep', 'keep'] as const;

export const orders: Orders = {
  words: ['unlock', 'lock', 'locate', 'set-interval'],
  encode,
  match,
};

function encode(order: Order, { wireId, part, serial }: OrderTo): EncodedOrder | OrderFault {
  if (part !== null) return { code: 'order-not-spoken' };
  const flag = String.fromCharCode(FLAG_FIRST + (serial % FLAGS));
  try {
    return { bytes: bytesOf(order, { imei: wireId, flag }), secrets: [] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { code: order.word === 'set-interval' ? 'interval-misfit' : 'address-misfit' };
  }
}

/** What is wired to the first output, the installer knows: on a seal it is the lock. */
function bytesOf(order: Order, to: Addressee): Uint8Array {
  switch (order.word) {
    case 'unlock':
      return encodeOutputs(to, { speedKmhMax: SPEED_KMH_MAX, outputs: ['on', ...KEPT] });
    case 'lock':
      return encodeOutputs(to, { speedKmhMax: 0, outputs: ['off', ...KEPT] });
    case 'locate':
      return encodePositionRequest(to);
    case 'set-interval':
      return encodeTracking(to, order.intervalS / TENS);
  }
}

const WORDS: Readonly<Record<string, OrderAnswer['words']>> = {
  C01: ['unlock', 'lock'],
  A10: ['locate'],
  A12: ['set-interval'],
};

function match(message: Message): OrderAnswer | undefined {
  if (message.kind !== 'reply') return undefined;
  const words = WORDS[message.command];
  if (words === undefined) return undefined;
  const said = message.params['1'];
  return { words, ok: said === 'OK' ? true : null, serial: null, part: null };
}
