import type { Instant } from '@lakiri/kit';
import { instantOfClock, instantOfSeconds } from './clock.ts';
import { type Form, type OmniText, readText } from './text.ts';

/** What a lock hears. */
export type Answer = Said & {
  readonly form: Form;
  readonly imei: string;
  readonly now: Instant | null;
};

type Said =
  | { readonly kind: 'stored'; readonly word: string }
  | {
      readonly kind: 'keyRequest';
      readonly operation: 'unlock' | 'lock';
      readonly validS: number;
      readonly user: string;
      readonly at: Instant | null;
    }
  | {
      readonly kind: 'unlock';
      readonly key: string | null;
      readonly user: string;
      readonly at: Instant | null;
    }
  | { readonly kind: 'lock'; readonly key: string }
  | { readonly kind: 'question'; readonly about: 'state' | 'place' }
  | { readonly kind: 'command'; readonly word: string; readonly params: readonly string[] };

/** Reads a text of a server as the lock does, its line end or not; `undefined` for what is none. */
export function decodeAnswer(bytes: Uint8Array): Answer | undefined {
  const frame = bytes[bytes.length - 1] === 0x0a ? bytes.subarray(0, -1) : bytes;
  const text = readText(frame);
  if ('code' in text || text.from !== 'server') return undefined;
  const to = { form: text.form, imei: text.imei, now: instantOfClock(text.clock, 0) };
  return { ...to, ...saidIn(text) };
}

function saidIn({ word, form, params: fields }: OmniText): Said {
  const params = fields.map((field) => field.text);
  const [first = '', second = '', third = '', fourth = ''] = params;
  switch (`${word}/${params.length}`) {
    case 'Re/1':
      return { kind: 'stored', word: first };
    case 'R0/4': {
      const operation = first === '0' ? 'unlock' : 'lock';
      const at = instantOfSeconds(fourth);
      return { kind: 'keyRequest', operation, validS: Number(second), user: third, at };
    }
    case 'L0/3': {
      const key = form === 'CMD' ? null : first;
      return { kind: 'unlock', key, user: second, at: instantOfSeconds(third) };
    }
    case 'L1/1':
      return { kind: 'lock', key: first };
    case 'S5/0':
      return { kind: 'question', about: 'state' };
    case 'D0/0':
      return { kind: 'question', about: 'place' };
    default:
      return { kind: 'command', word, params };
  }
}
