// Orders are texts in codec 12 (§3.5), of this list. Answers carry no serial.
import type {
  EncodedOrder,
  Message,
  Order,
  OrderAnswer,
  OrderFault,
  Orders,
  OrderTo,
} from '@lakiri/kit';
import { encodeCommand } from './encode-text.ts';

/** What is wired to the first output, the installer knows: on a seal it is the lock. */
const TEXTS = { unlock: 'setdigout 1', lock: 'setdigout 0', locate: 'getgps' } as const;

export const orders: Orders = { words: ['unlock', 'lock', 'locate'], encode, match };

function encode({ word }: Order, { part }: OrderTo): EncodedOrder | OrderFault {
  if (part !== null || word === 'set-interval') return { code: 'order-not-spoken' };
  return { bytes: encodeCommand(TEXTS[word]), secrets: [] };
}

const OUTPUT = /DOUT1:\s*([01])/i;
const NO = /error|unknown|invalid|incorrect/i;

function match(message: Message): OrderAnswer | undefined {
  if (message.kind !== 'reply' || message.command !== 'codec12') return undefined;
  const { text } = message.params;
  if (typeof text !== 'string') return undefined;
  const [, output] = OUTPUT.exec(text) ?? [];
  const answered = { serial: null, part: null };
  if (output !== undefined)
    return { ...answered, words: [output === '1' ? 'unlock' : 'lock'], ok: true };
  if (/^GPS:/i.test(text)) return { ...answered, words: ['locate'], ok: true };
  return { ...answered, words: orders.words, ok: NO.test(text) ? false : null };
}
