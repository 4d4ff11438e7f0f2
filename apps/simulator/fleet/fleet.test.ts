import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jointech } from '@lakiri/protocol-jointech';
import { getInstant } from '../instants.ts';
import { defaultOutcome, type StandIn, standIn } from '../testing/node-stand-in.ts';
import { loadFleet, openFleet } from './fleet.ts';

const FROM = getInstant(Date.UTC(2026, 10, 23));
const wireIdOf = (seal: number): string => String(8_131_000_000 + seal);

/** What a node would store: a reading's key is its seal and time here, since no two are of one second. */
function stored(node: StandIn): Map<string, number> {
  const times = new Map<string, number>();
  for (const { message } of node.heard) {
    if (message.kind !== 'reports') continue;
    const key = `${message.wireId} ${message.reports[0]?.occurredAt}`;
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  return times;
}

for (const shape of ['live', 'backlog'] as const)
  test(`a ${shape} load is sent at its rate and acknowledged whole`, async () => {
    const node = await standIn({ dialect: jointech });
    const load = { shape, ratePerS: 2_000, durationMs: 500 };
    const stats = await loadFleet({
      ports: { jointech: node.port },
      seals: 50,
      wireIdOf,
      from: FROM,
      ...load,
    });
    assert.equal(stats.sent, 1_000);
    assert.equal(stats.acked, 1_000);
    assert.deepEqual(stats.lost, []);
    assert.equal(stats.strayAcks, 0);
    assert.equal(stored(node).size, 1_000);
    assert.ok(
      stats.ackP50Ms > 0 && stats.ackP50Ms <= stats.ackP99Ms && stats.ackP99Ms <= stats.ackMaxMs,
    );
    const source = shape === 'live' ? 'live' : 'stored';
    assert.ok(
      node.heard.every(
        ({ message }) => message.kind === 'reports' && message.reports[0]?.source === source,
      ),
    );
    await node.close();
  });

test('a frame that was not acknowledged is told by name', async () => {
  const node = await standIn({
    dialect: jointech,
    outcomeOf: ({ message }, number) => (number === 7 ? undefined : defaultOutcome(message)),
  });
  const options = { ports: { jointech: node.port }, seals: 1, wireIdOf, from: FROM };
  const stats = await loadFleet({
    ...options,
    shape: 'live',
    ratePerS: 100,
    durationMs: 200,
    drainMs: 100,
  });
  assert.deepEqual(stats.lost, [
    { seal: 0, wireId: wireIdOf(0), k: 6, serial: 6, occurredAt: FROM + 6_000 },
  ]);
  await node.close();
});

test('what was not acknowledged before a connection broke is sent again, as stored', async () => {
  let deaf = true;
  const node = await standIn({
    dialect: jointech,
    outcomeOf: ({ message }) => (deaf ? undefined : defaultOutcome(message)),
  });
  const fleet = await openFleet({ ports: { jointech: node.port }, seals: 5, wireIdOf, from: FROM });
  const first = await fleet.run({ shape: 'live', ratePerS: 500, durationMs: 100, drainMs: 50 });
  assert.equal(first.lost.length, 50);
  deaf = false;
  fleet.drop();
  const second = await fleet.run({ shape: 'live', ratePerS: 500, durationMs: 1_000 });
  assert.deepEqual(second.lost, []);
  assert.equal(second.resent, 50);
  assert.equal(second.strayAcks, 0);
  assert.equal(fleet.acked, fleet.sent);
  assert.equal(stored(node).size, fleet.sent);
  fleet.close();
  await node.close();
});

test('a seal never has more outstanding than its serials can tell apart', async () => {
  const node = await standIn({ dialect: jointech, outcomeOf: () => undefined });
  const options = { ports: { jointech: node.port }, seals: 1, wireIdOf, from: FROM };
  const stats = await loadFleet({
    ...options,
    shape: 'live',
    ratePerS: 5_000,
    durationMs: 100,
    drainMs: 50,
  });
  assert.equal(stats.sent, 200);
  assert.equal(stats.heldBack, 300);
  await node.close();
});

test('a cut rope is said at once, and from then on', async () => {
  const node = await standIn({ dialect: jointech });
  const fleet = await openFleet({ ports: { jointech: node.port }, seals: 2, wireIdOf, from: FROM });
  const cut = fleet.cutRope(1);
  assert.equal(cut.wireId, wireIdOf(1));
  assert.equal(cut.occurredAt, FROM);
  await fleet.run({ shape: 'live', ratePerS: 100, durationMs: 100 });
  const cutSaid = node.heard.map(({ message }) =>
    message.kind === 'reports' ? [message.wireId, message.reports[0]?.bits.ropeCut] : [],
  );
  assert.ok(cutSaid.length > 4);
  for (const [wireId, said] of cutSaid) assert.equal(said, wireId === wireIdOf(1));
  fleet.close();
  await node.close();
});

test('no other machine is spoken to', async () => {
  for (const host of ['192.168.1.5', '0.0.0.0', 'localhost', 'example.org', '8.8.8.8'])
    await assert.rejects(
      openFleet({ host, ports: { jointech: 1 }, seals: 1, wireIdOf, from: FROM }),
      /127\.0\.0\.1 only/,
    );
});
