// Every kind of the catalogue over the real intake: device bytes → socket → gateway → the case's row. One database, one seal
// for each story, and a clock that is moved from minute to minute; what time alone or several seals tell is looked at last.
import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { KINDS, type Kind } from '@lakiri/alarms';
import { pointAtKm } from '@lakiri/corridors';
import { shippedIndex } from '@lakiri/corridors/testing';
import { addMs, HOUR_MS, type Instant, MINUTE_MS, type SealEventType } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import { silentLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import {
  encodeLockEvent,
  jointech,
  type LockEventInput,
  type LongFormInput,
} from '@lakiri/protocol-jointech';
import { lakiri, signerOf, signRecord } from '@lakiri/protocol-lakiri';
import type { Gateway } from '../gateway.ts';
import { gatewayMetrics } from '../gateway-metrics.ts';
import { frameOf, openNode, type TestNode } from '../test-node.ts';
import { type Deadlines, judgeAcross, judgeDue } from './deadlines.ts';
import { readStanding, sources, storeAlarms } from './sources.ts';

const index = shippedIndex('mombasa-malaba');
const START = (Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS) as Instant;
const at = (min: number): Instant => addMs(START, min * MINUTE_MS);

/** What a seal says in a minute of the test, at a kilometre of its route. */
type Word = {
  readonly min: number;
  readonly km: number;
  readonly says?: Partial<LongFormInput>;
  readonly lock?: LockEventInput['type'];
  /** What a seal of the Lakiri dialect tells beside its place. */
  readonly event?: SealEventType;
  readonly measured?: Readonly<Record<string, number>>;
  /** On a second socket. */
  readonly twin?: true;
};
type Story = {
  readonly kind: Kind;
  readonly words: readonly Word[];
  readonly model?: 'JT701' | 'JT600' | 'lakiri-reference';
  /** Kinds that may rightly come with it. */
  readonly also?: readonly Kind[];
};

const SPEED_KMH = 45;
const drive = (km: number, ...minutes: readonly number[]): Word[] =>
  minutes.map((min) => ({ min, km: km + (SPEED_KMH * min) / 60 }));
const says = (min: number, km: number, said: Word['says'] = {}): Word => ({ min, km, says: said });
/** It drives for three minutes, and then this. */
const then = (...words: readonly Word[]): Word[] => [...drive(70, 0, 1, 2), ...words];
const bits = (over: LongFormInput['bits']): Word['says'] => ({
  bits: { motorLocked: true, ropeInserted: true, ropeCut: false, coverOpen: false, ...over },
});
const still = { speedKmh: 0 };
const aside = (km: number): Word['says'] => {
  const { lat, lon } = pointAtKm(index, km);
  return { lat: lat - 0.08, lon: lon + 0.08 };
};
const weighbridge = index.stops.find(({ id }) => id === 'wb-mariakani') ?? assert.fail();
const { lat, lon } = weighbridge;
const atBridge = { ...still, lat, lon };
const blind = { valid: false, satellites: 0 };
const told = (event: SealEventType, ...minutes: readonly number[]): Word[] =>
  minutes.map((min) => ({ min, km: 70 + min, event }));
const measured = (name: string, values: readonly number[]): Word[] =>
  values.map((value, n) => ({ min: n * 6, km: 70 + n * 5, measured: { [name]: value } }));

const STORIES: readonly Story[] = [
  { kind: 'seal-cut', words: then(says(3, 72.2, bits({ ropeCut: true }))) },
  { kind: 'opened-no-order', words: then({ min: 3, km: 72.2, lock: 'unlock.remoteStatic' }) },
  { kind: 'cover-opened', words: then(says(3, 72.2, bits({ coverOpen: true }))) },
  {
    kind: 'unlock-refused',
    words: then(...[3, 4, 5].map((min): Word => ({ min, km: 72.2, lock: 'unlock.refusedCard' }))),
  },
  { kind: 'off-route', words: then(...[14, 16, 18].map((min) => says(min, 75, aside(75)))) },
  { kind: 'long-stop', words: [says(0, 112, still), says(40, 112, still)] },
  { kind: 'silent', words: drive(70, 0, 1, 2) },
  { kind: 'battery-short', words: then(says(3, 72.2, { batteryPct: 15 })) },
  {
    kind: 'identity-doubted',
    words: [0, 2, 4, 6, 8].flatMap((min): Word[] => [
      { min, km: 70 + min },
      { min: min + 1, km: 400 + min, twin: true },
    ]),
    also: ['position-doubted'],
  },
  { kind: 'position-doubted', words: then(says(4, 300), says(5, 300.8), says(6, 301.5)) },
  {
    kind: 'jamming-suspected',
    words: then(...[3, 4, 5, 6, 7, 8].map((min) => says(min, 70 + min, blind))),
  },
  {
    kind: 'clock-jumped',
    words: then(
      ...[3, 4, 5, 6].map((min) => says(min, 70 + min, { occurredAt: addMs(at(min), -HOUR_MS) })),
    ),
  },
  { kind: 'opened-outside', words: then({ min: 3, km: 72.2, lock: 'unlock.remoteStatic' }) },
  { kind: 'device-removed', model: 'lakiri-reference', words: told('tamper.removed', 5) },
  { kind: 'tractor-trailer-split', words: [says(50, 181, still)] },
  { kind: 'wrong-way', words: [says(0, 65), says(6, 61), says(10, 58)] },
  { kind: 'forbidden-place', words: [says(0, 199), says(1, 200), says(2, 200.8)] },
  {
    kind: 'stop-overdue',
    model: 'JT701',
    words: [says(0, 30, atBridge), says(5, 30, atBridge), says(10, 30, atBridge)],
  },
  { kind: 'night-move', model: 'JT701', words: drive(70, 0, 4, 8, 12) },
  { kind: 'trip-time', model: 'JT600', words: drive(70, 0), also: ['transit-period'] },
  { kind: 'transit-period', model: 'JT600', words: drive(70, 0), also: ['trip-time'] },
  {
    kind: 'trip-distance',
    words: [says(0, 70, { odometerKm: 100 }), says(50, 76, { odometerKm: 170 })],
    also: ['position-doubted'],
  },
  {
    kind: 'overspeed',
    words: [0, 1, 2, 3].map((min) => says(min, 70 + min * 1.5, { speedKmh: 90 })),
  },
  {
    kind: 'gps-lost',
    words: then(...[3, 11, 19].map((min) => says(min, 72, { valid: false, satellites: 7 }))),
    also: ['jamming-suspected'],
  },
  { kind: 'power-cut', model: 'lakiri-reference', words: told('power.cut', 5) },
  { kind: 'shock', model: 'lakiri-reference', words: told('tamper.shock', 5, 8, 11) },
  {
    kind: 'temperature-out',
    model: 'lakiri-reference',
    words: measured('tempC10', [60, 85, 92, 95]), // 8 °C is the limit of the reefer
  },
  {
    kind: 'humidity-out',
    model: 'lakiri-reference',
    words: measured('humidityPct', [50, 70, 71, 72, 75, 78, 79]),
  },
  { kind: 'sos', model: 'lakiri-reference', words: told('person.sos', 5) },
  { kind: 'accident', model: 'lakiri-reference', words: told('vehicle.accident', 5) },
  {
    kind: 'stop-cluster',
    words: [says(30, 131, still), says(52, 131, still)],
    also: ['long-stop'],
  },
];
/** No device says these: they are people's acts, or come of an order. Each is driven over the server elsewhere. */
const BY_PEOPLE: readonly Kind[] = ['opening-uncertain', 'seal-mismatch', 'driver-report'];
/** The trailer of the split, and the rest of the crowd. */
const EXTRAS: readonly Pick<Story, 'words'>[] = [
  { words: [says(50, 180, still)] },
  ...[0, 1, 2, 3].map(() => ({ words: [says(30, 131, still), says(52, 131, still)] })),
];
/** Which the looks at the end bring on others too: by then most have been silent for an hour. */
const OF_TIME: readonly Kind[] = ['silent', 'long-stop'];
const SPLIT = STORIES.findIndex(({ kind }) => kind === 'tractor-trailer-split');
const [TRAILER] = [STORIES.length];

const clock = { at: START };
let node: TestNode;
let gateway: Gateway;
let intake: Database;
const seals: string[] = [];
before(async () => {
  node = await openNode(STORIES.length + EXTRAS.length);
  await node.gateway.stop(); // it read the rules before they were laid
  const onIdleError = () => undefined;
  intake = openDatabase({ url: node.intakeUrl, poolMax: 2, name: 'catalogue test', onIdleError });
  for (const [n, wireId] of node.wireIds.entries()) seals.push(await prepared(n, wireId));
  await layRules();
  gateway = await node.another({
    dialects: [
      { dialect: jointech, port: 0 },
      { dialect: lakiri, port: 0 },
    ],
    now: () => clock.at,
  });
  await speakAll();
  await gateway.stop(); // from here on only the test judges
  await judgeAll(60);
  await judgeAll(64);
});
after(async () => {
  await intake.end();
  await node.close();
});

async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return (await node.owner.asNode((tx) => tx.query<Row>(sql, values))).rows;
}

/** The seal of a story, of its model; returns its id. */
async function prepared(n: number, wireId: string): Promise<string> {
  const { model = 'JT701D', kind } = STORIES[n] ?? {};
  const dialect = model === 'lakiri-reference' ? 'lakiri' : 'jointech';
  const ofItsDialect = dialect === 'lakiri' ? lakiriId(n) : wireId;
  const [seal] = await rows<{ id: string }>(
    'UPDATE seals.seal SET model = $2, dialect = $3, wire_id = $4 WHERE wire_id = $1 RETURNING id',
    ...[wireId, model, dialect, ofItsDialect],
  );
  const { id } = seal ?? assert.fail();
  if (kind === 'opened-outside')
    await rows(
      `UPDATE seals.seal SET order_command = gen_random_uuid(), order_from = now() - interval '1 h',
         order_until = now() + interval '5 h' WHERE id = $1`,
      id,
    );
  if (n === TRAILER)
    for (const sql of [
      'UPDATE seals.seal SET journey = (SELECT journey FROM seals.seal WHERE id = $2) WHERE id = $1',
      'UPDATE journeys.fitting SET journey = (SELECT journey FROM seals.seal WHERE id = $2) WHERE seal = $1',
    ])
      await rows(sql, id, seals[SPLIT]);
  return id;
}
const lakiriId = (n: number): string => `LKR-${String(n).padStart(8, '0')}`;

/** What an administration sets: limits for some models, and a place where nobody may go. */
async function layRules(): Promise<void> {
  const hour = new Date(START).getUTCHours();
  const night = { on: 1, fromH: (hour + 23) % 24, untilH: (hour + 3) % 24, utcOffsetMin: 0 };
  for (const [kind, model, params] of [
    ['temperature-out', 'lakiri-reference', { minC: 2, maxC: 8 }],
    ['humidity-out', 'lakiri-reference', { maxPct: 65 }],
    ['stop-overdue', 'JT701', { weighbridgeMin: 4 }],
    ['night-move', 'JT701', night],
    ['trip-time', 'JT600', { warnH: 70 }],
    ['transit-period', 'JT600', { warnDays: 1 }],
  ] as const)
    await rows(
      `INSERT INTO alarms.rule_override (kind, name, scope, params, effective_from, basis, source)
       VALUES ($1, 'story', $2, $3, 'epoch', 'configuration', 'test')`,
      ...[kind, JSON.stringify({ model }), JSON.stringify(params)],
    );
  const dump = pointAtKm(index, 200);
  await rows(
    `INSERT INTO alarms.forbidden_fence (id, name, lat, lon, radius_m, effective_from, source)
     VALUES ('dump', 'The dump', $1, $2, 1500, 'epoch', 'test')`,
    ...[dump.lat, dump.lon],
  );
}

type Speaker = { say(word: Word): Promise<void>; end(): void };

/** Minute by minute, each seal on a socket of its own; the next word when the last is on disk. */
async function speakAll(): Promise<void> {
  const all = [...STORIES, ...EXTRAS];
  const speakers = await Promise.all(
    all.flatMap(({ words }, n) => [false, true].map((twin) => speakerOf(n, words, twin))),
  );
  const minutes = new Set(all.flatMap(({ words }) => words.map(({ min }) => min)));
  for (const minute of [...minutes].sort((a, b) => a - b)) {
    clock.at = at(minute);
    await Promise.all(
      speakers.map(async ({ words, speaker }) => {
        for (const word of words) if (word.min === minute) await speaker?.say(word);
      }),
    );
  }
  for (const { speaker } of speakers) speaker?.end();
}

async function speakerOf(n: number, words: readonly Word[], twin: boolean) {
  const own = words.filter((word) => (word.twin === true) === twin);
  if (own.length === 0) return { words: own, speaker: undefined };
  const isLakiri = STORIES[n]?.model === 'lakiri-reference';
  const frames = isLakiri ? lakiriFrames(n) : jointechFrames(node.wireIds[n] as string);
  const socket = await open(gateway.ports[isLakiri ? 'lakiri' : 'jointech'] as number);
  const speaker: Speaker = {
    say: (word) =>
      new Promise((resolve, reject) => {
        socket.once('data', () => resolve());
        socket.once('close', () => reject(new Error(`no answer to ${JSON.stringify(word)}`)));
        socket.write(frames(word));
      }),
    end: () => socket.destroy(),
  };
  return { words: own, speaker };
}

function open(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () => resolve(socket));
  });
}

function jointechFrames(deviceId: string): (word: Word) => Uint8Array {
  let serial = 0;
  return ({ min, km, says: said, lock }) => {
    const place = { ...pointAtKm(index, km), odometerKm: Math.round(km), speedKmh: SPEED_KMH };
    serial++;
    if (lock === undefined) return frameOf(deviceId, at(min), { ...place, serial, ...said });
    const sure = { deviceId, serial, occurredAt: at(min), valid: true, courseDeg: 300 } as const;
    return encodeLockEvent({ ...sure, ...place, type: lock, card: '0013371337' });
  };
}

function lakiriFrames(n: number): (word: Word) => Uint8Array {
  const signer = signerOf('HS256', Uint8Array.of(1), new Uint8Array(32).fill(1));
  let [counter, previous]: [number, Uint8Array | null] = [0, null];
  return ({ min, km, event, measured: values }) => {
    const record = signRecord(
      {
        ...{ device: lakiriId(n), boot: 1, counter: counter++, previous, occurredAt: at(min) },
        commands: 0,
        place: {
          ...{ fix: 'gnss', ...pointAtKm(index, km), speedKmh: SPEED_KMH, courseDeg: 300 },
          ...{ altitudeM: 10, satellites: 9 },
        },
        ...(event === undefined ? {} : { event: { type: event } }),
        ...(values === undefined ? {} : { measured: values }),
      },
      signer,
    );
    previous = record.hash;
    return record.frame(false);
  };
}

/** What time alone and several seals tell, as a gateway's clock would look. */
async function judgeAll(min: number): Promise<void> {
  const standing = await intake.asNode((tx) => readStanding(tx));
  const parts: Deadlines = {
    ...{ database: intake, sources, standing: () => standing, storeAlarms },
    freshen: async () => undefined,
    recorder: { origin: 'test', actor: 'gateway:test', newId: () => newId(Date.now()) },
    metrics: gatewayMetrics(createMetrics(`catalogue-${min}`)),
    ...{ log: silentLog(), now: () => at(min), listeningSince: 0 as Instant },
  };
  await judgeAcross(parts);
  while ((await judgeDue(parts)) > 0) await sleep(1);
}

test('every kind is here, or is an act of people', () => {
  const here = [...STORIES.map(({ kind }) => kind), ...BY_PEOPLE];
  assert.deepEqual([...here].sort(), [...KINDS].sort());
});

test('what several seals tell is told once, in a fact, by whose territory it is', async () => {
  const told = () =>
    rows<{ kind: string; jurisdiction: string }>(
      `SELECT kind, jurisdiction FROM alarms.alarm
       WHERE kind IN ('tractor-trailer-split', 'stop-cluster') ORDER BY kind`,
    );
  const once = [
    { kind: 'stop-cluster', jurisdiction: 'KRA' },
    { kind: 'tractor-trailer-split', jurisdiction: 'KRA' },
  ];
  assert.deepEqual(await told(), once);
  await judgeAll(66);
  assert.deepEqual(await told(), once);
  const facts = await rows(
    `SELECT FROM fact.fact WHERE type = 'deadline-passed' AND body LIKE '%"across"%'`,
  );
  assert.ok(facts.length >= 2);
});

for (const [n, { kind, also = [] }] of STORIES.entries())
  test(`${kind}: from the device’s bytes to the case, and nothing that is not of it`, async () => {
    const ids = kind === 'stop-cluster' ? [seals[n], ...seals.slice(TRAILER + 1)] : [seals[n]];
    if (n === SPLIT) ids.push(seals[TRAILER]);
    const found = await rows<{ kind: Kind; severity: number; why: string; jurisdiction: string }>(
      `SELECT DISTINCT c.kind, c.severity, a.why, a.jurisdiction FROM alarms.case c
       JOIN alarms.alarm a ON a.case_id = c.id WHERE c.seal = ANY($1::uuid[])`,
      ids,
    );
    const kinds = new Set(found.map((one) => one.kind));
    assert.ok(kinds.has(kind), `${kind} is not among ${[...kinds].join(' ')}`);
    const allowed = new Set<Kind>([kind, ...also, ...OF_TIME]);
    assert.deepEqual(
      [...kinds].filter((one) => !allowed.has(one)),
      [],
    );
    const own = found.find((one) => one.kind === kind);
    assert.ok((JSON.parse(own?.why ?? '[]') as unknown[]).length > 0, 'it says why');
  });
