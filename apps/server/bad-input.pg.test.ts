// A bad body, a bad parameter, no session, on every route there is: a clear refusal, never a 500.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openWhole, type Whole } from './whole.ts';

type Operation = { readonly method: 'GET' | 'POST' | 'DELETE'; readonly path: string };

let whole: Whole;
let operations: Operation[] = [];
before(async () => {
  whole = await openWhole();
  const { paths } = (await whole.app.inject({ url: '/openapi.json' })).json<{
    paths: Record<string, Record<string, unknown>>;
  }>();
  operations = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/') && !path.includes('/live/'))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({
        method: method.toUpperCase() as Operation['method'],
        path,
      })),
    );
});
after(() => whole.close());

const NOBODY = '01900000-0000-7000-8000-00000000dead';
const url = (path: string, id = NOBODY): string => path.replace(/\{[^}]+\}/g, id);

test('the document lists every kind of route', () => {
  assert.ok(operations.length > 25, `${operations.length} operations`);
});

/** Open to everybody by their nature. */
const PUBLIC = new Set([
  'POST /api/v1/session',
  'DELETE /api/v1/session', // signing out twice is no fault
  'GET /api/v1/setup',
  'POST /api/v1/setup',
]);

test('without a session every route but the public ones answers 401 as a problem', async () => {
  for (const { method, path } of operations) {
    if (PUBLIC.has(`${method} ${path}`)) continue;
    const response = await whole.app.inject({ method, url: url(path) });
    assert.equal(response.statusCode, 401, `${method} ${path}`);
    assert.equal(response.json<{ code: string }>().code, 'not-signed-in');
  }
});

const bodies: readonly { readonly say: string; readonly type: string; readonly payload: string }[] =
  [
    { say: 'no JSON', type: 'application/json', payload: '{"a":' },
    { say: 'another type', type: 'text/plain', payload: 'hello' },
    { say: 'an array', type: 'application/json', payload: '[]' },
    { say: 'null', type: 'application/json', payload: 'null' },
    {
      say: 'numbers for texts',
      type: 'application/json',
      payload: '{"login":1,"text":2,"note":{},"outcome":3}',
    },
    { say: 'a prototype', type: 'application/json', payload: '{"__proto__":{"admin":true}}' },
    {
      say: 'two megabytes',
      type: 'application/json',
      payload: JSON.stringify({ a: 'x'.repeat(2_000_000) }),
    },
    {
      say: 'a NUL',
      type: 'application/json',
      payload: '{"text":"\\u0000","note":"\\u0000","number":"\\u0000"}',
    },
  ];

for (const { say, type, payload } of bodies) {
  test(`a body that is ${say} is refused on every route that takes one`, async () => {
    for (const { method, path } of operations) {
      if (method !== 'POST') continue;
      const response = await whole.app.inject({
        method,
        url: url(path),
        payload,
        headers: { cookie: whole.cookie, 'content-type': type, 'idempotency-key': NOBODY },
      });
      const about = `${method} ${path}: ${response.statusCode} ${response.body.slice(0, 200)}`;
      assert.ok(response.statusCode >= 400 && response.statusCode < 500, about);
      assert.match(String(response.headers['content-type']), /problem\+json/, about);
      assert.match(response.json<{ code: string }>().code, /^[a-z-]+$/, about);
    }
  });
}

for (const bad of ['x', '%00', '1', `${NOBODY}'--`, 'a'.repeat(300)]) {
  test(`an id "${bad.slice(0, 20)}" is refused on every route that takes one`, async () => {
    for (const { method, path } of operations) {
      if (!path.includes('{')) continue;
      const response = await whole.app.inject({
        method,
        url: url(path, encodeURIComponent(bad)),
        headers: { cookie: whole.cookie, 'idempotency-key': NOBODY },
        ...(method === 'POST' ? { payload: {} } : {}),
      });
      const about = `${method} ${path}: ${response.statusCode} ${response.body.slice(0, 200)}`;
      assert.ok(response.statusCode >= 400 && response.statusCode < 500, about);
    }
  });
}

for (const query of [
  'cursor=zzz',
  'limit=0',
  'limit=1e9',
  'limit=x',
  'from=yesterday',
  'view=all',
  'state=gone',
]) {
  test(`?${query} is refused or ignored, never broken`, async () => {
    for (const { method, path } of operations) {
      if (method !== 'GET') continue;
      const response = await whole.app.inject({
        method,
        url: `${url(path)}?${query}`,
        headers: { cookie: whole.cookie },
      });
      assert.ok(response.statusCode < 500, `${path}?${query}: ${response.body.slice(0, 300)}`);
    }
  });
}
