import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { isoOf } from '@lakiri/kit';
import { jointech } from '@lakiri/protocol-jointech';
import { sealOnDin1, teltonikaWith } from '@lakiri/protocol-teltonika';
import { getInstant } from '../instants.ts';
import { type StandIn, standIn } from '../testing/node-stand-in.ts';
import { Office } from '../testing/office.ts';
import { identityOf } from '../world/identity.ts';
import { drive, populate } from './demo.ts';

type Node = {
  readonly office: Office;
  readonly heard: () => StandIn['heard'];
  readonly ports: { jointech: number; teltonika: number };
};

async function aNode(t: TestContext): Promise<Node> {
  const ends = [
    await standIn({ dialect: jointech }),
    await standIn({ dialect: teltonikaWith(sealOnDin1) }),
  ] as const;
  t.after(() => Promise.all(ends.map((end) => end.close())));
  const heard = (): StandIn['heard'] => ends.flatMap((end) => end.heard);
  const isHeard = (wireId: string): boolean =>
    heard().some(({ message }) => message.wireId === wireId);
  const routes = ['mombasa-kampala', 'mombasa-malaba', 'dar-rusumo'];
  return {
    office: new Office(routes, isHeard),
    heard,
    ports: { jointech: ends[0].port, teltonika: ends[1].port },
  };
}

async function demo(node: Node, trucks: number, seconds = 0): Promise<readonly string[]> {
  const said: string[] = [];
  const abort = new AbortController();
  const options = {
    ports: node.ports,
    trucks,
    seed: 7,
    signal: abort.signal,
    say: (line: string) => said.push(line),
  };
  const population = await populate(node.office, options);
  setTimeout(() => abort.abort(), seconds * 1_000);
  await drive({ ...options, population });
  return said;
}

const actsOn = ({ office: { acts } }: Node, act: string) =>
  acts.filter(({ path }) => path.endsWith(act));

test('each truck gets a seal and a journey, is armed only when heard, and tells its past in order', async (t) => {
  const node = await aNode(t);
  assert.deepEqual(await demo(node, 12, 2), ['12 of 12 trucks are on the road.']);
  const { journeys, seals } = node.office;
  assert.equal(seals.size, 12);
  assert.deepEqual(
    [...journeys.values()].map(({ state }) => state),
    Array(12).fill('in-transit'),
  );
  const claims = (act: string): string[] =>
    actsOn(node, act).map(({ body }) => String(body['occurredAt']));
  const [created = '', sealed = '', armed = '', departed = ''] = [
    '/journeys',
    '/seal',
    '/arm',
    '/depart',
  ].map((act) => claims(act).sort()[0]);
  assert.ok(
    created < sealed &&
      sealed < armed &&
      armed < departed &&
      departed < isoOf(getInstant(Date.now())),
  );
  for (let truck = 0; truck < 12; truck++) {
    const { wireId, dialect } = identityOf(7, truck);
    if (dialect !== 'jointech') continue; // a Teltonika says who it is but once
    const times = node
      .heard()
      .flatMap(({ message }) =>
        message.kind === 'reports' && message.wireId === wireId
          ? message.reports.map(({ occurredAt }) => Number(occurredAt))
          : [],
      );
    assert.ok(times.length > 3);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
  }
});

test('started again it goes on: nothing is made twice, and no truck starts anew', async (t) => {
  const node = await aNode(t);
  await demo(node, 8);
  const before = node.office.acts.length;
  const at = isoOf(getInstant(Date.now() - 60_000));
  for (const [number, seal] of node.office.seals)
    node.office.seals.set(number, {
      ...seal,
      live: { occurredAt: at, lat: -2.3, lon: 37.8, batteryPct: 71 },
    });
  const parties = actsOn(node, '/parties').length;
  await demo(node, 8);
  assert.equal(actsOn(node, '/journeys').length, 8);
  assert.equal(actsOn(node, '/seals').length, 8);
  // The office above forgets its parties; nothing else was asked for.
  assert.equal(node.office.acts.length - before, parties);
});

test('what was left half done is ended and begun again', async (t) => {
  const node = await aNode(t);
  await demo(node, 1);
  const [[id, journey] = []] = [...node.office.journeys];
  assert.ok(id !== undefined && journey !== undefined);
  node.office.journeys.set(id, { ...journey, state: 'sealed' });
  await demo(node, 1);
  assert.deepEqual(
    [...node.office.journeys.values()].map(({ state }) => state),
    ['closed', 'in-transit'],
  );
});
