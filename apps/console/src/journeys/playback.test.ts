import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  advance,
  backToLive,
  livePlayback,
  markFrom,
  type Playback,
  pause,
  play,
  SPEEDS,
  seek,
  shownAt,
  speedOfKey,
} from './playback.ts';

const span = { from: 0, to: 10_000_000 };
const none = { span, stops: [] };
const stop = { n: 1, from: 1_000_000, to: 2_000_000, lat: 0, lon: 0 };
const at = (ms: number, some: Partial<Playback> = {}): Playback => ({
  ...livePlayback,
  at: ms,
  playing: true,
  ...some,
});

test('one second of life is a minute at 60x', () => {
  assert.equal(advance(at(0), 1_000, none).at, 60_000);
});

test('the speed changes while playing, from the very next tick', () => {
  const playing = advance(at(0, { speed: 1 }), 1_000, none);
  assert.equal(advance({ ...playing, speed: 3_600 }, 1_000, none).at, 3_601_000);
});

test('a paused or live clock does not move', () => {
  assert.equal(advance(at(5, { playing: false }), 1_000, none).at, 5);
  assert.equal(advance(livePlayback, 1_000, none).at, null);
});

test('the clock stops at the end of what is known', () => {
  const done = advance(at(9_999_000), 1_000, none);
  assert.deepEqual([done.at, done.playing], [span.to, false]);
});

test('standstill is skipped to its last minute, and shown when not skipped', () => {
  const stops = { span, stops: [stop] };
  assert.equal(advance(at(990_000), 1_000, stops).at, 1_940_000);
  assert.equal(advance(at(1_400_000), 1_000, stops).at, 1_940_000);
  assert.equal(advance(at(1_950_000), 1_000, stops).at, 2_010_000);
  assert.equal(advance(at(990_000, { skipStops: false }), 1_000, stops).at, 1_050_000);
});

test('whatever the speed, the clock never runs backwards nor leaves the journey', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: span.to }),
      fc.integer({ min: 0, max: 60_000 }),
      fc.constantFrom(...SPEEDS),
      fc.boolean(),
      (from, elapsed, speed, skipStops) => {
        const next = advance(at(from, { speed, skipStops }), elapsed, { span, stops: [stop] });
        assert.ok(next.at !== null && next.at >= from && next.at <= span.to);
      },
    ),
  );
});

test('play begins again from the start when the end is shown', () => {
  assert.equal(play(livePlayback, span).at, 0);
  assert.equal(play(at(500), span).at, 500);
  assert.equal(pause(at(500)).playing, false);
});

test('seeking stays inside the journey; live is the newest moment', () => {
  assert.equal(seek(livePlayback, -5, span).at, 0);
  assert.equal(seek(livePlayback, 99_999_999, span).at, span.to);
  assert.equal(shownAt(backToLive(at(500)), span), span.to);
});

test('marks are stepped strictly, and end at the ends', () => {
  const marks = [10, 20, 30];
  assert.equal(markFrom(marks, 20, 1), 30);
  assert.equal(markFrom(marks, 20, -1), 10);
  assert.equal(markFrom(marks, 25, -1), 20);
  assert.equal(markFrom(marks, 30, 1), undefined);
  assert.equal(markFrom(marks, 10, -1), undefined);
});

test('the keys 1 to 6 are speeds', () => {
  assert.deepEqual(['1', '2', '3', '4', '5', '6', '7', 'x'].map(speedOfKey), [
    ...SPEEDS,
    undefined,
    undefined,
  ]);
});
