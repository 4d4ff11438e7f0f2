// What people do to a command. Refusals first, in the order an officer would give them.
import {
  accept,
  addMs,
  type Decision,
  type Instant,
  type Order,
  type OrderWord,
  refuse,
} from '@lakiri/kit';
import { journeyOf } from '@lakiri/seals';
import {
  COMMAND_MS_MAX,
  type Command,
  type CommandId,
  type CommandState,
  isOpening,
  type PersonRef,
  type Presence,
} from './command.ts';
import { type Circumstances, type ConditionRefusal, conditionRefusal } from './conditions.ts';
import { type CommandEvents, on } from './events.ts';

export type ActRefusal =
  | { readonly code: 'order-not-spoken'; readonly words: readonly OrderWord[] }
  | { readonly code: 'reason-needed' }
  | { readonly code: 'password-needed' }
  | { readonly code: 'already-in-flight'; readonly command: CommandId }
  | { readonly code: 'same-officer' }
  | { readonly code: 'presence-needed' }
  | { readonly code: 'command-expired'; readonly expiresAt: Instant }
  | { readonly code: 'command-not-requested'; readonly state: CommandState }
  | { readonly code: 'already-sent'; readonly state: CommandState }
  | { readonly code: 'wrong-seal' }
  | { readonly code: 'journey-changed' }
  | ConditionRefusal;

type Answer = Decision<CommandEvents, ActRefusal>;

export type Request = {
  readonly id: CommandId;
  readonly order: Order;
  readonly by: PersonRef;
  readonly around: Circumstances;
  /** What can be ordered of seals of this dialect. */
  readonly words: readonly OrderWord[];
  /** Whether the dialect wants a password for it and none is set. */
  readonly lacksPassword: boolean;
  /** The command of this seal and word that is not ended. */
  readonly inFlight: CommandId | undefined;
  readonly reasonSha256: string | null;
  readonly overrideSha256: string | null;
};

/** An officer asks. An opening then waits for another officer; any other word is approved by being asked for. */
export function request(asked: Request): Answer {
  const { id, order, by, around, words, reasonSha256, overrideSha256 } = asked;
  const { seal, at } = around;
  if (!words.includes(order.word)) return refuse({ code: 'order-not-spoken', words });
  if (reasonSha256 === null) return refuse({ code: 'reason-needed' });
  if (asked.inFlight !== undefined)
    return refuse({ code: 'already-in-flight', command: asked.inFlight });
  if (asked.lacksPassword) return refuse({ code: 'password-needed' });
  if (isOpening(order)) {
    const refusal = conditionRefusal(around, { isOverridden: overrideSha256 !== null });
    if (refusal !== undefined) return refuse(refusal);
  }
  const expiresAt = addMs(at, COMMAND_MS_MAX);
  const journey = journeyOf(seal) ?? null;
  const requested: CommandEvents = {
    ...on({ id }),
    type: 'command-requested',
    body: { seal: seal.id, order, journey, by, at, expiresAt, reasonSha256, overrideSha256 },
  };
  if (isOpening(order)) return accept<CommandEvents>(requested);
  return accept<CommandEvents>(requested, {
    ...on({ id }),
    type: 'command-approved',
    body: { by: null, at },
  });
}

export type Approve = {
  readonly command: Command;
  readonly by: PersonRef;
  readonly around: Circumstances;
  /** The seal that the second officer means; `undefined` when only the command was named. */
  readonly meant: string | undefined;
  /** By what the second officer showed, for this approval alone, to be there; `null`: only by a session. */
  readonly presence: Presence | null;
};

/** Another officer than the one who asked wants it too, and all that was asked for still holds. */
export function approve({ command, by, around, meant, presence }: Approve): Answer {
  const { state, expiresAt } = command;
  if (state === 'expired') return refuse({ code: 'command-expired', expiresAt });
  if (state !== 'requested') return refuse({ code: 'command-not-requested', state });
  if (command.requestedBy === by) return refuse({ code: 'same-officer' });
  if (meant !== undefined && meant !== command.seal) return refuse({ code: 'wrong-seal' });
  if (around.at >= expiresAt) return refuse({ code: 'command-expired', expiresAt });
  const refusal = stillRefused(command, around);
  if (refusal !== undefined) return refuse(refusal);
  // Last: nobody is asked for a password for what is refused anyway.
  if (presence === null) return refuse({ code: 'presence-needed' });
  return accept<CommandEvents>({
    ...on(command),
    type: 'command-approved',
    body: { by, at: around.at, presence },
  });
}

/** Why an approved or requested opening may no longer go out; `undefined`: it may. */
export function stillRefused(command: Command, around: Circumstances): ActRefusal | undefined {
  if ((journeyOf(around.seal) ?? null) !== command.journey) return { code: 'journey-changed' };
  if (!isOpening(command.order)) return undefined;
  return conditionRefusal(around, { isOverridden: command.overrideSha256 !== null });
}

/** Taken back before anything was recorded. Afterwards a byte may be on its way, and nobody can call it back. */
export function cancel({
  command,
  at,
}: {
  readonly command: Command;
  readonly at: Instant;
}): Answer {
  const { state } = command;
  if (state !== 'requested' && state !== 'approved') return refuse({ code: 'already-sent', state });
  const why = { code: 'cancelled-by-officer' } as const;
  return accept<CommandEvents>({ ...on(command), type: 'command-cancelled', body: { at, why } });
}
