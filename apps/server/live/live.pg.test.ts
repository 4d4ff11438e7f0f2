// The live stream over real sockets: who may see what, and what happens when things go away.
import assert from 'node:assert/strict';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@lakiri/platform/facts';
import { openWhole, type Whole } from '../whole.ts';

let whole: Whole;
let port: number;
let carrier: string;
let carrierCookie: string;
const journey = newId(Date.now());
const seal = newId(Date.now());

before(async () => {
  whole = await openWhole();
  await whole.app.listen({ host: '127.0.0.1', port: 0 });
  port = (whole.app.server.address() as AddressInfo).port;
  carrier = await made('/parties', { kind: 'transporter', name: 'Coast Haulage', country: 'KE' });
  await made('/people', {
    party: carrier,
    name: 'Dispatcher',
    login: 'dispatch',
    password: 'three rope seals',
    roles: ['transporter'],
    language: 'en',
  });
  const signedIn = await whole.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { login: 'dispatch', password: 'three rope seals' },
  });
  carrierCookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  await populate();
});
after(() => whole.close());

async function made(path: string, payload: object): Promise<string> {
  const response = await whole.app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { cookie: whole.cookie, 'idempotency-key': newId(Date.now()) },
    payload,
  });
  assert.equal(response.statusCode, 201, response.body);
  return response.json<{ id: string }>().id;
}

const asOwner = (sql: string, ...values: unknown[]) =>
  whole.owner.asNode((tx) => tx.query(sql, values));

/** One truck on its way, which the transporter may see. */
async function populate(): Promise<void> {
  await asOwner(
    `INSERT INTO journeys.journey (id, version, ref, route_id, route_version, vehicle, cargo, transporter,
       created_at, sealed_at, armed_at, deadline_at, departed_at)
     VALUES ($1, 1, '0001-AA', 'mombasa-malaba', 1, $2, 'tea', $2, now(), now(), now(), now() + interval '9 days', now())`,
    journey,
    carrier,
  );
  await asOwner(
    `INSERT INTO seals.seal (id, version, number, dialect, wire_id, model, owner, registered_at, phase, journey, phase_at, latches)
     VALUES ($1, 1, 'ELK-1', 'jointech', '8000000001', 'JT701D', $2, now(), 'armed', $3, now(),
       '{"cover":{"clearedSince":null,"is":"clear"},"cut":{"clearedSince":null,"is":"clear"},"opened":{"clearedSince":null,"is":"clear"}}')`,
    seal,
    journey, // owned by somebody else
    journey,
  );
  await asOwner(
    `INSERT INTO access.permit (party, subject, valid_from, reason) VALUES ($1, $2, 'epoch', 'test'), ($1, $3, 'epoch', 'test')`,
    carrier,
    seal,
    journey,
  );
}

type Event = {
  readonly event: string;
  readonly id: string;
  readonly data: Record<string, unknown>;
};

/** One open stream, with what it has said so far. */
class Stream {
  readonly events: Event[] = [];
  status = 0;
  ended = false;
  #response: IncomingMessage | undefined;

  static async open(cookie: string, lastEventId?: string): Promise<Stream> {
    const stream = new Stream();
    const headers = {
      cookie,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    };
    await new Promise<void>((resolve, reject) => {
      const asked = get(
        { host: '127.0.0.1', port, path: '/api/v1/live/monitor', headers },
        (response) => {
          stream.#take(response);
          resolve();
        },
      );
      asked.on('error', reject);
    });
    return stream;
  }

  #take(response: IncomingMessage): void {
    this.#response = response;
    this.status = response.statusCode ?? 0;
    let text = '';
    response.on('error', () => undefined);
    response.on('close', () => {
      this.ended = true;
    });
    response.on('data', (chunk) => {
      text += String(chunk);
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const block = Object.fromEntries(
          text
            .slice(0, end)
            .split('\n')
            .map((line) => line.split(/: (.*)/s).slice(0, 2)),
        ) as Record<string, string>;
        text = text.slice(end + 2);
        const { event, id = '', data } = block;
        if (event !== undefined && data !== undefined)
          this.events.push({ event, id, data: JSON.parse(data) as Event['data'] });
      }
    });
  }

  async heard(event: string, has: (data: Event['data']) => boolean = () => true): Promise<Event> {
    for (const until = Date.now() + 8_000; Date.now() < until; await sleep(20)) {
      const found = this.events.find((one) => one.event === event && has(one.data));
      if (found !== undefined) return found;
    }
    throw new Error(`no ${event} in ${JSON.stringify(this.events.map((one) => one.event))}`);
  }

  close(): void {
    this.#response?.destroy();
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 8_000; !(await holds()); await sleep(20))
    if (Date.now() > end) throw new Error('in vain');
}

const idsOf = (data: Event['data']): string[] =>
  (data['trucks'] as { sealId: string }[]).map(({ sealId }) => sealId);
const removes = (id: string) => (data: Event['data']) => (data['removed'] as string[]).includes(id);

test('an officer sees the truck, and its transporter does', async () => {
  for (const cookie of [whole.cookie, carrierCookie]) {
    const stream = await Stream.open(cookie);
    assert.deepEqual(idsOf((await stream.heard('snapshot')).data), [seal]);
    stream.close();
  }
});

test('who has no session has no stream', async () => {
  assert.equal((await Stream.open('')).status, 401);
});

test('a stream that is cut comes back to its place, also when it was the only one', async () => {
  const first = await Stream.open(whole.cookie);
  const { id } = await first.heard('snapshot');
  first.close();
  await sleep(600); // a few ticks with nobody in the room
  await asOwner(
    'UPDATE seals.seal SET lat = -4, lon = 39.5, place_at = now(), received_at = now(), changed = pg_current_xact_id()',
  );
  const again = await Stream.open(whole.cookie, id);
  const { data } = await again.heard('trucks');
  assert.equal((data['changed'] as { lat: number }[])[0]?.lat, -4);
  assert.ok(!again.events.some(({ event }) => event === 'snapshot'));
  again.close();
});

test('a transporter whose permit ends sees the truck no longer; an officer does', async () => {
  const office = await Stream.open(whole.cookie);
  const theirs = await Stream.open(carrierCookie);
  await theirs.heard('snapshot');
  await asOwner(`UPDATE access.permit SET valid_until = now() WHERE subject = $1`, seal);
  await theirs.heard('trucks', removes(seal));
  assert.ok(!office.events.some(({ event, data }) => event === 'trucks' && removes(seal)(data)));
  for (const stream of [office, theirs]) stream.close();
});

test('a database that is away: who comes is told so, who watches goes on when it is back', async () => {
  const watching = await Stream.open(whole.cookie);
  await watching.heard('snapshot');
  const { username: login } = new URL(whole.postgres.appUrl);
  await asOwner(`ALTER ROLE "${login}" NOLOGIN`);
  await until(async () => {
    const { rows } = await asOwner(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1',
      login,
    );
    return rows.length === 0;
  });
  const refused = await Stream.open(carrierCookie); // nobody else of that party watches
  await asOwner(`ALTER ROLE "${login}" LOGIN`);
  assert.equal(refused.status, 503);
  await asOwner('UPDATE seals.seal SET lat = -3.5, changed = pg_current_xact_id()');
  await watching.heard('trucks', (data) =>
    (data['changed'] as { lat: number }[]).some(({ lat }) => lat === -3.5),
  );
  watching.close();
});

test('one person may not take all the streams there are', async () => {
  const streams: Stream[] = [];
  for (let n = 0; n < 41; n++) streams.push(await Stream.open(whole.cookie));
  assert.deepEqual(
    streams.map(({ status }) => status),
    [...Array<number>(40).fill(200), 429],
  );
  const other = await Stream.open(carrierCookie);
  assert.equal(other.status, 200);
  for (const stream of [...streams, other]) stream.close();
});

test('a stream that leaves while the door is being opened leaves nothing behind', async () => {
  for (let n = 0; n < 30; n++) {
    const asked = get({
      host: '127.0.0.1',
      port,
      path: '/api/v1/live/monitor',
      headers: { cookie: whole.cookie },
    });
    asked.on('error', () => undefined);
    await sleep(n % 7);
    asked.destroy();
  }
  // Forty is all that one person may have: while any of the thirty is still counted, one is refused.
  await until(async () => {
    const streams = await Promise.all(Array.from({ length: 40 }, () => Stream.open(whole.cookie)));
    for (const stream of streams) stream.close();
    return streams.every(({ status }) => status === 200);
  });
});
