import type { Message, RawValue } from '@lakiri/kit';
import { latinOf } from './bytes.ts';
import { malformedMessage } from './envelope.ts';

// §3.2: JT709A and JT707 answer commands in brackets on the socket of their frames:
// `(ID,1,001,BASE,2,TIME)` asks for the time, `(ID,1,001,ELOCK,3,…)` tells a command's result.

const OPEN = 0x28;
const CLOSE = 0x29;
const GROUP_AT = 3;
const WORD_AT = 4;
const FIRST_PARAM_AT = 5;

type Field = { readonly text: string; readonly from: number; readonly to: number };

/** What a device says in brackets. Total. */
export function decodeText(frame: Uint8Array): Message {
  if (frame[0] !== OPEN || frame[frame.length - 1] !== CLOSE)
    return malformedMessage({ code: 'unterminated', offset: frame.length });
  const fields = fieldsOf(frame);
  const [id, , serial, group, word, ...params] = fields;
  const wireId = id !== undefined && /^\d{1,20}$/.test(id.text) ? id.text : null;
  const secrets = secretsOf(fields);
  if (wireId === null || group === undefined || word === undefined)
    return { kind: 'unknown', wireId, secrets, ack: null, text: starred(frame, secrets) };
  if (group.text === 'BASE' && word.text === '2' && params[0]?.text === 'TIME') {
    const ack = { answer: 'base', id: wireId, serial: serial?.text ?? '' };
    return { kind: 'request', wireId, secrets, ack, request: 'time' };
  }
  return {
    kind: 'reply',
    wireId,
    secrets,
    ack: null,
    command: `${group.text},${word.text}`,
    params: { serial: serial?.text ?? null, ...numbered(params, secrets) },
  };
}

/** Fields between the brackets, with their places in the frame. */
function fieldsOf(frame: Uint8Array): Field[] {
  const fields: Field[] = [];
  let from = 1;
  for (const text of latinOf(frame.subarray(1, -1)).split(',')) {
    fields.push({ text, from, to: from + text.length });
    from += text.length + 1;
  }
  return fields;
}

/**
 * A lock's password has six digits, and nothing else that a lock is told or tells has: ELOCK 3 is sent with
 * one and echoes it.
 */
function secretsOf(fields: readonly Field[]): { from: number; to: number }[] {
  if (fields[GROUP_AT]?.text !== 'ELOCK' || fields[WORD_AT] === undefined) return [];
  return fields
    .slice(FIRST_PARAM_AT)
    .filter(isPassword)
    .map(({ from, to }) => ({ from, to }));
}

function isPassword({ text }: Field): boolean {
  return /^\d{6}$/.test(text);
}

/** Parameters by their place, from 1; a password is left out, the frame has it. */
function numbered(
  params: readonly Field[],
  secrets: readonly { from: number }[],
): Readonly<Record<string, RawValue>> {
  return Object.fromEntries(
    params.map(({ text, from }, at) => [
      String(at + 1),
      secrets.some((secret) => secret.from === from) ? null : text,
    ]),
  );
}

function starred(frame: Uint8Array, secrets: readonly { from: number; to: number }[]): string {
  let text = latinOf(frame);
  for (const { from, to } of secrets)
    text = text.slice(0, from) + '*'.repeat(to - from) + text.slice(to);
  return text;
}
