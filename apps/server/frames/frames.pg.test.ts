// The messages of a seal and the bytes of nobody, asked of the whole server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@lakiri/platform/facts';
import { encodeFrame } from '@lakiri/protocol-feed';
import { encodeHeartbeat, encodeLongForm } from '@lakiri/protocol-jointech';
import { encodeLocation, slavesItem } from '@lakiri/protocol-jt808';
import { openWhole, type Whole } from '../whole.ts';
import type { FrameReadView, FrameView, RejectView } from './frame-routes.ts';

const now = Math.floor(Date.now() / 1_000) * 1_000;
const seal = newId(now);
const FRAMES = 7;

let whole: Whole;
before(async () => {
  whole = await openWhole();
  const frame = encodeLongForm({
    deviceId: '8117020417',
    serial: 7,
    occurredAt: now as never,
    valid: true,
    lat: -0.3021,
    lon: 36.0671,
    speedKmh: 61,
    courseDeg: 71,
    satellites: 11,
    odometerKm: 41_208,
    batteryPct: 64,
    bits: { motorLocked: true },
  });
  await whole.owner.asNode(async (tx) => {
    await tx.query(
      `INSERT INTO seals.seal (id, version, number, dialect, wire_id, model, owner, registered_at, phase, latches)
       VALUES ($1, 1, 'ELK-1', 'jointech', '8117020417', 'JT701D', $2, now(), 'free', '{}')`,
      [seal, newId(now)],
    );
    // Several of one millisecond: the page ends between them.
    await tx.query(
      `INSERT INTO telemetry.frame (seal_id, received_at, batch, position, dialect, verdict, bytes, secret)
       SELECT $1, to_timestamp($2 / 1000.0), $3, n, 'jointech', 'reports', $4, CASE WHEN n = 0 THEN '\\x00'::bytea END
       FROM generate_series(0, ${FRAMES - 1}) n`,
      [seal, now, newId(now), Buffer.from(frame)],
    );
    await tx.query(
      `INSERT INTO telemetry.reject (received_at, dialect, peer, code, at_offset, bytes)
       SELECT now(), 'jointech', '192.0.2.1', 'not-a-frame', n, b FROM unnest($1::bytea[]) WITH ORDINALITY u (b, n)`,
      [[Buffer.from(encodeHeartbeat('8117020417')), Buffer.from('(8117020417,P43,123456)')]],
    );
  });
});
after(() => whole.close());

async function asked<Body>(path: string): Promise<{ status: number; body: Body }> {
  const headers = { cookie: whole.cookie };
  const response = await whole.app.inject({ url: `/api/v1${path}`, headers });
  return { status: response.statusCode, body: response.json() };
}

test('each message of a seal is on one page', async () => {
  const seen: FrameView[] = [];
  let cursor = '';
  for (let pages = 0; pages < 5; pages++) {
    const { body } = await asked<{ items: FrameView[]; next: string | null }>(
      `/seals/${seal}/frames?limit=3${cursor}`,
    );
    seen.push(...body.items);
    if (body.next === null) break;
    cursor = `&cursor=${body.next}`;
  }
  assert.equal(new Set(seen.map(({ id }) => id)).size, FRAMES);
  assert.equal(seen.filter(({ blanked }) => blanked).length, 1);
});

test('a message is read field by field, with its bytes', async () => {
  const { body } = await asked<{ items: FrameView[] }>(`/seals/${seal}/frames?limit=1`);
  const read = await asked<FrameReadView>(`/seals/${seal}/frames/${body.items[0]?.id}`);
  const battery = read.body.fields.find(({ name }) => name === 'batteryPct');
  assert.deepEqual([battery?.value, battery?.spans], [64, [[38, 39]]]);
});

test('what a vendor told in its own words is read like any other message', async () => {
  const said = { dialect: 'jointech', seal: '8117020417', at: new Date(now).toISOString() };
  const words = encodeFrame({
    ...said,
    fix: 'gnss',
    lat: -4.05,
    lon: 39.65,
    bits: { ropeCut: true },
  });
  const batch = newId(now);
  await whole.owner.asNode((tx) =>
    tx.query(
      `INSERT INTO telemetry.frame (seal_id, received_at, batch, position, dialect, verdict, bytes)
       VALUES ($1, to_timestamp($2 / 1000.0), $3, 0, 'feed', 'reports', $4)`,
      [seal, now - 60_000, batch, Buffer.from(words)],
    ),
  );
  const { body } = await asked<FrameReadView>(`/seals/${seal}/frames/${now - 60_000}.${batch}.0`);
  const values = new Map(body.fields.map(({ name, value }) => [name, value]));
  assert.deepEqual(
    [body.kind, body.through, values.get('wireId')],
    ['reports', null, '8117020417'],
  );
  assert.deepEqual([values.get('lat'), values.get('ropeCut')], [-4.05, true]);
});

test('a seal through which no part speaks has none', async () => {
  const { status, body } = await asked<{ items: unknown[] }>(`/seals/${seal}/parts`);
  assert.deepEqual([status, body.items], [200, []]);
});

test('a part shows what its master said of it, as the master’s model means it, and who carried it', async () => {
  const [master, part] = [newId(now), newId(now)];
  const frame = encodeLocation(
    { wireId: '790000000011', serial: 1 },
    {
      ...{ occurredAt: now as never, valid: true, lat: -4.045, lon: 39.64, speedKmh: 0 },
      courseDeg: 0,
      items: [
        slavesItem([
          { id: '7c31450021', card: '0000000000', batteryPct: 71, isUnlocked: true },
          { id: '7c31450022', card: '0000000000', batteryPct: 72, isUnlocked: false },
        ]),
      ],
    },
  );
  await whole.owner.asNode(async (tx) => {
    for (const [id, number, wireId, model, verdict] of [
      [master, 'G-1', '790000000011', 'G-300', 'parts'],
      [part, 'G-1/1', '7c31450021', 'jt808-sub-lock', 'reports'],
    ]) {
      await tx.query(
        `INSERT INTO seals.seal (id, version, number, dialect, wire_id, model, owner, registered_at, phase, latches)
         VALUES ($1, 1, $2, 'jt808', $3, $4, $5, now(), 'free', '{}')`,
        [id, number, wireId, model, newId(now)],
      );
      await tx.query(
        `INSERT INTO telemetry.frame (seal_id, received_at, batch, position, dialect, verdict, bytes)
         VALUES ($1, to_timestamp($2 / 1000.0), $3, 0, 'jt808', $4, $5)`,
        [id, now, newId(now), verdict, Buffer.from(frame)],
      );
    }
  });
  const read = async (seal: string) => {
    const { body } = await asked<{ items: FrameView[] }>(`/seals/${seal}/frames`);
    return (await asked<FrameReadView>(`/seals/${seal}/frames/${body.items[0]?.id}`)).body;
  };
  const batteries = ({ fields }: FrameReadView) =>
    fields.filter(({ name, own }) => name === 'batteryPct' && !own).map(({ value }) => value);
  const [ofMaster, ofPart] = [await read(master), await read(part)];
  assert.equal(ofMaster.through, null);
  assert.deepEqual(batteries(ofMaster), [71, 72]);
  assert.deepEqual(ofPart.through, {
    wireId: '790000000011',
    seal: { id: master, number: 'G-1' },
  });
  assert.deepEqual(batteries(ofPart), [71]);
  const partsOf = async (seal: string) =>
    (await asked<{ items: { wireId: string }[] }>(`/seals/${seal}/parts`)).body.items;
  assert.deepEqual(
    (await partsOf(master)).map(({ wireId }) => wireId),
    ['7c31450021', '7c31450022'],
  );
  assert.deepEqual(await partsOf(part), []);
});

test('a device that nobody knows does not have its password shown', async () => {
  const { body } = await asked<{ items: RejectView[] }>('/quarantine/rejected');
  const texts = body.items.map(({ hex }) => Buffer.from(hex, 'hex').toString('latin1'));
  assert.ok(texts.includes('(8117020417,P43,******)'), texts.join(' '));
});

for (const [path, status] of [
  [`/seals/${newId(now)}/frames`, 404],
  [`/seals/${seal}/frames?cursor=abc`, 400],
  [`/seals/${seal}/frames/abc`, 404],
  [`/seals/${seal}/frames/${now}.${newId(now)}.0`, 404],
  ['/quarantine/rejected?cursor=1.x', 400],
] as const)
  test(`${path} is refused`, async () => assert.equal((await asked(path)).status, status));
