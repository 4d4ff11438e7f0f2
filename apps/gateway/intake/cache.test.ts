import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { SealRow } from '@lakiri/seals/store';
import { CONTEXTS_MAX, STRANGER_MS } from '../limits.ts';
import { type Address, Cache, type Sources } from './cache.ts';

const noon = 1_700_000_000_000 as Instant;
const sources: Sources = {
  loadWatched: () => Promise.resolve(new Map()),
  namesOf: () => Promise.resolve(new Map()),
  loadWatches: () => Promise.resolve(new Map()),
  loadKeys: () => Promise.resolve(new Map()),
  loadSuspicions: () => Promise.resolve(new Map()),
  routeOf: () => Promise.reject(new Error('no route')),
};
const dialect = 'jointech';
const address = (wireId: string | number): Address => ({ dialect, wireId: String(wireId) });
const idOf = (number: number): string =>
  `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** A register that gives each wire id a seal: `seals` says whose it is. */
function registerOf(seals: (wireId: string) => string | undefined): Sql {
  const rowOf = (id: string, wireId: string) =>
    ({
      id,
      version: 1,
      wire_id: wireId,
      dialect,
      phase: 'free',
      journey: null,
      fix: 0,
      bits: 0,
      clock: 0,
      latches: '{}',
    }) as unknown as SealRow;
  return {
    query: (text, values = []) => {
      const byAddress = text.includes('s.wire_id = ANY');
      const asked = (byAddress ? values[1] : values[0]) as readonly string[];
      const rows = asked.flatMap((it) => {
        if (!byAddress) return [rowOf(it, it)];
        const id = seals(it);
        return id === undefined ? [] : [rowOf(id, it)];
      });
      return Promise.resolve({ rows: rows as never[], rowCount: rows.length });
    },
  };
}
const everybody = registerOf((wireId) => idOf(Number(wireId)));

test('a batch that brings the cache over its size still finds all that it uses', async () => {
  const cache = new Cache(sources);
  const all = Array.from({ length: CONTEXTS_MAX }, (_, at) => address(at));
  await cache.load(everybody, all, noon);
  cache.trim();
  // The oldest ones are used again, beside two thousand new ones.
  const used = all.slice(0, 100);
  const fresh = Array.from({ length: 2_000 }, (_, at) => address(CONTEXTS_MAX + at));
  await cache.load(everybody, fresh, noon);
  for (const one of [...used, ...fresh]) {
    const id = cache.sealOf(one);
    assert.ok(id !== undefined && cache.contexts.has(id), one.wireId);
  }
  cache.trim();
  assert.equal(cache.contexts.size, CONTEXTS_MAX);
});

test('what was kept last is forgotten last', async () => {
  const cache = new Cache(sources);
  await cache.load(
    everybody,
    Array.from({ length: CONTEXTS_MAX }, (_, at) => address(at)),
    noon,
  );
  const context = cache.contexts.get(idOf(0));
  assert.ok(context !== undefined);
  cache.keep(new Map([[idOf(0), context]]));
  await cache.load(everybody, [address(CONTEXTS_MAX)], noon);
  cache.trim();
  assert.deepEqual([cache.contexts.has(idOf(0)), cache.contexts.has(idOf(1))], [true, false]);
});

test('who is not in the register is a stranger for a while, and no longer once registered', async () => {
  const cache = new Cache(sources);
  const one = address(7);
  await cache.load(
    registerOf(() => undefined),
    [one],
    noon,
  );
  assert.equal(cache.isStranger(one, noon), true);
  assert.equal(cache.isStranger(one, (noon + STRANGER_MS) as Instant), false);
  await cache.load(
    registerOf(() => undefined),
    [one],
    noon,
  );
  // A frame that was in the queue already asked the register after the officer.
  await cache.load(everybody, [one], noon);
  assert.equal(cache.isStranger(one, noon), false);
});

test('after a surprise the address is asked again too: it may be another seal’s by now', async () => {
  const cache = new Cache(sources);
  const one = address(7);
  await cache.load(everybody, [one], noon);
  assert.equal(cache.sealOf(one), idOf(7));
  cache.drop([one]);
  await cache.load(
    registerOf(() => idOf(8)),
    [one],
    noon,
  );
  assert.equal(cache.sealOf(one), idOf(8));
});
