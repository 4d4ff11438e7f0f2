import type { Instant, Message, Outcome } from '@lakiri/kit';
import { serverText } from './encode-server.ts';
import { FORMS, type Form } from './text.ts';

/** §3.6 "ack `Re,<cmd>`": only for what is stored; the refused hear nothing and keep their data. */
export function acknowledge(
  message: Message,
  outcome: Outcome,
  now: Instant,
): Uint8Array | undefined {
  if (message.ack === null || outcome !== 'stored') return undefined;
  const { head, maker, imei, word, answer } = message.ack;
  const form = (Object.keys(FORMS) as Form[]).find((it) => FORMS[it].server === head);
  if (form === undefined) return undefined;
  const to = { form, maker: String(maker), imei: String(imei), now };
  return answer === 'echo' ? serverText(to, [String(word)]) : serverText(to, ['Re', String(word)]);
}
