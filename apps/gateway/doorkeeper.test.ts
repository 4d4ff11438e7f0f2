import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Doorkeeper } from './doorkeeper.ts';
import { CONNECTIONS_MAX, FIRST_FRAME_MS_MAX } from './limits.ts';

type PeerIs = 'known' | 'stranger' | 'silent' | 'pending';

const rows = [
  { peerIs: 'known', after: FIRST_FRAME_MS_MAX, closed: [] },
  { peerIs: 'silent', after: FIRST_FRAME_MS_MAX - 1, closed: [] },
  { peerIs: 'silent', after: FIRST_FRAME_MS_MAX, closed: ['no-frame'] },
  { peerIs: 'stranger', after: FIRST_FRAME_MS_MAX, closed: ['stranger'] },
  { peerIs: 'pending', after: FIRST_FRAME_MS_MAX, closed: [] },
] as const;
for (const { peerIs, after, closed } of rows)
  test(`${peerIs} after ${after} ms: ${closed.join() || 'stays'}`, () => {
    const keeper = new Doorkeeper();
    const said: string[] = [];
    const guest: { peerIs: PeerIs; close(reason: string): void } = {
      peerIs,
      close: (reason) => said.push(reason),
    };
    keeper.enter(guest, 0);
    keeper.look(after);
    assert.deepEqual(said, closed);
    guest.peerIs = 'stranger';
    keeper.look(after + FIRST_FRAME_MS_MAX);
    const isAsked = peerIs === 'pending' || after < FIRST_FRAME_MS_MAX;
    assert.deepEqual(said, isAsked ? ['stranger'] : closed);
    keeper.look(after + FIRST_FRAME_MS_MAX); // its timer ends with the last guest
  });

test('the house is full over all its ports, and has room again', () => {
  const keeper = new Doorkeeper();
  const guests = Array.from({ length: CONNECTIONS_MAX }, () => ({
    peerIs: 'known' as const,
    close: () => undefined,
  }));
  for (const guest of guests) {
    assert.equal(keeper.isFull, false);
    keeper.enter(guest, 0);
  }
  assert.equal(keeper.isFull, true);
  for (const guest of guests.slice(0, 1)) keeper.leave(guest);
  assert.equal(keeper.isFull, false);
  keeper.look(FIRST_FRAME_MS_MAX);
});
