import type { Message, Outcome } from '@lakiri/kit';
import { serverText } from './encode-server.ts';

/** A batch: how many records are kept, so that the device may forget them. A login: 1. The refused hear nothing. */
export function acknowledge(message: Message, outcome: Outcome): Uint8Array | undefined {
  if (message.ack === null || outcome === 'refused') return undefined;
  if (outcome !== (message.kind === 'login' ? 'known' : 'stored')) return undefined;
  const { flag, imei, word, value } = message.ack;
  return serverText({ flag: String(flag), imei: String(imei) }, [String(word), String(value)]);
}
