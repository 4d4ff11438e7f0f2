// A small history to verify and to tamper with: people by the real routes, devices by their own bytes through the
// real gateway. A journey with a theft, a lock event, a silence and late words; another one called off.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Gateway, startGateway } from '@lakiri/gateway/gateway';
import { DIALECTS } from '@lakiri/gateway/refolding';
import { HOUR_MS, type Instant, MINUTE_MS } from '@lakiri/kit';
import { silentLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { openDatabase } from '@lakiri/platform/sql';
import type { TestDatabase } from '@lakiri/platform/testing';
import {
  encodeHeartbeat,
  encodeLockEvent,
  encodeLongForm,
  encodePasswordRequest,
  type LongFormInput,
} from '@lakiri/protocol-jointech';
import { encodeLogin, encodePacket } from '@lakiri/protocol-teltonika';
import { operationRecord } from '@lakiri/server/operation';
import { openWhole, type Whole } from '@lakiri/server/whole';
import { makeBulletins } from './small-bulletins.ts';
import { dealWith, dealWithAtLength, type Officers, watchInTurn } from './small-cases.ts';
import { makeDoubt } from './small-doubt.ts';
import { makeFeed } from './small-feeds.ts';
import { makeFences } from './small-fences.ts';
import { FROM, GAZETTE, ROUTE } from './small-gazette.ts';
import { type LogPlace, logAll } from './small-log.ts';
import { datagramAt, makeModels, makeNewModel, toldOfPart } from './small-models.ts';
import { makeNotices } from './small-notices.ts';
import { makeProof, readingsOf, SEAL_SECRET, SEALING_KEY, type SmallProof } from './small-proof.ts';
import { makeRoad } from './small-road.ts';
import { makeRule } from './small-rules.ts';

/** Of the frames that hold passwords. */
export const SMALL_HISTORY_KEY: Uint8Array = new Uint8Array(32).fill(7);

export type SmallHistory = {
  readonly postgres: TestDatabase;
  /** The folder of its log. */
  readonly logDirectory: string;
  close(): Promise<void>;
};

const WIRE_ID = '8000000001';
const IMEI = '356307042441013';
const ORIGIN = 'test';
const WAIT_MS_MAX = 20_000;

/** Makes it, on a database of its own. Everything has ended when it returns; only the database stands. */
export async function makeSmallHistory(): Promise<SmallHistory> {
  const data = mkdtempSync(join(tmpdir(), 'lakiri-history-'));
  const env = { LAKIRI_DATA: data, LAKIRI_NODE: ORIGIN, LAKIRI_SEAL_SECRET: SEAL_SECRET };
  const whole = await openWhole({ gazette: GAZETTE, env });
  const clock = { aheadMs: 0 };
  const intake = openDatabase({
    url: whole.postgres.intakeUrl,
    poolMax: 6,
    name: 'small history',
    onIdleError: () => undefined,
  });
  const gateway = await startGateway({
    database: intake,
    dialects: Object.values(DIALECTS).map((dialect) => ({ dialect, port: 0 })),
    host: '127.0.0.1',
    origin: ORIGIN,
    name: 'gateway:1',
    secretKey: SMALL_HISTORY_KEY,
    sealingKey: SEALING_KEY,
    registry: createMetrics('small-history'),
    log: silentLog(),
    now: () => (Date.now() + clock.aheadMs) as Instant,
    health: () => undefined,
    plant: undefined,
    feeds: { port: 0, secrets: undefined },
  });
  const logDirectory = join(data, 'log', ORIGIN);
  const place = { data, logDirectory, name: ORIGIN };
  try {
    await live({ whole, gateway, clock, place });
  } catch (error) {
    await gateway.stop();
    await intake.end();
    await whole.close();
    throw error;
  }
  await gateway.stop();
  await intake.end();
  await whole.app.close();
  await logAll(whole.postgres, place);
  return {
    postgres: whole.postgres,
    logDirectory,
    close: async () => {
      await whole.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Evidence about a fact that is in the log by then, and a run of the server that ends. */
async function handOut({ whole, place }: World): Promise<void> {
  await logAll(whole.postgres, place);
  const database = openDatabase({
    url: whole.postgres.appUrl,
    poolMax: 1,
    name: 'small history',
    onIdleError: () => undefined,
  });
  const now = (): Instant => Date.now() as Instant;
  const program = 'lakiri test';
  const record = operationRecord({ database, origin: ORIGIN, program, now, log: silentLog() });
  await record.beat();
  const office = officeOf(whole);
  const { items } = (await office.get('/evidence/facts?type=party-registered')) as unknown as {
    items: readonly Answer[];
  };
  const subject = { kind: 'fact', id: items[0]?.id };
  const why = { reason: 'asked for by the court', caseNo: 'E123 of 2026' };
  const made = await office.post('/evidence/bundles', { subject, ...why });
  await office.download(`/evidence/bundles/${made.id}/file`);
  await record.end();
  await database.end();
}

type World = {
  readonly whole: Whole;
  readonly gateway: Gateway;
  /** How far the gateway's clock is ahead: a silence is awaited in no time. */
  readonly clock: { aheadMs: number };
  readonly place: LogPlace;
};

async function live(world: World): Promise<void> {
  const office = officeOf(world.whole);
  const { id: transporterId } = await office.post('/parties', {
    kind: 'transporter',
    name: 'Coast Haulage',
    country: 'KE',
  });
  const mutiso = { name: 'P. Mutiso', roles: ['transporter'], language: 'en' };
  const login = { login: 'mutiso', password: 'bahari-haulage-desk' };
  await office.post('/people', { party: transporterId, ...mutiso, ...login });
  await handOut(world);
  const register = (number: string, dialect: string, wireId: string, model: string) =>
    office.post('/seals', { number, dialect, wireId, model, ownerId: transporterId });
  const seal = await register('ELK-1', 'jointech', WIRE_ID, 'JT701D');
  const rope = await register('ELK-2', 'teltonika', IMEI, 'FMB-rope');
  await makeModels(office, register);
  await makeNotices(world.whole);
  const feed = await makeFeed(office, register, transporterId);
  const told = (): Promise<void> =>
    feed.tell(world.gateway.feedsPort() ?? 0, (Date.now() + world.clock.aheadMs) as Instant);
  await told();
  const udp = world.gateway.ports['teltonika'] as number;
  const connect = (): Promise<Device> => deviceOf(world.gateway.ports['jointech'] as number);
  const device = await connect();
  await datagramAt(udp, second(0));
  await device.ask(reportAt(-600, { serial: 1 }), '(P69,0,1)');
  const form = { routeId: ROUTE.id, routeVersion: 1, plate: 'KDA 123A', transporterId };
  const driven = { driverName: 'J. Kamau', driverPhone: '+254712345678' };
  await makeRoad({ ...roadOf(world, office), register, connect, form });
  const journey = await office.post('/journeys', { ...form, ...driven, cargo: 'Tea, 24 t' });
  const act = (name: string, body: object = {}) =>
    office.post(`/journeys/${journey.id}/${name}`, body);
  await act('seal', { sealId: seal.id, mechanicalSeal: 'KRA 410' });
  await device.ask(reportAt(-5, { serial: 2 }), '(P69,0,2)');
  await act('arm');
  await act('depart');
  await device.ask(toldOfPart(WIRE_ID), '(P69,0,41)');
  await theft(world, device);
  const officers = await officersOf(world.whole, office);
  await makeNewModel(office, officers.second);
  await dealWith(officers, 'seal-cut', 'theft');
  await silence(world, device);
  await dealWithAtLength(officers, 'silent');
  await watchInTurn(officers);
  await makeFences(officers).then(() => makeRule(world.whole, officers));
  await makeBulletins(officers);
  const doubted = { office, sealId: seal.id, device, connect, report: reportAt };
  const looked = { dealWith: () => dealWith(officers, 'identity-doubted', 'theft') };
  await makeDoubt({ ...doubted, ...looked }, 3_602);
  await until(async () => (await count(world, 'expectations.incident')) > 0);
  await told();
  await until(
    async () => (await count(world, 'expectations.incident WHERE ended_at IS NULL')) === 0,
  );
  await datagramAt(udp, second(3_601)); // an hour later: the model's second version holds
  await rider(world);
  await makeProof(proving(world, office, register));
  await makeUnused(office, { ...form, sealId: rope.id });
  await act('arrive', { reason: 'seen by the officer at the gate' });
  for (const last of ['disarm', 'close']) await act(last);
  await office.remove('/session');
  device.end();
}

/** A journey that was sealed and then not driven. */
async function makeUnused(office: Office, form: { readonly sealId: string }): Promise<void> {
  const { sealId, ...asked } = form;
  const salt = await office.post('/journeys', { ...asked, trailer: 'ZC 4455', cargo: 'Salt' });
  await office.post(`/journeys/${salt.id}/seal`, { sealId });
  await office.post(`/journeys/${salt.id}/close`, {});
}

/** Late words, a doubled one, a card nobody knows, a password, a heartbeat, and the rope cut. */
async function theft(world: World, device: Device): Promise<void> {
  await device.ask(reportAt(1, { serial: 3, lat: -4.03, lon: 39.62 }), '(P69,0,3)');
  await device.ask(reportAt(-3, { serial: 4, dataType: 'blindArea' }), '(P69,0,4)');
  await device.ask(reportAt(-3, { serial: 5 }), '(P69,0,5)');
  const refused = {
    deviceId: WIRE_ID,
    serial: 6,
    occurredAt: second(2),
    valid: true,
    lat: -4.03,
    lon: 39.62,
    speedKmh: 0,
    courseDeg: 300,
    odometerKm: 12,
    type: 'unlock.refusedCard' as const,
    card: '0007715023',
    wrongCount: 3,
  };
  await device.ask(encodeLockEvent(refused), '(P69,0,6)');
  device.send(encodePasswordRequest(WIRE_ID, '135790'));
  world.clock.aheadMs = MINUTE_MS; // so that the heartbeat is no repetition
  await device.ask(reportAt(60, { serial: 7, bits: { ropeCut: true } }), '(P69,0,7)');
  device.send(encodeHeartbeat(WIRE_ID));
  world.clock.aheadMs = 2 * MINUTE_MS;
  await device.ask(reportAt(120, { serial: 8, bits: { ropeCut: true } }), '(P69,0,8)');
  device.send(encodeHeartbeat(WIRE_ID));
  await device.ask(reportAt(121, { serial: 9 }), '(P69,0,9)');
}

/** An hour without a word, and then one. */
async function silence(world: World, device: Device): Promise<void> {
  world.clock.aheadMs = HOUR_MS;
  await until(async () => (await count(world, `alarms.alarm WHERE kind = 'silent'`)) > 0);
  await device.ask(reportAt(3_600, { serial: 10 }), '(P69,0,10)');
}

const roadOf = (world: World, office: Office) => ({
  ...{ whole: world.whole, office, report: reportAt, route: ROUTE },
  until: (from: string) => until(async () => (await count(world, from)) > 0),
});

const proving = (world: World, office: Office, register: SmallProof['register']): SmallProof => ({
  ...{ office, register, port: world.gateway.ports['lakiri'] as number, now: second(3_620) },
  readings: (number, least) => until(async () => (await count(world, readingsOf(number))) >= least),
});

/** A tracker that says who it is only when it connects. */
async function rider(world: World): Promise<void> {
  const device = await deviceOf(world.gateway.ports['teltonika'] as number);
  device.send(encodeLogin(IMEI));
  await sleep(100);
  const record = { priority: 0, altitudeM: 10, courseDeg: 90, satellites: 9, eventId: 0, io: [] };
  device.send(
    encodePacket(
      8,
      [0, 1].map((at) => ({
        ...record,
        occurredAt: second(at),
        lat: -4.045,
        lon: 39.64,
        speedKmh: 40 + at,
      })) as unknown as Parameters<typeof encodePacket>[1],
    ),
  );
  await until(async () => (await count(world, readingsOf('ELK-2'))) === 2);
  device.end();
}

/** Seconds from the start of this process's history, whole as devices count. */
const began = Math.floor(Date.now() / 1_000) * 1_000;
const second = (n: number): Instant => (began + n * 1_000) as Instant;

function reportAt(
  n: number,
  over: Partial<LongFormInput> & { readonly serial: number },
): Uint8Array {
  const { bits, ...rest } = over;
  return encodeLongForm({
    deviceId: WIRE_ID,
    occurredAt: second(n),
    valid: true,
    lat: FROM.lat,
    lon: FROM.lon,
    speedKmh: 40,
    courseDeg: 300,
    odometerKm: 10,
    satellites: 9,
    batteryPct: 90,
    ...rest,
    bits: { motorLocked: true, ropeInserted: true, ropeCut: false, coverOpen: false, ...bits },
  });
}

type Answer = { readonly id: string };
type Office = {
  get(path: string): Promise<Answer>;
  post(path: string, body: object): Promise<Answer>;
  remove(path: string): Promise<void>;
  download(path: string): Promise<void>;
};

/** The officer of the whole server, and a supervisor beside. */
async function officersOf(whole: Whole, office: Office): Promise<Officers> {
  const { party } = (await office.get('/session')) as unknown as { party: Answer };
  const login = { login: 'supervisor', password: 'the-night-shift-of-the-centre' };
  const words = { name: 'W. Achieng', roles: ['officer', 'supervisor'], language: 'en' };
  const { id } = await office.post('/people', { party: party.id, ...login, ...words });
  const cookie = await whole.signIn(login.login, login.password);
  return { office, second: { ...officeOf({ ...whole, cookie }), id } };
}

function officeOf({ app, cookie }: Whole): Office {
  const send = async (method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object) => {
    const reply = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { cookie, ...(payload === undefined ? {} : { 'idempotency-key': randomUUID() }) },
      ...(payload === undefined ? {} : { payload }),
    });
    if (reply.statusCode >= 300) throw new Error(`${path}: ${reply.statusCode} ${reply.body}`);
    return reply.body === '' ? { id: '' } : (reply.json() as Answer);
  };
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    remove: async (path) => void (await send('DELETE', path)),
    download: async (path) => {
      const reply = await app.inject({ method: 'GET', url: `/api/v1${path}`, headers: { cookie } });
      if (reply.statusCode !== 200) throw new Error(`${path}: ${reply.statusCode}`);
    },
  };
}

type Device = {
  send(bytes: Uint8Array): void;
  /** Sends, and waits for the answer. */
  ask(bytes: Uint8Array, answer: string): Promise<void>;
  end(): void;
};

async function deviceOf(port: number): Promise<Device> {
  let heard = '';
  const socket = await new Promise<Socket>((resolve, reject) => {
    const opening = connect({ host: '127.0.0.1', port });
    opening.once('error', reject);
    opening.once('connect', () => resolve(opening));
  });
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1');
  });
  return {
    send: (bytes) => void socket.write(bytes),
    async ask(bytes, answer) {
      socket.write(bytes);
      await until(() => Promise.resolve(heard.includes(answer)));
    },
    end: () => void socket.destroy(),
  };
}

async function count({ whole }: World, from: string): Promise<number> {
  const { rows } = await whole.owner.asNode((tx) =>
    tx.query<{ found: number }>(`SELECT count(*)::int AS found FROM ${from}`),
  );
  return rows[0]?.found ?? 0;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + WAIT_MS_MAX;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('what was waited for did not come');
    await sleep(20);
  }
}
