// An eSeal takes one order, without a password: whoever holds the connection may send it (§3.6).
import type {
  EncodedOrder,
  Message,
  Order,
  OrderAnswer,
  OrderFault,
  Orders,
  OrderTo,
} from '@lakiri/kit';
import { encodeUnlock } from './encode.ts';
import { readText } from './text.ts';

export const orders: Orders = { words: ['unlock'], encode, match };

function encode({ word }: Order, { wireId, part, heard }: OrderTo): EncodedOrder | OrderFault {
  if (word !== 'unlock' || part !== null) return { code: 'order-not-spoken' };
  const text = heard === null ? undefined : readText(heard);
  if (text === undefined || 'code' in text) return { code: 'session-not-heard' };
  const { firmware, customer } = text;
  try {
    const bytes = encodeUnlock({ id: wireId, firmware, customer: Number(customer) });
    return { bytes, secrets: [] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { code: 'address-misfit' };
  }
}

/** What the lock did is told by its event; an answer to the order itself says that it was heard. */
function match(message: Message): OrderAnswer | undefined {
  if (message.kind !== 'reply' || !message.command.startsWith('RC-Unlock')) return undefined;
  return { words: ['unlock'], ok: null, serial: null, part: null };
}
