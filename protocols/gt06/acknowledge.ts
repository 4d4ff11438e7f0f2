import type { Instant, Message, Outcome } from '@lakiri/kit';
import { timeOf } from './encode.ts';
import { encodeFrame, wifiReply } from './encode-frame.ts';
import { LOGIN, TIME_REQUEST } from './messages.ts';

/**
 * What a message is answered with (§3.4): its own type and serial. A reading as soon as it is stored, a login and a
 * question as soon as the device is known. A stranger hears nothing: the dialect has no word of refusal.
 */
export function acknowledge(
  message: Message,
  outcome: Outcome,
  now: Instant,
): Uint8Array | undefined {
  const { ack, kind } = message;
  if (ack === null || outcome === 'refused') return undefined;
  const { clock, type: said = 0, serial: numbered = 0 } = ack;
  const [type, serial] = [Number(said), Number(numbered)];
  if (kind === 'login') return encodeFrame(LOGIN, { serial });
  if (kind === 'request') return encodeFrame(TIME_REQUEST, { serial, content: timeOf(now) });
  if (outcome !== 'stored') return undefined;
  return typeof clock === 'string' ? wifiReply(type, clock) : encodeFrame(type, { serial });
}
