import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf, type FeedSaid, faultyIn, NEW_FEED } from './feed-form.ts';

const https: FeedSaid = { ...NEW_FEED, name: 'ubunifu-cloud', partyId: 'p' };
const mqtt: FeedSaid = { ...https, kind: 'mqtt', url: 'mqtts://broker.example', topic: 'seals/#' };

for (const [what, said, faulty] of [
  ['nothing said', NEW_FEED, ['name', 'partyId']],
  ['all that signed batches need', https, []],
  ['a name that cannot stand in an address', { ...https, name: 'Ubunifu Cloud' }, ['name']],
  ['a name with a hyphen at its end', { ...https, name: 'ubunifu-' }, ['name']],
  ['every five seconds', { ...https, expectedS: '5' }, ['expectedS']],
  ['less often than daily', { ...https, lateAfterS: '86401' }, ['lateAfterS']],
  ['a broker nobody named', { ...https, kind: 'mqtt' as const }, ['url', 'topic']],
  ['a broker on the web', { ...mqtt, url: 'https://broker.example' }, ['url']],
  ['all that a broker needs', mqtt, []],
] as const)
  test(`${what}: ${faulty.join(', ') || 'nothing'} is wrong`, () =>
    assert.deepEqual(faultyIn(said), faulty));

test('signed batches have no broker, and a broker without a user has none', () => {
  assert.deepEqual(bodyOf({ ...https, url: 'mqtt://left.over' }), {
    name: 'ubunifu-cloud',
    kind: 'https',
    partyId: 'p',
    makers: [],
    expectedS: 60,
    lateAfterS: 60,
    broker: null,
  });
  const { broker } = bodyOf(mqtt) as { broker: object };
  assert.deepEqual(broker, {
    url: 'mqtts://broker.example',
    version: '5',
    topic: 'seals/#',
    username: null,
    signed: false,
  });
  const signed = bodyOf({ ...mqtt, proof: 'signed' }) as { broker: { signed: boolean } };
  assert.equal(signed.broker.signed, true);
});
