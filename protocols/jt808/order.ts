// Orders by the standard's own messages (§3.3 "Down"): 0x8500 to lock and unlock, 0x8103 for the interval.
import type {
  EncodedOrder,
  Message,
  Order,
  OrderAnswer,
  OrderFault,
  Orders,
  OrderTo,
} from '@lakiri/kit';
import { encodeParameters, encodeVehicleControl } from './encode-command.ts';
import type { Form, Header } from './encode-frame.ts';
import { openFrame } from './envelope.ts';

/** The standard's parameter "interval of reports by default", seconds. */
const INTERVAL_PARAMETER = 0x0029;
const INTERVAL_S_MAX = 86_400;
const DONE = 0;

export const orders: Orders = {
  words: ['unlock', 'lock', 'set-interval'],
  encode,
  match,
};

function encode(order: Order, to: OrderTo): EncodedOrder | OrderFault {
  if (to.part !== null) return { code: 'order-not-spoken' };
  const form = formOf(to.heard);
  if (form === undefined) return { code: 'session-not-heard' };
  try {
    const bytes = bytesOf(order, { wireId: to.wireId, serial: to.serial, form });
    return bytes === undefined ? { code: 'order-not-spoken' } : { bytes, secrets: [] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { code: order.word === 'set-interval' ? 'interval-misfit' : 'address-misfit' };
  }
}

function bytesOf(order: Order, header: Header): Uint8Array | undefined {
  switch (order.word) {
    case 'unlock':
    case 'lock':
      return encodeVehicleControl(header, order.word === 'lock');
    case 'set-interval':
      if (order.intervalS > INTERVAL_S_MAX) throw new RangeError('longer than a day');
      return encodeParameters(header, [
        { id: INTERVAL_PARAMETER, value: { bytes: 4, number: order.intervalS } },
      ]);
    default:
      return undefined;
  }
}

/** A device is spoken to with the head with which it speaks. */
function formOf(heard: Uint8Array | null): Form | undefined {
  if (heard === null) return undefined;
  const envelope = openFrame(heard, false);
  if ('code' in envelope) return undefined;
  if (heard[0] === 0xe7) return 'variant';
  return envelope.head.version === null ? '2013' : '2019';
}

/** 0x0001: to which message, with which serial, and what came of it. */
function match(message: Message): OrderAnswer | undefined {
  if (message.kind !== 'reply') return undefined;
  const { result, serial } = message.params;
  const words = WORDS[message.command];
  if (words === undefined || typeof result !== 'number') return undefined;
  const number = typeof serial === 'number' ? serial : null;
  return { words, ok: result === DONE, serial: number, part: null };
}

const WORDS: Readonly<Record<string, OrderAnswer['words']>> = {
  '8500': ['unlock', 'lock'],
  '8103': ['set-interval'],
};
