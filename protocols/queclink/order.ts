// The one order that Queclink's trackers share (GL200 §3.2): where are you now. It needs the device's password.
import {
  type EncodedOrder,
  type Message,
  type Order,
  type OrderAnswer,
  type OrderFault,
  type Orders,
  type OrderTo,
  textOf,
} from '@lakiri/kit';
import { encodeRealTime } from './encode.ts';

export const orders: Orders = { words: ['locate'], encode, match };

function encode({ word }: Order, { part, serial, password }: OrderTo): EncodedOrder | OrderFault {
  if (word !== 'locate' || part !== null) return { code: 'order-not-spoken' };
  if (password === null) return { code: 'password-needed' };
  try {
    const bytes = encodeRealTime('position', { password: password.text, serial });
    const from = textOf(bytes).indexOf('=') + 1;
    return { bytes, secrets: [{ from, to: from + password.text.length }] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { code: 'password-misfit' };
  }
}

function match(message: Message): OrderAnswer | undefined {
  if (message.kind !== 'reply' || message.command !== 'GTRTO') return undefined;
  const { serial } = message.params;
  const number = typeof serial === 'string' ? Number.parseInt(serial, 16) : Number.NaN;
  return { words: ['locate'], ok: true, serial: Number.isNaN(number) ? null : number, part: null };
}
