// Orders by the words of the ST300 manual (1.41 §3): StatusReq, Enable1, Disable1. Newer devices with numbered commands
// are not ordered about: their numbers differ by model.
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
import { encodeCommand } from './encode.ts';

/** What is wired to the first output, the installer knows: on a seal it is the lock. */
const WORDS = { unlock: 'Enable1', lock: 'Disable1', locate: 'StatusReq' } as const;
/** `ST300STT`, `ST340EMG`: who speaks so, hears so. */
const LEGACY = /^(S[AT]\d{3,4})[A-Z]{3};/;

export const orders: Orders = { words: ['unlock', 'lock', 'locate'], encode, match };

function encode({ word }: Order, { wireId, part, heard }: OrderTo): EncodedOrder | OrderFault {
  if (part !== null || word === 'set-interval') return { code: 'order-not-spoken' };
  if (heard === null) return { code: 'session-not-heard' };
  const [, family] = LEGACY.exec(textOf(heard)) ?? [];
  if (family === undefined) return { code: 'order-not-spoken' };
  try {
    return { bytes: encodeCommand({ family, deviceId: wireId, word: WORDS[word] }), secrets: [] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { code: 'address-misfit' };
  }
}

function match(message: Message): OrderAnswer | undefined {
  if (message.kind !== 'reply') return undefined;
  for (const word of orders.words)
    if (word !== 'set-interval' && message.command === WORDS[word])
      return { words: [word], ok: true, serial: null, part: null };
  return undefined;
}
