import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Place } from '../api/contract.ts';
import { sayIn } from '../words/words.ts';
import { briefPlaceWords, FAR_M_MAX, NEAR_M_MAX, placeWords } from './place-words.ts';

const salgaa: Place = {
  id: 'salgaa',
  name: 'Salgaa roadside station',
  short: 'Salgaa',
  kind: 'rest',
  country: 'KE',
  lat: -0.2134,
  lon: 35.8565,
  radiusM: 500,
};
const METRES_PER_DEGREE = 111_195;
/** So many metres south of Salgaa. */
const away = (metres: number) => ({
  lat: salgaa.lat - metres / METRES_PER_DEGREE,
  lon: salgaa.lon,
});
const at = { ...away(2_000), km: 691.6, offRouteM: 120 };

const rows = [
  [at, 'Near Salgaa, km 692'],
  [{ ...at, offRouteM: 4_120, km: null }, '4.1 km off the route, near Salgaa'],
  [{ ...at, ...away(NEAR_M_MAX - 10) }, 'Near Salgaa, km 692'],
  [{ ...at, ...away(NEAR_M_MAX + 10) }, '12 km from Salgaa, km 692'],
  [{ ...at, ...away(43_000) }, '43 km from Salgaa, km 692'],
  [{ ...at, ...away(FAR_M_MAX + 10) }, 'Km 692'],
  [{ ...at, ...away(43_000), offRouteM: 4_120 }, '4.1 km off the route, km 692'],
  [{ ...at, ...away(43_000), km: null }, '43 km from Salgaa'],
  [{ ...at, ...away(FAR_M_MAX + 10), km: null }, '-1.113, 35.856'],
  [null, 'no position'],
] as const;
for (const [place, words] of rows) {
  test(words, () => assert.equal(placeWords(sayIn('en'), place, [salgaa]), words));
}

test('before the gazette has come nothing is said to be near', () => {
  assert.equal(placeWords(sayIn('en'), at, []), 'Km 692');
});

test('the same in Swahili; a row of the queue leaves out the kilometre of a truck off its route', () => {
  assert.equal(placeWords(sayIn('sw'), at, [salgaa]), 'Karibu na Salgaa, km 692');
  const strayed = { ...at, offRouteM: 4_120 };
  assert.equal(briefPlaceWords(sayIn('sw'), strayed, [salgaa]), '4.1 km nje ya njia, Salgaa');
  assert.equal(briefPlaceWords(sayIn('sw'), at, [salgaa]), 'Karibu na Salgaa, km 692');
});

test('a row of the queue says how far a place of a short name is, and never half of a long one', () => {
  const far = { ...at, ...away(43_000) };
  const long = { ...salgaa, short: 'KPC pump station Mtito Andei (PS5)' };
  assert.equal(briefPlaceWords(sayIn('en'), far, [salgaa]), '43 km from Salgaa');
  assert.equal(briefPlaceWords(sayIn('en'), far, [long]), 'Km 692');
  assert.equal(briefPlaceWords(sayIn('en'), at, [long]), `Near ${long.short}`);
});
