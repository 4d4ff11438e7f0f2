// A truck that drives beside its road, by the real intake: wrong without a bulletin, right while one holds, wrong again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type Bulletin,
  type BulletinEvents,
  type BulletinRefusal,
  type BulletinSays,
  type By,
  endBulletin,
  type LonLat,
  publishBulletin,
  writeBulletin,
} from '@lakiri/corridors';
import { bulletinAggregate } from '@lakiri/corridors/store';
import { shippedIndex } from '@lakiri/corridors/testing';
import { addMs, DAY_MS, type Decision, type Instant, isoOf, MINUTE_MS } from '@lakiri/kit';
import { execute, type Versioned } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import { NODE_SCOPE } from '@lakiri/platform/sql';
import { Device, frameOf, openNode, type TestNode } from './test-node.ts';

const START = Math.floor(Date.now() / 1_000) * 1_000;
/** The test's own time: nothing waits for a bulletin's notice. */
let clock = START as Instant;
const now = (): Instant => clock;
const pass = (minutes: number): void => {
  clock = addMs(clock, minutes * MINUTE_MS);
};

let node: TestNode;
before(async () => {
  node = await openNode(2, { now });
});
after(() => node.close());

const route = shippedIndex('mombasa-malaba');
const { bufferM } = route.route;
/** From Mombasa's port a few kilometres up the road, and so far beside it that the buffer has ended. */
const [gate, beyond] = [route.route.line[0], route.route.line[2]];
assert.ok(gate !== undefined && beyond !== undefined);
const eastDeg = (3 * bufferM) / 111_000;
const aside: LonLat = [beyond[0] + eastDeg, beyond[1] + eastDeg];
const says: BulletinSays = {
  ...{ route: route.route.id, reason: 'flood', note: 'The causeway is under water' },
  closed: { from: gate, to: beyond },
  line: [gate, aside, beyond],
  ...{ widthM: 500, stops: [], extraH: 0, from: null, until: isoOf(addMs(clock, DAY_MS)) },
};

const [achieng, okello] = [newId<'Person'>(clock), newId<'Person'>(clock)] as [By, By];
const around = { route, daysMax: 14, node: 'test', sign: () => ({ keyId: 'k', signature: 's' }) };
const subject = newId<'Bulletin'>(clock);
type Found = Versioned<Bulletin> | undefined;
async function act(
  decide: (found: Found) => Decision<BulletinEvents, BulletinRefusal>,
): Promise<void> {
  const done = await execute<Found, BulletinEvents, BulletinRefusal>(
    { database: node.owner, origin: 'test' },
    {
      ...{
        scope: NODE_SCOPE,
        actor: 'node',
        authority: null,
        occurredAt: clock,
        receivedAt: clock,
      },
      aggregates: { bulletin: bulletinAggregate },
      load: (tx) => bulletinAggregate.find(tx, subject),
      decide,
      result: () => null,
    },
  );
  assert.ok(done.accepted, JSON.stringify(done));
}

const alarms = (wireId: string): Promise<number> =>
  node.owner.asNode(async (tx) => {
    const { rows } = await tx.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM alarms.alarm a JOIN seals.seal s ON s.id = a.seal
       WHERE s.wire_id = $1 AND a.kind = 'off-route'`,
      [wireId],
    );
    return rows[0]?.n ?? 0;
  });

let serial = 0;
/** Says where it is, `agoMin` ago by its own clock, and waits until it is stored. */
async function tell(device: Device, wireId: string, at: LonLat, agoMin = 0): Promise<void> {
  serial = (serial + 1) & 0xff;
  const said = { serial, lon: at[0], lat: at[1] };
  const heard = device.heard.length;
  device.send(frameOf(wireId, addMs(clock, -agoMin * MINUTE_MS), said));
  await device.answers(heard + 1);
  pass(1);
}

test('a diversion is off the road, on it while its bulletin holds, and off it again', async () => {
  const [wireId = '', late = ''] = node.wireIds;
  const port = node.gateway.ports['jointech'] as number;
  const device = await Device.connect(port);
  const sleeper = await Device.connect(port);
  const round = async (...points: readonly LonLat[]): Promise<number> => {
    for (const at of points) await tell(device, wireId, at);
    return alarms(wireId);
  };
  assert.equal(await round(gate, aside, aside), 1, 'nobody has said that it may be there');
  assert.equal(await round(gate, gate, gate), 1);

  await act((found) =>
    writeBulletin({
      ...around,
      subject,
      bulletin: found?.state,
      says,
      by: achieng,
      at: clock,
      open: 0,
    }),
  );
  assert.equal(await round(aside, aside), 2, 'a draft diverts nothing');
  assert.equal(await round(gate, gate, gate), 2);
  await act((found) =>
    publishBulletin({
      ...{ ...around, subject, bulletin: found?.state, by: okello, at: clock },
      ...{ readVersion: 1, version: found?.version ?? 0, number: 1, holding: 0 },
    }),
  );
  pass(1);
  const held = clock;
  assert.equal(await round(aside, aside, aside, gate, aside), 2, 'the bulletin says it');

  const before = clock;
  await act((found) =>
    endBulletin({
      ...{ ...around, subject, bulletin: found?.state, by: achieng, at: clock },
      source: 'the water is down',
    }),
  );
  pass(1);
  assert.equal(await round(aside, aside), 3, 'the bulletin has ended');

  pass(20);
  const ago = (at: Instant): number => (clock - at) / MINUTE_MS;
  await tell(sleeper, late, aside, ago(held));
  await tell(sleeper, late, aside, ago(addMs(before, -MINUTE_MS)));
  assert.equal(await alarms(late), 0, 'told late, of the time that it held');
  await tell(sleeper, late, aside, ago(addMs(before, 3 * MINUTE_MS)));
  await tell(sleeper, late, aside, ago(addMs(before, 4 * MINUTE_MS)));
  assert.equal(await alarms(late), 1, 'told late, of the time after it');
  device.end();
  sleeper.end();
});
