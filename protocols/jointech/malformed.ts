import type { Malformed, Message } from '@lakiri/kit';

/** What made no sense, as a message: nothing in it is believed, its sender included. */
export function malformedMessage(malformed: Malformed): Message {
  return { kind: 'malformed', wireId: null, secrets: [], ack: null, malformed };
}
