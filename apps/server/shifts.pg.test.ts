import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openWhole, type Whole } from './whole.ts';

let whole: Whole;
let second: { readonly id: string; readonly cookie: string };
let transporter: string;
before(async () => {
  whole = await openWhole();
  const { body } = await ask('GET', '/session', whole.cookie);
  const login = { login: 'achieng', password: 'the-night-shift-of-the-centre' };
  const person = { name: 'W. Achieng', roles: ['officer', 'supervisor'], language: 'en' };
  const party = body['party'] as { id: string };
  const made = await ask('POST', '/people', whole.cookie, { party: party.id, ...login, ...person });
  second = {
    id: String(made.body['id']),
    cookie: await whole.signIn(login.login, login.password),
  };
  const haulier = await ask('POST', '/parties', whole.cookie, {
    kind: 'transporter',
    name: 'Coast Haulage',
    country: 'KE',
  });
  const desk = { login: 'mutiso', password: 'bahari-haulage-desk' };
  const mutiso = { name: 'P. Mutiso', roles: ['transporter'], language: 'en' };
  await ask('POST', '/people', whole.cookie, { party: haulier.body['id'], ...desk, ...mutiso });
  transporter = await whole.signIn(desk.login, desk.password);
});
after(() => whole.close());

async function ask(method: 'GET' | 'POST', path: string, cookie: string, payload?: object) {
  const headers = { cookie, ...(payload === undefined ? {} : { 'idempotency-key': randomUUID() }) };
  const reply = await whole.app.inject({
    method,
    url: `/api/v1${path}`,
    headers,
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: reply.statusCode, body: reply.json<Record<string, unknown>>() };
}

const inHours = (n: number): string => new Date(Date.now() + n * 3_600_000).toISOString();
const codeOf = ({ status, body }: Awaited<ReturnType<typeof ask>>) => [status, body['code']];
type Declared = {
  readonly id: string;
  readonly reason: string;
  readonly confirmed: { readonly by: { readonly name: string } } | null;
};
type ModeSeen = {
  readonly mode: string;
  readonly declared: Declared | null;
  readonly pending: Declared | null;
};
type Current = { readonly mine: { id: string } | null; readonly on: readonly object[] };

test('a shift is started, handed over with a word, and taken over by somebody who is on', async () => {
  const { cookie } = whole;
  assert.deepEqual(codeOf(await ask('POST', '/shifts', cookie, { endsAt: inHours(-1) })), [
    422,
    'shift-ends-behind',
  ]);
  const own = await ask('POST', '/shifts', cookie, { endsAt: inHours(8) });
  assert.equal(own.status, 200);
  assert.deepEqual(codeOf(await ask('POST', '/shifts', cookie, { endsAt: inHours(8) })), [
    409,
    'already-on-shift',
  ]);
  const path = `/shifts/${String(own.body['id'])}`;
  assert.deepEqual(codeOf(await ask('POST', `${path}/accept`, second.cookie, {})), [
    409,
    'not-handed-over',
  ]);
  const word = { note: 'KDJ 417K waits at Maungu.' };
  assert.deepEqual(codeOf(await ask('POST', `${path}/hand-over`, second.cookie, word)), [
    403,
    'not-your-shift',
  ]);
  assert.equal((await ask('POST', `${path}/hand-over`, cookie, word)).status, 200);
  assert.deepEqual(codeOf(await ask('POST', `${path}/accept`, second.cookie, {})), [
    409,
    'not-on-shift',
  ]);
  await ask('POST', '/shifts', second.cookie, { endsAt: inHours(8) });
  const { body } = await ask('GET', '/shifts/current', second.cookie);
  const { mine, on } = body as unknown as Current;
  assert.equal(on.length, 2);
  assert.partialDeepStrictEqual(on[0], { state: 'handed-over', handedOver: { note: word.note } });
  assert.equal((await ask('POST', `${path}/accept`, second.cookie, {})).status, 200);
  assert.deepEqual(codeOf(await ask('POST', `${path}/end`, cookie, {})), [409, 'shift-ended']);
  const team = await ask('GET', '/shifts/team', second.cookie);
  assert.partialDeepStrictEqual(team.body, {
    targetPerHour: 6,
    people: [{ person: { id: second.id, name: 'W. Achieng' }, held: 0 }],
  });
  assert.equal((await ask('POST', `/shifts/${mine?.id}/end`, second.cookie, {})).status, 200);
});

test('who was away is told since when, and what happened', async () => {
  const { body } = await ask('GET', '/shifts/away', whole.cookie);
  const { from, to, ...counts } = body;
  assert.ok(Date.parse(String(from)) <= Date.parse(String(to)));
  assert.deepEqual(counts, { opened: 0, closed: 0, escalated: 0, stillOpen: 0, checks: [] });
});

test('a mode of the centre holds when a second officer agrees, and green did before', async () => {
  const { cookie } = whole;
  const at = async () => (await ask('GET', '/mode', cookie)).body as unknown as ModeSeen;
  assert.deepEqual(await at(), { mode: 'green', declared: null, pending: null });
  const red = { mode: 'red', reason: 'network' };
  const green = await ask('POST', '/mode', cookie, { ...red, mode: 'green' });
  assert.deepEqual(codeOf(green), [409, 'mode-holds-already']);
  const proposed = await ask('POST', '/mode', cookie, red);
  const path = `/mode/${(proposed.body as unknown as ModeSeen).pending?.id}`;
  assert.deepEqual(codeOf(await ask('POST', '/mode', second.cookie, red)), [
    409,
    'mode-proposed-already',
  ]);
  assert.deepEqual(codeOf(await ask('POST', `${path}/confirm`, cookie, {})), [409, 'same-officer']);
  assert.equal((await at()).mode, 'green');
  assert.equal((await ask('POST', `${path}/confirm`, second.cookie, {})).status, 200);
  const { mode, declared, pending } = await at();
  assert.deepEqual(
    [mode, declared?.reason, declared?.confirmed?.by.name, pending],
    ['red', 'network', 'W. Achieng', null],
  );
  const settled = await ask('POST', `${path}/decline`, cookie, {});
  assert.deepEqual(codeOf(settled), [409, 'mode-settled']);
  const back = await ask('POST', '/mode', second.cookie, { mode: 'green', reason: 'restored' });
  const { pending: waits } = back.body as unknown as ModeSeen;
  assert.equal((await ask('POST', `/mode/${waits?.id}/decline`, cookie, {})).status, 200);
  assert.deepEqual([(await at()).mode, (await at()).pending], ['red', null]);
});

test('shifts are the administration’s own, and the team is the supervisor’s', async () => {
  for (const [path, cookie] of [
    ['/shifts/current', transporter],
    ['/shifts/away', transporter],
    ['/shifts/team', transporter],
    ['/mode', transporter],
    ['/shifts/team', whole.cookie],
  ] as const)
    assert.equal((await ask('GET', path, cookie)).status, 403, path);
  const start = await ask('POST', '/shifts', transporter, { endsAt: inHours(8) });
  assert.equal(start.status, 403);
  const none = await ask('POST', `/shifts/${randomUUID()}/end`, whole.cookie, {});
  assert.deepEqual(codeOf(none), [404, 'no-such-shift']);
});
