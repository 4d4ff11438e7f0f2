import { type Malformed, type Message, type Profile, textOf } from '@lakiri/kit';
import { ours } from './profile.ts';
import { isReport, readReport } from './report.ts';
import { type ESealText, readText } from './text.ts';

/** What a server says is told from what a seal says by its type alone: both have the same envelope. */
const ACKNOWLEDGED = /^(Startup|Normal|Button-Normal|Termination|Event-[A-Za-z0-9 _-]+) ACK$/;
const UNLOCK = 'RC-Unlock';

/** Reads one text of a seal, or any bytes whatever; never throws. */
export function decode(frame: Uint8Array, profile?: Profile): Message {
  const text = readText(frame);
  if ('code' in text) return malformed(text);
  if (isOfServer(text))
    return { kind: 'unknown', wireId: null, secrets: [], ack: null, text: textOf(frame) };
  if (!isReport(text)) return reply(text);
  const model = ours(profile);
  const report = readReport(text, frame, model);
  if ('code' in report) return malformed(report);
  const [index] = text.values;
  const settings = text.type === 'Startup' ? model.startup.map((it) => `,${it}`).join('') : '';
  return {
    kind: 'reports',
    wireId: text.id,
    secrets: [],
    ack: { envelope: text.envelope, type: text.type, index: index?.text ?? '', settings },
    reports: [report],
  };
}

/** Whether it is an acknowledgement or an order. */
export function isOfServer({ type }: ESealText): boolean {
  return type === UNLOCK || ACKNOWLEDGED.test(type);
}

function malformed({ code, offset }: Malformed): Message {
  return { kind: 'malformed', wireId: null, secrets: [], ack: null, malformed: { code, offset } };
}

/** `Startup OK`, `RC-NFC DEL ACK` and the like: what a seal answers, its values numbered from 1. */
function reply({ id, type, values }: ESealText): Message {
  return {
    kind: 'reply',
    wireId: id,
    secrets: [],
    ack: null,
    command: type,
    params: Object.fromEntries(values.map(({ text }, at) => [String(at + 1), text])),
  };
}
