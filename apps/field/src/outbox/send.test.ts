import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Journey, Problem } from '../api/contract.ts';
import type { Doing, KeptItem } from './item.ts';
import { type Centre, sendItem } from './send.ts';

const AT = Date.parse('2026-02-04T05:30:00Z');
const item = (
  doing: Doing,
  photos: readonly string[] = [],
  sent: readonly string[] = [],
): KeptItem => ({
  ...{ id: 'k1', by: 'okello', at: AT, about: 'd1', label: 'KDJ 417K', doing, photos },
  ...{ state: 'kept', sent, tries: 0, nextAt: 0 },
});
const problem: Problem = { title: 'no', status: 503, code: 'unavailable' };
const journey: Journey = {
  ...{ id: 'j1', ref: '7QF2-93', state: 'in-transit', vehicle: { plate: 'KDJ 417K' } },
  route: { name: 'Mombasa – Malaba' },
  seals: [{ number: 'ELK-20417', until: null, mechanicalSeal: 'KRA 410' }],
};

/** A centre that writes down what it was asked; a photograph's bytes are its hash. */
function centreWith(over: Partial<Centre> = {}) {
  const asked: string[] = [];
  const centre: Centre = {
    act: (path, key, body) => {
      asked.push(`${key} ${path} ${JSON.stringify(body)}`);
      return Promise.resolve({ ok: true, value: {} });
    },
    sendPhoto: async (photo) => {
      asked.push(`photo ${await photo.text()}`);
      return { ok: true, value: { sha256: await photo.text() } };
    },
    findJourneys: () => Promise.resolve({ ok: true, value: [journey] }),
    photo: (sha256) => Promise.resolve(new Blob([sha256])),
    ...over,
  };
  return { asked, centre };
}

test('photographs go first, then what was done, with its time and its key', async () => {
  const { asked, centre } = centreWith();
  const doing = { act: 'report', finding: 'other', text: 'Whole.' } as const;
  const done = await sendItem(item(doing, ['aa', 'bb'], ['aa']), centre);
  assert.deepEqual(done, { ok: true, value: {}, sent: ['aa', 'bb'] });
  assert.deepEqual(asked, [
    'photo bb',
    'k1 /response/dispatches/d1/report {"finding":"other","text":"Whole.","at":"2026-02-04T05:30:00.000Z","photos":["aa","bb"]}',
  ]);
});

test('a photograph that does not arrive ends it; those that did are not sent again', async () => {
  let n = 0;
  const { asked, centre } = centreWith({
    sendPhoto: async (photo) =>
      ++n > 1 ? { ok: false, problem } : { ok: true, value: { sha256: await photo.text() } },
  });
  const doing = { act: 'report', finding: 'other', text: 'Whole.' } as const;
  assert.deepEqual(await sendItem(item(doing, ['aa', 'bb', 'cc']), centre), {
    ...{ ok: false, problem, sent: ['aa'] },
  });
  assert.deepEqual(asked, []);
});

for (const [say, over] of [
  ['gone from the phone', { photo: () => Promise.resolve(undefined) }],
  ['not what it was', { photo: () => Promise.resolve(new Blob(['other'])) }],
] as const)
  test(`a photograph ${say} is refused`, async () => {
    const { asked, centre } = centreWith(over);
    const done = await sendItem(item({ act: 'see' }, ['aa']), centre);
    assert.equal(!done.ok && done.problem.code, 'photo-lost');
    assert.ok(asked.every((one) => one.startsWith('photo')));
  });

const check = (truck: string, seen: string) =>
  ({ act: 'check', truck, seen, note: 'Seen.' }) as const;
for (const [truck, seen, matches, acts] of [
  ['kdj417k', 'elk 20417', true, 0],
  ['7qf2 93', 'KRA-410', true, 0],
  ['KDJ 417K', 'ELK-20471', false, 1],
] as const)
  test(`${seen} on ${truck}: ${matches ? 'the fitted one, nothing is told' : 'told as another'}`, async () => {
    const { asked, centre } = centreWith();
    const done = await sendItem(item(check(truck, seen), ['aa']), centre);
    assert.equal(done.ok && done.matches, matches);
    const told = asked.filter((one) => one.startsWith('k1'));
    assert.equal(told.length, acts);
    for (const one of told) assert.match(one, /\/journeys\/j1\/exceptions .*"photoSha256":"aa"/);
  });

for (const [say, journeys] of [
  ['no journey', []],
  ['a journey that is closed', [{ ...journey, state: 'closed' }]],
  ['another truck', [{ ...journey, vehicle: { plate: 'KDJ 417KA' }, ref: 'AAAA-AA' }]],
] as const)
  test(`compared with ${say}: refused`, async () => {
    const { asked, centre } = centreWith({
      findJourneys: () => Promise.resolve({ ok: true, value: journeys }),
    });
    const done = await sendItem(item(check('KDJ 417K', 'ELK-1')), centre);
    assert.equal(!done.ok && done.problem.code, 'no-journey-watched');
    assert.deepEqual(asked, []);
  });

test('no network while comparing: nothing is decided', async () => {
  const { centre } = centreWith({ findJourneys: () => Promise.resolve({ ok: false, problem }) });
  assert.deepEqual(await sendItem(item(check('KDJ 417K', 'ELK-1')), centre), {
    ...{ ok: false, problem, sent: [] },
  });
});
