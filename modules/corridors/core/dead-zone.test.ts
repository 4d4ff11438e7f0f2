import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, HOUR_MS, type Instant, MINUTE_MS } from '@lakiri/kit';
import {
  type DeadZone,
  type DeadZoneId,
  type DeadZoneVersion,
  deadZoneAt,
  endDeadZone,
  evolveDeadZone,
  type SetDeadZone,
  setDeadZone,
} from './dead-zone.ts';

const now = 1_700_000_000_000 as Instant;
const subject = 'z' as DeadZoneId;
const zone: DeadZone = {
  name: 'Kyulu hills',
  area: { is: 'stretch', route: 'mombasa-malaba', fromKm: 200, toKm: 230 },
  excusedMin: 45,
  source: 'drive test of March',
};
const base: SetDeadZone = {
  ...{ subject, zone, effectiveFrom: now, now, last: undefined, routeKm: 930, zones: 3 },
};
const first: DeadZoneVersion = { ...zone, version: 1, effectiveFrom: now, isEnded: false };
const later = addMs(now, HOUR_MS);
const withZone = (over: Partial<DeadZone>) => ({ zone: { ...zone, ...over } });
const stretch = (fromKm: number, toKm: number) =>
  withZone({ area: { is: 'stretch', route: 'mombasa-malaba', fromKm, toKm } });
const circle = (lat: number, radiusM: number) =>
  withZone({ area: { is: 'circle', lat, lon: 37, radiusM } });

const SETS: readonly (readonly [string, Partial<SetDeadZone>, string])[] = [
  ['a new one', {}, 'dead-zone-set'],
  ['a circle, without any route', { ...circle(-2, 4_000), routeKm: undefined }, 'dead-zone-set'],
  ['no name', withZone({ name: ' ' }), 'dead-zone-name'],
  ['no source', withZone({ source: '' }), 'dead-zone-source'],
  ['no time', withZone({ excusedMin: 0 }), 'excused-out-of-range'],
  ['more than a day', withZone({ excusedMin: 1_441 }), 'excused-out-of-range'],
  ['a route of nobody', { routeKm: undefined }, 'no-such-route'],
  ['backwards', stretch(230, 200), 'dead-zone-area'],
  ['beyond its route', stretch(900, 931), 'dead-zone-area'],
  ['half the country', stretch(100, 301), 'dead-zone-area'],
  ['a circle off the world', circle(91, 4_000), 'dead-zone-area'],
  ['a circle without size', circle(1, 0), 'dead-zone-area'],
  ['yesterday', { effectiveFrom: addMs(now, -1) }, 'effective-in-past'],
  ['one too many', { zones: 1_000 }, 'too-many-dead-zones'],
  ['a change', { last: first, effectiveFrom: later, ...stretch(200, 240) }, 'dead-zone-set'],
  ['a change of nothing', { last: first, effectiveFrom: later }, 'unchanged'],
  ['a change before the last', { last: first, ...stretch(1, 9) }, 'not-after-last'],
  ['of one that has ended', { last: { ...first, isEnded: true } }, 'dead-zone-ended'],
];
for (const [say, over, code] of SETS)
  test(`${say}: ${code}`, () => {
    const done = setDeadZone({ ...base, ...over });
    assert.equal(done.accepted ? done.facts[0]?.type : done.refusal.code, code);
  });

const ENDS: readonly (readonly [string, DeadZoneVersion | undefined, string])[] = [
  ['one in force', first, 'dead-zone-ended'],
  ['one of nobody', undefined, 'no-such-dead-zone'],
  ['one that has ended', { ...first, isEnded: true }, 'dead-zone-ended'],
  ['one that begins later', { ...first, effectiveFrom: addMs(later, 1) }, 'not-after-last'],
];
for (const [say, last, code] of ENDS)
  test(`to end ${say}: ${code}`, () => {
    const done = endDeadZone({ subject, effectiveFrom: later, now, last });
    assert.equal(done.accepted ? done.facts[0]?.type : done.refusal.code, code);
    assert.equal(done.accepted, last !== undefined && last.effectiveFrom <= now && !last.isEnded);
  });

function versions(): DeadZoneVersion[] {
  const all: DeadZoneVersion[] = [];
  const follow = (done: ReturnType<typeof setDeadZone>): void => {
    if (!done.accepted) throw new Error(done.refusal.code);
    for (const fact of done.facts) all.push(evolveDeadZone(all.at(-1), fact));
  };
  follow(setDeadZone(base));
  follow(setDeadZone({ ...base, last: all.at(-1), effectiveFrom: later, ...stretch(220, 250) }));
  const effectiveFrom = addMs(later, HOUR_MS);
  follow(endDeadZone({ subject, now, last: all.at(-1), effectiveFrom }));
  return all;
}

const own = { route: 'mombasa-malaba', place: { lat: -2, lon: 37 } };
const HEARD: readonly (readonly [string, string, number | null, number, string | undefined])[] = [
  ['within', 'mombasa-malaba', 210, 0, 'Kyulu hills'],
  ['at its end', 'mombasa-malaba', 230, 0, 'Kyulu hills'],
  ['beyond', 'mombasa-malaba', 231, 0, undefined],
  ['on another route', 'mombasa-kampala', 210, 0, undefined],
  ['nobody knows where', 'mombasa-malaba', null, 0, undefined],
  ['before it was known', 'mombasa-malaba', 210, -1, undefined],
  ['where the next version no longer is', 'mombasa-malaba', 210, 60, undefined],
  ['where the next version is', 'mombasa-malaba', 240, 60, 'Kyulu hills'],
  ['after its end', 'mombasa-malaba', 240, 120, undefined],
];
for (const [say, route, km, minute, name] of HEARD)
  test(`last heard ${say}: ${name ?? 'no excuse'}`, () => {
    const at = addMs(now, minute * MINUTE_MS);
    assert.equal(deadZoneAt([versions()], { ...own, route, km }, at)?.name, name);
  });

test('of two zones the one that excuses longest; a circle asks for no route', () => {
  const area = { is: 'circle', lat: -2, lon: 37, radiusM: 2_000 } as const;
  const round = { ...first, area, name: 'Hunter’s lodge', excusedMin: 90 };
  const heard = { ...own, km: 210 };
  assert.equal(deadZoneAt([[first], [round]], heard, now)?.name, 'Hunter’s lodge');
  assert.equal(deadZoneAt([[round]], { ...heard, route: null, km: null }, now)?.excusedMin, 90);
  const away = { ...heard, place: { lat: -2.1, lon: 37 } };
  assert.equal(deadZoneAt([[round]], away, now), undefined);
});
