// Orders to an Omni lock (§3.6). A lock of the SC or BG form makes a key for one opening when it is asked by R0; only with
// that key does L0 open it. The CMD form opens on L0 alone.
import {
  type EncodedOrder,
  type Instant,
  type Message,
  type Order,
  type OrderAnswer,
  type OrderFault,
  type Orders,
  type OrderTo,
  SECOND_MS,
} from '@lakiri/kit';
import {
  type Addressee,
  encodeKeyRequest,
  encodeQuestion,
  encodeTracking,
  encodeUnlock,
} from './encode-server.ts';
import { operationKey, secretSpans } from './secrets.ts';
import { readText } from './text.ts';

/** How long the lock's key for one opening holds. */
const KEY_VALID_S = 20;

export const orders: Orders = {
  words: ['unlock', 'locate', 'set-interval'],
  encode,
  match,
  next,
};

function encode(order: Order, to: OrderTo): EncodedOrder | OrderFault {
  if (to.part !== null) return { code: 'order-not-spoken' };
  const addressee = addresseeOf(to);
  if (addressee === undefined) return { code: 'session-not-heard' };
  return written(order, () => {
    switch (order.word) {
      case 'unlock':
        return addressee.form === 'CMD'
          ? encodeUnlock(addressee, { order: ourOrder(to) })
          : encodeKeyRequest(addressee, {
              operation: 'unlock',
              validS: KEY_VALID_S,
              order: ourOrder(to),
            });
      case 'locate':
        return encodeQuestion(addressee, 'place');
      case 'set-interval':
        return encodeTracking(addressee, order.intervalS);
      default:
        return undefined;
    }
  });
}

/** The lock has made its key: with it, L0. */
function next(order: Order, to: OrderTo, answer: Uint8Array): EncodedOrder | undefined {
  const key = operationKey(answer);
  const addressee = addresseeOf(to);
  if (order.word !== 'unlock' || key === undefined || addressee === undefined) return undefined;
  const encoded = written(order, () => encodeUnlock(addressee, { order: ourOrder(to), key }));
  return 'code' in encoded ? undefined : encoded;
}

function written(order: Order, bytesOf: () => Uint8Array | undefined): EncodedOrder | OrderFault {
  try {
    const bytes = bytesOf();
    return bytes === undefined
      ? { code: 'order-not-spoken' }
      : { bytes, secrets: secretSpans(withoutEnd(bytes)) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { code: order.word === 'set-interval' ? 'interval-misfit' : 'address-misfit' };
  }
}

const withoutEnd = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, -1);

/** It is spoken to in the form in which it speaks. */
function addresseeOf({ wireId, heard, at }: OrderTo): Addressee | undefined {
  const text = heard === null ? undefined : readText(heard);
  if (text === undefined || 'code' in text) return undefined;
  return { form: text.form, imei: wireId, now: at, maker: text.maker };
}

/** Whose order it is: the lock sends both back with the result. */
function ourOrder({ serial, at }: OrderTo) {
  return { user: String(serial), at: (Math.floor(at / SECOND_MS) * SECOND_MS) as Instant };
}

/** The result of L0 is a reading of the lock, and so the proof itself; these answer before it. */
function match(message: Message): OrderAnswer | undefined {
  if (message.kind !== 'reply') return undefined;
  const answered = { serial: null, part: null };
  if (message.command === 'R0') return { ...answered, words: ['unlock'], ok: null };
  if (message.command === 'D1') return { ...answered, words: ['set-interval'], ok: true };
  return undefined;
}
