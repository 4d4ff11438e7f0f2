import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hiddenOf, layersOf, monitorSearch } from './search.ts';

const rows = [
  [{}, {}],
  [{ view: 'open', case: 7, pane: 'queue', hide: 'heat' }, {}],
  [
    { view: 'mine', case: 'c', truck: 's', pane: 'map', hide: 'all' },
    { view: 'mine', case: 'c', truck: 's', pane: 'map', hide: 'all' },
  ],
] as const;
for (const [search, read] of rows) {
  test(`${JSON.stringify(search)} is read as ${JSON.stringify(read)}`, () => {
    assert.deepEqual(monitorSearch(search), read);
  });
}

test('every choice of layers survives the address', () => {
  for (const trucks of [true, false])
    for (const alarms of [true, false]) {
      const hide = hiddenOf({ trucks, alarms });
      assert.deepEqual(layersOf(hide === undefined ? {} : { hide }), { trucks, alarms });
    }
});
