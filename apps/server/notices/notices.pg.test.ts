// Notices end to end: facts in a database, systems and a mail relay on this machine.
import assert from 'node:assert/strict';
import { createDecipheriv, createECDH, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { DAY_MS, HOUR_MS } from '@lakiri/kit';
import { SMTPServer } from 'smtp-server';
import { Webhook } from 'standardwebhooks';
import { type Added, type Asks, asksOf } from './test-asks.ts';
import {
  openSender,
  openSystem,
  openWorld,
  type Party,
  type SenderOn,
  type System,
  type World,
} from './test-world.ts';

let world: World;
let sender: SenderOn;
let system: System;
let addChannel: Asks['addChannel'];
let addHook: Asks['addHook'];
let subscribe: Asks['subscribe'];
let deliveriesOf: Asks['deliveriesOf'];
let deliveryOf: Asks['deliveryOf'];
before(async () => {
  world = await openWorld();
  sender = openSender(world.whole.postgres.appUrl);
  system = await openSystem();
  ({ addChannel, addHook, subscribe, deliveriesOf, deliveryOf } = asksOf(world, system));
  await sender.tick(); // where it begins to tell
});
after(async () => {
  system?.close();
  await sender?.close();
  await world?.close();
});
beforeEach(async () => {
  await sender.settle();
  await world.sql(`UPDATE notices.subscription SET state = 'ended'`);
  await world.sql('DELETE FROM notices.delivery');
  system.heard.length = 0;
  system.answer = 204;
  sender.clock.aheadMs = 0;
});

const idsHeard = (): unknown[] => system.heard.map(({ headers }) => headers['webhook-id']);
const office = (): string => world.whole.cookie;

test('a transporter’s system hears of its own journeys only, and the office of all', async () => {
  const { ours, theirs } = world;
  const own = await addHook(ours.cookie);
  const all = await addHook(office(), { url: `${system.url}/office`, signing: 'v1a' });
  await subscribe(ours.cookie, own.id);
  await subscribe(office(), all.id, { kinds: ['seal-cut'], severities: [1] });
  const about = new Map<string, Party>();
  for (const party of [ours, theirs]) about.set(await world.openCase(party), party);
  await sender.settle();
  const told = system.heard.map(({ path, body }) => {
    const { type, data } = JSON.parse(body.toString()) as {
      type: string;
      data: { case: { id: string }; journey: { ref: string } };
    };
    return [path, type, data.journey.ref, about.get(data.case.id) === ours];
  });
  assert.deepEqual(told.sort(), [
    ['/hook', 'case.opened', '0001-AA', true],
    ['/office', 'case.opened', '0001-AA', true],
    ['/office', 'case.opened', '0002-BB', false],
  ]);
  const [hook] = system.heard.filter(({ path }) => path === '/hook');
  const headers = (hook?.headers ?? {}) as Record<string, string>;
  new Webhook(own.receiversKey ?? '').verify(hook?.body ?? '', headers); // throws where it does not hold
  assert.throws(() => new Webhook(own.receiversKey ?? '').verify('{}', headers));
  assert.match(all.receiversKey ?? '', /^whpk_/);
  const seen = await deliveriesOf(ours.cookie);
  assert.deepEqual(
    seen.map(({ state, attempts }) => [state, attempts]),
    [['sent', 1]],
  );
  assert.deepEqual(await deliveriesOf(theirs.cookie), []);
});

test('what a party may no longer see when it is due is withheld', async () => {
  const { ours } = world;
  const { id } = await addHook(ours.cookie);
  const now = new Date();
  const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
  const quiet = {
    fromMin: (minute + 1_439) % 1_440,
    untilMin: (minute + 120) % 1_440,
    zone: 'UTC',
    criticalThrough: false,
  };
  await subscribe(ours.cookie, id, { quiet });
  await world.openCase(ours);
  await sender.settle();
  const held = await deliveryOf(ours.cookie);
  assert.deepEqual([held.state, held.attempts, system.heard.length], ['waiting', 0, 0]);
  await world.sql(`UPDATE access.permit SET valid_until = now() WHERE party = $1`, ours.id);
  await world.sql(
    `UPDATE alarms.case SET opened_at = now() + interval '1 s', ack_due_at = now() + interval '1 h' WHERE journey = $1`,
    ours.journey,
  );
  sender.clock.aheadMs = 3 * HOUR_MS;
  await sender.settle();
  const { state, why } = await deliveryOf(ours.cookie);
  await world.sql(`UPDATE access.permit SET valid_until = 'infinity' WHERE party = $1`, ours.id);
  assert.deepEqual([state, why, system.heard.length], ['withheld', 'not-yours-to-see', 0]);
});

test('a system that fails is tried by the schedule under one id, given up, and sent again by hand', async () => {
  const { cookie } = world.ours;
  const { id } = await addHook(cookie);
  await subscribe(cookie, id);
  system.answer = { status: 503, headers: { 'retry-after': '600' } };
  await world.openCase(world.ours);
  await sender.settle();
  const first = await deliveryOf(cookie);
  assert.deepEqual(
    [first.state, first.why, first.tried[0]?.status],
    ['waiting', 'refused-by-receiver', 503],
  );
  assert.ok(Date.parse(first.dueAt ?? '') - Date.parse(first.madeAt) >= 600_000);
  assert.equal(
    await world.refused(cookie, `/notices/deliveries/${first.id}/resend`, {}),
    'delivery-waits',
  );
  for (let day = 1; day <= 12; day++) {
    sender.clock.aheadMs = day * 2 * DAY_MS;
    await sender.settle();
  }
  const dead = await deliveryOf(cookie);
  assert.deepEqual([dead.state, dead.attempts, dead.tried.length], ['dead', 10, 10]);
  system.answer = 200;
  await world.ask(cookie, `/notices/deliveries/${first.id}/resend`, {});
  await sender.settle();
  assert.equal((await deliveryOf(cookie)).state, 'sent');
  assert.deepEqual(new Set(idsHeard()), new Set([first.id]));
  assert.equal(system.heard.length, 11);
});

test('what was told is forgotten after a month, with its tries', async () => {
  const { cookie } = world.ours;
  const { id } = await addHook(cookie);
  await world.ask(cookie, `/notices/channels/${id}/test`, {});
  await sender.settle();
  sender.clock.aheadMs = 29 * DAY_MS;
  await sender.settle();
  assert.equal((await deliveryOf(cookie)).state, 'sent');
  sender.clock.aheadMs = 31 * DAY_MS;
  await sender.settle();
  assert.deepEqual(await deliveriesOf(cookie), []);
  assert.deepEqual(await world.sql('SELECT n FROM notices.attempt'), []);
});

test('no redirect is followed', async () => {
  const { cookie } = world.ours;
  const { id } = await addHook(cookie);
  await subscribe(cookie, id);
  system.answer = { status: 302, headers: { location: `${system.url}/elsewhere` } };
  await world.openCase(world.ours);
  await sender.settle();
  assert.deepEqual(
    system.heard.map(({ path }) => path),
    ['/hook'],
  );
  assert.equal((await deliveryOf(cookie)).why, 'redirected');
});

test('a system that says it is gone is asked no more', async () => {
  const { cookie } = world.ours;
  const { id } = await addHook(cookie);
  await subscribe(cookie, id);
  system.answer = 410;
  await world.openCase(world.ours);
  await sender.settle();
  await world.openCase(world.ours, 'silent', 3);
  await sender.settle();
  assert.equal(system.heard.length, 1);
  const { items } = await world.ask<{ items: { id: string; state: string }[] }>(
    cookie,
    '/notices/channels',
  );
  assert.equal(items.find((one) => one.id === id)?.state, 'paused');
  const [fact] = await world.sql(
    `SELECT actor, body FROM fact.fact WHERE subject = $1 ORDER BY subject_version DESC LIMIT 1`,
    id,
  );
  assert.equal(fact?.['actor'], 'node');
  assert.equal((JSON.parse(String(fact?.['body'])) as { cause: string }).cause, 'gone');
});

test('without a network of the operator’s nothing on this machine is reached, by address or name', async () => {
  const outside = openSender(world.whole.postgres.appUrl, { networks: '' });
  const port = new URL(system.url).port;
  const { cookie } = world.ours;
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0'])
    await subscribe(cookie, (await addHook(cookie, { url: `http://${host}:${port}/` })).id);
  await world.openCase(world.ours);
  await outside.settle();
  await outside.close();
  const ends = (await deliveriesOf(cookie)).map(({ state, why }) => [state, why]);
  assert.deepEqual(
    ends,
    Array.from({ length: 5 }, () => ['dead', 'address-refused']),
  );
  assert.equal(system.heard.length, 0);
});

test('two servers tell each of forty facts once', async () => {
  const { cookie } = world.ours;
  const { id } = await addHook(cookie);
  const about = await world.openCase(world.ours);
  await subscribe(cookie, id, { topics: ['case-acknowledged'] });
  await world.sql(
    `INSERT INTO fact.fact (id, origin, subject_kind, subject, subject_version, type, schema_version, occurred_at, received_at, actor, body)
     SELECT gen_random_uuid(), 'test', 'case', $1, n, 'case-acknowledged', 1, now(), now(), 'test', '{}'
     FROM generate_series(2, 41) n`,
    about,
  );
  const other = openSender(world.whole.postgres.appUrl);
  await Promise.all([sender.settle(), other.settle()]);
  await other.close();
  await sender.settle();
  assert.deepEqual([new Set(idsHeard()).size, system.heard.length], [40, 40]);
});

test('a letter and a short message say it in words', async () => {
  const letters: string[] = [];
  const relay = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(
        address === 'gone@kra.example.ke'
          ? Object.assign(new Error('no such mailbox'), { responseCode: 550 })
          : null,
      ),
    onData: (stream, _session, done) => {
      let letter = '';
      stream.on('data', (part: Buffer) => {
        letter += part.toString();
      });
      stream.on('end', () => {
        letters.push(letter);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const { port } = relay.server.address() as AddressInfo;
  const email = { kind: 'email', address: 'amina@kra.example.ke' };
  const refused = { for: 'me', name: 'x', target: email };
  assert.equal(await world.refused(office(), '/notices/channels', refused), 'no-carrier');
  await world.ask(
    office(),
    '/notices/carriers',
    { kind: 'email', host: '127.0.0.1', port, security: 'plain', from: 'notices@lakiri.example' },
    'PUT',
  );
  const sms = {
    method: 'POST',
    url: `${system.url}/sms?to={{to}}`,
    form: 'json',
    body: '{"m":"{{text}}"}',
  };
  await world.ask(
    office(),
    '/notices/carriers',
    { kind: 'sms', ...sms, headers: [{ name: 'x-key', value: 'k' }] },
    'PUT',
  );
  const mailbox = await addChannel(office(), email, 'me');
  const phone = await addChannel(office(), { kind: 'sms', phone: '+254 712 345 678' }, 'me');
  const gone = await addChannel(office(), { kind: 'email', address: 'gone@kra.example.ke' }, 'me');
  assert.deepEqual([mailbox.hint, phone.hint], ['a…@kra.example.ke', '+254…678']);
  await subscribe(office(), mailbox.id, { language: 'sw' });
  await subscribe(office(), phone.id);
  await subscribe(office(), gone.id);
  await world.openCase(world.theirs);
  await sender.settle();
  relay.close();
  const ends = (await deliveriesOf(office())).map(({ id, state, why }) => ({ id, state, why }));
  assert.deepEqual(ends.map(({ state, why }) => [state, why]).sort(), [
    ['dead', 'refused-by-receiver'],
    ['sent', null],
    ['sent', null],
  ]);
  const [letter = ''] = letters;
  assert.match(letter, /^Subject: .*Lakiri/m);
  const [, messageId] = /^Message-ID: <([^@]+)@lakiri\.example>/im.exec(letter) ?? [];
  assert.ok(
    ends.some(({ id, state }) => id === messageId && state === 'sent'),
    letter,
  );
  const [short] = system.heard;
  assert.equal(short?.path, '/sms?to=%2B254712345678');
  assert.equal(short?.headers['x-key'], 'k');
  assert.match(
    (JSON.parse(short?.body.toString() ?? '{}') as { m: string }).m,
    /^Alarm: Seal cut \(severity 1\)/,
  );
});

test('a browser gets what only it can read', async () => {
  const curve = createECDH('prime256v1');
  const p256dh = curve.generateKeys('base64url');
  const auth = randomBytes(16);
  const target = {
    kind: 'push',
    endpoint: `${system.url}/push/1`,
    p256dh,
    auth: auth.toString('base64url'),
  };
  const { id } = await addChannel(office(), target, 'me');
  await world.ask(office(), `/notices/channels/${id}/test`, {});
  await sender.settle();
  const [pushed] = system.heard;
  assert.match(String(pushed?.headers.authorization), /^vapid t=.+, k=.+/);
  const told = JSON.parse(opened(pushed?.body ?? Buffer.alloc(0), { curve, auth })) as {
    id: string;
    title: string;
  };
  assert.equal(told.id, (await deliveryOf(office())).id);
  assert.equal(String(pushed?.headers['topic']), told.id.replaceAll('-', ''));
  for (let n = 1; n < 5; n++) await world.ask(office(), `/notices/channels/${id}/test`, {});
  assert.equal(await world.refused(office(), `/notices/channels/${id}/test`, {}), 'too-many-tests');
});

/** RFC 8188 and RFC 8291, one record. */
function opened(
  sent: Buffer,
  { curve, auth }: { readonly curve: ReturnType<typeof createECDH>; readonly auth: Buffer },
): string {
  const salt = sent.subarray(0, 16);
  const keyLength = sent[20] ?? 0;
  const theirs = sent.subarray(21, 21 + keyLength);
  const text = sent.subarray(21 + keyLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), theirs]);
  const ikm = Buffer.from(hkdfSync('sha256', curve.computeSecret(theirs), auth, info, 32));
  const prk = createHmac('sha256', salt).update(ikm).digest();
  const expand = (label: string, size: number): Buffer =>
    createHmac('sha256', prk).update(`Content-Encoding: ${label}\0\x01`).digest().subarray(0, size);
  const cipher = createDecipheriv('aes-128-gcm', expand('aes128gcm', 16), expand('nonce', 12));
  cipher.setAuthTag(text.subarray(-16));
  const plain = Buffer.concat([cipher.update(text.subarray(0, -16)), cipher.final()]);
  return plain.subarray(0, plain.lastIndexOf(2)).toString();
}

test('another’s channel is nobody else’s to see, change or use', async () => {
  const { ours, theirs } = world;
  const { id } = await addHook(ours.cookie);
  const { id: subscription } = await subscribe(ours.cookie, id);
  const wish = { channel: id, language: 'en', topics: ['case-opened'] };
  for (const cookie of [theirs.cookie, office()]) {
    const { items } = await world.ask<{ items: { id: string }[] }>(cookie, '/notices/channels');
    assert.ok(items.every((one) => one.id !== id));
    assert.equal(
      await world.refused(cookie, `/notices/channels/${id}/pause`, {}),
      'no-such-channel',
    );
    assert.equal(
      await world.refused(cookie, `/notices/channels/${id}/test`, {}),
      'no-such-channel',
    );
    assert.equal(await world.refused(cookie, '/notices/subscriptions', wish), 'no-such-channel');
    assert.equal(
      await world.refused(cookie, `/notices/subscriptions/${subscription}/end`, {}),
      'no-such-subscription',
    );
  }
});

test('addresses and keys are nowhere to be read, and gone when a channel is removed', async () => {
  const { cookie } = world.ours;
  const url = `${system.url}/very-secret-path`;
  const { id, receiversKey } = await addHook(cookie, { url });
  const rekeyed = await world.ask<Added>(cookie, `/notices/channels/${id}/rekey`, {
    signing: 'v1a',
  });
  assert.match(rekeyed.receiversKey ?? '', /^whpk_/);
  const dump = await world.sql(
    `SELECT c::text AS t FROM notices.channel c UNION ALL SELECT f::text FROM fact.fact f
     UNION ALL SELECT k::text FROM fact.command_key k`,
  );
  const text = JSON.stringify(dump);
  for (const secret of ['very-secret-path', (receiversKey ?? 'whsec_').slice(6)])
    assert.ok(secret !== '' && !text.includes(secret));
  await world.ask(cookie, `/notices/channels/${id}/remove`, {});
  const [row] = await world.sql('SELECT sealed FROM notices.channel WHERE id = $1', id);
  assert.equal(row?.['sealed'], null);
});
