import { NO_BITS, type RawValue, type SealEvent, type SealEventType } from '@lakiri/kit';
import type { Read, Reading } from './report.ts';
import type { Field } from './text.ts';

/** Of L0 and L1 (§3.6: 2, the key is wrong). Others stay numbers. */
const REASONS: Readonly<Record<string, string>> = { 0: 'done', 1: 'failed', 2: 'keyInvalid' };

const STATUS = /^\d{1,3}$/;
/** As many as an order's user may have. */
const USER = /^[\w-]{0,20}$/;
const SECONDS = /^\d{0,11}$/;
const MINUTES = /^\d{0,9}$/;

/** L0: what became of an order to open. `user,at` are those of the order, sent back. */
export function readUnlocked({ text, frame }: Reading): Read {
  const [status, user, at] = text.params;
  if (at === undefined) return { code: 'too-few-fields', offset: frame.length - 1 };
  const wrong = wrongOf([status, STATUS], [user, USER], [at, SECONDS]);
  if (wrong !== undefined) return wrong;
  const type = { 0: 'unlock.remote', 2: 'unlock.refusedPassword' } as const;
  return operated(status?.text ?? '', {
    type: type[Number(status?.text) as 0 | 2] ?? null,
    motorLocked: false,
    raw: { user: user?.text || null, operationAt: secondsOf(at) },
  });
}

/** L1: the lock closed. The CMD form has `user,at,minutes`; the others say first whether it did. */
export function readLocked({ text, frame }: Reading): Read {
  const { params } = text;
  if (params.length < 3) return { code: 'too-few-fields', offset: frame.length - 1 };
  const [status, user, at, minutes] = params.length > 3 ? params : [undefined, ...params];
  const wrong = wrongOf([status, STATUS], [user, USER], [at, SECONDS], [minutes, MINUTES]);
  if (wrong !== undefined) return wrong;
  const said = status?.text ?? '0';
  return operated(said, {
    type: Number(said) === 0 ? 'lock.closed' : null,
    motorLocked: true,
    raw: { user: user?.text || null, operationAt: secondsOf(at), minutes: secondsOf(minutes) },
  });
}

type Operated = {
  readonly type: SealEventType | null;
  /** What is true once it is done. */
  readonly motorLocked: boolean;
  readonly raw: Readonly<Record<string, RawValue>>;
};

function operated(status: string, { type, motorLocked, raw }: Operated): Read {
  const code = Number(status);
  const ok = code === 0;
  return {
    said: {
      bits: {
        ...NO_BITS,
        motorLocked: ok ? motorLocked : null,
        wrongPassword: type === 'unlock.refusedPassword' ? true : null,
      },
      event: type === null ? null : eventOf(type),
      raw: { ok, status: code, reason: ok ? null : (REASONS[code] ?? null), ...raw },
    },
  };
}

/** W0: the codes are the profile's; 6 and 7 say that a fall, a tampering is over. */
export function readAlarm({ text, frame, profile }: Reading): Read {
  const [code] = text.params;
  if (code === undefined) return { code: 'too-few-fields', offset: frame.length - 1 };
  if (!STATUS.test(code.text)) return { code: 'bad-field', offset: code.from };
  const alarm = Number(code.text);
  const type = profile.alarms.get(alarm);
  return {
    said: {
      bits: { ...NO_BITS, lowBattery: type === 'battery.low' ? true : null },
      event: type === undefined ? null : eventOf(type),
      raw: { alarm },
    },
  };
}

/** C0: a card was held to the lock, which asks whether to open (0) or close (1); nothing has moved. */
export function readCard({ text, frame }: Reading): Read {
  const [operation, kind, card] = text.params;
  if (card === undefined) return { code: 'too-few-fields', offset: frame.length - 1 };
  const wrong = wrongOf([operation, STATUS], [kind, STATUS], [card, /^\w{1,32}$/]);
  if (wrong !== undefined) return wrong;
  return {
    said: {
      raw: { operation: Number(operation?.text), cardKind: Number(kind?.text), card: card.text },
    },
  };
}

function eventOf(type: SealEventType): SealEvent {
  return { type, credential: null, wrongCount: null, verification: null };
}

function secondsOf(field: Field | undefined): number | null {
  return field === undefined || field.text === '' ? null : Number(field.text);
}

function wrongOf(
  ...forms: readonly (readonly [Field | undefined, RegExp])[]
): { code: string; offset: number } | undefined {
  const wrong = forms.find(([field, form]) => field !== undefined && !form.test(field.text));
  return wrong === undefined ? undefined : { code: 'bad-field', offset: wrong[0]?.from ?? 0 };
}
