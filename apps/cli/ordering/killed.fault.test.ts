// A gateway that dies between recording an opening and sending it (§4.5): nobody sends it again, and nobody says that it
// was done.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { RECORDED_MS_MAX } from '@lakiri/commands';
import { DIALECT_NAMES, portSetting } from '@lakiri/platform/ports';
import { openYard, PASSWORD, RopeSeal, SEAL_SECRET, type Truck, until, type Yard } from './yard.ts';

const script = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url));
const running: ChildProcess[] = [];
let yard: Yard;
before(async () => {
  yard = await openYard();
});
after(async () => {
  for (const child of running) child.kill('SIGKILL');
  await yard.close();
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

async function gatewayProcess(plant?: string) {
  const port = await freePort();
  const child = spawn(process.execPath, [script], {
    env: {
      PATH: process.env['PATH'],
      ...Object.fromEntries(DIALECT_NAMES.map((dialect) => [portSetting(dialect), '0'])),
      [portSetting('jointech')]: String(port),
      LAKIRI_INTAKE_URL: yard.whole.postgres.intakeUrl,
      LAKIRI_FRAME_SECRET: 'the secret of frames of a test',
      LAKIRI_SEAL_SECRET: SEAL_SECRET,
      LAKIRI_NODE: 'test',
      LAKIRI_PROCESS: `gateway-${plant ?? 'sound'}`,
      LAKIRI_LOG: 'error',
      ...(plant === undefined ? {} : { LAKIRI_PLANT: plant }),
    },
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  running.push(child);
  const died = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('exit', (_code, signal) => resolve(signal)),
  );
  return { port, died };
}

/** Connects as soon as somebody listens, and is heard. */
async function connected(port: number, { wireId }: Truck): Promise<RopeSeal> {
  const seal = await until(() => RopeSeal.connect(port, wireId).catch(() => undefined), 30_000);
  await sleep(1_050); // whole seconds: it has something new to tell
  await seal.report();
  return seal;
}

test('killed between recording and sending: uncertain, and never sent, by whoever comes after', async () => {
  const truck = await yard.truck();
  truck.device.end();
  await until(() => yard.gateway.presence.peerOf(truck.seal) === undefined);
  const dying = await gatewayProcess('dies-before-sending');
  const before = await connected(dying.port, truck);
  const ask = async () => {
    const told = await yard.ask('POST', '/commands', yard.asker, {
      ...{ seal: truck.seal, word: 'unlock', reason: 'inspection' },
    });
    assert.equal(told.status, 201, JSON.stringify(told.body));
    const id = String(told.body['id']);
    const { approver, approverPassword: password } = yard;
    const approved = await yard.ask('POST', `/commands/${id}/approve`, approver, { password });
    assert.equal(approved.status, 200);
    return id;
  };
  const look = async (id: string) => (await yard.ask('GET', `/commands/${id}`)).body;
  const id = await ask();
  assert.equal(await dying.died, 'SIGKILL');
  assert.equal((await look(id))['state'], 'recorded');
  await until(() => before.isClosed);
  assert.deepEqual(before.orders, []);
  const sound = await gatewayProcess();
  const after = await connected(sound.port, truck);
  await until(async () => (await look(id))['state'] === 'uncertain', RECORDED_MS_MAX + 10_000);
  assert.deepEqual((await look(id))['why'], { code: 'killed-before-sent' });
  await sleep(2_000);
  assert.deepEqual(after.orders, []);
  assert.equal(
    await yard.count('fact.fact WHERE subject = $1 AND type = $2', id, 'command-sent'),
    0,
  );
  // Asked for again by two officers, it is sent: once.
  await after.report();
  const again = await ask();
  await until(async () => (await look(again))['state'] === 'sent');
  assert.deepEqual(after.orders, [`P43,${PASSWORD}`]);
  after.end();
});
