// A seal that its vendor opens without an order is told with the vendor's name and how far its word is taken: plain from the
// device, through a feed that the vendor signs, with the device's MAC, and with its signature.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant, SealEventType, Tier } from '@lakiri/kit';
import { newId } from '@lakiri/platform/facts';
import { encodeLockEvent, jointech } from '@lakiri/protocol-jointech';
import {
  keyOf,
  lakiri,
  type RecordInput,
  type Signer,
  signerOf,
  signRecord,
} from '@lakiri/protocol-lakiri';
import type { SealId } from '@lakiri/seals';
import { materialHash, sealingKey, sealKeyAggregate, sealSecret } from '@lakiri/trust/store';
import { aVendor, plantFeed, tell } from './feeds/testing-vendor.ts';
import { converse } from './test-devices.ts';
import { Device, openNode, type TestNode } from './test-node.ts';

const SEALING_KEY = sealingKey('a secret of this test');
const SECRET = new Uint8Array(32).fill(1);
const KEY_ID = Uint8Array.of(1);
const vendor = aVendor();
let node: TestNode;
before(async () => {
  node = await openNode(4, {
    dialects: [
      { dialect: jointech, port: 0 },
      { dialect: lakiri, port: 0 },
    ],
    feeds: { port: 0, secrets: undefined },
    sealingKey: SEALING_KEY,
  });
  await plantFeed(node.owner, vendor);
});
after(() => node.close());

const second = (n: number): Instant => ((Math.floor(Date.now() / 1_000) + n) * 1_000) as Instant;
const wire = (at: number): string => node.wireIds[at] as string;

/** The lock opened by its password, over the network: what a vendor's own cloud can do. */
const opened = (deviceId: string): Uint8Array =>
  encodeLockEvent({
    ...{ deviceId, serial: 1, occurredAt: second(-1), valid: true, lat: -4.045, lon: 39.64 },
    ...{ speedKmh: 0, courseDeg: 300, odometerKm: 10, type: 'unlock.remoteStatic' },
  });

/** An armed seal of the Lakiri dialect, with the key by which it proves its word. */
async function proving(at: number, kind: 'mac' | 'signature', material: Uint8Array) {
  const wireId = `LKR-0000000${at}`;
  const id = await node.owner.asNode(async (tx) => {
    const { rows } = await tx.query<{ id: SealId }>(
      `UPDATE seals.seal SET dialect = 'lakiri', model = 'lakiri-reference', wire_id = $2
       WHERE wire_id = $1 RETURNING id`,
      [wire(at), wireId],
    );
    const seal = rows[0]?.id as SealId;
    const key = {
      ...{ id: newId<'SealKey'>(Date.now()), seal, keyId: '01', kind, validFrom: 0 as Instant },
      ...{ validUntil: null, revokedAt: null, materialSha256: materialHash(material) },
    };
    const write = { id: key.id, state: key, versionBefore: 0, version: 1 };
    await sealKeyAggregate(material).save(tx, write);
    return seal;
  });
  return { id, wireId };
}

/** Two records of one chain: it is well, and then its vendor has opened it. */
async function openedBy(signer: Signer, device: string): Promise<void> {
  const place: RecordInput['place'] = {
    ...{ fix: 'gnss', lat: -4.045, lon: 39.64, speedKmh: 0, courseDeg: 0 },
    ...{ altitudeM: 10, satellites: 9 },
  };
  const sound = { device, boot: 1, commands: 0, place } as const;
  const well = { counter: 0, previous: null, occurredAt: second(-3), bits: { motorLocked: true } };
  const first = signRecord({ ...sound, ...well }, signer);
  const event = { type: 'unlock.remote' as SealEventType };
  const next = { counter: 1, previous: first.hash, occurredAt: second(-1), event };
  const bits = { motorLocked: false };
  const then = signRecord({ ...sound, ...next, bits }, signer);
  const answerBytes = lakiri.acknowledge(
    lakiri.decode(first.frame(false)),
    'stored',
    second(0),
  )?.length;
  const pieces = [first, then].map((one) => ({
    say: one.frame(false),
    answerBytes: answerBytes ?? 0,
  }));
  await converse(node.gateway.ports['lakiri'] as number, pieces);
}

async function alarms(where: 'id' | 'wire_id', seal: string) {
  const { rows } = await node.owner.asNode((tx) =>
    tx.query<{ kind: string; severity: number; why: string }>(
      `SELECT a.kind, a.severity, a.why FROM alarms.alarm a JOIN seals.seal s ON s.id = a.seal
       WHERE s.${where} = $1`,
      [seal],
    ),
  );
  return rows.map(({ why, ...alarm }) => ({
    ...alarm,
    told: (JSON.parse(why) as { code: string; params: object }[]).find(
      ({ code }) => code === 'told-by',
    )?.params,
  }));
}

const openedNoOrder = (maker: string, tier: Tier) => [
  { kind: 'opened-no-order', severity: 1, told: { maker, owner: 'Simba Seals', tier } },
];

test('T0: the device itself, which proves nothing', async () => {
  const device = await Device.connect(node.gateway.ports['jointech'] as number);
  device.send(opened(wire(0)));
  await device.answers(1, 60_000);
  device.end();
  assert.deepEqual(await alarms('wire_id', wire(0)), openedNoOrder('Jointech', 0));
});

test('T1: through the feed that the vendor signs for', async () => {
  const frame = Buffer.from(opened(wire(1))).toString('base64');
  const batch = { id: 'opened', records: [{ dialect: 'jointech', frame }] };
  // The door opens, and the feed is known, once the gateway has looked for feeds.
  const answer = await until(async () => {
    const port = node.gateway.feedsPort();
    if (port === undefined) return undefined;
    const told = await tell(port, { vendor, name: 'ubunifu-cloud' }, batch);
    return told.status === 202 ? told : undefined;
  });
  assert.deepEqual(answer.records, [{ outcome: 'stored', late: false }]);
  assert.deepEqual(await alarms('wire_id', wire(1)), openedNoOrder('Jointech', 1));
});

test('T2: with the MAC of a secret that the device shares with us', async () => {
  const { id, wireId } = await proving(2, 'mac', sealSecret(SECRET, SEALING_KEY));
  await openedBy(signerOf('HS256', KEY_ID, SECRET), wireId);
  assert.deepEqual(await alarms('id', id), openedNoOrder('Lakiri', 2));
});

test('T3: with the signature of the device’s own key, in an unbroken chain', async () => {
  const key = keyOf('ES256', SECRET);
  assert.ok(key.kind === 'signature');
  const { id, wireId } = await proving(3, 'signature', key.publicKey);
  await openedBy(signerOf('ES256', KEY_ID, SECRET), wireId);
  assert.deepEqual(await alarms('id', id), openedNoOrder('Lakiri', 3));
});

async function until<T>(found: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    const value = await found();
    if (value !== undefined) return value;
    assert.ok(Date.now() < end, 'what was waited for did not come');
    await sleep(50);
  }
}
