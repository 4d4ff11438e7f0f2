import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPace, type PaceClock, restAfter } from './pace.ts';

for (const { tookMs, restMs } of [
  { tookMs: 0, restMs: 1_000 },
  { tookMs: 10, restMs: 1_000 },
  { tookMs: 100, restMs: 1_900 },
  { tookMs: 2_000, restMs: 8_000 },
])
  test(`after a drawing of ${tookMs} ms the picture stands for ${restMs} ms`, () =>
    assert.equal(restAfter(tookMs), restMs));

/** A page whose frames come each 10 ms, and whose drawing takes so long. */
function aPage(drawMs: number) {
  let now = 0;
  let waiting: { readonly at: number; readonly run: () => void }[] = [];
  const after = (ms: number, run: () => void) => {
    const one = { at: now + ms, run };
    waiting.push(one);
    return () => {
      waiting = waiting.filter((it) => it !== one);
    };
  };
  const clock: PaceClock = {
    now: () => now,
    frame: (run) => after(10 - (now % 10), run),
    after,
  };
  const drawnAt: number[] = [];
  const pace = openPace(() => {
    drawnAt.push(now);
    now += drawMs;
  }, clock);
  const until = (to: number): void => {
    for (;;) {
      const [next] = waiting.toSorted((one, other) => one.at - other.at);
      if (next === undefined || next.at > to) break;
      waiting = waiting.filter((it) => it !== next);
      now = Math.max(now, next.at);
      next.run();
    }
    now = Math.max(now, to);
  };
  return { pace, drawnAt, until };
}

test('what moves is gathered: four changes a second are one drawing', () => {
  const { pace, drawnAt, until } = aPage(5);
  for (let ms = 0; ms < 4_000; ms += 250) {
    until(ms);
    pace.sometime();
  }
  assert.deepEqual(drawnAt, [10, 1_020, 2_030, 3_040]);
});

test('a slow machine draws seldomer', () => {
  const { pace, drawnAt, until } = aPage(200);
  for (let ms = 0; ms < 12_000; ms += 250) {
    until(ms);
    pace.sometime();
  }
  assert.equal(drawnAt.length, 4, String(drawnAt));
});

test('what is urgent is drawn with the next frame, whatever was drawn just before', () => {
  const { pace, drawnAt, until } = aPage(200);
  pace.sometime();
  until(300);
  pace.sometime();
  pace.soon();
  pace.soon();
  until(600);
  pace.soon();
  until(900);
  assert.deepEqual(drawnAt, [10, 310, 610]);
});

test('after the end nothing is drawn', () => {
  const { pace, drawnAt, until } = aPage(5);
  pace.sometime();
  until(5);
  pace.soon();
  pace.close();
  until(5_000);
  assert.deepEqual(drawnAt, []);
});
