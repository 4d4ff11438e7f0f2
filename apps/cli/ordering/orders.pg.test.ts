// The unlock matrix (§4.5), each row by the real server, the real gateway and seals over TCP.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Instant, MINUTE_MS, SECOND_MS } from '@lakiri/kit';
import { TEST_PASSWORD } from '@lakiri/parties/testing';
import { quarantined } from '@lakiri/trust';
import { saveSuspicions } from '@lakiri/trust/store';
import { askingOf, codeOf, ORDER } from './asking.ts';
import { findingsIn } from './verified.ts';
import {
  ON_THE_ROAD,
  openYard,
  PASSWORD,
  RopeSeal,
  until,
  wholeSecond,
  type Yard,
} from './yard.ts';

let yard: Yard;
before(async () => {
  yard = await openYard();
});
after(() => yard.close());

const OPENED = `alarms.alarm WHERE kind = 'opened-no-order' AND seal = $1`;
const { request, approve, stateOf, becomes, requested, sent } = askingOf(() => yard);

test('two officers open a seal: recorded, sent once, acknowledged, proved by its lock; no alarm', async () => {
  const truck = await yard.truck();
  const id = await sent(truck);
  truck.device.reply('P43', 1, 0);
  await becomes(id, 'acknowledged');
  await sleep(1_050);
  await truck.device.event('unlock.remoteStatic');
  await becomes(id, 'confirmed');
  await truck.device.event('rope.pulled');
  await truck.device.report({ open: true });
  const { body } = await yard.ask('GET', `/commands/${id}`);
  assert.deepEqual(
    (body['steps'] as { state: string }[]).map(({ state }) => state),
    ['requested', 'approved', 'recorded', 'sent', 'acknowledged', 'confirmed'],
  );
  assert.equal((body['why'] as { code: string }).code, 'opened-by-event');
  assert.deepEqual(truck.device.orders, [ORDER]);
  assert.equal(await yard.count(OPENED, truck.seal), 0);
  // Closed, and opened again by nobody's order.
  await sleep(1_050);
  await truck.device.event('lock.auto');
  await sleep(1_050);
  await truck.device.event('unlock.remoteStatic');
  assert.equal(await yard.count(OPENED, truck.seal), 1);
  truck.device.end();
});

test('who asked cannot approve', async () => {
  const truck = await yard.truck();
  const id = await requested(truck);
  assert.equal(codeOf(await approve(id, yard.asker, { password: undefined })), 'same-officer');
  assert.equal(codeOf(await approve(id, yard.asker, { password: TEST_PASSWORD })), 'same-officer');
  assert.equal(await stateOf(id), 'requested');
  assert.deepEqual(truck.device.orders, []);
  truck.device.end();
});

test('an approval takes the approver’s own password, entered for it; who guesses is stopped', async () => {
  const truck = await yard.truck();
  const id = await requested(truck);
  const password = 'the third pair of eyes';
  const thief = await yard.officer('thief', password);
  const tries = async (typed: string | undefined) => {
    const told = await approve(id, thief, { password: typed });
    return [told.status, codeOf(told)];
  };
  assert.deepEqual(await tries(undefined), [403, 'presence-needed']);
  for (let n = 0; n < 5; n++)
    assert.deepEqual(await tries(`${yard.approverPassword}${n}`), [403, 'presence-refused']);
  assert.deepEqual(await tries(password), [429, 'too-many-tries']);
  assert.equal(await stateOf(id), 'requested');
  assert.deepEqual(truck.device.orders, []);
  // Nobody else is held up by it, and what was entered for one approval holds for no other.
  assert.equal((await approve(id)).status, 200);
  await becomes(id, 'sent');
  const bare = await requested(await yard.truck());
  assert.equal(
    codeOf(await approve(bare, yard.approver, { password: undefined })),
    'presence-needed',
  );
  const { rows } = await yard.whole.owner.asNode((tx) =>
    tx.query<{ body: string }>(
      `SELECT body FROM fact.fact WHERE subject = $1 AND type = 'command-approved'`,
      [id],
    ),
  );
  assert.deepEqual(
    rows.map(({ body }) => (JSON.parse(body) as { presence: string }).presence),
    ['password'],
  );
  assert.doesNotMatch(JSON.stringify(rows), new RegExp(yard.approverPassword));
  truck.device.end();
});

test('one approver twice approves once; the same key again is the same answer', async () => {
  const truck = await yard.truck();
  const id = await requested(truck);
  const key = randomUUID();
  assert.equal((await approve(id, yard.approver, undefined, key)).status, 200);
  assert.equal((await approve(id, yard.approver, undefined, key)).status, 200);
  assert.equal(codeOf(await approve(id)), 'command-not-requested');
  await becomes(id, 'sent');
  await sleep(1_500);
  assert.deepEqual(truck.device.orders, [ORDER]);
  truck.device.end();
});

test('a request repeated with its key is one command; another while it is in flight is refused', async () => {
  const truck = await yard.truck();
  const key = randomUUID();
  const [one, two] = [await request(truck, {}, key), await request(truck, {}, key)];
  assert.deepEqual([one.status, two.status], [201, 200]);
  assert.equal(one.body['id'], two.body['id']);
  assert.equal(codeOf(await request(truck)), 'already-in-flight');
  assert.equal(codeOf(await request(truck, { reason: 'other' }, key)), 'key-reused');
  truck.device.end();
});

test('expired: nobody approves it, and what was approved without a session is never sent', async () => {
  const [late, mute] = [await yard.truck(), await yard.truck()];
  const id = await requested(late);
  mute.device.end();
  await until(() => yard.gateway.presence.peerOf(mute.seal) === undefined);
  const unheard = await requested(mute);
  assert.equal((await approve(unheard)).status, 200);
  yard.clock.aheadMs = 11 * MINUTE_MS;
  await becomes(id, 'expired');
  await becomes(unheard, 'expired');
  yard.clock.aheadMs = 0;
  assert.equal(codeOf(await approve(id)), 'command-expired');
  const back = await RopeSeal.connect(yard.gateway.ports['jointech'] as number, mute.wireId);
  await back.report();
  await sleep(1_500);
  assert.deepEqual([...back.orders, ...late.device.orders], []);
  late.device.end();
  back.end();
});

test('two gateways hold its session: it hears the order once', async () => {
  const second = await yard.another();
  for (let round = 0; round < 3; round++) {
    const truck = await yard.truck();
    const twin = await RopeSeal.connect(second.ports['jointech'] as number, truck.wireId);
    await sleep(1_050);
    await twin.report();
    const id = await requested(truck);
    assert.equal((await approve(id)).status, 200);
    await becomes(id, 'sent');
    await sleep(1_200);
    assert.deepEqual([...truck.device.orders, ...twin.orders], [ORDER]);
    truck.device.end();
    twin.end();
  }
});

test('out of fence: refused when asked, and when it has moved before it could be sent', async () => {
  const truck = await yard.truck(25 * 60);
  const id = await requested(truck);
  truck.device.end();
  await until(() => yard.gateway.presence.peerOf(truck.seal) === undefined);
  assert.equal((await approve(id)).status, 200);
  const away = await RopeSeal.connect(yard.gateway.ports['jointech'] as number, truck.wireId);
  await away.report(ON_THE_ROAD);
  await becomes(id, 'refused');
  const { body } = await yard.ask('GET', `/commands/${id}`);
  assert.deepEqual(body['why'], {
    code: 'conditions-changed',
    params: { code: 'seal-not-at-station' },
  });
  assert.equal(codeOf(await request(truck)), 'seal-not-at-station');
  assert.equal(
    codeOf(await request(truck, { override: { reason: 'must be' } })),
    'seal-not-at-station',
  );
  assert.deepEqual(away.orders, []);
  away.end();
});

test('a seal whose word is set apart: refused, until a person has looked and lifted it', async () => {
  const truck = await yard.truck();
  const why = [{ code: 'two-peers', params: { turns: 2, withinMin: 15 } }] as const;
  const suspicion = quarantined(null, 1_700_000_000_000 as Instant, why);
  await yard.whole.owner.asNode((tx) => saveSuspicions(tx, new Map([[truck.seal, suspicion]])));
  const refused = await request(truck);
  assert.deepEqual([refused.status, codeOf(refused)], [409, 'seal-doubted']);
  const reason = { reason: 'seen at the gate' };
  await yard.ask('POST', `/trust/doubts/${truck.seal}/lift`, yard.asker, reason);
  assert.equal(codeOf(await request(truck)), 'requested');
  truck.device.end();
});

test('wrong seal: an approver who means another one is refused, and no other seal hears anything', async () => {
  const [truck, other] = [await yard.truck(), await yard.truck()];
  const id = await requested(truck);
  assert.equal(codeOf(await approve(id, yard.approver, { seal: other.seal })), 'wrong-seal');
  assert.equal((await approve(id, yard.approver, { seal: truck.seal })).status, 200);
  await becomes(id, 'sent');
  assert.deepEqual(other.device.orders, []);
  truck.device.end();
  other.device.end();
});

test('cancel against send: either it is cancelled and unheard, or too late and heard once', async () => {
  for (let round = 0; round < 4; round++) {
    const truck = await yard.truck();
    const id = await requested(truck);
    assert.equal((await approve(id)).status, 200);
    if (round % 2 === 1) await sleep(10 * round);
    const cancelled = await yard.ask('POST', `/commands/${id}/cancel`, yard.asker);
    if (cancelled.status === 200) {
      await sleep(1_500);
      assert.equal(await stateOf(id), 'cancelled');
      assert.deepEqual(truck.device.orders, []);
    } else {
      assert.equal(codeOf(cancelled), 'already-sent');
      await until(() => truck.device.orders.length > 0);
      assert.deepEqual(truck.device.orders, [ORDER]);
    }
    truck.device.end();
  }
});

test('a stolen card while an order is on its way: refused it ends nothing, opened by it is an alarm', async () => {
  const truck = await yard.truck();
  const id = await sent(truck);
  await sleep(1_050);
  await truck.device.event('unlock.refusedCard', { card: '0013371337' });
  await sleep(300);
  assert.equal(await stateOf(id), 'sent');
  await truck.device.event('unlock.rfid', { card: '0013371337' });
  assert.equal(await yard.count(OPENED, truck.seal), 1);
  assert.equal(await stateOf(id), 'sent');
  truck.device.end();
});

test('acknowledged but never opened: uncertain, and what opens it later is an alarm', async () => {
  const truck = await yard.truck();
  const id = await sent(truck);
  truck.device.reply('P43', 1, 0);
  await becomes(id, 'acknowledged');
  yard.clock.aheadMs = 61 * SECOND_MS;
  await becomes(id, 'uncertain');
  const { body } = await yard.ask('GET', `/commands/${id}`);
  assert.equal((body['why'] as { code: string }).code, 'not-confirmed');
  const { rows } = await yard.whole.owner.asNode((tx) =>
    tx.query<{ severity: number; why: string; open: boolean }>(
      `SELECT a.severity, a.why, c.closed_at IS NULL AS open
       FROM alarms.alarm a JOIN alarms.case c ON c.id = a.case_id
       WHERE a.kind = 'opening-uncertain' AND a.seal = $1`,
      [truck.seal],
    ),
  );
  assert.deepEqual(
    rows.map(({ severity, why, open }) => [severity, /opening-unproved/.test(why), open]),
    [[2, true, true]],
  );
  await truck.device.event('unlock.remoteStatic', { occurredAt: wholeSecond(-62) });
  yard.clock.aheadMs = 0;
  assert.equal(await yard.count(OPENED, truck.seal), 1);
  truck.device.end();
});

test('the device says no: refused, and no later yes takes that back', async () => {
  const truck = await yard.truck();
  const id = await sent(truck);
  truck.device.reply('P43', 0, 1);
  await becomes(id, 'refused');
  truck.device.reply('P43', 1, 0);
  await sleep(300);
  assert.equal(await stateOf(id), 'refused');
  truck.device.end();
});

test('a sub-lock is opened through its master: its serial in the echo, its own word as the proof', async () => {
  const truck = await yard.truck();
  const wireId = '7C21450018';
  const { body } = await yard.ask('POST', '/seals', yard.asker, {
    ...{ number: 'HATCH-1', dialect: 'jointech', wireId, model: 'JT709-sub-lock' },
    ownerId: yard.vendor,
  });
  const seal = String(body['id']);
  await until(async () => {
    await truck.device.part(wireId, { event: 0, status: 0 });
    await sleep(1_050);
    return (await yard.count('seals.seal WHERE id = $1 AND received_at IS NOT NULL', seal)) === 1;
  });
  const told = await request({ ...truck, seal });
  assert.equal(codeOf(told), 'requested', JSON.stringify(told.body));
  const id = String(told.body['id']);
  assert.equal((await approve(id)).status, 200);
  const order = await until(() => truck.device.orders.find((it) => it.includes('WLNET,8')));
  await becomes(id, 'sent');
  const [, , serial = ''] = order.split(',');
  truck.device.reply('1', '000', 'WLNET', 8, 1, 1, 1, wireId);
  await sleep(300);
  assert.equal(await stateOf(id), 'sent');
  truck.device.reply('1', serial, 'WLNET', 8, 1, 1, 1, wireId);
  await becomes(id, 'acknowledged');
  await sleep(1_050);
  await truck.device.part(wireId, { event: 3, status: 2 });
  await becomes(id, 'confirmed');
  truck.device.end();
});

test('a password is set and never told; without one nothing is asked of a seal that needs it', async () => {
  const truck = await yard.truck();
  const id = await requested(truck);
  const shown = [
    await yard.ask('GET', `/commands/${id}`),
    await yard.ask('GET', `/seals/${truck.seal}/orders`),
    await yard.ask('GET', '/commands?state=toApprove', yard.approver),
    await yard.ask('GET', `/evidence/facts?type=seal-password-set`),
  ];
  assert.deepEqual(
    shown.map(({ status }) => status),
    [200, 200, 200, 200],
  );
  assert.doesNotMatch(JSON.stringify(shown), new RegExp(PASSWORD));
  assert.deepEqual(shown[1]?.body['passwordSet'], true);
  assert.equal(await yard.count(`commands.password WHERE sealed::text LIKE '%${PASSWORD}%'`), 0);
  const bad = await yard.ask('PUT', `/seals/${truck.seal}/password`, yard.asker, {
    password: 'a)(P15',
  });
  assert.equal(codeOf(bad), 'password-misfit');
  const { body: bare } = await yard.ask('POST', '/seals', yard.asker, {
    ...{ number: 'BARE-1', dialect: 'jointech', wireId: '8299999999', model: 'JT701D' },
    ownerId: yard.vendor,
  });
  assert.equal(codeOf(await request({ ...truck, seal: String(bare['id']) })), 'password-needed');
  truck.device.end();
});

test('afterwards the whole database is as its facts and frames say; what is edited is found', async () => {
  assert.deepEqual(await findingsIn(yard), []);
  const edits = [
    `UPDATE commands.command SET approved_by = gen_random_uuid() WHERE state = 'confirmed'`,
    `UPDATE commands.password SET sealed = sealed || '\\x00'
     WHERE id = (SELECT min(id::text)::uuid FROM commands.password)`,
    `UPDATE seals.seal SET order_until = order_until + interval '1 hour'
     WHERE id = (SELECT min(id::text)::uuid FROM seals.seal WHERE order_until IS NOT NULL)`,
  ];
  assert.deepEqual(await findingsIn(yard, edits.join(';')), [
    'commands.command.approved_by',
    'commands.password.sealed',
    'seals.seal.order_until',
  ]);
});
