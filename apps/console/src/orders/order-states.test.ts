import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command, CommandState } from '../api/command-contract.ts';
import { isInFlight, trayOf } from './order-states.ts';

const command = (id: string, by: string, state: CommandState): Command => ({
  id,
  seal: { id: 's', number: 'ELK-20401' },
  word: 'unlock',
  params: {},
  journey: null,
  state,
  requestedBy: { id: by, name: by },
  requestedAt: '2026-02-04T05:30:00Z',
  approvedBy: null,
  approvedAt: null,
  expiresAt: '2026-02-04T05:40:00Z',
  sentAt: null,
  ackedAt: null,
  endedAt: null,
  reason: 'Inspection',
  override: null,
  why: null,
  steps: [],
  mayApprove: state === 'requested' && by !== 'me',
  mayCancel: false,
});

const all = [
  command('a', 'me', 'requested'),
  command('b', 'other', 'requested'),
  command('c', 'other', 'sent'),
  command('d', 'other', 'confirmed'),
  command('e', 'me', 'expired'),
];
const ids = (commands: readonly Command[]): string => commands.map(({ id }) => id).join();

test('what others ask for waits for me; what I ask for never does', () => {
  const tray = trayOf(all, 'me');
  assert.deepEqual([ids(tray.toApprove), ids(tray.mine), ids(tray.others)], ['b', 'a,e', 'c']);
});

test('an order that has ended is looked after no more', () => {
  assert.deepEqual(all.map(isInFlight), [true, true, true, false, false]);
});
