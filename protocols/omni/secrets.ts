import type { SecretSpan } from '@lakiri/kit';
import { type Field, type OmniText, readText } from './text.ts';

/**
 * Where a text holds a key: the operation key that a lock makes for one opening (R0 from the lock, L0 and L1 to it in the
 * SC and BG forms), and the Bluetooth key (K0, either way).
 */
export function secretFields(text: OmniText): readonly Field[] {
  const { from, form, word, params } = text;
  if (word === 'K0') return params.filter((field) => field.text.length > 1);
  if (from === 'device') return word === 'R0' ? held(params[1]) : [];
  if (form === 'CMD') return [];
  if (word === 'L0' && params.length > 1) return held(params[0]);
  return word === 'L1' ? held(params[0]) : [];
}

function held(field: Field | undefined): readonly Field[] {
  return field === undefined || field.text === '' ? [] : [field];
}

export function spansOf(fields: readonly Field[]): readonly SecretSpan[] {
  return fields.map(({ from, to }) => ({ from, to }));
}

/** Works on what the device sends and on what is sent to it. */
export function secretSpans(frame: Uint8Array): readonly SecretSpan[] {
  const text = readText(frame);
  return 'code' in text ? [] : spansOf(secretFields(text));
}

/** The frame's text with every key starred. */
export function redacted(text: string, secrets: readonly SecretSpan[]): string {
  let shown = text;
  for (const { from, to } of secrets)
    shown = shown.slice(0, from) + '*'.repeat(to - from) + shown.slice(to);
  return shown;
}

/** The operation key in a lock's answer to R0, for whoever sends the command it is for; `undefined` in any other text. */
export function operationKey(frame: Uint8Array): string | undefined {
  const text = readText(frame);
  if ('code' in text || text.from !== 'device' || text.word !== 'R0') return undefined;
  return secretFields(text)[0]?.text;
}
