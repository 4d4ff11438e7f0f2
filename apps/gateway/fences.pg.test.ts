// A truck drives over ground that two officers have forbidden, by the real intake: a case from when the fence is in force,
// not before it, and none of what lay ahead and was taken back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  approveDraft,
  type By,
  type DraftContent,
  type DraftEvents,
  type DraftId,
  type FenceId,
  forceOf,
  GAZETTE_NOTICE_MS,
  type GazetteEvents,
  proposeDraft,
  putInForce,
  writeDraft,
} from '@lakiri/corridors';
import { draftAggregate, fenceAggregate, loadFences } from '@lakiri/corridors/store';
import { shippedIndex } from '@lakiri/corridors/testing';
import { addMs, DAY_MS, type Decision, type Instant, MINUTE_MS } from '@lakiri/kit';
import { execute } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import { NODE_SCOPE, type Sql } from '@lakiri/platform/sql';
import type { Gateway } from './gateway.ts';
import { Device, frameOf, openNode, type TestNode } from './test-node.ts';

/** The test's own time: nothing waits for a fence's notice. */
let clock = (Math.floor(Date.now() / 1_000) * 1_000) as Instant;
const pass = (minutes: number): void => {
  clock = addMs(clock, minutes * MINUTE_MS);
};

let node: TestNode;
before(async () => {
  node = await openNode(1, { now: () => clock });
});
const gateways: Gateway[] = [];
after(async () => {
  for (const gateway of gateways) await gateway.stop();
  await node.close();
});

const [gate] = shippedIndex('mombasa-malaba').route.line;
assert.ok(gate !== undefined);
const [lon, lat] = gate;
const [achieng, okello] = [newId<'Person'>(clock), newId<'Person'>(clock)] as [By, By];

type Event = DraftEvents | GazetteEvents;
type Refusal = { readonly code: string };

async function loaded(tx: Sql, subject: DraftId, fence: FenceId) {
  const all = await loadFences(tx);
  const versions = all.find(({ id }) => id === fence)?.versions ?? [];
  const around = { fence: versions, fences: all.length, route: [], place: [], isTaken: false };
  return { found: await draftAggregate.find(tx, subject), around };
}
type Loaded = Awaited<ReturnType<typeof loaded>>;

/** As the routes of the server do it: one writes and proposes, another approves. */
async function agree(fence: FenceId, content: DraftContent, askedFrom: Instant | null = null) {
  const subject = newId<'Draft'>(clock);
  const act = async (decide: (it: Loaded) => Decision<Event, Refusal>): Promise<void> => {
    const done = await execute<Loaded, Event, Refusal>(
      { database: node.owner, origin: 'test' },
      {
        ...{ scope: NODE_SCOPE, actor: 'node', authority: null },
        ...{ occurredAt: clock, receivedAt: clock },
        aggregates: { draft: draftAggregate, fence: fenceAggregate },
        load: (tx) => loaded(tx, subject, fence),
        decide,
        result: () => null,
      },
    );
    assert.ok(done.accepted, JSON.stringify(done));
  };
  const at = clock;
  await act(({ around }) => {
    const base = around.fence.at(-1)?.version ?? 0;
    return writeDraft({ subject, draft: undefined, content, base, by: achieng, at, open: 0 });
  });
  await act(({ found }) =>
    proposeDraft({ subject, draft: found?.state, by: achieng, at, askedFrom }),
  );
  await act(({ found, around }) => {
    assert.ok(found !== undefined);
    const { state: draft, version } = found;
    const approved = approveDraft({
      ...{ subject, draft, by: okello, at, readVersion: version, version },
      last: around.fence.at(-1)?.version ?? 0,
    });
    if (!approved.accepted) return approved;
    const when = { now: at, effectiveFrom: forceOf(draft, at) };
    const stands = putInForce(content, around, when);
    if (!stands.accepted) return stands;
    return { accepted: true, facts: [...approved.facts, ...stands.facts] };
  });
}

const forbidden = (fence: FenceId, name: string): DraftContent => ({
  ...{ is: 'fence', fence },
  says: {
    ...{ name, kind: 'forbidden', source: 'Order 14 of 2026' },
    area: { is: 'circle', lat, lon, radiusM: 400 },
  },
});

const cases = (): Promise<number> =>
  node.owner.asNode(async (tx) => {
    const { rows } = await tx.query<{ n: number }>(
      `SELECT count(DISTINCT case_id)::int AS n FROM alarms.alarm WHERE kind = 'forbidden-place'`,
    );
    return rows[0]?.n ?? 0;
  });

let serial = 0;
/** Drives there for some minutes, and waits until each word of it is stored. Returns the cases there are. */
async function drive(device: Device, minutes: number): Promise<number> {
  for (let n = 0; n < minutes; n++) {
    serial = (serial + 1) & 0xff;
    const heard = device.heard.length;
    const says = { serial, lon: lon + serial * 1e-5, lat };
    device.send(frameOf(node.wireIds[0] ?? '', clock, says));
    await device.answers(heard + 1);
    pass(1);
  }
  return cases();
}

test('a fence that two officers approved raises a case from when it is in force, not before', async () => {
  // What holds is read when a gateway begins, and now and then; nobody waits here for the second.
  const heardBy = async (): Promise<Device> => {
    const gateway = await node.another();
    gateways.push(gateway);
    return Device.connect(gateway.ports['jointech'] as number);
  };
  const quarry = newId<'Fence'>(clock);
  await agree(quarry, forbidden(quarry, 'Quarry'), addMs(clock, DAY_MS));
  const recall: DraftContent = {
    ...{
      is: 'recall',
      what: { of: 'fence', id: quarry },
      name: 'Quarry',
      source: 'drawn in error',
    },
  };
  await agree(quarry, recall);
  const dump = newId<'Fence'>(clock);
  await agree(dump, forbidden(dump, 'Dump'), addMs(clock, GAZETTE_NOTICE_MS * 2));
  const device = await heardBy();
  assert.equal(await drive(device, 3), 0, 'it is agreed, and lies ahead');
  pass(2);
  assert.equal(await drive(device, 4), 1, 'it is in force');
  device.end();
  pass((2 * DAY_MS) / MINUTE_MS);
  const later = await heardBy();
  assert.equal(await drive(later, 2), 1, 'the other was taken back');
  later.end();
  const { rows } = await node.owner.asNode((tx) =>
    tx.query<{ why: string }>(
      `SELECT why::text AS why FROM alarms.alarm WHERE kind = 'forbidden-place'`,
    ),
  );
  assert.match(rows[0]?.why ?? '', /Dump/);
});
