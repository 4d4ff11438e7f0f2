import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COST_STANDARD, passwordKeeper } from './password.ts';

test('the standard cost is what OWASP asks of scrypt, and stands beside the hash', async () => {
  assert.deepEqual(COST_STANDARD, { ln: 17, r: 8, p: 1 });
  const passwords = passwordKeeper();
  const stored = (await passwords.hash('three rope seals')) ?? assert.fail();
  assert.match(stored, /^\$scrypt\$ln=17,r=8,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  assert.equal(await passwords.verify('three rope seals', stored), 'right');
  assert.equal(await passwords.verify('three rope seal', stored), 'wrong');
});

test('a login that does not exist takes as long as one that does', async () => {
  const passwords = passwordKeeper({ ln: 14, r: 8, p: 1 });
  const stored = (await passwords.hash('three rope seals')) ?? assert.fail();
  const msOf = async (given: string | undefined): Promise<number> => {
    const start = performance.now();
    assert.equal(await passwords.verify('something else', given), 'wrong');
    return performance.now() - start;
  };
  // The least of each, taken in turn: what else this machine does only ever adds.
  let [known, unknown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let n = 0; n < 9; n++) {
    known = Math.min(known, await msOf(stored));
    unknown = Math.min(unknown, await msOf(undefined));
  }
  assert.ok(unknown > known / 3 && unknown < known * 3, `${known} and ${unknown} ms`);
});

test('the same password has another hash each time, and is the same however it was composed', async () => {
  const passwords = passwordKeeper({ ln: 4, r: 8, p: 1 });
  const [a, b] = [await passwords.hash('é'.repeat(12)), await passwords.hash('é'.repeat(12))];
  assert.notEqual(a, b);
  assert.equal(await passwords.verify('e\u0301'.repeat(12), a), 'right');
});

test('hashes of another cost still verify; damaged ones are a fault, not a wrong password', async () => {
  const stored = (await passwordKeeper({ ln: 5, r: 4, p: 2 }).hash('three rope seals')) ?? '';
  const passwords = passwordKeeper({ ln: 4, r: 8, p: 1 });
  assert.equal(await passwords.verify('three rope seals', stored), 'right');
  for (const damaged of ['', '$scrypt$', stored.slice(0, -3), stored.replace('ln=5', 'ln=30')])
    await assert.rejects(passwords.verify('three rope seals', damaged), /damaged/);
});

test('more than can be hashed are turned away, and all the others are answered', async () => {
  const passwords = passwordKeeper({ ln: 10, r: 8, p: 1 });
  const verdicts = await Promise.all(
    Array.from({ length: 40 }, () => passwords.verify('three rope seals', undefined)),
  );
  assert.equal(verdicts.filter((verdict) => verdict === 'busy').length, 8);
  assert.equal(verdicts.filter((verdict) => verdict === 'wrong').length, 32);
  assert.equal(await passwords.verify('three rope seals', undefined), 'wrong');
});
