import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { command, fetchFile, replace } from './client.ts';

const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
});

/** Answers with these in turn; undefined is no answer at all. Returns the keys that were sent. */
function answering(...statuses: (number | undefined)[]): string[] {
  const keys: string[] = [];
  globalThis.fetch = (_url, init) => {
    keys.push(new Headers(init?.headers).get('idempotency-key') ?? '');
    const status = statuses.shift();
    return status === undefined
      ? Promise.reject(new TypeError('no network'))
      : Promise.resolve(
          new Response(JSON.stringify({ code: 'x', title: 'x', status }), { status }),
        );
  };
  return keys;
}

test('an act repeated after a lost answer has the same key; after an answer a new one', async () => {
  const keys = answering(undefined, 503, 200, 200);
  for (let n = 0; n < 4; n++) await command('/cases/1/note', { text: 'called' });
  const [first, second, third, fourth] = keys;
  assert.deepEqual([second, third], [first, first]);
  assert.notEqual(fourth, first);
});

test('a password goes with an act, and neither makes it another act nor is remembered', async () => {
  const keys = answering(undefined, 200);
  const bodies: string[] = [];
  const answered = globalThis.fetch;
  globalThis.fetch = (url, init) => {
    bodies.push(String(init?.body));
    return answered(url, init);
  };
  await command('/commands/1/approve', { seal: 's' }, { password: 'first' });
  await command('/commands/1/approve', { seal: 's' }, { password: 'second' });
  assert.deepEqual(bodies, ['{"seal":"s","password":"first"}', '{"seal":"s","password":"second"}']);
  assert.equal(keys[0], keys[1]);
});

test('what is put in the place of something keeps its key too, and something else there is another act', async () => {
  const keys = answering(undefined, 200, undefined, 200);
  for (const title of ['a', 'a', 'b', 'c']) await replace('/notices/subscriptions/1', { title });
  const [first, second, third, fourth] = keys;
  assert.equal(second, first);
  assert.equal(new Set([first, third, fourth]).size, 3);
});

test('another act, or the same refused, has a key of its own', async () => {
  const keys = answering(undefined, 409, 200);
  await command('/cases/1/note', { text: 'called' });
  await command('/cases/2/note', { text: 'called' });
  await command('/cases/2/note', { text: 'called' });
  assert.equal(new Set(keys).size, 3);
});

test('a file comes under the name that the centre gives it; a refusal comes as one', async () => {
  globalThis.fetch = () =>
    Promise.resolve(
      new Response('PK', { headers: { 'content-disposition': 'attachment; filename="a.zip"' } }),
    );
  const given = await fetchFile('/evidence/bundles/1/file');
  assert.deepEqual(given.ok && [given.value.name, await given.value.blob.text()], ['a.zip', 'PK']);
  answering(409, undefined);
  const refused = await fetchFile('/evidence/bundles/1/file');
  assert.equal(!refused.ok && refused.problem.status, 409);
  const lost = await fetchFile('/evidence/bundles/1/file');
  assert.equal(!lost.ok && lost.problem.code, 'no-connection');
});
