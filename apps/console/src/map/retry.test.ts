import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryAfterMs, retryBaseFiles } from './retry.ts';

test('each failure doubles the wait, up to a minute', () => {
  assert.deepEqual([1, 2, 3, 6, 40].map(retryAfterMs), [2_000, 4_000, 8_000, 60_000, 60_000]);
});

function aMap() {
  const asked: string[] = [];
  const missing: number[] = [];
  const waiting: { act: () => void; ms: number }[] = [];
  let failed: (source: string) => void = () => assert.fail('nobody listens');
  let came = failed;
  const stop = retryBaseFiles(
    {
      ask: (source) => asked.push(source),
      listen: (onFailed, onCame) => {
        failed = onFailed;
        came = onCame;
      },
    },
    (count) => missing.push(count),
    {
      later: (act, ms) => {
        const timer = { act, ms };
        waiting.push(timer);
        return timer;
      },
      never: (timer) => {
        const at = waiting.indexOf(timer as (typeof waiting)[number]);
        if (at >= 0) waiting.splice(at, 1);
      },
    },
  );
  const pass = (): number => {
    const next = waiting.shift();
    next?.act();
    return next?.ms ?? -1;
  };
  return { asked, missing, waiting, failed, came, stop, pass };
}

test('a file that failed is asked for again, later each time, until it comes', () => {
  const map = aMap();
  map.failed('water');
  assert.equal(map.pass(), 2_000);
  map.failed('water');
  assert.equal(map.pass(), 4_000);
  map.came('water');
  assert.deepEqual(
    [map.asked, map.missing],
    [
      ['water', 'water'],
      [1, 1, 0],
    ],
  );
  assert.equal(map.waiting.length, 0);
});

test('what is missing is counted by file; a file that came whole says nothing', () => {
  const map = aMap();
  map.came('roads');
  map.failed('water');
  map.failed('cities');
  map.came('water');
  assert.deepEqual(map.missing, [1, 2, 1]);
});

test('a file that fails again after it came waits the shortest time', () => {
  const map = aMap();
  map.failed('water');
  map.pass();
  map.came('water');
  map.failed('water');
  assert.equal(map.pass(), 2_000);
});

test('a map that is gone asks for nothing', () => {
  const map = aMap();
  map.failed('water');
  map.stop();
  assert.equal(map.waiting.length, 0);
  map.failed('cities');
  assert.equal(map.waiting.length, 0);
});
