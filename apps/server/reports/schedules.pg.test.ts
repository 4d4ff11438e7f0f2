// Reports by mail through the real server and a relay on this machine: once for each period, whatever happens.
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { DAY_MS, type Instant } from '@lakiri/kit';
import { LEASE_MS } from '@lakiri/notices/store';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { openSender, openWorld, type World } from '../notices/test-world.ts';
import { tellReports } from './telling.ts';

let world: World;
let relay: { readonly letters: string[]; readonly server: Server; readonly port: number };
let database: Database;
before(async () => {
  world = await openWorld();
  relay = await openRelay();
  const { appUrl: url } = world.whole.postgres;
  database = openDatabase({ url, poolMax: 6, name: 'reports test', onIdleError: () => undefined });
});
after(async () => {
  await database.end();
  relay.server.close();
  await world.close();
});

const ANSWERS: Readonly<Record<string, string>> = { DATA: '354 go on', QUIT: '221 bye' };

/** As much of SMTP (RFC 5321) as one relay needs to take letters. */
async function openRelay() {
  const letters: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 relay\r\n');
    let letter: string[] | undefined;
    createInterface({ input: socket }).on('line', (line) => {
      if (letter !== undefined && line !== '.') {
        letter.push(line);
        return;
      }
      if (letter !== undefined) letters.push(letter.join('\n'));
      letter = line === 'DATA' ? [] : undefined;
      socket.write(`${ANSWERS[line] ?? '250 ok'}\r\n`);
      if (line === 'QUIT') socket.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { letters, server, port: (server.address() as AddressInfo).port };
}

const wish = { report: 'corridors', every: 'week', zone: 'Africa/Nairobi', language: 'sw' };
const deps = (now: number) => ({
  ...{ database, origin: 'test', publicUrl: 'https://lakiri.example' },
  now: () => now as Instant,
});
const mailbox = (cookie: string, whose: 'me' | 'party' = 'me') =>
  world.ask<{ id: string }>(cookie, '/notices/channels', {
    ...{ for: whose, name: 'Desk', target: { kind: 'email', address: 'desk@haulage.example' } },
  });
const listed = async (cookie: string) =>
  (await world.ask<{ items: { id: string; toldThrough: string }[] }>(cookie, '/reports/schedules'))
    .items;

/** Seven in the morning of Nairobi on the Monday after the next week that is to be told: one is over then, and no second. */
const mondayAfter = (running: { readonly toldThrough: string } | undefined): number =>
  Date.parse(`${running?.toldThrough}T04:00:00Z`) + 8 * DAY_MS;

/** The text of a letter: nodemailer splits what is not ASCII into base64 or quoted lines. */
const attachedTo = (letter: string): string => {
  const [, coded = ''] = /text\/csv.*?base64.*?\n\n([A-Za-z0-9+/=\n]+)/s.exec(letter) ?? [];
  return Buffer.from(coded.replaceAll('\n', ''), 'base64').toString('utf8');
};

test('a transporter is sent its own corridor times of the week, once, by whichever server', async () => {
  const { ours, theirs, whole } = world;
  const { port } = relay;
  const carrier = { kind: 'email', host: '127.0.0.1', port, security: 'plain' };
  await world.ask(
    whole.cookie,
    '/notices/carriers',
    { ...carrier, from: 'no@lakiri.example' },
    'PUT',
  );
  const { id: channel } = await mailbox(ours.cookie);
  await world.ask(ours.cookie, '/reports/schedules', { ...wish, channel });
  const [running] = await listed(ours.cookie);
  assert.equal(await tellReports(deps(Date.now())), 0);
  assert.deepEqual(await listed(theirs.cookie), []);
  const later = deps(mondayAfter(running));
  const made = await Promise.all([1, 2, 3].map(() => tellReports(later)));
  assert.equal(
    made.reduce((sum, one) => sum + one, 0),
    1,
  );
  assert.equal(await tellReports(later), 0);
  const told = await world.sql(`SELECT type FROM fact.fact WHERE type = 'report-schedule-told'`);
  assert.equal(told.length, 1);
  const sender = openSender(whole.postgres.appUrl);
  sender.clock.aheadMs = 8 * DAY_MS;
  await sender.settle();
  await sender.settle();
  await sender.close();
  assert.equal(relay.letters.length, 1, relay.letters.join('\n---\n'));
  const [letter = ''] = relay.letters;
  const csv = attachedTo(letter);
  assert.match(letter, /filename="?lakiri-corridors-/);
  assert.match(csv, /about,,report,corridors/);
  // Its own truck under way, and not the other party's.
  assert.match(csv, /Mombasa – Malaba,under_way,1,/);
});

test('a server that dies between the fact and its letter leaves neither', async () => {
  const { theirs } = world;
  const { id: channel } = await mailbox(theirs.cookie);
  await world.ask(theirs.cookie, '/reports/schedules', { ...wish, channel });
  // The outbox refuses, as a connection that is cut would: the whole transaction is gone.
  await world.sql(
    'ALTER TABLE notices.delivery ADD CONSTRAINT dies CHECK (party <> $1) NOT VALID'.replace(
      '$1',
      `'${theirs.id}'`,
    ),
  );
  const [before] = await listed(theirs.cookie);
  const later = deps(mondayAfter(before));
  await assert.rejects(tellReports(later));
  assert.deepEqual(await listed(theirs.cookie), [before]);
  await world.sql('ALTER TABLE notices.delivery DROP CONSTRAINT dies');
  assert.equal(await tellReports(later), 1);
  const [told] = await listed(theirs.cookie);
  assert.ok(String(before?.toldThrough) < String(told?.toldThrough));
  const letters = await world.sql('SELECT FROM notices.delivery WHERE party = $1', theirs.id);
  assert.equal(letters.length, 1);
});

test('a server that dies between the letter and its note: sent again as the same letter, the first one said to be uncertain', async () => {
  const { theirs, whole } = world;
  const sent = relay.letters.length;
  // The letter is with the relay, and nothing of that can be written any more: as if the server were killed then.
  await world.sql(
    'ALTER TABLE notices.attempt ADD CONSTRAINT dies CHECK (outcome IS NULL) NOT VALID',
  );
  const killed = openSender(whole.postgres.appUrl);
  killed.clock.aheadMs = 8 * DAY_MS;
  await killed.settle();
  await killed.close();
  await world.sql('ALTER TABLE notices.attempt DROP CONSTRAINT dies');
  const [delivery] = await world.sql(
    `SELECT id::text, state FROM notices.delivery WHERE party = $1 AND content LIKE '%"report"%'`,
    theirs.id,
  );
  assert.equal(delivery?.['state'], 'waiting');
  assert.equal(relay.letters.length, sent + 1);
  const tries = () =>
    world.sql(
      'SELECT n, outcome FROM notices.attempt WHERE delivery = $1 ORDER BY n',
      delivery?.['id'],
    );
  assert.deepEqual(await tries(), [{ n: 1, outcome: null }]);
  const next = openSender(whole.postgres.appUrl);
  next.clock.aheadMs = 8 * DAY_MS;
  await next.settle();
  assert.equal(relay.letters.length, sent + 1, 'while its lease runs nobody sends it again');
  next.clock.aheadMs += LEASE_MS + DAY_MS;
  await next.settle();
  await next.close();
  assert.deepEqual(await tries(), [
    { n: 1, outcome: null },
    { n: 2, outcome: 'sent' },
  ]);
  const named = relay.letters.slice(sent).map((one) => /^Message-ID: <([^@]+)@/im.exec(one)?.[1]);
  assert.deepEqual(named, [delivery?.['id'], delivery?.['id']]);
});

test('who may be sent what, and what is no mailbox', async () => {
  const { ours, theirs, whole } = world;
  const { id: channel } = await mailbox(ours.cookie);
  const hook = await world.ask<{ id: string }>(ours.cookie, '/notices/channels', {
    ...{ for: 'party', name: 'Hook' },
    target: { kind: 'webhook', url: 'http://127.0.0.1:9/x', signing: 'v1' },
  });
  const rows = [
    [ours.cookie, { ...wish, report: 'alarms', channel }, 'not-your-report'],
    [theirs.cookie, { ...wish, channel }, 'not-a-mailbox'],
    [whole.cookie, { ...wish, channel }, 'not-a-mailbox'],
    [ours.cookie, { ...wish, channel: hook.id }, 'not-a-mailbox'],
    [ours.cookie, { ...wish, zone: 'Mars/Olympus', channel }, 'bad-request'],
  ] as const;
  for (const [cookie, body, code] of rows)
    assert.equal(await world.refused(cookie, '/reports/schedules', body), code);
  const [one] = await listed(ours.cookie);
  const path = `/reports/schedules/${one?.id}/end`;
  assert.equal(await world.refused(theirs.cookie, path, {}), 'no-such-schedule');
  await world.ask(ours.cookie, path, {});
  assert.deepEqual(await listed(ours.cookie), []);
  assert.equal(await world.refused(ours.cookie, path, {}), 'no-such-schedule');
});
