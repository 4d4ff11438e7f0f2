import { bytesOf, type Instant } from '@lakiri/kit';
import { clockOf } from './clock.ts';
import { FORMS, type Form } from './text.ts';

// What the platform says to a lock. Everything is allow-listed; what a text cannot hold is a RangeError, because only our
// own code writes commands.

/** The lock spoken to, in the form in which it speaks. `now` goes into the head of the CMD form. */
export type Addressee = {
  readonly form: Form;
  readonly imei: string;
  readonly now: Instant;
  /** Two capitals; `OM` unless the lock says otherwise. */
  readonly maker?: string;
};

/** The order behind an operation; the lock sends both back in its answer. */
export type Order = {
  /** 1 to 20 letters, digits, `_` and `-`. */
  readonly user: string;
  /** Whole seconds. */
  readonly at: Instant;
};

/** What `user` may be, everywhere. */
export const USER = /^[\w-]{1,20}$/;
/** Operation keys are numbers. */
export const KEY = /^\d{1,10}$/;
/** As a lock that is told to report itself: at most a day, or 0 for "no more". */
const INTERVAL_S_MAX = 86_400;
const VALID_S_MAX = 65_535;

/** R0 asks a lock of the SC or BG form for the key of one operation, which holds `validS` seconds. */
export function encodeKeyRequest(
  to: Addressee,
  { operation, validS, order }: { operation: 'unlock' | 'lock'; validS: number; order: Order },
): Uint8Array {
  if (to.form === 'CMD') throw new RangeError('a lock of the CMD form has no operation keys');
  const code = operation === 'unlock' ? 0 : 1;
  return serverText(to, ['R0', code, counted(validS, VALID_S_MAX), ...orderFields(order)]);
}

/** L0 opens. The CMD form needs no key; the others need that of the lock's answer to R0. */
export function encodeUnlock(
  to: Addressee,
  { order, key }: { readonly order: Order; readonly key?: string },
): Uint8Array {
  if (to.form === 'CMD') {
    if (key !== undefined) throw new RangeError('a lock of the CMD form has no operation keys');
    return serverText(to, ['L0', 0, ...orderFields(order)]);
  }
  return serverText(to, ['L0', allowed(key ?? '', KEY, 'key'), ...orderFields(order)]);
}

/** L1 closes, where the lock has a motor to do it: SC and BG. */
export function encodeLock(to: Addressee, { key }: { readonly key: string }): Uint8Array {
  if (to.form === 'CMD') throw new RangeError('a lock of the CMD form is closed by hand');
  return serverText(to, ['L1', allowed(key, KEY, 'key')]);
}

/** S5 asks for the state, D0 for the place. */
export function encodeQuestion(to: Addressee, about: 'state' | 'place'): Uint8Array {
  return serverText(to, [about === 'state' ? 'S5' : 'D0']);
}

/** D1: send the place every so many seconds, 0 to stop. */
export function encodeTracking(to: Addressee, intervalS: number): Uint8Array {
  return serverText(to, ['D1', counted(intervalS, INTERVAL_S_MAX)]);
}

/** A text with the two bytes before it and the line end after it. */
export function serverText(
  { form, imei, now, maker = 'OM' }: Addressee,
  fields: readonly (string | number)[],
): Uint8Array {
  const envelope = [
    FORMS[form].server,
    allowed(maker, /^[A-Z]{2}$/, 'maker'),
    allowed(imei, /^\d{15}$/, 'imei'),
    ...(form === 'CMD' ? [clockOf(now)] : []),
  ];
  return bytesOf(`\xff\xff*${[...envelope, ...fields].join(',')}#\n`);
}

function orderFields({ user, at }: Order): readonly (string | number)[] {
  if (!Number.isInteger(at / 1000) || at <= 0) throw new RangeError('not whole seconds');
  return [allowed(user, USER, 'user'), at / 1000];
}

function counted(value: number, max: number): number {
  if (!Number.isInteger(value) || value < 0 || value > max) throw new RangeError(`not 0 to ${max}`);
  return value;
}

/** The text if it is of the form; the text itself is not in the fault, for it may be a key. */
export function allowed(text: string, form: RegExp, what: string): string {
  if (!form.test(text)) throw new RangeError(`the ${what} has characters that no text may hold`);
  return text;
}
