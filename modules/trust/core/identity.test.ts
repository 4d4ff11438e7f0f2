import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import { DEFAULT_NUMBERS } from './numbers.ts';
import { type Link, sequenceFork } from './rules/sequence-fork.ts';
import { toldAgain } from './rules/told-again.ts';
import { twoPeers } from './rules/two-peers.ts';
import { twoPlaces } from './rules/two-places.ts';
import { ELSEWHERE, type Sighting, see, type Told } from './sighting.ts';

const numbers = DEFAULT_NUMBERS['identity-doubted'];
const minute = (n: number): Instant => (1_700_000_000_000 + n * 60_000) as Instant;

/** `a5`: connection a tells what happened in minute 5; `a5!`: it tells it again. */
function told(text: string, at: number): Told {
  const again = text.endsWith('!');
  const when = minute(Number(text.slice(1).replace('!', '')));
  const peer = text.startsWith('*') ? ELSEWHERE : text.slice(0, 1);
  return { peer, at: minute(at), fresh: again ? null : when, again: again ? [when] : [] };
}

function liesIn(frames: string): string[] {
  let sighting: Sighting | null = null;
  const lies = new Set<string>();
  for (const [at, text] of frames.split(' ').entries()) {
    const one = told(text, 40 + at);
    const before: Sighting | null = sighting;
    sighting = see(sighting, one);
    if (sighting === null) continue;
    if (sighting.turns !== before?.turns && twoPeers(sighting, null, numbers) !== null)
      lies.add('two-peers');
    if (toldAgain(sighting, one, numbers) !== null) lies.add('told-again');
  }
  return [...lies];
}

const rows = [
  { say: 'one connection', frames: 'a1 a2 a3 a4', lies: [] },
  { say: 'a new address by the network', frames: 'a1 a2 b3 b4 b5', lies: [] },
  { say: 'restarts, each on a new connection', frames: 'a1 b2 c3 d4 e5 f6', lies: [] },
  { say: 'another gateway and back on a new connection', frames: 'a1 a2 *3 *4 b5 b6', lies: [] },
  { say: 'one late word of the old connection', frames: 'a1 b3 a2 b4 b5', lies: [] },
  { say: 'once back: a network that changed its mind', frames: 'a1 b2 a3 a4 a5', lies: [] },
  { say: 'two ways to one device', frames: 'a1 b1! b2 a2! a3 b3! b4 a4!', lies: [] },
  {
    say: 'a store told again on the newest connection',
    frames: 'a20 b1! b2! b3! b4! b5! b6! b7!',
    lies: ['told-again'],
  },
  { say: 'two in turn', frames: 'a1 b2 a3 b4', lies: ['two-peers'] },
  { say: 'two processes in turn', frames: 'a1 *2 a3 *4', lies: ['two-peers'] },
  {
    say: 'a recording played back',
    frames: 'a28 a29 a30 b1! b2! b3! b4! b5!',
    lies: ['told-again'],
  },
  { say: 'answers that were lost', frames: 'a28 a29 a30 b28! b29! b30! b31', lies: [] },
  {
    say: 'the same told again by the one that tells the news',
    frames: 'a28 a29 a30 a1! a2! a3! a4! a5!',
    lies: [],
  },
];
for (const { say, frames, lies } of rows)
  test(`${say}: ${lies.length === 0 ? 'nothing' : lies.join(', ')}`, () => {
    assert.deepEqual(liesIn(frames), lies);
  });

test('turns before a lifting, and turns long apart, are none', () => {
  const turns = [minute(1), minute(2)];
  const sighting = { turns } as unknown as Sighting;
  assert.notEqual(twoPeers(sighting, null, numbers), null);
  assert.equal(twoPeers(sighting, minute(1), numbers), null);
  assert.equal(twoPeers({ ...sighting, turns: [minute(1), minute(30)] }, null, numbers), null);
});

test('two places: only such as no truck joins', () => {
  const place = (lat: number, at: number) =>
    ({ lat, lon: 36, at: minute(at), speedKmh: null, courseDeg: null }) as const;
  const own = DEFAULT_NUMBERS['position-doubted'];
  assert.equal(twoPlaces(place(-1, 0), place(-2, 1), own)?.code, 'two-places');
  assert.equal(twoPlaces(place(-1, 0), place(-2, 60), own), null, 'an hour for 111 km');
  assert.equal(twoPlaces(place(-1, 0), place(-1.01, 0), own), null, 'noise of two receivers');
  assert.equal(twoPlaces(null, place(-1, 0), own), null);
});

const known: Link = { bootEpoch: 2, counter: 10, hash: 'h10', gaps: [{ after: 3, before: 6 }] };
const record = (bootEpoch: number, counter: number, hash: string, previous: string | null) => ({
  ...{ bootEpoch, counter, hash, previous },
});
const FORKS = [
  { say: 'the next', next: record(2, 11, 'h11', 'h10'), whole: true, fork: false },
  { say: 'one with a gap before it', next: record(2, 14, 'h14', 'h13'), whole: false, fork: false },
  { say: 'the first after a restart', next: record(3, 0, 'h0', 'h10'), whole: true, fork: false },
  { say: 'the same again', next: record(2, 10, 'h10', 'h9'), whole: false, fork: false },
  { say: 'another of that number', next: record(2, 10, 'x', 'h9'), whole: false, fork: true },
  { say: 'a lower number with news', next: record(2, 7, 'y', 'h6'), whole: false, fork: true },
  { say: 'one left out before', next: record(2, 4, 'w', 'h3'), whole: false, fork: false },
  { say: 'an earlier start with news', next: record(1, 99, 'z', null), whole: false, fork: true },
];
for (const { say, next, whole, fork } of FORKS)
  test(`a record: ${say}`, () => {
    const after = sequenceFork(known, next);
    assert.deepEqual([after.isWhole, after.why !== null], [whole, fork]);
    assert.equal(after.link, fork || next.hash === 'h10' ? known : after.link);
  });

test('a number that was left out may be told once, and gaps stay few', () => {
  const next = record(2, 4, 'w', 'h3');
  const { link } = sequenceFork(known, next);
  assert.deepEqual([link.counter, link.gaps], [10, [{ after: 4, before: 6 }]]);
  assert.notEqual(sequenceFork(link, { ...next, hash: 'v' }).why, null);
  let far = known;
  for (let counter = 12; counter < 60; counter += 2)
    far = sequenceFork(far, record(2, counter, `h${counter}`, null)).link;
  assert.equal(far.gaps.length, 8);
  assert.equal(sequenceFork(far, record(2, 13, 'l', null)).why, null);
});
