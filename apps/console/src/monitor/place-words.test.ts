import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayIn } from '../words/words.ts';
import { placeWords } from './place-words.ts';

const place = { lat: -0.2134, lon: 35.8765, near: 'Salgaa', km: 691.6, offRouteM: 120 };
const rows = [
  [place, 'Near Salgaa, km 692'],
  [{ ...place, offRouteM: 4_120, km: null }, '4.1 km off the route, near Salgaa'],
  [{ ...place, near: null, km: null }, '-0.213, 35.877'],
  [null, 'no position'],
] as const;
for (const [at, words] of rows) {
  test(words, () => assert.equal(placeWords(sayIn('en'), at), words));
}

test('the same in Swahili', () => {
  assert.equal(placeWords(sayIn('sw'), place), 'Karibu na Salgaa, km 692');
});
