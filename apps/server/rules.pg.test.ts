// A rule made other by two officers, through the real routes: what holds is what the intake reads.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { inForce } from '@lakiri/alarms';
import { loadRules } from '@lakiri/alarms/store';
import type { Instant } from '@lakiri/kit';
import type { BackTestView, EffectView, RuleRowView, RuleView } from '@lakiri/rules/api';
import { openWhole, type Whole } from './whole.ts';

let whole: Whole;
let second: string;
before(async () => {
  whole = await openWhole();
  const { body } = await ask<{ party: { id: string } }>('GET', '/session');
  const login = { login: 'achieng', password: 'the-night-shift-of-the-centre' };
  const person = { name: 'W. Achieng', roles: ['supervisor'], language: 'en' };
  await ask('POST', '/people', { party: body.party.id, ...login, ...person });
  second = await whole.signIn(login.login, login.password);
});
after(() => whole.close());

type Answer<Body> = { readonly status: number; readonly body: Body };

async function ask<Body = { readonly code?: string }>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  payload?: object,
  cookie = whole.cookie,
): Promise<Answer<Body>> {
  const headers = { cookie, ...(payload === undefined ? {} : { 'idempotency-key': randomUUID() }) };
  const reply = await whole.app.inject({
    ...{ method, url: `/api/v1${path}`, headers },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: reply.statusCode, body: reply.json<Body>() };
}

const codeOf = ({ status, body }: Answer<{ readonly code?: string }>) => [status, body.code];
const ruleOf = async (kind: string): Promise<RuleView> =>
  (await ask<RuleView>('GET', `/rules/${kind}`)).body;

async function draftOf(kind: string, over: Partial<RuleView['versions'][number]['content']>) {
  const rule = await ruleOf(kind);
  const held = rule.versions.find(({ version }) => version === rule.inForce);
  assert.ok(held !== undefined);
  const content = { ...held.content, ...over };
  const form = { why: 'weigh bridges take longer', source: 'shift log of November', content };
  return { ...form, basedOn: rule.inForce, draftSeen: rule.draft?.draft ?? 0 };
}

test('every rule is listed, in force as shipped', async () => {
  const { status, body } = await ask<{ items: RuleRowView[] }>('GET', '/rules');
  assert.equal(status, 200);
  assert.ok(body.items.length >= 34);
  assert.deepEqual([...new Set(body.items.map(({ state }) => state))], ['in-force']);
  const rule = await ruleOf('long-stop');
  assert.deepEqual([rule.inForce, rule.versions.length, rule.draft], [2, 2, null]);
  assert.ok(rule.numbers.some(({ name, unit }) => name === 'dayMin' && unit === 'min'));
});

test('a condition is read before it is saved, and a fault says where', async () => {
  const read = (condition: string) =>
    ask<{ isSound: boolean; fault: unknown }>('POST', '/rules/condition', { condition });
  assert.deepEqual((await read('country == "KE"')).body, { isSound: true, fault: null });
  assert.deepEqual((await read('shoe > 3')).body, {
    isSound: false,
    fault: { message: 'Unknown variable: shoe', from: 0, to: 4 },
  });
});

test('drafted by one, switched on by another, and then in the rulebooks that are read', async () => {
  const night = {
    ...{ name: 'night', params: { nightMin: 20 }, severity: null },
    scope: { hours: { fromH: 22, untilH: 5, utcOffsetMin: 180 } },
  };
  const held = (await ruleOf('long-stop')).versions[0]?.content;
  const params = { ...held?.params, dayMin: 45 };
  const form = await draftOf('long-stop', {
    ...{ params, overrides: [night], condition: 'stoppedMin > 30.0' },
  });
  const path = '/rules/long-stop/draft';
  const bad = { ...form, content: { ...form.content, condition: 'shoe > 3' } };
  assert.deepEqual(codeOf(await ask('PUT', path, bad)), [422, 'condition-unsound']);
  const saved = await ask<RuleView>('PUT', path, form);
  assert.deepEqual([saved.status, saved.body.draft?.state], [200, 'draft']);
  assert.deepEqual(codeOf(await ask('PUT', path, form, second)), [409, 'draft-moved-on']);
  assert.deepEqual(codeOf(await ask('POST', `${path}/approve`, {}, second)), [409, 'not-proposed']);
  assert.equal((await ask('POST', `${path}/propose`, {})).status, 200);
  assert.deepEqual(codeOf(await ask('POST', `${path}/approve`, {})), [409, 'same-officer']);
  const declined = await ask<RuleView>('POST', `${path}/decline`, { why: 'say more' }, second);
  assert.equal(declined.body.draft?.declined?.by.name, 'W. Achieng');
  assert.equal((await ask('POST', `${path}/propose`, {})).status, 200);
  const done = await ask<RuleView>('POST', `${path}/approve`, {}, second);
  assert.equal(done.status, 200, JSON.stringify(done.body));
  const [made] = done.body.versions;
  assert.deepEqual(
    [made?.version, made?.approvedBy?.name, done.body.inForce],
    [3, 'W. Achieng', 2],
  );
  const from = Date.parse(made?.effectiveFrom ?? '') as Instant;
  const rules = await whole.owner.asNode((tx) => loadRules(tx, []));
  const before = inForce(rules, (from - 1) as Instant);
  const then = inForce(rules, from);
  assert.deepEqual([before.book['long-stop'].version, before.overrides.length], [2, 0]);
  const { version, condition, params: numbers } = then.book['long-stop'];
  assert.deepEqual([version, condition, numbers.dayMin], [3, 'stoppedMin > 30.0', 45]);
  assert.deepEqual(
    then.overrides.map(({ name, kind, until }) => [name, kind, until]),
    [['night', 'long-stop', null]],
  );
});

test('a version that is still to come is withdrawn, and never holds', async () => {
  const params = { intervals: 3, graceMin: 15 };
  await ask('PUT', '/rules/silent/draft', await draftOf('silent', { params }));
  const ahead = new Date(Date.now() + 86_400_000).toISOString();
  await ask('POST', '/rules/silent/draft/propose', { effectiveFrom: ahead });
  const done = await ask<RuleView>('POST', '/rules/silent/draft/approve', {}, second);
  assert.equal(done.body.versions[0]?.effectiveFrom, ahead);
  const path = '/rules/silent/versions/2/withdraw';
  const gone = await ask<RuleView>('POST', path, { why: 'masts are mended' }, second);
  assert.equal(gone.body.versions[0]?.withdrawn?.why, 'masts are mended');
  assert.deepEqual(codeOf(await ask('POST', path, { why: 'again' })), [409, 'already-withdrawn']);
  const rules = await whole.owner.asNode((tx) => loadRules(tx, []));
  assert.equal(inForce(rules, (Date.parse(ahead) + 1) as Instant).book.silent.version, 1);
});

test('the effect of a version is told with the week before it', async () => {
  const { body } = await ask<{ items: EffectView[] }>('GET', '/rules/long-stop/effect');
  const [planned, shipped] = body.items;
  assert.deepEqual([planned?.version, planned?.after, shipped?.version], [3, null, 2]);
  assert.equal(shipped?.before.days, 7);
});

const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString();

test('a back-test runs beside the requests, ends with a result, and needs a draft and past days', async () => {
  const start = (kind: string, form: object) =>
    ask<BackTestView & { code?: string }>('POST', `/rules/${kind}/back-tests`, form);
  const week = { from: day(7), until: day(0) };
  assert.deepEqual(codeOf(await start('overspeed', week)), [409, 'no-draft']);
  assert.deepEqual(codeOf(await start('stop-cluster', week)), [409, 'not-back-testable']);
  const held = (await ruleOf('overspeed')).versions[0]?.content;
  const params = { ...held?.params, limitKmh: 90 };
  await ask('PUT', '/rules/overspeed/draft', await draftOf('overspeed', { params }));
  const ahead = { from: day(1), until: day(-1) };
  assert.deepEqual(codeOf(await start('overspeed', ahead)), [422, 'back-test-span']);
  const begun = await start('overspeed', week);
  assert.equal(begun.status, 202, JSON.stringify(begun.body));
  let seen = begun.body;
  for (const until = Date.now() + 60_000; seen.state === 'running' && Date.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    seen = (await ask<BackTestView>('GET', `/rules/back-tests/${seen.id}`)).body;
  }
  assert.deepEqual([seen.state, seen.fault], ['done', null]);
  assert.equal(seen.result?.journeys, 0);
  assert.equal(seen.result?.shifts.targetPerShift, 48);
  const cancel = await ask('POST', `/rules/back-tests/${seen.id}/cancel`, {});
  assert.deepEqual(codeOf(cancel), [409, 'back-test-ended']);
  assert.equal((await ruleOf('overspeed')).backTests.length, 1);
});
