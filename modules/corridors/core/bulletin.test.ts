import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, DAY_MS, type Instant, isoOf } from '@lakiri/kit';
import { shippedIndex } from '../testing.ts';
import {
  type Bulletin,
  type BulletinEvents,
  type BulletinId,
  type BulletinSays,
  evolveBulletin,
} from './bulletin.ts';
import {
  BULLETIN_NOTICE_MS,
  BULLETINS_OPEN_MAX,
  discardBulletin,
  endBulletin,
  publishBulletin,
  writeBulletin,
} from './bulletin-acts.ts';
import { extraHours } from './diversion.ts';
import type { By } from './draft.ts';
import { type LonLat, lengthKm, pointAtKm } from './index.ts';

const subject = '01900000-0000-7000-8000-00000000b001' as BulletinId;
const achieng = '01900000-0000-7000-8000-00000000a001' as By;
const okello = '01900000-0000-7000-8000-00000000a002' as By;
const at = Date.parse('2026-04-24T12:00:00Z') as Instant;
const route = shippedIndex('mombasa-malaba');
const point = (km: number, northDeg = 0): LonLat => {
  const { lon, lat } = pointAtKm(route, km);
  return [lon, lat + northDeg];
};
const says: BulletinSays = {
  ...{ route: route.route.id, reason: 'flood', note: 'The bridge is under water' },
  closed: { from: point(200), to: point(210) },
  line: [point(199), point(201, 0.1), point(209, 0.1), point(211)],
  ...{ widthM: 500, stops: [], extraH: 6, from: null, until: isoOf(addMs(at, DAY_MS)) },
};
const node = 'demo';
const sign = (text: string) => ({ keyId: 'k', signature: String(text.length) });
const around = { route, daysMax: 14 };
const drafted: Bulletin = {
  ...{ state: 'drafted', says, authors: [achieng], madeAt: at, changedAt: at },
};
const asked = { subject, by: okello, at, ...around };
const publishing = { ...asked, readVersion: 1, version: 1, number: 12, holding: 0, node, sign };

const stop = { id: 'far', lat: 0, lon: 30, radiusM: 100 } as never;
const words: readonly (readonly [string, Partial<BulletinSays>, string | undefined])[] = [
  ['sound', {}, undefined],
  ['without a word', { note: ' ' }, 'bulletin-note'],
  ['of a stretch elsewhere', { closed: { from: [30, 5], to: point(210) } }, 'closed-off-route'],
  ['of no stretch', { closed: { from: point(200), to: point(200) } }, 'closed-off-route'],
  ['of too many points', { line: Array(301).fill(point(199)) }, 'diversion-too-long'],
  ['of one point', { line: [point(199)] }, 'diversion-broken'],
  ['that does not come back', { line: [point(199), point(201, 0.3)] }, 'diversion-apart'],
  ['that does not leave it', { line: [point(199, 0.3), point(211)] }, 'diversion-apart'],
  ['narrower than a fix errs', { widthM: 49 }, 'diversion-width'],
  ['of no width', { widthM: Number.NaN }, 'diversion-width'],
  ['with a stop elsewhere', { stops: [stop] }, 'stop-off-diversion'],
  ['with half an hour', { extraH: 0.5 }, 'extra-out-of-range'],
  ['that is over', { until: isoOf(at) }, 'bulletin-no-time'],
  ['of fifteen days', { until: isoOf(addMs(at, 15 * DAY_MS)) }, 'bulletin-too-long'],
  [
    'of fourteen days from tomorrow',
    { from: isoOf(addMs(at, DAY_MS)), until: isoOf(addMs(at, 15 * DAY_MS)) },
    undefined,
  ],
  ['from yesterday', { from: isoOf(addMs(at, -DAY_MS)) }, 'effective-in-past'],
];
for (const [say, more, code] of words)
  test(`a diversion is written: ${say}`, () => {
    const done = writeBulletin({
      ...{ ...asked, bulletin: undefined, open: 0 },
      says: { ...says, ...more },
    });
    assert.equal(done.accepted ? undefined : done.refusal.code, code);
  });

const after = (events: readonly BulletinEvents[], last?: Bulletin): Bulletin =>
  events.reduce<Bulletin | undefined>(evolveBulletin, last) ?? assert.fail();
const publish = publishBulletin({ ...publishing, bulletin: drafted });
assert.ok(publish.accepted);
const published = after(publish.facts, drafted);
assert.ok(published.state === 'published');
const { from, until } = published.published;
const later = addMs(at, 3_600_000);
const ending = { subject, by: achieng, at: later, source: 'the water is down', node, sign };
const ended = endBulletin({ ...ending, bulletin: published });
assert.ok(ended.accepted);
const over = after(ended.facts, published);
const discarded = after(
  [{ subjectKind: 'bulletin', subject, type: 'bulletin-discarded', body: { by: okello, at } }],
  drafted,
);

const acts: readonly (readonly [
  string,
  { accepted: boolean; refusal?: { code: string } },
  string?,
])[] = [
  [
    'written where there are too many',
    writeBulletin({ ...asked, says, bulletin: undefined, open: BULLETINS_OPEN_MAX }),
    'too-many-bulletins',
  ],
  [
    'written for no route',
    writeBulletin({ ...asked, route: undefined, says, bulletin: undefined, open: 0 }),
    'no-such-route',
  ],
  ['changed', writeBulletin({ ...asked, says, bulletin: drafted, open: BULLETINS_OPEN_MAX })],
  [
    'changed when published',
    writeBulletin({ ...asked, says, bulletin: published, open: 0 }),
    'bulletin-over',
  ],
  [
    'published by nobody’s draft',
    publishBulletin({ ...publishing, bulletin: undefined }),
    'no-such-bulletin',
  ],
  ['published twice', publishBulletin({ ...publishing, bulletin: published }), 'bulletin-over'],
  [
    'published by who wrote it',
    publishBulletin({ ...publishing, bulletin: drafted, by: achieng }),
    'own-bulletin',
  ],
  [
    'published unread',
    publishBulletin({ ...publishing, bulletin: drafted, readVersion: 2 }),
    'bulletin-changed',
  ],
  [
    'published where too many hold',
    publishBulletin({ ...publishing, bulletin: drafted, holding: BULLETINS_OPEN_MAX }),
    'too-many-bulletins',
  ],
  [
    'published when its time has passed',
    publishBulletin({ ...publishing, bulletin: drafted, at: addMs(at, DAY_MS) }),
    'bulletin-no-time',
  ],
  [
    'published by a stricter rule',
    publishBulletin({ ...publishing, bulletin: drafted, daysMax: 0 }),
    'bulletin-too-long',
  ],
  ['ended', ended],
  [
    'ended before it was there',
    endBulletin({ ...ending, bulletin: undefined }),
    'no-such-bulletin',
  ],
  [
    'ended before it was published',
    endBulletin({ ...ending, bulletin: drafted }),
    'bulletin-not-published',
  ],
  ['ended twice', endBulletin({ ...ending, bulletin: over }), 'bulletin-over'],
  [
    'ended when it is over',
    endBulletin({ ...ending, bulletin: published, at: until }),
    'bulletin-run-out',
  ],
  [
    'ended on nobody’s word',
    endBulletin({ ...ending, bulletin: published, source: ' ' }),
    'end-source',
  ],
  ['discarded', discardBulletin({ subject, by: okello, at, bulletin: drafted })],
  [
    'discarded twice',
    discardBulletin({ subject, by: okello, at, bulletin: discarded }),
    'bulletin-over',
  ],
];
for (const [say, done, code] of acts)
  test(`a bulletin is ${say}`, () => {
    assert.equal(done.refusal?.code, code);
  });

test('it takes force after a notice, or when it was asked for; ended, after one too', () => {
  assert.equal(from, addMs(at, BULLETIN_NOTICE_MS));
  const tomorrow = addMs(at, DAY_MS / 2);
  const bulletin: Bulletin = { ...drafted, says: { ...says, from: isoOf(tomorrow) } };
  const done = publishBulletin({ ...publishing, bulletin });
  assert.ok(done.accepted);
  const soon = after(done.facts, bulletin);
  assert.ok(soon.state === 'published' && soon.published.from === tomorrow);
  assert.ok(over.state === 'ended' && over.ended.until === addMs(later, BULLETIN_NOTICE_MS));
  const never = endBulletin({ ...ending, at, bulletin: soon });
  assert.ok(never.accepted);
  const gone = after(never.facts, soon);
  assert.ok(gone.state === 'ended' && gone.ended.until === tomorrow, 'it never begins');
});

test('what is signed says it all, one thing a line, whatever was typed', () => {
  const note = 'over\nextra time: 99 h';
  const bulletin: Bulletin = { ...drafted, says: { ...says, note } };
  const done = publishBulletin({ ...publishing, bulletin });
  assert.ok(done.accepted);
  const [fact] = done.facts;
  assert.ok(fact?.type === 'bulletin-published');
  const lines = fact.body.text.split('\n');
  assert.equal(lines[0], 'LAKIRI BULLETIN v1');
  assert.ok(lines.includes('note: "over\\nextra time: 99 h"'), fact.body.text);
  for (const line of ['number: 12', 'extra time: 6 h', 'width: 500 m to each side'])
    assert.equal(lines.filter((one) => one === line).length, 1, line);
  assert.ok(lines.includes(`written by: ${achieng}`) && lines.includes(`published by: ${okello}`));
  assert.equal(fact.body.signature, String(fact.body.text.length), 'the text itself was signed');
});

test('who changes a draft is one of its authors', () => {
  const done = writeBulletin({ ...asked, says, bulletin: drafted, open: 0 });
  assert.ok(done.accepted);
  assert.deepEqual(after(done.facts, drafted).authors, [achieng, okello]);
});

test('the longest line that may be drawn fits a fact', () => {
  const line = Array.from({ length: 300 }, (_, n) => point(199 + n / 25, 0.0123456789));
  assert.ok(lengthKm(line) > 0);
  const bulletin: Bulletin = { ...drafted, says: { ...says, line } };
  const done = publishBulletin({ ...publishing, bulletin });
  assert.ok(done.accepted, JSON.stringify(done));
  assert.ok(JSON.stringify(done.facts).length < 40_000);
});

const hours = (h: number): Instant => addMs(at, h * 3_600_000);
const given = [
  { from: hours(0), until: hours(10), extraH: 6 },
  { from: hours(5), until: hours(8), extraH: 9 },
];
for (const [say, armed, now, extraH] of [
  ['before any began', -1, -0.5, 0],
  ['while one holds', -1, 1, 6],
  ['of two the most', -1, 6, 9],
  ['when both are over, still', -1, 90, 9],
  ['armed when the second was over', 8, 9, 6],
  ['armed when both were over', 10, 11, 0],
] as const)
  test(`hours are given: ${say}`, () => {
    assert.equal(extraHours(given, { at: hours(now), armedAt: hours(armed) }), extraH);
  });
