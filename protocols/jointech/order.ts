// Orders to a JT701 (§3.1 "Commands"): every field is a number or a text of an allow-listed form, so that no value can
// end a text and begin another.
import type {
  EncodedOrder,
  Message,
  Order,
  OrderAnswer,
  OrderFault,
  Orders,
  OrderTo,
} from '@lakiri/kit';
import { bytesOf } from './ascii.ts';
import { secretSpans } from './secrets.ts';

/** §3.1: passwords are six digits, the factory's and the device's own. */
const PASSWORD = /^\d{6}$/;
const DEVICE = /^\d{10}$/;
/** A sub-lock's own id: five bytes in hex. */
const PART = /^[0-9A-F]{10}$/;
/** For how long a sub-lock stays unlocked when nobody pulls its rope. */
const PART_OPEN_MIN = 1;
/** The part of P04 that we do not change: a sleeping seal wakes each half hour (factory setting). */
const WAKE_MIN = 30;
const INTERVAL_S = { min: 5, max: 3_600 } as const;
/** The serial of a WLNET text has three digits. */
const SERIAL_MAX = 999;

export const orders: Orders = {
  words: ['unlock', 'locate', 'set-interval'],
  encode,
  match,
};

function encode(order: Order, to: OrderTo): EncodedOrder | OrderFault {
  switch (order.word) {
    case 'unlock':
      return to.part === null ? unlock(to) : unlockPart(to, to.part);
    case 'locate':
      return textOf('P02');
    case 'set-interval': {
      const { intervalS } = order;
      const fits = Number.isInteger(intervalS) && intervalS >= INTERVAL_S.min;
      if (!fits || intervalS > INTERVAL_S.max) return { code: 'interval-misfit' };
      return textOf(`P04,1,${intervalS},${WAKE_MIN}`);
    }
    default:
      return { code: 'order-not-spoken' };
  }
}

function unlock({ password }: OrderTo): EncodedOrder | OrderFault {
  if (password === null) return { code: 'password-needed' };
  if (!PASSWORD.test(password.text)) return { code: 'password-misfit' };
  return textOf(`${password.kind === 'dynamic' ? 'P52,3' : 'P43'},${password.text}`);
}

/** The master passes it on by radio; its answer is an echo, and no proof of anything. */
function unlockPart({ wireId, serial }: OrderTo, part: string): EncodedOrder | OrderFault {
  if (!DEVICE.test(wireId) || !PART.test(part)) return { code: 'address-misfit' };
  const number = String(serial % (SERIAL_MAX + 1)).padStart(3, '0');
  return textOf(`${wireId},1,${number},WLNET,8,1,1,${PART_OPEN_MIN},${part}`);
}

function textOf(text: string): EncodedOrder {
  const bytes = bytesOf(`(${text})`);
  return { bytes, secrets: secretSpans(bytes) };
}

/** Only WLNET answers carry a serial. */
function match(message: Message): OrderAnswer | undefined {
  if (message.kind !== 'reply') return undefined;
  const { command, params } = message;
  const answered = { serial: null, part: null };
  switch (command) {
    case 'P43':
    case 'P52,3': {
      const { ok } = params;
      return { ...answered, words: ['unlock'], ok: typeof ok === 'boolean' ? ok : null };
    }
    case 'WLNET,8': {
      const { serial, peripheral } = params;
      const number = Number(serial);
      const part = typeof peripheral === 'string' ? peripheral : null;
      return {
        words: ['unlock'],
        ok: null,
        serial: Number.isInteger(number) ? number : null,
        part,
      };
    }
    case 'P02':
      return { ...answered, words: ['locate'], ok: true };
    case 'P04':
      return { ...answered, words: ['set-interval'], ok: true };
    default:
      return undefined;
  }
}
