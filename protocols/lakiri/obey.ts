import type { Instant, Malformed } from '@lakiri/kit';
import { type Order, readCommand } from './command.ts';
import { type SealKey, verifyProof } from './keys.ts';

/** §5.3: how a command ended, in the answer that stands in the seal's log. */
export const RESULTS = {
  done: 0,
  /** The signature does not hold under the key that it names. */
  'bad-signature': 1,
  /** Signed by a key that the seal does not trust. */
  'unknown-key': 2,
  /** Its counter was reached before: a command said again, or an old one. */
  'counter-used': 3,
  /** Further ahead than {@link COUNTER_STEP_MAX}. */
  'counter-too-far': 4,
  expired: 5,
  /** The seal has no time to hold the expiry against. */
  'clock-not-set': 6,
  'other-seal': 7,
  'unknown-word': 8,
  /** Obeyed, and the motor or the valve did not move. */
  failed: 9,
  /** Not while it is as it is: what for is the maker's to say in a measurement. */
  'not-now': 10,
} as const;
export type Result = keyof typeof RESULTS;

/** One wrong signature of a sound authority must not use up all counters there are. */
export const COUNTER_STEP_MAX = 1_000;

/** What a seal knows when a command comes. */
export type Judge = {
  readonly device: string;
  /** The highest counter of a command obeyed; kept where a pulled battery does not reach it. */
  readonly commands: number;
  readonly now: Instant | null;
  /** Keys that may command it, by key id in hex. */
  readonly authorities: ReadonlyMap<string, SealKey>;
};

export type Judged =
  | { readonly obey: true; readonly counter: number; readonly order: Order }
  | { readonly obey: false; readonly counter: number; readonly result: Result };

/** §5.3, in its order: nothing that a command says is looked at before its signature. Malformed: no answer is due. */
export function judgeCommand(frame: Uint8Array, judge: Judge): Judged | Malformed {
  const read = readCommand(frame);
  if ('code' in read) return read;
  const { counter, command } = read;
  const refuse = (result: Result): Judged => ({ obey: false, counter, result });
  const key = judge.authorities.get(read.keyId);
  if (key === undefined) return refuse('unknown-key');
  const { signed, value } = read;
  if (!verifyProof({ by: 'signature', signed, value }, key)) return refuse('bad-signature');
  if (read.device !== judge.device) return refuse('other-seal');
  if (counter <= judge.commands) return refuse('counter-used');
  if (counter > judge.commands + COUNTER_STEP_MAX) return refuse('counter-too-far');
  if (command === null) return refuse('unknown-word');
  if (judge.now === null) return refuse('clock-not-set');
  if (command.expiresAt < judge.now) return refuse('expired');
  return { obey: true, counter, order: command.order };
}
