// The whole node on a database of its own, with officers, trucks and seals that speak over real sockets: for tests of
// what is ordered of seals.
import { randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { passwordKey } from '@lakiri/commands/store';
import { type Gateway, type GatewayOptions, startGateway } from '@lakiri/gateway/gateway';
import type { Instant } from '@lakiri/kit';
import { silentLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import {
  type Answer,
  decodeAnswer,
  encodeLockEvent,
  encodeLongForm,
  encodeReply,
  jointech,
  type LockEventInput,
  type LongFormInput,
} from '@lakiri/protocol-jointech';
import { openWhole, type Whole } from '@lakiri/server/whole';

export const SEAL_SECRET = 'the secret of the seals of a test';
const FRAME_KEY = new Uint8Array(32).fill(7);
export const PASSWORD = '246810';
/** Inside the fence of the port of Mombasa, and outside every fence of its route. */
const AT_PORT = { lat: -4.045, lon: 39.64 };
export const ON_THE_ROAD = { lat: -3.98, lon: 39.5 };
const WAIT_MS_MAX = 15_000;

type Json = Readonly<Record<string, unknown>>;
export type Told = { readonly status: number; readonly body: Json };

export type Yard = {
  readonly whole: Whole;
  readonly gateway: Gateway;
  readonly frameKey: Uint8Array;
  /** Of all gateways: how far their clocks are ahead. */
  readonly clock: { aheadMs: number };
  /** The cookies of two officers. */
  readonly asker: string;
  readonly approver: string;
  /** Which the second officer enters again for each approval. */
  readonly approverPassword: string;
  /** Who owns the seals. */
  readonly vendor: string;
  another(over?: Partial<GatewayOptions>): Promise<Gateway>;
  /** The cookie of one more officer. */
  officer(login: string, password: string): Promise<string>;
  /** The same of a supervisor. */
  supervisor(login: string, password: string): Promise<string>;
  ask(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    by?: string,
    body?: object,
    key?: string,
  ): Promise<Told>;
  /** An armed seal on a truck that stood in the port so long ago, with its password set. */
  truck(seenBeforeS?: number): Promise<Truck>;
  /** A new journey that this seal is armed for; what it says next is after arming. */
  armed(seal: string): Promise<string>;
  count(from: string, ...values: unknown[]): Promise<number>;
  close(): Promise<void>;
};

export type Truck = {
  readonly seal: string;
  readonly number: string;
  readonly wireId: string;
  readonly journey: string;
  readonly device: RopeSeal;
};

const open = (url: string): Database =>
  openDatabase({ url, poolMax: 10, name: 'yard', onIdleError: () => undefined });

export async function openYard(): Promise<Yard> {
  const whole = await openWhole({ env: { LAKIRI_SEAL_SECRET: SEAL_SECRET } });
  await whole.app.listen({ host: '127.0.0.1', port: 0 });
  const intake = open(whole.postgres.intakeUrl);
  const clock = { aheadMs: 0 };
  const gateways: Gateway[] = [];
  const another = async (over: Partial<GatewayOptions> = {}): Promise<Gateway> => {
    const gateway = await startGateway({
      database: intake,
      dialects: [{ dialect: jointech, port: 0 }],
      host: '127.0.0.1',
      origin: 'test',
      name: `gateway:${gateways.length + 1}`,
      secretKey: FRAME_KEY,
      passwordKey: passwordKey(SEAL_SECRET),
      registry: createMetrics(`yard-${gateways.length}`),
      log: silentLog(),
      now: () => (Date.now() + clock.aheadMs) as Instant,
      health: () => undefined,
      plant: undefined,
      ...over,
    });
    gateways.push(gateway);
    return gateway;
  };
  const ask = asking(whole);
  const gateway = await another();
  const people = await populate(whole, ask);
  let trucks = 0;
  const { vendor } = people;
  return {
    ...{ whole, gateway, clock, another, ask, ...people },
    frameKey: FRAME_KEY,
    truck: (seenBeforeS = 0) => newTruck({ ask, gateway, vendor, seenBeforeS }, ++trucks),
    armed: (seal) => armed({ ask, vendor }, seal, ++trucks),
    count: (from, ...values) => count(whole, from, values),
    async close() {
      for (const one of gateways) await one.stop();
      await intake.end();
      await whole.close();
    },
  };
}

function asking({ app, cookie }: Whole): Yard['ask'] {
  return async (method, path, by = cookie, body, key = randomUUID()) => {
    const reply = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { cookie: by, ...(method === 'GET' ? {} : { 'idempotency-key': key }) },
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: reply.statusCode, body: reply.body === '' ? {} : (reply.json() as Json) };
  };
}

async function must(told: Promise<Told>): Promise<{ readonly id: string }> {
  const { status, body } = await told;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as { id: string };
}

async function populate(whole: Whole, ask: Yard['ask']) {
  const approverPassword = 'second pair of eyes';
  const [officer, supervisor] = [
    officers(whole, ask, 'officer'),
    officers(whole, ask, 'supervisor'),
  ];
  const approver = await officer('wanjiru', approverPassword);
  const vendor = await must(
    ask('POST', '/parties', undefined, { kind: 'transporter', name: 'Simba Seals', country: 'KE' }),
  );
  return {
    asker: whole.cookie,
    approver,
    approverPassword,
    officer,
    supervisor,
    vendor: vendor.id,
  };
}

function officers(whole: Whole, ask: Yard['ask'], role: 'officer' | 'supervisor'): Yard['officer'] {
  return async (login, password) => {
    const { rows } = await whole.owner.asNode((tx) =>
      tx.query<{ id: string }>('SELECT id FROM parties.party WHERE home'),
    );
    const name = `B. ${login}`;
    const person = {
      party: rows[0]?.id,
      name,
      login,
      password,
      roles: [role],
      language: 'en',
    };
    await must(ask('POST', '/people', undefined, person));
    return await whole.signIn(login, password);
  };
}

type Making = Pick<Yard, 'ask' | 'gateway'> & {
  readonly vendor: string;
  readonly seenBeforeS: number;
};

async function newTruck(
  { ask, gateway, vendor, seenBeforeS }: Making,
  number: number,
): Promise<Truck> {
  const wireId = String(8_200_000_000 + number);
  const seal = await must(
    ask('POST', '/seals', undefined, {
      ...{
        number: `YARD-${number}`,
        dialect: 'jointech',
        wireId,
        model: 'JT701D',
        ownerId: vendor,
      },
    }),
  );
  const device = await RopeSeal.connect(gateway.ports['jointech'] as number, wireId);
  await device.report({ occurredAt: wholeSecond(seenBeforeS) });
  const journey = await armed({ ask, vendor }, seal.id, number);
  await must(ask('PUT', `/seals/${seal.id}/password`, undefined, { password: PASSWORD }));
  return { seal: seal.id, number: `YARD-${number}`, wireId, journey, device };
}

async function armed(
  { ask, vendor }: Pick<Making, 'ask' | 'vendor'>,
  sealId: string,
  number: number,
): Promise<string> {
  const { id } = await must(
    ask('POST', '/journeys', undefined, {
      ...{ routeId: 'mombasa-malaba', routeVersion: 1, cargo: 'Tea, 24 t', transporterId: vendor },
      plate: `KD${'ABCDEFGHJKLMNPQRSTUVWXYZ'[number % 24]} 1${String(number % 100).padStart(2, '0')}A`,
    }),
  );
  await must(ask('POST', `/journeys/${id}/seal`, undefined, { sealId }));
  await must(ask('POST', `/journeys/${id}/arm`, undefined, {}));
  await sleep(1_050); // devices count whole seconds: what they say next is after arming
  return id;
}

async function count({ owner }: Whole, from: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await owner.asNode((tx) =>
    tx.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`, values),
  );
  return rows[0]?.n ?? 0;
}

export async function until<T>(
  found: () => Promise<T | false | undefined> | T | false | undefined,
  ms = WAIT_MS_MAX,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await found();
    if (value !== false && value !== undefined) return value;
    if (Date.now() > end) throw new Error('what was waited for did not come');
    await sleep(20);
  }
}

/** A JT701D: says what it is told to say, and what it hears is kept. */
export class RopeSeal {
  readonly #socket: Socket;
  readonly #wireId: string;
  #serial = 0;
  #heard = '';
  #closed = false;

  private constructor(socket: Socket, wireId: string) {
    this.#socket = socket;
    this.#wireId = wireId;
    socket.on('data', (chunk) => {
      this.#heard += chunk.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#closed = true;
    });
  }

  static connect(port: number, wireId: string): Promise<RopeSeal> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new RopeSeal(socket, wireId)));
    });
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  get answers(): readonly Answer[] {
    const texts = this.#heard.match(/\([^)]*\)/g) ?? [];
    return texts.flatMap((text) => decodeAnswer(Buffer.from(text, 'latin1')) ?? []);
  }

  /** The orders that it was sent, as `P43,246810`. */
  get orders(): readonly string[] {
    return this.answers.flatMap((it) =>
      it.kind === 'command' ? [[it.command, ...it.params].join(',')] : [],
    );
  }

  /** Its position and its lock's state, now unless told otherwise; returns when it is stored. */
  async report(over: Partial<LongFormInput> & { readonly open?: boolean } = {}): Promise<void> {
    const { open: isOpen = false, ...rest } = over;
    const serial = ++this.#serial;
    const bytes = encodeLongForm({
      ...{ deviceId: this.#wireId, serial, occurredAt: wholeSecond(), valid: true, ...AT_PORT },
      ...{ speedKmh: 0, courseDeg: 300, odometerKm: 10, satellites: 9, batteryPct: 96 },
      bits: { motorLocked: !isOpen, ropeInserted: true, ropeCut: false, coverOpen: false },
      ...rest,
    });
    await this.#stored(bytes, serial);
  }

  /** Something happened at its lock. */
  async event(type: LockEventInput['type'], over: Partial<LockEventInput> = {}): Promise<void> {
    const serial = ++this.#serial;
    const bytes = encodeLockEvent({
      ...{ deviceId: this.#wireId, serial, occurredAt: wholeSecond(), valid: true, ...AT_PORT },
      ...{ speedKmh: 0, courseDeg: 300, odometerKm: 10, type },
      ...over,
    });
    await this.#stored(bytes, serial);
  }

  /** Its answer to an order. */
  reply(command: string, ...params: readonly (string | number)[]): void {
    this.#socket.write(encodeReply(this.#wireId, command, params));
  }

  /** What a sub-lock behind it says of itself (WLNET, type 4): its event and its status. */
  async part(id: string, said: { readonly event: number; readonly status: number }): Promise<void> {
    const serial = ++this.#serial;
    const iso = new Date(wholeSecond()).toISOString();
    const clock = `${iso.slice(8, 10)}${iso.slice(5, 7)}${iso.slice(2, 4)}${iso.slice(11, 19).replaceAll(':', '')}`;
    const own = [said.event, said.status, 19].map((n) => n.toString(16).padStart(4, '0')).join('');
    const plain = `${clock}04026086039396120d1b2d${clock}${id}830138631604${own}0000000000`;
    const binary = [...Buffer.from(plain, 'hex')].flatMap((byte) =>
      [0x28, 0x29, 0x2c, 0x3d].includes(byte) ? [0x3d, byte ^ 0x3d] : [byte],
    );
    const head = `(${this.#wireId},1,${String(serial).padStart(3, '0')},WLNET,5,2,`;
    await this.#stored(
      Buffer.concat([Buffer.from(head), Buffer.from(binary), Buffer.from(')')]),
      serial,
    );
  }

  end(): void {
    this.#socket.destroy();
  }

  async #stored(bytes: Uint8Array, serial: number): Promise<void> {
    this.#socket.write(bytes);
    await until(() => this.answers.some((it) => it.kind === 'stored' && it.serial === serial));
  }
}

export function wholeSecond(beforeS = 0): Instant {
  return (Math.floor(Date.now() / 1_000 - beforeS) * 1_000) as Instant;
}

/** An officer's live stream; what it has said so far, as text. */
export function watchLive(
  whole: Whole,
  cookie: string,
): { readonly text: () => string; end(): void } {
  let text = '';
  const { port } = whole.app.server.address() as AddressInfo;
  const asked = get(
    { host: '127.0.0.1', port, path: '/api/v1/live/monitor', headers: { cookie } },
    (response) => {
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', () => undefined);
    },
  );
  asked.on('error', () => undefined);
  return { text: () => text, end: () => asked.destroy() };
}
