// Builders for the tests of this module and others.
import { type Id, type Instant, type Order, SECOND_MS } from '@lakiri/kit';
import { COMMAND_MS_MAX, type Command } from './core/command.ts';

export const ASKED_AT = 1_790_000_000_000 as Instant;
export const asker = '01900000-0000-7000-8000-0000000000f1' as Id<'Person'>;
export const approver = '01900000-0000-7000-8000-0000000000f2' as Id<'Person'>;

/** An opening just requested, on no journey, unless told otherwise. */
export function aCommand(over: Partial<Command> = {}): Command {
  const order: Order = { word: 'unlock' };
  return {
    id: '01900000-0000-7000-8000-0000000000c1' as Id<'Command'>,
    seal: '01900000-0000-7000-8000-000000000001' as Id<'Seal'>,
    order,
    journey: null,
    requestedBy: asker,
    requestedAt: ASKED_AT,
    expiresAt: (ASKED_AT + COMMAND_MS_MAX) as Instant,
    reasonSha256: '00',
    overrideSha256: null,
    state: 'requested',
    approvedBy: null,
    approvedAt: null,
    dispatch: null,
    sentAt: null,
    ackedAt: null,
    endedAt: null,
    why: null,
    ...over,
  };
}

/** The same, approved and recorded ten seconds after and sent at once. */
export function aSentCommand(over: Partial<Command> = {}): Command {
  const at = (ASKED_AT + 10 * SECOND_MS) as Instant;
  return aCommand({
    state: 'sent',
    approvedBy: approver,
    approvedAt: at,
    dispatch: {
      at,
      gateway: 'gateway:1',
      serial: 7,
      sealVersion: 5,
      deviceAt: (ASKED_AT - 5 * SECOND_MS) as Instant,
      wasOpen: false,
    },
    sentAt: at,
    ...over,
  });
}
