import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { askForStamp } from './authority.ts';
import { openAuthority, type TestAuthority } from './test-authority.ts';

const checkpoint = Buffer.from('test.local/log/centre\n7\nqqqq\n\n— test sig\n', 'utf8');
let authority: TestAuthority;
before(async () => {
  authority = await openAuthority();
});
after(() => authority.close());

const trusting = () => ({ url: authority.url, trustedPem: authority.caPem });

test('a stamp over a checkpoint is kept when it holds, and openssl agrees', async () => {
  authority.behave('stamp');
  for (const trustedPem of [authority.caPem, undefined]) {
    const stamped = await askForStamp({ url: authority.url, trustedPem }, checkpoint);
    assert.ok('reply' in stamped, JSON.stringify(stamped));
    assert.match(stamped.authority, /CN=Test-time-stamping/);
    assert.ok(Math.abs(stamped.stampedAt - Date.now()) < 10_000);
    assert.match(authority.verify(stamped.reply, checkpoint), /Verification: OK/);
    assert.throws(() => authority.verify(stamped.reply, Buffer.from('another')));
  }
});

test('an authority that is away refuses nothing else: the stamp waits', async () => {
  authority.behave('away');
  const stamped = await askForStamp(trusting(), checkpoint);
  assert.equal(stamped.refused, 'authority-away');
  const nobody = await askForStamp({ ...trusting(), url: 'http://127.0.0.1:1/' }, checkpoint);
  assert.equal(nobody.refused, 'authority-away');
});

test('the reply to another question is refused, by its nonce or by what it stamps', async () => {
  let first: Buffer | undefined;
  authority.behave((reply) => {
    first ??= reply;
    return first;
  });
  assert.ok('reply' in (await askForStamp(trusting(), checkpoint)));
  assert.equal((await askForStamp(trusting(), checkpoint)).refused, 'another-nonce');
  const other = await askForStamp(trusting(), Buffer.from('another'));
  assert.equal(other.refused, 'stamped-something-else');
});

test('no changed byte of a reply is taken, and openssl takes none that we refuse', async () => {
  let flips = 0;
  let taken = 0;
  for (let at = 0; at < 1_200; at += 37) {
    let changed: Buffer | undefined;
    authority.behave((reply) => {
      if (at >= reply.length) return reply;
      changed = Buffer.from(reply);
      changed[at] = (changed[at] ?? 0) ^ 1;
      return changed;
    });
    const stamped = await askForStamp(trusting(), checkpoint);
    if (changed === undefined) continue;
    flips++;
    // A few bytes are signed by nobody (digestAlgorithms): openssl takes a flip there too.
    if ('reply' in stamped) {
      taken++;
      assert.match(authority.verify(stamped.reply, checkpoint), /Verification: OK/);
    }
  }
  assert.ok(flips > 15, `${flips} flips`);
  assert.ok(taken <= 2, `${taken} of ${flips} flips taken`);
});

test('a root that the operator did not name is refused, and so is a certificate for something else', async () => {
  authority.behave('stamp');
  const stranger = await openAuthority('emailProtection');
  try {
    const wrongRoot = { url: authority.url, trustedPem: stranger.caPem };
    assert.equal((await askForStamp(wrongRoot, checkpoint)).refused, 'authority-not-trusted');
  } finally {
    await stranger.close();
  }
});

test('what is no reply is refused: nonsense, and more than a reply can be', async () => {
  authority.behave(() => Buffer.from('no'));
  assert.equal((await askForStamp(trusting(), checkpoint)).refused, 'reply-malformed');
  authority.behave(() => Buffer.alloc(100_000));
  assert.equal((await askForStamp(trusting(), checkpoint)).refused, 'authority-away');
});
