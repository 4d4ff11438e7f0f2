import { type AckToken, bytesOf, type Instant, type Message, type Outcome } from '@lakiri/kit';

/** §3.1: the version from which a device is told which of its frames was stored. */
export const SERIAL_ACK_VERSION_MIN = 0x19;

/**
 * §3.1 "Acks". A reading is confirmed only when stored; a question is answered to any device that
 * is known. A refused device hears nothing and keeps its data.
 */
export function acknowledge(
  message: Message,
  outcome: Outcome,
  now: Instant,
): Uint8Array | undefined {
  const { ack } = message;
  if (ack === null || outcome === 'refused') return undefined;
  if (message.kind !== 'request' && outcome !== 'stored') return undefined;
  const text = answerOf(ack, now);
  return text === undefined ? undefined : bytesOf(text);
}

/**
 * The token for a device whose version is known from its positions. A P45 does not say its version:
 * by itself it is answered as the JT701D wants (P69), and P46 is what older firmware waits for.
 */
export function ackForVersion(ack: AckToken, version: number): AckToken {
  const { older } = ack;
  return older !== undefined && version < SERIAL_ACK_VERSION_MIN ? { answer: older } : ack;
}

/** For one connection: the version that a device told with its positions decides how its texts are answered. */
export function rememberVersion(): (message: Message) => Message {
  let known: { readonly wireId: string | null; readonly version: number } | undefined;
  return (message) => {
    const told = message.kind === 'reports' ? message.reports[0]?.raw['version'] : undefined;
    if (typeof told === 'number') known = { wireId: message.wireId, version: told };
    if (message.ack === null || known === undefined || known.wireId !== message.wireId)
      return message;
    const ack = ackForVersion(message.ack, known.version);
    return ack === message.ack ? message : { ...message, ack };
  };
}

function answerOf(ack: AckToken, now: Instant): string | undefined {
  const { answer, serial, password } = ack;
  switch (answer) {
    case 'P69':
      return `(P69,0,${serial})`;
    case 'P22':
      return `(P22,${clockOf(now)})`;
    case 'P52':
      return `(P52,2,${password})`;
    case 'P35':
    case 'P46':
    case 'S39':
    case 'S20':
      return `(${answer})`;
    default:
      return undefined;
  }
}

/** DDMMYYhhmmss, UTC. */
export function clockOf(at: Instant): string {
  const date = new Date(at);
  return [
    date.getUTCDate(),
    date.getUTCMonth() + 1,
    date.getUTCFullYear() % 100,
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ]
    .map((part) => String(part).padStart(2, '0'))
    .join('');
}
