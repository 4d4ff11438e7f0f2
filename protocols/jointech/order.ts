// Orders to a JT701 (§3.1 "Commands"): written by the table of commands alone, so that no value can end a text and begin
// another, and what nobody has tried on a seal of the model is not sent to one that guards anything.
import type {
  EncodedOrder,
  Message,
  Order,
  OrderAnswer,
  OrderFault,
  Orders,
  OrderTo,
} from '@lakiri/kit';
import type { JointechCommand } from './commands.ts';
import { isAssumed, SERIAL_MAX, writeCommand, writePartCommand } from './encode-command.ts';
import { provenIn, provenOf } from './proven.ts';
import { secretSpans } from './secrets.ts';

/** For how long a sub-lock stays unlocked when nobody pulls its rope. */
const PART_OPEN_MIN = 1;
/** The part of P04 that we do not change: a sleeping seal wakes each half hour (factory setting). */
const WAKE_MIN = 30;

export const orders: Orders = {
  words: ['unlock', 'locate', 'set-interval'],
  encode,
  match,
  profileOf: provenOf,
};

function encode(order: Order, to: OrderTo): EncodedOrder | OrderFault {
  switch (order.word) {
    case 'unlock':
      return to.part === null ? unlock(to) : unlockPart(to, to.part);
    case 'locate':
      return sendable({ command: 'position' }, to, 'order-not-spoken');
    case 'set-interval': {
      const command = {
        command: 'intervals',
        awakeS: order.intervalS,
        asleepMin: WAKE_MIN,
      } as const;
      return sendable(command, to, 'interval-misfit');
    }
    default:
      return { code: 'order-not-spoken' };
  }
}

function unlock(to: OrderTo): EncodedOrder | OrderFault {
  if (to.password === null) return { code: 'password-needed' };
  const { kind, text: password } = to.password;
  const command = kind === 'dynamic' ? 'unlock-dynamic' : 'unlock';
  return sendable({ command, password }, to, 'password-misfit');
}

/** The master passes it on by radio; its answer is an echo, and no proof of anything. */
function unlockPart({ wireId, serial }: OrderTo, part: string): EncodedOrder | OrderFault {
  const master = { deviceId: wireId, serial: serial % (SERIAL_MAX + 1) };
  const bytes = writePartCommand(master, { command: 'unlock-part', minutes: PART_OPEN_MIN, part });
  return 'misfit' in bytes ? { code: 'address-misfit' } : { bytes, secrets: [] };
}

/**
 * A command as it may leave for a live seal. The one way out: what is assumed of the seal's model goes to none, until its
 * profile says that it was tried (`provenCommands`).
 */
export function sendable(
  command: JointechCommand,
  { profile }: Pick<OrderTo, 'profile'>,
  misfit: OrderFault['code'],
): EncodedOrder | OrderFault {
  const bytes = writeCommand(command);
  if ('misfit' in bytes) return { code: misfit };
  if (isAssumed(command) && !provenIn(profile).includes(command.command))
    return { code: 'command-not-proven' };
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
