import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dialect } from '@lakiri/kit';
import { eseal } from '@lakiri/protocol-eseal';
import { gt06 } from '@lakiri/protocol-gt06';
import { jointech } from '@lakiri/protocol-jointech';
import { jt808 } from '@lakiri/protocol-jt808';
import { lakiri, parseSealKey, recordHash, verifyProof } from '@lakiri/protocol-lakiri';
import { meitrack } from '@lakiri/protocol-meitrack';
import { omni } from '@lakiri/protocol-omni';
import { queclink } from '@lakiri/protocol-queclink';
import { suntech } from '@lakiri/protocol-suntech';
import { teltonika } from '@lakiri/protocol-teltonika';
import { getInstant } from '../instants.ts';
import { defaultOutcome, type StandIn, standIn } from '../testing/node-stand-in.ts';
import { loadFleet, openFleet } from './fleet.ts';
import {
  FLEET_DIALECTS,
  type FleetDialect,
  framesOf,
  isAnswered,
  speakingFrom,
} from './speeches.ts';
import { anyTrack, placeOfFrame } from './track.ts';
import { fleetKeyOf } from './voices/lakiri.ts';

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

const DIALECTS: Readonly<Record<FleetDialect, Dialect>> = {
  ...{ eseal, gt06, jointech, jt808, lakiri, meitrack, omni, queclink, suntech, teltonika },
};
const WIRE_IDS: Partial<Record<FleetDialect, string>> = {
  jointech: '8131000000',
  jt808: '013900000000',
  suntech: '0850000000',
};
const idIn = (dialect: FleetDialect, seal: number): string => {
  if (dialect === 'lakiri') return `LKR-${String(seal).padStart(8, '0')}`;
  const first = WIRE_IDS[dialect] ?? '352093000000000';
  return String(Number(first) + seal).padStart(first.length, '0');
};

for (const dialect of FLEET_DIALECTS)
  for (const shape of ['live', 'backlog'] as const)
    test(`a ${shape} load in ${dialect} says each place once`, async () => {
      const node = await standIn({ dialect: DIALECTS[dialect] });
      const seals = 3;
      const fleet = await openFleet({
        ports: { [dialect]: node.port },
        seals,
        dialectOf: () => dialect,
        wireIdOf: (seal) => idIn(dialect, seal),
        from: FROM,
      });
      const load = { shape, ratePerS: 600, durationMs: 200, drainMs: 300 };
      const stats = await fleet.run(load);
      if (!isAnswered(dialect)) {
        assert.equal(stats.acked, 0);
        fleet.confirm(new Map(fleet.accounts().map(({ wireId, sent }) => [wireId, sent])));
      }
      assert.equal(fleet.sent, 120);
      assert.equal(fleet.acked, 120);
      assert.equal(stats.strayAcks, 0);
      const said = node.heard.flatMap(({ message }) =>
        message.kind === 'reports' ? message.reports : [],
      );
      assert.equal(said.length, 120);
      const ks = said.map((report) => ((report.occurredAt ?? 0) - FROM) / 1_000);
      for (const [at, report] of said.entries()) {
        const { lat, lon } = placeOfFrame(anyTrack(), ks[at] ?? -1);
        assert.ok(Math.abs((report.lat ?? 0) - lat) < 2e-6, `${report.lat} for ${lat}`);
        assert.ok(Math.abs((report.lon ?? 0) - lon) < 2e-6, `${report.lon} for ${lon}`);
      }
      const all = Array.from({ length: 40 }, (_, k) => [k, k, k]).flat();
      assert.deepEqual(
        ks.toSorted((a, b) => a - b),
        all,
      );
      const named = new Set(node.heard.flatMap(({ message: { wireId } }) => wireId ?? []));
      assert.deepEqual(named, new Set([0, 1, 2].map((seal) => idIn(dialect, seal))));
      fleet.close();
      await node.close();
    });

for (const [seal, kind, count] of [
  [0, 'mac', 300],
  [1, 'signature', 30],
] as const)
  test(`each record of a Lakiri load names the one before it and is proved by its ${kind}`, () => {
    const wireId = idIn('lakiri', seal);
    const { material, ...registered } = fleetKeyOf(wireId);
    assert.deepEqual(registered, { keyId: '01', kind });
    const key = parseSealKey(kind, material);
    assert.ok(!('code' in key));
    const sent = framesOf('lakiri', { wireId, track: anyTrack() }, { from: FROM, count });
    let previous: Uint8Array | null = null;
    for (const [counter, frame] of sent.entries()) {
      const { proof } = lakiri.decode(frame);
      assert.ok(proof !== undefined && verifyProof(proof, key));
      assert.deepEqual([proof.counter, proof.keyId], [counter, '01']);
      assert.deepEqual(proof.previous && Buffer.from(proof.previous), previous);
      previous = Buffer.from(recordHash(proof));
    }
  });

test('a record of a Lakiri load that is sent again is the same record', () => {
  const { speechOf } = speakingFrom(FROM, 1);
  const voice = speechOf('lakiri').voiceOf({ wireId: idIn('lakiri', 1), track: anyTrack() });
  const record = (k: number, stored: boolean) => {
    const frame = new Uint8Array(512);
    const end = voice.put(frame, 0, { k, count: 1, stored, cut: false });
    const { proof } = lakiri.decode(frame.subarray(0, end));
    return proof?.value;
  };
  const first = Array.from({ length: 250 }, (_, k) => record(k, false));
  assert.deepEqual(
    Array.from({ length: 200 }, (_, at) => record(50 + at, true)),
    first.slice(50),
  );
  assert.throws(() => record(251, false), /does not follow/);
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
