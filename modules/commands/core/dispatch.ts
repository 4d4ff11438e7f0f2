// What the gateway does with an approved command, and what it makes of what the device then says.
import { accept, addMs, type Decision, type Instant, type OrderAnswer, refuse } from '@lakiri/kit';
import {
  endOrder,
  type OrderOutcome,
  orderOpening,
  type Seal,
  type SealEvents,
} from '@lakiri/seals';
import { stillRefused } from './acts.ts';
import {
  CONFIRM_MS_MAX,
  type Command,
  type EndWhy,
  isOpening,
  RECORDED_MS_MAX,
  SEND_MS_MAX,
} from './command.ts';
import type { Circumstances } from './conditions.ts';
import { type CommandEvents, on } from './events.ts';
import { type Told, verdictOf } from './proof.ts';

/** Somebody else, or time, has taken the command further: there is nothing to do here. */
export type Overtaken = { readonly code: 'overtaken' };
type Answer = Decision<CommandEvents, Overtaken>;
const overtaken: Answer = refuse({ code: 'overtaken' });

export type RecordOrder = {
  readonly command: Command;
  readonly around: Circumstances;
  readonly sealVersion: number;
  readonly gateway: string;
  readonly serial: number;
};

/**
 * The last look before anything is sent: what no longer holds is refused, what has expired expires; else the order
 * is recorded, and with it on the seal that an opening is lawful from now on.
 */
export function recordOrder(asked: RecordOrder): Answer {
  const { command, around, gateway, serial } = asked;
  const { seal, at } = around;
  if (command.state !== 'approved') return overtaken;
  if (at >= command.expiresAt)
    return ended(command, 'expired', { at, why: { code: 'ttl-passed' } });
  const refusal = stillRefused(command, around);
  if (refusal !== undefined) {
    const why: EndWhy = { code: 'conditions-changed', params: { code: refusal.code } };
    return ended(command, 'refused', { at, why });
  }
  const opens = isOpening(command.order);
  const recorded: CommandEvents = {
    ...on(command),
    type: 'command-recorded',
    body: {
      at,
      gateway,
      serial,
      sealVersion: asked.sealVersion + (opens ? 1 : 0),
      deviceAt: seal.live.occurredAt,
      wasOpen: seal.live.bits.motorLocked === false,
    },
  };
  if (!opens) return accept<CommandEvents>(recorded);
  const until = addMs(at, SEND_MS_MAX + CONFIRM_MS_MAX);
  const order = orderOpening({ seal, command: command.id, from: at, until });
  return accept<CommandEvents>(recorded, ...(order.accepted ? order.facts : []));
}

/** The dialect cannot say it to this device: nothing was recorded and nothing goes out. */
export function refuseUnsaid(command: Command, at: Instant, code: string): Answer {
  if (command.state !== 'approved') return overtaken;
  return ended(command, 'refused', { at, why: { code: 'conditions-changed', params: { code } } });
}

/** The socket has taken the frame. */
export function noteSent(command: Command, at: Instant): Answer {
  if (command.state !== 'recorded') return overtaken;
  return accept<CommandEvents>({ ...on(command), type: 'command-sent', body: { at } });
}

/** Nothing was sent, surely: the session was gone, or the gateway was held up too long to send. */
export function noteUnsent({ command, seal, at }: Ending): Answer {
  if (command.state !== 'recorded') return overtaken;
  const why: EndWhy = { code: 'session-lost' };
  return accept<CommandEvents>(
    { ...on(command), type: 'command-expired', body: { at, why } },
    ...orderEnd({ command, seal, at, outcome: 'refused' }),
  );
}

type Ending = { readonly command: Command; readonly seal: Seal; readonly at: Instant };

/**
 * An answer of the device. A yes is heard and proves no opening; a no ends it, unless the lock has already said
 * otherwise.
 */
export function noteAnswer(asked: Ending & { readonly answer: OrderAnswer }): Answer {
  const { command, seal, at, answer } = asked;
  const { order, dispatch, state } = command;
  if (!answer.words.includes(order.word)) return overtaken;
  if (answer.serial !== null && answer.serial !== dispatch?.serial) return overtaken;
  if (state !== 'sent' && state !== 'acknowledged') return overtaken;
  if (answer.ok === false)
    return accept<CommandEvents>(
      { ...on(command), type: 'command-refused', body: { at, why: { code: 'device-refused' } } },
      ...orderEnd({ command, seal, at, outcome: 'refused' }),
    );
  if (!isOpening(order))
    return ended(command, 'confirmed', { at, why: { code: 'device-answered' } });
  if (state === 'acknowledged') return overtaken;
  return accept<CommandEvents>({ ...on(command), type: 'command-acknowledged', body: { at } });
}

/** What readings told since the order was recorded make of it; overtaken where they say nothing about it. */
export function noteReadings(asked: Ending & { readonly told: readonly Told[] }): Answer {
  const { command, seal, at, told } = asked;
  for (const one of told) {
    const verdict = verdictOf(command, one);
    if (verdict === undefined) continue;
    const { state, why } = verdict;
    const outcome: OrderOutcome = state;
    return accept<CommandEvents>(
      { ...on(command), type: `command-${state}`, body: { at, why } },
      // In the device's own time: what opens it after the opening that is proved is no longer ordered.
      ...orderEnd({ command, seal, at: verdict.openedAt ?? at, outcome }),
    );
  }
  return overtaken;
}

/** What time alone has made of it: expired before it was recorded, uncertain after. */
export function passTime({ command, seal, at }: Ending): Answer {
  const { state, expiresAt, dispatch, sentAt } = command;
  if (state === 'requested' && at >= expiresAt)
    return ended(command, 'expired', { at, why: { code: 'ttl-passed' } });
  if (state === 'approved' && at >= expiresAt)
    return ended(command, 'expired', { at, why: { code: 'no-session' } });
  const isHeldUp = state === 'recorded' && dispatch && at >= dispatch.at + RECORDED_MS_MAX;
  const isUnproved =
    (state === 'sent' || state === 'acknowledged') && at >= (sentAt ?? 0) + CONFIRM_MS_MAX;
  if (!isHeldUp && !isUnproved) return overtaken;
  const why: EndWhy = { code: isHeldUp ? 'killed-before-sent' : 'not-confirmed' };
  return accept<CommandEvents>(
    { ...on(command), type: 'command-uncertain', body: { at, why } },
    ...orderEnd({ command, seal, at, outcome: 'uncertain' }),
  );
}

type End = { readonly at: Instant; readonly why: EndWhy };

function ended(command: Command, state: 'confirmed' | 'refused' | 'expired', body: End): Answer {
  return accept<CommandEvents>({ ...on(command), type: `command-${state}`, body });
}

function orderEnd({
  command,
  seal,
  at,
  outcome,
}: Ending & { readonly outcome: OrderOutcome }): readonly SealEvents[] {
  if (!isOpening(command.order) || command.state === 'uncertain') return [];
  const decision = endOrder({ seal, command: command.id, outcome, at });
  return decision.accepted ? decision.facts : [];
}
