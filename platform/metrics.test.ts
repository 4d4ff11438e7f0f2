import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMetrics } from './metrics.ts';

test('no metric walks over every open socket', async () => {
  const names = (await createMetrics('gateway-1').getMetricsAsJSON()).map(({ name }) => name);
  assert.ok(names.includes('lakiri_process_resident_memory_bytes'));
  assert.deepEqual(
    names.filter((name) => /open_fds|_active_/.test(name)),
    [],
  );
});
