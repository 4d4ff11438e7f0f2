// Orders are texts that the device also takes by SMS (JM-VL03 manual): of this list, with a number at most.
import type {
  EncodedOrder,
  Message,
  Order,
  OrderAnswer,
  OrderFault,
  Orders,
  OrderTo,
} from '@lakiri/kit';
import { encodeCommand } from './encode.ts';

/** What is wired to the relay, the installer knows: on a seal it is the lock's motor. */
const TEXTS = { unlock: 'RELAY,1#', lock: 'RELAY,0#', locate: 'WHERE#' } as const;
/** §TIMER of the manual: seconds between two positions. */
const INTERVAL_S = { min: 10, max: 18_000 } as const;

export const orders: Orders = {
  words: ['unlock', 'lock', 'locate', 'set-interval'],
  encode,
  match,
};

function encode(order: Order, { part, serial }: OrderTo): EncodedOrder | OrderFault {
  if (part !== null) return { code: 'order-not-spoken' };
  const text = textOf(order);
  if (text === undefined) return { code: 'interval-misfit' };
  // The flag comes back in the reply, so it carries our serial.
  return { bytes: encodeCommand({ serial, serverFlag: serial, text }), secrets: [] };
}

function textOf(order: Order): string | undefined {
  if (order.word !== 'set-interval') return TEXTS[order.word];
  const { intervalS } = order;
  const fits = Number.isInteger(intervalS) && intervalS >= INTERVAL_S.min;
  return fits && intervalS <= INTERVAL_S.max ? `TIMER,${intervalS},${intervalS}#` : undefined;
}

const NO = /fail|error|invalid|illegal|refus/i;
const YES = /ok|success/i;

/** 15 and 21: any text, with the flag of its command. */
function match(message: Message): OrderAnswer | undefined {
  if (message.kind !== 'reply') return undefined;
  const { serverFlag, text } = message.params;
  if (typeof serverFlag !== 'string' || typeof text !== 'string') return undefined;
  const serial = Number.parseInt(serverFlag, 16);
  const ok = NO.test(text) ? false : YES.test(text) ? true : null;
  return { words: orders.words, ok, serial: Number.isNaN(serial) ? null : serial, part: null };
}
