import type { Instant, Order } from '@lakiri/kit';
import type { JourneyRef, SealEvents, SealId } from '@lakiri/seals';
import type {
  Command,
  CommandId,
  CommandState,
  Dispatch,
  EndWhy,
  PersonRef,
  Presence,
} from './command.ts';
import { nextStates } from './command.ts';

type On = { readonly subjectKind: 'command'; readonly subject: CommandId };

type End = { readonly at: Instant; readonly why: EndWhy };

export type CommandEvent = On &
  (
    | {
        readonly type: 'command-requested';
        readonly body: {
          readonly seal: SealId;
          readonly order: Order;
          readonly journey: JourneyRef | null;
          readonly by: PersonRef;
          readonly at: Instant;
          readonly expiresAt: Instant;
          readonly reasonSha256: string;
          readonly overrideSha256: string | null;
        };
      }
    | {
        readonly type: 'command-approved';
        readonly body: {
          /** `null`: its word needs no second officer. */
          readonly by: PersonRef | null;
          readonly at: Instant;
          /** Absent where nobody had to; releases before it asked for none. */
          readonly presence?: Presence;
        };
      }
    | { readonly type: 'command-recorded'; readonly body: Dispatch }
    | { readonly type: 'command-sent'; readonly body: { readonly at: Instant } }
    | { readonly type: 'command-acknowledged'; readonly body: { readonly at: Instant } }
    | { readonly type: 'command-confirmed'; readonly body: End }
    | { readonly type: 'command-refused'; readonly body: End }
    | { readonly type: 'command-uncertain'; readonly body: End }
    | { readonly type: 'command-expired'; readonly body: End }
    | { readonly type: 'command-cancelled'; readonly body: End }
  );
/** What an act on a command makes happen: to itself, and to its seal. */
export type CommandEvents = CommandEvent | SealEvents;

export const on = ({ id }: Pick<Command, 'id'>): On => ({ subjectKind: 'command', subject: id });

const stateAfter = {
  'command-requested': 'requested',
  'command-approved': 'approved',
  'command-recorded': 'recorded',
  'command-sent': 'sent',
  'command-acknowledged': 'acknowledged',
  'command-confirmed': 'confirmed',
  'command-refused': 'refused',
  'command-uncertain': 'uncertain',
  'command-expired': 'expired',
  'command-cancelled': 'cancelled',
} as const satisfies Record<CommandEvent['type'], CommandState>;

/** The state that a type of fact makes; `undefined` for a type of another noun. */
export function stateOf(type: string): CommandState | undefined {
  return Object.hasOwn(stateAfter, type) ? stateAfter[type as CommandEvent['type']] : undefined;
}

/** The only way a fact changes a command. Throws on a fact that cannot follow. */
export function evolveCommand(command: Command | undefined, event: CommandEvent): Command {
  if (event.type === 'command-requested') return requested(command, event);
  const state = stateAfter[event.type];
  const may: readonly CommandState[] = command === undefined ? [] : nextStates[command.state];
  if (command === undefined || !may.includes(state))
    throw new Error(`${event.type} of a command that is ${command?.state ?? 'unknown'}`);
  return { ...command, state, ...changed(event) };
}

type Requested = CommandEvent & { readonly type: 'command-requested' };

function changed(event: Exclude<CommandEvent, Requested>): Partial<Command> {
  switch (event.type) {
    case 'command-approved':
      return { approvedBy: event.body.by, approvedAt: event.body.at };
    case 'command-recorded':
      return { dispatch: event.body };
    case 'command-sent':
      return { sentAt: event.body.at };
    case 'command-acknowledged':
      return { ackedAt: event.body.at };
    default:
      return { endedAt: event.body.at, why: event.body.why };
  }
}

function requested(known: Command | undefined, { subject, body }: Requested): Command {
  if (known !== undefined) throw new Error('a command is requested once');
  const { by, at, ...asked } = body;
  return {
    id: subject,
    ...asked,
    requestedBy: by,
    requestedAt: at,
    state: 'requested',
    approvedBy: null,
    approvedAt: null,
    dispatch: null,
    sentAt: null,
    ackedAt: null,
    endedAt: null,
    why: null,
  };
}
