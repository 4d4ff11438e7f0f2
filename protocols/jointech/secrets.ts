import type { SecretSpan } from '@lakiri/kit';
import { type Field, fieldsOf, isDeviceId } from './fields.ts';

const OPEN = 0x28;
const CLOSE = 0x29;
/** Results and counts have one to three digits, passwords six: what is as long as this is no result. */
const PASSWORD_CHARS_MIN = 4;

/**
 * Where a text frame holds a password (§3.1: P43 static unlock, P44 change of it, P52 dynamic
 * password). Works on what the device sends and on what is sent to it.
 */
export function secretSpans(frame: Uint8Array): readonly SecretSpan[] {
  if (frame[0] !== OPEN || frame[frame.length - 1] !== CLOSE) return [];
  return secretFields(fieldsOf(frame)).map(({ from, to }) => ({ from, to }));
}

/** The fields of a text that hold a password. */
export function secretFields(fields: readonly Field[]): readonly Field[] {
  const fromDevice = isDeviceId(fields[0]?.text);
  const [command, ...params] = fromDevice ? fields.slice(1) : fields;
  switch (command?.text) {
    case 'P43':
    case 'P44':
      return params.filter(({ text }) => text !== '' && (!fromDevice || isLong(text)));
    case 'P52':
      return dynamicSecrets(params, fromDevice);
    default:
      return [];
  }
}

/** P52 0 reads the password, 1 sets the rule, 2 reports it, 3 unlocks with it. */
function dynamicSecrets(params: readonly Field[], fromDevice: boolean): readonly Field[] {
  const [sub, ...rest] = params;
  const always = sub?.text === '0' || sub?.text === '2' || (sub?.text === '3' && !fromDevice);
  return rest.filter(({ text }) => text !== '' && (always || isLong(text)));
}

function isLong(text: string): boolean {
  return text.length >= PASSWORD_CHARS_MIN;
}

/** The frame's text with every password starred. */
export function redacted(text: string, secrets: readonly SecretSpan[]): string {
  let shown = text;
  for (const { from, to } of secrets)
    shown = shown.slice(0, from) + '*'.repeat(to - from) + shown.slice(to);
  return shown;
}
