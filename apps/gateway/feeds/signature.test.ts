import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '@lakiri/kit';
import { verifyRequest } from './signature.ts';
import { aVendor, type SignOver } from './testing-vendor.ts';

const vendor = aVendor();
const other = aVendor();
const PATH = '/feeds/ubunifu-cloud/batches';
const BODY = '{"id":"1"}';
const NOW = Date.now() as Instant;
const ago = (seconds: number): Date => new Date(NOW - seconds * 1_000);

type Change = {
  readonly sign?: SignOver;
  readonly by?: typeof vendor;
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly headers?: (headers: Record<string, string>) => Record<string, string | undefined>;
};

async function codeOf(change: Change): Promise<string | undefined> {
  const headers = await (change.by ?? vendor).sign(PATH, BODY, change.sign);
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const verified = verifyRequest(
    {
      method: change.method ?? 'POST',
      path: change.path ?? PATH,
      authority: '127.0.0.1',
      headers: change.headers?.(lower) ?? lower,
      body: Buffer.from(change.body ?? BODY),
    },
    (keyId) => (keyId === vendor.keyId ? vendor.publicKey : undefined),
    NOW,
  );
  return 'code' in verified ? verified.code : undefined;
}

const OLD_ENOUGH = 'sixteen-characters';
const rows: readonly (readonly [string, Change, string | undefined])[] = [
  ['as it should be', {}, undefined],
  [
    'the authority covered too',
    { sign: { fields: ['@method', '@path', '@authority', 'content-digest'] } },
    undefined,
  ],
  ['another body', { body: '{"id":"2"}' }, 'digest-wrong'],
  [
    'another body with its digest',
    {
      body: '',
      headers: (it) => ({
        ...it,
        'content-digest': 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:',
      }),
    },
    'signature-wrong',
  ],
  ['another path', { path: '/feeds/rival/batches' }, 'signature-wrong'],
  ['another method', { method: 'PUT' }, 'signature-wrong'],
  [
    'another covered header',
    { headers: (it) => ({ ...it, 'content-type': 'text/plain' }) },
    'signature-wrong',
  ],
  ['another vendor under the same key id', { by: other }, 'signature-wrong'],
  ['a key nobody has', { sign: { keyId: 'key-9' } }, 'unknown-key'],
  ['no signature', { headers: ({ signature: _, ...it }) => it }, 'not-signed'],
  ['no input', { headers: ({ 'signature-input': _, ...it }) => it }, 'not-signed'],
  ['no digest', { headers: ({ 'content-digest': _, ...it }) => it }, 'digest-wrong'],
  [
    'a digest by md5',
    { headers: (it) => ({ ...it, 'content-digest': 'md5=:AAAA:' }) },
    'digest-wrong',
  ],
  [
    'a digest that is none',
    { headers: (it) => ({ ...it, 'content-digest': 'sha-256=yes' }) },
    'digest-wrong',
  ],
  [
    'a true and a false digest',
    { headers: (it) => ({ ...it, 'content-digest': `${it['content-digest']}, sha-512=:AAAA:` }) },
    'digest-wrong',
  ],
  ['the digest not covered', { sign: { fields: ['@method', '@path'] } }, 'signature-uncovered'],
  [
    'the path not covered',
    { sign: { fields: ['@method', 'content-digest'] } },
    'signature-uncovered',
  ],
  [
    'the method not covered',
    { sign: { fields: ['@path', 'content-digest'] } },
    'signature-uncovered',
  ],
  ['five minutes old', { sign: { created: ago(299) } }, undefined],
  ['older', { sign: { created: ago(302) } }, 'signature-expired'],
  ['of a clock a little ahead', { sign: { created: ago(-50) } }, undefined],
  ['of tomorrow', { sign: { created: ago(-90) } }, 'signature-expired'],
  ['expired by its own word', { sign: { created: ago(20), expires: ago(5) } }, 'signature-expired'],
  [
    'expires late: ours counts',
    { sign: { created: ago(400), expires: ago(-9_999) } },
    'signature-expired',
  ],
  ['no nonce', { sign: { nonce: null } }, 'signature-malformed'],
  ['a nonce that is too short', { sign: { nonce: 'short' } }, 'signature-malformed'],
  ['a nonce long enough', { sign: { nonce: OLD_ENOUGH } }, undefined],
  [
    'two signatures',
    { headers: (it) => ({ ...it, signature: `${it['signature']}, b=:AAAA:` }) },
    'signature-malformed',
  ],
  ['nonsense', { headers: (it) => ({ ...it, 'signature-input': '((((' }) }, 'signature-malformed'],
  [
    'a component with parameters',
    {
      headers: (it) => ({
        ...it,
        'signature-input': it['signature-input']?.replace(
          '"content-digest"',
          '"content-digest";key="sha-256"',
        ),
      }),
    },
    'signature-uncovered',
  ],
];
for (const [name, change, code] of rows)
  test(name, async () => {
    assert.equal(await codeOf(change), code);
  });

test('no header, however cut or twisted, makes it throw', async () => {
  const headers = await vendor.sign(PATH, BODY);
  const all = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  for (const [name, value] of all)
    for (let cut = 0; cut < value.length; cut += 3) {
      const twisted = `${value.slice(0, cut)}${String.fromCharCode(33 + (cut % 90))}${value.slice(cut + 1)}`;
      for (const text of [value.slice(0, cut), twisted]) {
        const verified = verifyRequest(
          {
            method: 'POST',
            path: PATH,
            authority: '127.0.0.1',
            headers: { ...Object.fromEntries(all), [name]: text },
            body: Buffer.from(BODY),
          },
          () => vendor.publicKey,
          NOW,
        );
        assert.ok('code' in verified || text === value, `${name}: ${text}`);
      }
    }
});
