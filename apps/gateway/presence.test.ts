import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jointech } from '@lakiri/protocol-jointech';
import type { Peer } from './connection.ts';
import { presence } from './presence.ts';

const nothing = (): void => undefined;
const aPeer = (over: Partial<Peer> = {}): Peer => ({
  dialect: jointech,
  peer: '192.0.2.1:1024',
  answer: nothing,
  flush: nothing,
  settled: nothing,
  resume: nothing,
  send: () => true,
  isGone: () => false,
  ...over,
});

test('a seal is spoken to by whoever brought its newest frame', () => {
  const present = presence();
  const [first, second] = [aPeer(), aPeer()];
  present.heard('a', first);
  assert.equal(present.peerOf('a'), first);
  present.heard('a', second);
  assert.equal(present.peerOf('a'), second);
  present.gone(first);
  assert.equal(present.peerOf('a'), second);
  present.gone(second);
  assert.equal(present.peerOf('a'), undefined);
});

test('who leaves takes all its seals with it, and does not come back by a batch that was under way', () => {
  const present = presence();
  let isGone = false;
  const peer = aPeer({ isGone: () => isGone });
  present.heard('a', peer);
  present.heard('b', peer);
  isGone = true;
  present.gone(peer);
  present.heard('a', peer);
  assert.deepEqual([present.peerOf('a'), present.peerOf('b')], [undefined, undefined]);
});

test('who cannot be sent to is not kept', () => {
  const present = presence();
  const { send: _, ...mute } = aPeer();
  present.heard('a', mute);
  assert.equal(present.peerOf('a'), undefined);
});

test('a part is reached through the master that last told of it', () => {
  const present = presence();
  present.heardThrough('part', { sealId: 'm1', wireId: '8000000001' });
  present.heardThrough('part', { sealId: 'm2', wireId: '8000000002' });
  assert.deepEqual(present.throughOf('part'), { sealId: 'm2', wireId: '8000000002' });
  assert.equal(present.peerOf('part'), undefined);
});

test('bounded: the seal and the part noted first are forgotten first', () => {
  const present = presence(2);
  const peer = aPeer();
  for (const id of ['a', 'b', 'c']) {
    present.heard(id, peer);
    present.heardThrough(id, { sealId: 'm', wireId: '8000000001' });
  }
  assert.deepEqual(
    ['a', 'b', 'c'].map((id) => [present.peerOf(id), present.throughOf(id)?.sealId]),
    [
      [undefined, undefined],
      [peer, 'm'],
      [peer, 'm'],
    ],
  );
});
