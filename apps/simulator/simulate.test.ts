import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jointech } from '@lakiri/protocol-jointech';
import { sealOnDin1, teltonikaWith } from '@lakiri/protocol-teltonika';
import { getInstant } from './instants.ts';
import { simulate } from './simulate.ts';
import { standIn } from './testing/node-stand-in.ts';
import { identityOf } from './world/identity.ts';

const now = () => getInstant(Date.now());

test('a world in real time is heard whole, and its ledger is what the node was told', async (t) => {
  const nodes = {
    jointech: await standIn({ dialect: jointech }),
    teltonika: await standIn({ dialect: teltonikaWith(sealOnDin1) }),
  };
  t.after(() => Promise.all([nodes.jointech.close(), nodes.teltonika.close()]));
  const trucks = 60;
  const cutTruck =
    Array.from({ length: trucks }, (_, n) => n).find((n) => identityOf(7, n).model === 'JT701D') ??
    0;
  const cuts = (): (string | null)[] =>
    nodes.jointech.heard.flatMap(({ message }) =>
      message.kind === 'reports' && message.reports[0]?.bits.ropeCut === true
        ? [message.wireId]
        : [],
    );
  // Told to stop by what came about, not by a clock: a busy machine takes longer and says the same.
  const stop = new AbortController();
  let statuses = 0;
  const done = await simulate({
    host: '127.0.0.1',
    ports: { jointech: nodes.jointech.port, teltonika: nodes.teltonika.port },
    seed: 7,
    trucks,
    rate: 0,
    everyS: 1,
    script: [{ truck: cutTruck, atS: 1, kind: 'cut' }],
    signal: stop.signal,
    now,
    status: ({ sent, connected }) => {
      statuses++;
      const isWhole = statuses >= 3 && sent > 2 * trucks && connected === trucks;
      if (isWhole && cuts().length >= 2) stop.abort();
    },
  });
  assert.equal(done.outstanding, 0);
  assert.equal(done.acked, done.sent);
  assert.equal(done.lost, 0);
  assert.equal(done.connected, trucks);
  assert.deepEqual(
    done.ledger.map(({ truck, kind }) => [truck, kind]),
    [[cutTruck, 'cut']],
  );
  assert.ok(cuts().every((wireId) => wireId === identityOf(7, cutTruck).wireId));
  const said = [...nodes.jointech.heard, ...nodes.teltonika.heard];
  assert.ok(said.every(({ message }) => message.kind !== 'malformed'));
});

test('identities are unlike, and valid on the wire', () => {
  const all = Array.from({ length: 1_000 }, (_, truck) => identityOf(7, truck));
  assert.equal(new Set(all.map(({ wireId }) => wireId)).size, 1_000);
  assert.deepEqual(identityOf(7, 3), identityOf(7, 3));
  for (const { wireId, dialect } of all)
    assert.match(wireId, dialect === 'teltonika' ? /^\d{15}$/ : /^\d{10}$/);
  const current = all.filter(({ model }) => model === 'JT701D').length;
  assert.ok(current > 650 && current < 750);
});
