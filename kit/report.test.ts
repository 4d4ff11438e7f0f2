import assert from 'node:assert/strict';
import { test } from 'node:test';
import { positionOf } from './report.ts';

const near = { fix: 'gnss', lat: -1.2833, lon: 36.8167 } as const;
const rows = [
  { say: 'a satellite fix', said: near, place: true },
  { say: 'a cell fix', said: { ...near, fix: 'cell' }, place: false },
  { say: 'no fix', said: { ...near, fix: 'none' }, place: false },
  { say: 'no latitude', said: { ...near, lat: null }, place: false },
  { say: 'no longitude', said: { ...near, lon: null }, place: false },
  { say: '0,0', said: { ...near, lat: 0, lon: 0 }, place: false },
  { say: 'a hair from 0,0', said: { ...near, lat: 0.0009, lon: -0.0009 }, place: false },
  { say: 'the equator', said: { ...near, lat: 0 }, place: true },
  { say: 'the pole', said: { ...near, lat: 90 }, place: true },
  { say: 'beyond the pole', said: { ...near, lat: 90.0001 }, place: false },
  { say: 'longitude 181', said: { ...near, lon: -181 }, place: false },
  { say: 'no number', said: { ...near, lat: Number.NaN }, place: false },
  { say: 'infinity', said: { ...near, lon: Number.POSITIVE_INFINITY }, place: false },
] as const;
for (const { say, said, place } of rows) {
  test(`${say} is ${place ? 'a' : 'no'} place`, () =>
    assert.equal(positionOf(said) !== undefined, place));
}
