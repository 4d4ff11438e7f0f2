// A server that dies between sending and noting: what it sent is sent again under the same id, and nothing is lost.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { LEASE_MS } from '@lakiri/notices/store';
import { openSender, openSystem, openWorld } from './test-world.ts';

const { LAKIRI_TEST_SENDER_URL: url } = process.env;

/** This file again, as the process that dies. */
async function beSender(appUrl: string): Promise<never> {
  const sender = openSender(appUrl);
  for (;;) {
    await sender.tick();
    await sender.idle();
  }
}

if (url !== undefined) await beSender(url);
else
  test('killed between sending and noting: told twice under one id, never lost', async () => {
    const world = await openWorld();
    const system = await openSystem();
    const sender = openSender(world.whole.postgres.appUrl);
    let child: ChildProcess | undefined;
    try {
      await sender.tick(); // where the node begins to tell
      const { cookie } = world.ours;
      const target = { kind: 'webhook', url: `${system.url}/hook`, signing: 'v1a' };
      const added = { for: 'party', name: 'Fleet', target };
      const { id: channel } = await world.ask<{ id: string }>(cookie, '/notices/channels', added);
      const wish = { channel, language: 'en', topics: ['case-opened'] };
      await world.ask(cookie, '/notices/subscriptions', wish);
      await world.openCase(world.ours);
      const env = { ...process.env, LAKIRI_TEST_SENDER_URL: world.whole.postgres.appUrl };
      // It has the request and has not answered: the sender cannot have noted it.
      system.onHeard = () => child?.kill('SIGKILL');
      child = spawn(process.execPath, [import.meta.filename], { env, stdio: 'ignore' });
      await once(child, 'exit');
      assert.equal(system.heard.length, 1);
      await sender.settle();
      assert.equal(system.heard.length, 1, 'while its lease runs nobody sends it again');
      sender.clock.aheadMs = LEASE_MS + 1;
      await sender.settle();
      const [first, second] = system.heard.map(({ headers }) => headers['webhook-id']);
      assert.equal(system.heard.length, 2);
      assert.equal(first, second);
      const tried = await world.sql('SELECT n, outcome FROM notices.attempt ORDER BY n');
      assert.deepEqual(tried, [
        { n: 1, outcome: null },
        { n: 2, outcome: 'sent' },
      ]);
    } finally {
      child?.kill('SIGKILL');
      system.close();
      await sender.close();
      await world.close();
    }
  });
