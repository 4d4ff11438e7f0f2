import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { type Dialect, type Instant, MINUTE_MS, type Outcome } from '@lakiri/kit';
import { createMetrics } from '@lakiri/platform/metrics';
import { jointech } from '@lakiri/protocol-jointech';
import { encodeLogin, encodePing, teltonika } from '@lakiri/protocol-teltonika';
import { Connection, type Item, type Surroundings } from './connection.ts';
import { gatewayMetrics } from './gateway-metrics.ts';
import { Queue } from './intake/queue.ts';
import {
  GARBAGE_BYTES_MAX,
  HEARTBEAT_EVERY_MS,
  QUEUE_FRAMES_LOW,
  QUEUE_FRAMES_MAX,
  REJECTS_KEPT_MAX,
  UNSENT_BYTES_MAX,
} from './limits.ts';

const noon = 1_700_000_000_000 as Instant;

/** A socket that only remembers what was done to it. */
class FakeSocket {
  readonly remoteAddress = '192.0.2.1';
  readonly remotePort = 1024;
  readonly written: string[] = [];
  paused = false;
  destroyed = false;
  ended = false;
  writableLength = 0;

  get writable(): boolean {
    return !this.destroyed && !this.ended;
  }
  write(bytes: Uint8Array): boolean {
    this.written.push(Buffer.from(bytes).toString('latin1'));
    return true;
  }
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
  }
  end(): void {
    this.ended = true;
  }
  destroy(): void {
    this.destroyed = true;
  }
}

function world(dialect: Dialect = jointech) {
  const metrics = gatewayMetrics(createMetrics('connection-test'));
  const queue = new Queue(1, metrics);
  const rejected: string[] = [];
  const strangers = new Set<string>();
  const meantOtherwise = new Set<string>();
  const offered: Item[] = [];
  let now = noon;
  const around: Surroundings = {
    now: () => now,
    metrics,
    isFull: () => queue.isFull,
    wait: (connection) => queue.wait(connection),
    forget: (connection) => queue.forget(connection),
    offer: (item) => {
      offered.push(item);
      queue.offer(item);
    },
    reject: ({ code }) => rejected.push(code),
    isStranger: (_dialect, wireId) => strangers.has(wireId),
    mayMeanOtherwise: (_dialect, wireId) => meantOtherwise.has(wireId),
    noteStranger: () => undefined,
    broken: () => undefined,
  };
  const connect = () => {
    const socket = new FakeSocket();
    return { socket, connection: new Connection(socket as unknown as Socket, dialect, around) };
  };
  const settle = (outcome: Outcome = 'stored', most = Number.POSITIVE_INFINITY): number => {
    const items = queue.take(0).slice(0, most);
    for (const { connection, message } of items) connection.answer(message, outcome, now);
    for (const { connection } of items) connection.flush();
    queue.done(items);
    return items.length;
  };
  const count = async (metric: { get(): Promise<{ values: { value: number }[] }> }) =>
    (await metric.get()).values.reduce((sum, { value }) => sum + value, 0);
  const later = (ms: number) => {
    now = (now + ms) as Instant;
  };
  return {
    ...{ metrics, queue, rejected, strangers, meantOtherwise, offered, connect },
    ...{ settle, count, later },
  };
}

const heartbeat = (id = '8000000001'): Buffer => Buffer.from(`(${id},@JT)`);
const reply = (id = '8000000001'): Buffer => Buffer.from(`(${id},P04,1)`);
const manyReplies = (frames: number): Buffer => Buffer.concat(Array(frames).fill(reply()));

test('when the gateway is full a chunk waits as bytes, and is taken in the order it came', () => {
  const { queue, offered, connect, settle } = world();
  const first = connect();
  first.connection.receive(manyReplies(QUEUE_FRAMES_MAX));
  assert.equal(first.socket.paused, false);
  const others = [connect(), connect()];
  for (const [at, { connection }] of others.entries()) {
    connection.receive(reply(`800000000${at + 2}`).subarray(0, 8));
    connection.receive(reply(`800000000${at + 2}`).subarray(8));
  }
  assert.deepEqual([queue.frames, queue.waiting], [QUEUE_FRAMES_MAX, 2]);
  assert.ok(others.every(({ socket }) => socket.paused));
  while (queue.frames > QUEUE_FRAMES_LOW) settle();
  assert.equal(queue.waiting, 0);
  assert.ok(others.every(({ socket }) => !socket.paused));
  assert.deepEqual(
    offered.slice(-2).map(({ wireId }) => wireId),
    ['8000000002', '8000000003'],
  );
});

test('who is let in and fills the gateway again leaves the others waiting, and none is forgotten', () => {
  const { queue, connect, settle } = world();
  connect().connection.receive(manyReplies(QUEUE_FRAMES_MAX));
  const waiting = Array.from({ length: 4 }, connect);
  for (const { connection } of waiting) connection.receive(manyReplies(QUEUE_FRAMES_LOW + 1));
  let most = 0;
  for (let rounds = 0; queue.frames > 0 && rounds < 200; rounds++) {
    settle();
    most = Math.max(most, queue.frames);
  }
  assert.equal(queue.frames, 0);
  assert.equal(queue.waiting, 0);
  assert.ok(waiting.every(({ socket }) => !socket.paused));
  assert.ok(most <= QUEUE_FRAMES_MAX + QUEUE_FRAMES_LOW, `${most} frames at most`);
});

test('a socket that closes while it waits is forgotten, with the bytes it waited with', () => {
  const { queue, connect, settle, offered } = world();
  connect().connection.receive(manyReplies(QUEUE_FRAMES_MAX));
  const { connection } = connect();
  connection.receive(reply('8000000009'));
  connection.gone();
  assert.equal(queue.waiting, 0);
  while (settle() > 0);
  assert.ok(!offered.some(({ wireId }) => wireId === '8000000009'));
});

test('a flood of heartbeats is one frame in a while, and the others are counted', async () => {
  for (const [dialect, login, beat] of [
    [jointech, undefined, heartbeat()],
    [teltonika, encodeLogin('352093081452251'), encodePing()],
  ] as const) {
    const { offered, connect, count, metrics, later } = world(dialect);
    const { connection } = connect();
    if (login !== undefined) connection.receive(login);
    const flood = Buffer.concat(Array(5_000).fill(beat));
    connection.receive(flood);
    const beats = () => offered.filter(({ message }) => message.kind === 'heartbeat').length;
    assert.equal(beats(), 1);
    later(HEARTBEAT_EVERY_MS);
    connection.receive(flood);
    assert.equal(beats(), 2);
    assert.ok((await count(metrics.frames)) >= 10_000);
  }
});

test('garbage is sampled, counted, and ends the connection; nothing after it is taken', async () => {
  const { rejected, connect, count, metrics, offered } = world();
  const { connection, socket } = connect();
  connection.receive(Buffer.concat([Buffer.alloc(GARBAGE_BYTES_MAX * 2, 0x55), reply()]));
  assert.equal(socket.destroyed, true);
  assert.equal(rejected.length, REJECTS_KEPT_MAX);
  assert.equal(await count(metrics.closed), 1);
  assert.deepEqual(offered, []);
});

test('a session that sends malformed frames without end is closed too', () => {
  const { connect, offered } = world(teltonika);
  const { connection, socket } = connect();
  connection.receive(encodeLogin('352093081452251'));
  const packet = Buffer.alloc(512); // a packet with a wrong checksum
  packet.writeUInt32BE(500, 4);
  packet[8] = 8;
  for (let n = 0; n < 200; n++) connection.receive(packet);
  const kept = offered.filter(({ message }) => message.kind === 'malformed').length;
  assert.equal(socket.destroyed, true);
  assert.equal(kept, GARBAGE_BYTES_MAX / packet.length);
});

test('what the standard takes for nonsense costs no connection where the model may mean otherwise', () => {
  const { connect, offered, meantOtherwise } = world(teltonika);
  meantOtherwise.add('352093081452251');
  const { connection, socket } = connect();
  connection.receive(encodeLogin('352093081452251'));
  const packet = Buffer.alloc(512); // a packet with a wrong checksum
  packet.writeUInt32BE(500, 4);
  packet[8] = 8;
  for (let n = 0; n < 200; n++) connection.receive(packet);
  assert.equal(socket.destroyed, false);
  assert.equal(offered.filter(({ message }) => message.kind === 'malformed').length, 200);
  assert.ok(offered.slice(1).every(({ isInDoubt }) => isInDoubt));
  for (let n = 0; n < 200; n++) connection.nonsense(packet, 'wrong-checksum');
  assert.equal(socket.destroyed, true, 'its model means nothing by it either');
});

test('frames without a login belong to nobody', () => {
  const { connect, offered, rejected } = world(teltonika);
  const { connection } = connect();
  connection.receive(encodePing());
  assert.deepEqual(offered, []);
  assert.deepEqual(rejected, ['no-login']);
});

test('a login that is refused holds no longer; a later one of another id does', () => {
  const { connect, offered, settle, rejected } = world(teltonika);
  const { connection } = connect();
  connection.receive(encodeLogin('352093081452251'));
  settle('refused');
  connection.receive(encodePing());
  assert.deepEqual(rejected, ['no-login']);
  connection.receive(encodeLogin('352093081452252'));
  connection.receive(encodeLogin('352093081452253'));
  settle('refused', 1); // the answer to the earlier of the two
  connection.receive(encodePing());
  assert.equal(offered.at(-1)?.wireId, '352093081452253');
});

test('a device that closes its side gets its answers, and then ours is closed', () => {
  const { connect, settle } = world();
  const { connection, socket } = connect();
  connection.receive(Buffer.from('(8000000001,P22,2)'));
  connection.ended();
  assert.equal(socket.ended, false);
  settle('known');
  assert.match(socket.written.join(), /^\(P22,\d{12}\)$/);
  assert.equal(socket.ended, true);
});

test('one that closes its side with nothing asked is closed at once; one that waits, when it had its turn', () => {
  const { connect, settle, queue } = world();
  const idle = connect();
  idle.connection.ended();
  assert.equal(idle.socket.ended, true);
  connect().connection.receive(manyReplies(QUEUE_FRAMES_MAX));
  const waiting = connect();
  waiting.connection.receive(reply('8000000002'));
  waiting.connection.ended();
  assert.equal(waiting.socket.ended, false);
  while (queue.frames > 0) settle();
  assert.equal(waiting.socket.ended, true);
});

test('a device that does not listen is closed', async () => {
  const { connect, settle, metrics } = world();
  const { connection, socket } = connect();
  socket.writableLength = 1024 * 1024;
  connection.receive(Buffer.from('(8000000001,P22,2)'));
  settle('known');
  assert.equal(socket.destroyed, true);
  assert.equal((await metrics.closed.get()).values[0]?.labels['reason'], 'not-listening');
});

test('an order goes out while the device is there, slow or not, and is told when it is not', () => {
  const { connect } = world();
  const { connection, socket } = connect();
  assert.equal(connection.send(Buffer.from('(P22)')), true);
  socket.writableLength = UNSENT_BYTES_MAX; // it reads slowly
  assert.equal(connection.send(Buffer.from('(P23)')), true);
  assert.deepEqual(socket.written, ['(P22)', '(P23)']);
  assert.equal(connection.isGone(), false);
  connection.gone();
  assert.deepEqual([connection.send(Buffer.from('(P24)')), connection.isGone()], [false, true]);
  assert.equal(socket.written.length, 2);
});

test('a dialect that throws costs its device the connection and nothing else', () => {
  const throwing: Dialect = {
    ...jointech,
    decode: () => {
      throw new Error('a bug');
    },
  };
  const { connect, rejected } = world(throwing);
  const { connection, socket } = connect();
  connection.receive(reply());
  assert.equal(socket.destroyed, true);
  assert.deepEqual(rejected, ['dialect-broken']);
  connection.receive(reply());
  assert.equal(rejected.length, 1);
});

test('who it is: nobody yet, pending while we have not looked, a stranger, or known', () => {
  const { connect, settle, strangers, later } = world();
  const { connection } = connect();
  assert.equal(connection.peerIs, 'silent');
  connection.receive(reply());
  assert.equal(connection.peerIs, 'pending');
  settle('refused');
  assert.equal(connection.peerIs, 'stranger');
  strangers.add('8000000001');
  connection.receive(reply());
  assert.equal(connection.peerIs, 'stranger');
  strangers.clear();
  later(MINUTE_MS);
  connection.receive(reply());
  settle('stored');
  assert.equal(connection.peerIs, 'known');
});
