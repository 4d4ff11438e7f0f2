import { bytesOf, type Message, type Outcome } from '@lakiri/kit';

/** §3.6 "ack `<type> ACK,idx,E##`": only for what is stored; the refused hear nothing and keep their data. */
export function acknowledge(message: Message, outcome: Outcome): Uint8Array | undefined {
  if (message.ack === null || outcome !== 'stored') return undefined;
  const { envelope, type, index, settings } = message.ack;
  return bytesOf(`${envelope}${type} ACK,${index}${settings},E##\r\n`);
}
