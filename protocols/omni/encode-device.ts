import { bytesOf, type Instant } from '@lakiri/kit';
import { clockOf } from './clock.ts';
import { allowed, KEY, USER } from './encode-server.ts';
import { layoutKey, STANDARD_LAYOUTS } from './layout.ts';
import { minutesOf } from './place.ts';
import { FORMS, type Form } from './text.ts';

// What a lock says: for the simulator and for tests. Allow-listed like what is said to it.

export type Speaker = {
  readonly form: Form;
  readonly imei: string;
  /** The clock of the head, CMD only; `null` as a lock that was never told the time. */
  readonly clock: Instant | null;
};

export type StateInput = {
  readonly locked?: boolean;
  /** Volts. */
  readonly voltage?: number;
  readonly batteryPct?: number;
  readonly signal?: number;
  readonly satellites?: number;
  readonly charging?: boolean;
};

/** What each named field of a layout is written from; all others are 0. */
const WRITERS: Readonly<Record<string, (state: StateInput) => number>> = {
  lock: ({ locked = false }) => Number(locked),
  voltageCv: ({ voltage = 0 }) => Math.round(voltage * 100),
  voltageMv: ({ voltage = 0 }) => Math.round(voltage * 1000),
  voltageDv: ({ voltage = 0 }) => Math.round(voltage * 10),
  percent: ({ batteryPct = 0 }) => batteryPct,
  signal: ({ signal = 0 }) => signal,
  satellites: ({ satellites = 0 }) => satellites,
  charging: ({ charging = false }) => Number(charging),
};

/** Q0, H0, S5 or S6 of a form that has it. */
export function encodeState(from: Speaker, word: string, state: StateInput): Uint8Array {
  const layout = STANDARD_LAYOUTS[layoutKey(from.form, word)];
  if (layout === undefined) throw new RangeError(`${from.form} has no state text ${word}`);
  return deviceText(from, [word, ...layout.map((name) => WRITERS[name]?.(state) ?? 0)]);
}

export type PositionInput = {
  readonly occurredAt: Instant;
  readonly valid: boolean;
  readonly lat: number;
  readonly lon: number;
  readonly satellites: number;
  readonly hdop: number;
  readonly altitudeM: number;
  readonly tracking?: boolean;
};

/** D0; without a fix it has its time and nothing else. */
export function encodePosition(from: Speaker, input: PositionInput): Uint8Array {
  const clock = clockOf(input.occurredAt);
  const time = `${clock.slice(6)}.00`;
  const date = clock.slice(4, 6) + clock.slice(2, 4) + clock.slice(0, 2);
  const head = ['D0', input.tracking === true ? 1 : 0, time];
  if (!input.valid)
    return deviceText(from, [...head, 'V', '', '', '', '', '', '', date, '', '', 'N']);
  return deviceText(from, [
    ...head,
    'A',
    minutesOf(input.lat, 2),
    input.lat < 0 ? 'S' : 'N',
    minutesOf(input.lon, 3),
    input.lon < 0 ? 'W' : 'E',
    input.satellites,
    input.hdop,
    date,
    input.altitudeM,
    'M',
    'A',
  ]);
}

export type OperationInput = {
  /** 0 done, 1 failed, 2 wrong key. */
  readonly status: number;
  readonly user: string;
  /** Whole seconds. */
  readonly at: Instant;
};

/** L0: what became of an order to open. */
export function encodeUnlockResult(
  from: Speaker,
  { status, user, at }: OperationInput,
): Uint8Array {
  return deviceText(from, ['L0', status, allowed(user, USER, 'user'), at / 1000]);
}

/** L1: closed, `minutes` after it was opened. The CMD form can only say that it did. */
export function encodeLockReport(
  from: Speaker,
  { status, user, at, minutes }: OperationInput & { readonly minutes: number },
): Uint8Array {
  const said = from.form === 'CMD' ? [] : [status];
  return deviceText(from, ['L1', ...said, allowed(user, USER, 'user'), at / 1000, minutes]);
}

/** R0: the key for the operation asked for. */
export function encodeKeyReply(
  from: Speaker,
  {
    operation,
    key,
    user,
    at,
  }: { operation: 'unlock' | 'lock'; key: string; user: string; at: Instant },
): Uint8Array {
  return deviceText(from, [
    'R0',
    operation === 'unlock' ? 0 : 1,
    allowed(key, KEY, 'key'),
    allowed(user, USER, 'user'),
    at / 1000,
  ]);
}

/** W0. */
export function encodeAlarm(from: Speaker, alarm: number): Uint8Array {
  return deviceText(from, ['W0', alarm]);
}

function deviceText(
  { form, imei, clock }: Speaker,
  fields: readonly (string | number)[],
): Uint8Array {
  const time = clock === null ? '000000000000' : clockOf(clock);
  const all = [FORMS[form].device, 'OM', imei, ...(form === 'CMD' ? [time] : []), ...fields].map(
    String,
  );
  if (all.some((field) => !/^[\w.:-]*$/.test(field)))
    throw new RangeError('a field has characters that no text may hold');
  return bytesOf(`*${all.join(',')}#\n`);
}
