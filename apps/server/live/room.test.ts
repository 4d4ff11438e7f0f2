import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import { type Changes, Room, type Viewer } from './room.ts';

type Truck = { readonly id: string; readonly at: number; readonly state: string };
type Case = { readonly id: string; readonly kind: string };
type Sent = { event: string; data: Record<string, unknown>; id: string };

const changes = (over: Partial<Changes<Truck, Case>>): Changes<Truck, Case> => ({
  below: 1n,
  trucks: [],
  cases: [],
  counts: { open: 0 },
  ...over,
});
const truck = (id: string, at: number) => ({ id, truck: { id, at, state: 'moving' } });

function roomOf(...readings: Changes<Truck, Case>[]) {
  let now = 0;
  const room = new Room<Truck, Case>({
    now: () => now as Instant,
    source: {
      read: () => Promise.resolve(readings.shift() ?? changes({})),
      aged: (it, at) => (at - it.at > 60_000 ? { ...it, state: 'silent' } : it),
      receivedAtOf: (it) => it.at as Instant,
      countsOf: (cases, person) => ({ open: [...cases].length, person }),
    },
  });
  return { room, later: (ms: number) => (now += ms) };
}

function viewerOf(): { viewer: Viewer & { full: boolean }; sent: Sent[] } {
  const sent: Sent[] = [];
  const viewer = {
    full: false,
    person: 'me',
    send: (event: string, data: string, id: string) =>
      sent.push({ event, data: JSON.parse(data) as Sent['data'], id }),
  };
  return { viewer, sent };
}

test('who comes gets everything; then only what changed, each once', async () => {
  const { room } = roomOf(
    changes({ trucks: [truck('a', 1), truck('b', 1)] }),
    changes({ trucks: [truck('b', 2)] }),
  );
  const { viewer, sent } = viewerOf();
  await room.ready();
  room.enter(viewer, undefined);
  assert.deepEqual(
    sent.map(({ event }) => event),
    ['snapshot'],
  );
  assert.equal((sent[0]?.data['trucks'] as Truck[] | undefined)?.length, 2);
  await room.refresh();
  room.sendAll();
  room.sendAll();
  assert.deepEqual(
    sent.slice(1).map(({ data }) => data['changed']),
    [[{ id: 'b', at: 2, state: 'moving' }]],
  );
});

test('an alarm goes out at once, without waiting for the tick', async () => {
  const { room } = roomOf(
    changes({}),
    changes({ cases: [{ id: 'c', case: { id: 'c', kind: 'seal-cut' } }] }),
  );
  const { viewer, sent } = viewerOf();
  await room.ready();
  room.enter(viewer, undefined);
  await room.refresh();
  assert.equal(sent.at(-1)?.event, 'cases');
});

test('who comes back gets what it missed, also what has left, and nothing twice', async () => {
  const { room } = roomOf(
    changes({ trucks: [truck('a', 1), truck('b', 1), truck('c', 1)] }),
    changes({ trucks: [truck('a', 2), { id: 'b', truck: null }] }),
  );
  const first = viewerOf();
  await room.ready();
  room.enter(first.viewer, undefined);
  room.leave(first.viewer);
  await room.refresh();
  const again = viewerOf();
  await room.ready();
  room.enter(again.viewer, first.sent[0]?.id);
  assert.deepEqual(
    again.sent.map(({ event, data }) => ({ event, data })),
    [{ event: 'trucks', data: { changed: [{ id: 'a', at: 2, state: 'moving' }], removed: ['b'] } }],
  );
});

test('an id of another room, or of the future, is nobody’s place: everything is sent anew', async () => {
  for (const id of ['other.1', 'x', '', undefined]) {
    const { room } = roomOf(changes({ trucks: [truck('a', 1)] }));
    const { viewer, sent } = viewerOf();
    await room.ready();
    room.enter(viewer, id);
    assert.equal(sent[0]?.event, 'snapshot');
  }
});

test('a viewer that does not read gets nothing more, and then all of it at its latest', async () => {
  const { room } = roomOf(
    changes({ trucks: [truck('a', 1)] }),
    changes({ trucks: [truck('a', 2)] }),
    changes({ trucks: [truck('a', 3)] }),
  );
  const { viewer, sent } = viewerOf();
  await room.ready();
  room.enter(viewer, undefined);
  viewer.full = true;
  await room.refresh();
  room.sendAll();
  await room.refresh();
  room.sendAll();
  assert.equal(sent.length, 1);
  viewer.full = false;
  room.sendAll();
  assert.deepEqual(sent[1]?.data['changed'], [{ id: 'a', at: 3, state: 'moving' }]);
});

test('time alone makes a truck silent, and that is sent', async () => {
  const { room, later } = roomOf(changes({ trucks: [truck('a', 0)] }));
  const { viewer, sent } = viewerOf();
  await room.ready();
  room.enter(viewer, undefined);
  later(61_000);
  room.tick();
  assert.deepEqual(sent.find(({ event }) => event === 'trucks')?.data['changed'], [
    { id: 'a', at: 0, state: 'silent' },
  ]);
  assert.equal(sent.at(-1)?.event, 'pulse');
});

test('a room is not empty while somebody waits for its first reading', async () => {
  const { room } = roomOf(changes({ trucks: [truck('a', 1)] }));
  const { viewer, sent } = viewerOf();
  const letGo = room.hold();
  assert.equal(room.viewers, 1);
  await room.ready();
  room.enter(viewer, undefined);
  letGo();
  letGo();
  assert.equal(room.viewers, 1);
  assert.equal(sent[0]?.event, 'snapshot');
});

test('on a node that changes all the time, who comes still gets a snapshot', async () => {
  let readings = 0;
  const room: Room<Truck, Case> = new Room<Truck, Case>({
    now: () => 0 as Instant,
    source: {
      read: () => {
        if (++readings < 50) void Promise.resolve().then(() => room.refresh());
        return Promise.resolve(changes({ trucks: [truck('a', readings)] }));
      },
      aged: (it) => it,
      receivedAtOf: () => null,
      countsOf: () => ({}),
    },
  });
  const { viewer, sent } = viewerOf();
  await room.ready();
  room.enter(viewer, undefined);
  assert.equal(sent[0]?.event, 'snapshot');
  assert.ok(readings < 50, `${readings} readings came first`);
});

test('who is cut off between the cases and the trucks of one change gets the trucks on its return', async () => {
  const { room } = roomOf(
    changes({ trucks: [truck('a', 1)] }),
    changes({ trucks: [truck('a', 2)], cases: [{ id: 'c', case: { id: 'c', kind: 'seal-cut' } }] }),
  );
  const first = viewerOf();
  await room.ready();
  room.enter(first.viewer, undefined);
  await room.refresh();
  assert.deepEqual(
    first.sent.slice(1).map(({ event }) => event),
    ['cases', 'trucks'],
  );
  room.leave(first.viewer);
  const cutAfter = first.sent[1]?.id;
  const again = viewerOf();
  await room.ready();
  room.enter(again.viewer, cutAfter);
  assert.deepEqual(again.sent.find(({ event }) => event === 'trucks')?.data['changed'], [
    { id: 'a', at: 2, state: 'moving' },
  ]);
});

test('what may no longer be seen is taken away, though nothing tells of it', async () => {
  const { room } = roomOf(
    changes({
      trucks: [truck('a', 1), truck('b', 1)],
      cases: [
        { id: 'c', case: { id: 'c', kind: 'seal-cut' } },
        { id: 'd', case: { id: 'd', kind: 'seal-cut' } },
      ],
    }),
    changes({ present: { trucks: new Set(['a']), cases: new Set(['c']) } }),
  );
  const { viewer, sent } = viewerOf();
  await room.ready();
  room.enter(viewer, undefined);
  await room.refresh();
  room.sendAll();
  assert.deepEqual(
    sent.slice(1).map(({ event, data }) => [event, data['removed']]),
    [
      ['cases', ['d']],
      ['trucks', ['b']],
    ],
  );
});

test('an empty room is brought up to date for who comes, and a database that is away is told at the door', async () => {
  const { room } = roomOf(
    changes({ trucks: [truck('a', 1)] }),
    changes({ trucks: [truck('a', 2)] }),
  );
  const first = viewerOf();
  await room.ready();
  room.enter(first.viewer, undefined);
  room.leave(first.viewer);
  const again = viewerOf();
  await room.ready();
  room.enter(again.viewer, first.sent[0]?.id);
  assert.deepEqual(again.sent[0]?.data['changed'], [{ id: 'a', at: 2, state: 'moving' }]);
  const away = new Room<Truck, Case>({
    now: () => 0 as Instant,
    source: {
      read: () => Promise.reject(new Error('away')),
      aged: (it) => it,
      receivedAtOf: () => null,
      countsOf: () => ({}),
    },
  });
  const letGo = away.hold();
  await assert.rejects(away.ready(), /away/);
  letGo();
  assert.equal(away.viewers, 0);
});
