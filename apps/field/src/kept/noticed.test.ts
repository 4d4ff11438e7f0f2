import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Kept } from './database.ts';
import { noticed } from './noticed.ts';

const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
const taken = () => Promise.resolve();

for (const name of ['keepItem', 'keepPhoto', 'set', 'keepDone'] as const)
  test(`${name}: a phone that is full is told of, and that it took the next`, async () => {
    const told: boolean[] = [];
    const watched = (write: () => Promise<void>): (() => Promise<void>) =>
      noticed({ [name]: write } as unknown as Kept, (isKept) => told.push(isKept))[
        name
      ] as () => Promise<void>;
    await assert.rejects(watched(full), { name: 'QuotaExceededError' });
    await watched(taken)();
    assert.deepEqual(told, [false, true]);
  });
