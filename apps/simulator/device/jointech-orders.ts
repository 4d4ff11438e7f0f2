import { decodeCommand, encodeReply, type JointechCommand } from '@lakiri/protocol-jointech';
import type { LockEvent } from '../measurement.ts';
import type { Ordered } from './obedience.ts';
import type { Heard } from './speech.ts';

/** §3.1: what P43 asks for until somebody changes it; the simulator's seals were never changed. */
const PASSWORD_OF_FACTORY = '888888';

type Seal = { readonly deviceId: string; readonly password: string };

/** What one connection's texts that are commands make of it; it counts wrong passwords as the seal does. */
export function jointechObeys(seal: Seal): (frame: Uint8Array) => Heard {
  let wrongTries = 0;
  return (frame) => {
    const heard = decodeCommand(frame);
    if (heard?.to !== 'seal') return { kind: 'other' };
    const order = orderedBy(heard.command, seal, wrongTries + 1);
    if (order.deed?.do === 'refuse') wrongTries++;
    else if (order.deed?.do === 'open') wrongTries = 0;
    return { kind: 'order', order };
  };
}

/** §3.1: what each command makes the seal say, and do. One that it does not know it passes over in silence. */
function orderedBy(
  command: JointechCommand,
  { deviceId, password }: Seal,
  wrongCount: number,
): Ordered {
  const reply = (word: string, params: readonly (string | number)[]): Uint8Array =>
    encodeReply(deviceId, word, params);
  const refused: LockEvent = { type: 'unlock.refusedPassword', wrongCount };
  switch (command.command) {
    case 'unlock':
      return command.password === PASSWORD_OF_FACTORY
        ? {
            answer: reply('P43', [1, 0]),
            deed: { do: 'open', how: { type: 'unlock.remoteStatic' } },
          }
        : { answer: reply('P43', [0, wrongCount]), deed: { do: 'refuse', how: refused } };
    case 'unlock-dynamic':
      return command.password === password
        ? {
            answer: reply('P52', [3, 1, 0]),
            deed: { do: 'open', how: { type: 'unlock.remoteDynamic' } },
          }
        : { answer: reply('P52', [3, 0, wrongCount]), deed: { do: 'refuse', how: refused } };
    case 'position':
      return { answer: reply('P02', []), deed: { do: 'report' } };
    case 'intervals': {
      const { awakeS, asleepMin } = command;
      return {
        answer: reply('P04', [1, awakeS, asleepMin]),
        deed: { do: 'set-interval', everyS: awakeS },
      };
    }
    default:
      return { answer: undefined, deed: null };
  }
}
