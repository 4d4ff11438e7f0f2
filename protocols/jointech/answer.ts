import { type Instant, instantOfUtc } from '@lakiri/kit';
import { fieldsOf } from './fields.ts';

/** What a device hears: an acknowledgement, an answer, or a command. */
export type Answer =
  | { readonly kind: 'stored'; readonly serial: number }
  | { readonly kind: 'resend'; readonly serial: number | null }
  | { readonly kind: 'storedPosition' }
  | { readonly kind: 'storedEvent' }
  | { readonly kind: 'time'; readonly at: Instant }
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'command'; readonly command: string; readonly params: readonly string[] };

/** Reads `(P69,…)` and the like as the device does; `undefined` for what is no text of a server. */
export function decodeAnswer(frame: Uint8Array): Answer | undefined {
  if (frame[0] !== 0x28 || frame[frame.length - 1] !== 0x29) return undefined;
  const [command = '', ...params] = fieldsOf(frame).map(({ text }) => text);
  const [first = '', second = ''] = params;
  switch (command) {
    case 'P69':
      if (first === '0' && /^\d{1,5}$/.test(second))
        return { kind: 'stored', serial: Number(second) };
      return { kind: 'resend', serial: /^\d{1,5}$/.test(second) ? Number(second) : null };
    case 'P35':
      return { kind: 'storedPosition' };
    case 'P46':
      return { kind: 'storedEvent' };
    case 'P22':
      return timeOf(first);
    case 'P52':
      if (first === '2') return { kind: 'password', password: second };
      return { kind: 'command', command, params };
    default:
      return { kind: 'command', command, params };
  }
}

function timeOf(clock: string): Answer | undefined {
  if (!/^\d{12}$/.test(clock)) return undefined;
  const pair = (at: number): number => Number(clock.slice(at, at + 2));
  const at = instantOfUtc({
    year: 2000 + pair(4),
    month: pair(2),
    day: pair(0),
    hour: pair(6),
    minute: pair(8),
    second: pair(10),
  });
  return at === undefined ? undefined : { kind: 'time', at };
}
