// The real gateway, and seals that prove what they say over real sockets; and those that only seem to.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accept, addMs, type Decision, type Id, type Instant, type Tier } from '@lakiri/kit';
import { execute } from '@lakiri/platform/execute';
import { newId } from '@lakiri/platform/facts';
import {
  keyOf,
  lakiri,
  type RecordInput,
  type SignedRecord,
  type Signer,
  signerOf,
  signRecord,
} from '@lakiri/protocol-lakiri';
import { noteKey, type Seal, type SealEvents, type SealId } from '@lakiri/seals';
import { sealAggregate } from '@lakiri/seals/store';
import {
  registerKey,
  revokeKey,
  type SealKey,
  type SealKeyEvents,
  type SealKeyKind,
  type SealKeyRefusal,
} from '@lakiri/trust';
import {
  keysOf,
  loadSuspicions,
  materialHash,
  sealingKey,
  sealKeyAggregate,
  sealSecret,
} from '@lakiri/trust/store';
import { converse, registerIn } from './test-devices.ts';
import { openNode, type TestNode } from './test-node.ts';

const SEALING_KEY = sealingKey('a secret of this test');
let node: TestNode;
let port: number;
const START = (Math.floor(Date.now() / 1000) * 1000) as Instant;
before(async () => {
  node = await openNode(1, {
    dialects: [{ dialect: lakiri, port: 0 }],
    sealingKey: SEALING_KEY,
  });
  port = node.gateway.ports['lakiri'] as number;
});
after(() => node.close());

const secret = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const KEY_ID = Uint8Array.of(1);
let seals = 0;

/** A seal's log: each record names the one before it. */
class Log {
  readonly id = `LKR-${String(++seals).padStart(8, '0')}`;
  readonly signer: Signer;
  #counter = 0;
  #previous: Uint8Array | null = null;

  constructor(signer: Signer) {
    this.signer = signer;
  }

  write(over: Partial<RecordInput> = {}): SignedRecord {
    const counter = this.#counter++;
    const record = signRecord(
      {
        ...{ device: this.id, boot: 1, counter, previous: this.#previous, commands: 0 },
        occurredAt: addMs(START, (counter - 600) * 1_000),
        place: {
          ...{ fix: 'gnss', lat: -4.045, lon: 39.64, speedKmh: 0, courseDeg: 0 },
          ...{ altitudeM: 10, satellites: 9 },
        },
        bits: { motorLocked: true },
        ...over,
      },
      this.signer,
    );
    this.#previous = record.hash;
    return record;
  }
}

type Told = {
  readonly tiers: readonly Tier[];
  readonly state: string;
  readonly why: readonly string[];
  readonly verdict: string;
};

async function told(seal: SealId): Promise<Told> {
  return await node.owner.asNode(async (tx) => {
    const { rows } = await tx.query<{ tier: Tier }>(
      'SELECT tier FROM telemetry.reading WHERE seal_id = $1 ORDER BY occurred_at, digest',
      [seal],
    );
    const { rows: frames } = await tx.query<{ verdict: string }>(
      'SELECT verdict FROM telemetry.frame WHERE seal_id = $1 ORDER BY received_at DESC, position DESC LIMIT 1',
      [seal],
    );
    const suspicion = (await loadSuspicions(tx, [seal])).get(seal);
    return {
      tiers: rows.map(({ tier }) => tier),
      state: suspicion?.state ?? 'none',
      why: (suspicion?.why ?? []).map(({ code }) => code),
      verdict: frames[0]?.verdict ?? '',
    };
  });
}

const ACK_BYTES = lakiri.acknowledge(
  lakiri.decode(new Log(signerOf('HS256', KEY_ID, secret(1))).write().frame(false)),
  'stored',
  START,
)?.length as number;

/** Says these and waits until each is stored. */
async function say(...records: readonly SignedRecord[]): Promise<void> {
  const pieces = records.map((one) => ({ say: one.frame(false), answerBytes: ACK_BYTES }));
  const heard = await converse(port, pieces);
  assert.ok(heard.length === 2 * records.length * ACK_BYTES, 'each was stored');
}

type Keyed = { readonly seal: Seal | undefined; readonly keys: readonly SealKey[] };
type Events = SealKeyEvents | SealEvents;

/** As an officer does, without the officer. */
async function changeKeys(
  id: SealId,
  material: Uint8Array,
  decide: (loaded: Keyed, at: Instant) => Decision<Events, SealKeyRefusal>,
): Promise<void> {
  const at = Date.now() as Instant;
  const done = await execute<Keyed, Events, SealKeyRefusal>(
    { database: node.owner, origin: 'test' },
    {
      scope: { party: '01900000-0000-7000-8000-00000000000f' as Id<'Party'> },
      actor: 'node',
      authority: null,
      occurredAt: at,
      receivedAt: at,
      aggregates: { seal: sealAggregate, 'seal-key': sealKeyAggregate(material) },
      load: async (tx) => ({
        seal: (await sealAggregate.find(tx, id))?.state,
        keys: await keysOf(tx, id),
      }),
      decide: (loaded) => decide(loaded, at),
      result: () => null,
    },
  );
  assert.ok(done.accepted);
}

async function register(id: SealId, kind: SealKeyKind, material: Uint8Array): Promise<void> {
  const key = newId<'SealKey'>(START);
  await changeKeys(id, material, ({ seal }, at) => {
    const decided = registerKey({
      ...{ id: key, seal: id, keyId: '01', kind, validFrom: 0 as Instant, validUntil: null },
      materialSha256: materialHash(material),
      ...{ isSealKnown: true, isSound: true, isTaken: false },
    });
    if (!decided.accepted || seal === undefined) return decided;
    const noted = noteKey(seal, { key, change: 'registered', at });
    return accept<Events>(...decided.facts, noted);
  });
}

async function revoke(id: SealId): Promise<void> {
  await changeKeys(id, new Uint8Array(0), ({ seal, keys }, at) => {
    const [key] = keys;
    const decided = revokeKey(key, at);
    if (!decided.accepted || seal === undefined || key === undefined) return decided;
    const noted = noteKey(seal, { key: key.id, change: 'revoked', at });
    return accept<Events>(...decided.facts, noted);
  });
}

/** A registered seal whose key of this kind we have; `byte` makes its secret. */
async function seal(algorithm: 'ES256' | 'EdDSA' | 'HS256', byte = 1) {
  const log = new Log(signerOf(algorithm, KEY_ID, secret(byte)));
  const at = { dialect: 'lakiri', model: 'lakiri-reference', wireId: log.id };
  return { log, id: (await registerIn(node.owner, at)) as SealId };
}

function publicKey(algorithm: 'ES256' | 'EdDSA', byte = 1): Uint8Array {
  const key = keyOf(algorithm, secret(byte));
  return key.kind === 'signature' ? key.publicKey : assert.fail();
}

for (const algorithm of ['ES256', 'EdDSA'] as const)
  test(`${algorithm} signatures in an unbroken chain are T3; behind a gap T2, and then T3 again`, async () => {
    const { log, id } = await seal(algorithm);
    await say(log.write());
    assert.deepEqual((await told(id)).tiers, [0], 'no key is known');
    await register(id, 'signature', publicKey(algorithm));
    await say(log.write(), log.write());
    assert.deepEqual((await told(id)).tiers, [0, 2, 3], 'what was before is not known');
    const lost = log.write();
    await say(log.write(), log.write());
    assert.deepEqual((await told(id)).tiers, [0, 2, 3, 2, 3]);
    await say(lost);
    const { tiers, state } = await told(id);
    assert.deepEqual([tiers, state], [[0, 2, 3, 2, 2, 3], 'none'], 'late, and not forged');
  });

test('a chain from its first record on is T3', async () => {
  const { log, id } = await seal('ES256');
  await register(id, 'signature', publicKey('ES256'));
  await say(log.write(), log.write(), log.write());
  assert.deepEqual((await told(id)).tiers, [3, 3, 3]);
});

test('a symmetric key is T2, and is kept sealed', async () => {
  const { log, id } = await seal('HS256');
  await register(id, 'mac', sealSecret(secret(1), SEALING_KEY));
  await say(log.write(), log.write());
  assert.deepEqual((await told(id)).tiers, [2, 2]);
});

test('who speaks in its name without its key is set apart alone, and told once', async () => {
  const { log, id } = await seal('ES256');
  const thief = signerOf('ES256', KEY_ID, secret(2));
  const forged = (counter: number) =>
    signRecord(
      {
        ...{ device: log.id, boot: 1, counter, previous: null, commands: 0 },
        occurredAt: addMs(START, -1_000 + counter),
        bits: { ropeCut: true },
      },
      thief,
    );
  await register(id, 'signature', publicKey('ES256'));
  await say(log.write());
  await say(forged(7), forged(8));
  assert.equal((await told(id)).verdict, 'quarantined-proof-failed');
  await say(log.write(), log.write());
  assert.deepEqual(await told(id), {
    ...{ tiers: [3, 3, 3], state: 'none', why: [], verdict: 'reports' },
  });
  const { rows } = await node.owner.asNode((tx) =>
    tx.query<{ body: string; live: string }>(
      `SELECT f.body, s.version::text AS live FROM fact.fact f, seals.seal s
       WHERE s.id = $1 AND f.subject = s.id AND f.type IN ('seal-quarantined', 'lock-event')`,
      [id],
    ),
  );
  assert.deepEqual(rows, []);
});

test('a key that was revoked proves nothing more, and nobody is suspected', async () => {
  const { log, id } = await seal('ES256');
  await register(id, 'signature', publicKey('ES256'));
  await say(log.write());
  await revoke(id);
  await say(log.write());
  const { tiers, state } = await told(id);
  assert.deepEqual([tiers, state], [[3, 0], 'none']);
});

test('a record that is told again is no news and no lie', async () => {
  const { log, id } = await seal('ES256');
  await register(id, 'signature', publicKey('ES256'));
  const [first, second] = [log.write(), log.write()];
  await say(first, second);
  await say(first, log.write());
  const { tiers, state } = await told(id);
  assert.deepEqual([tiers, state], [[3, 3, 3], 'none']);
});

for (const { say: what, ...over } of [
  { say: 'the number of the newest', counter: 2 },
  { say: 'a lower number', counter: 1 },
  { say: 'the next number, behind one not ours', counter: 3, previous: secret(9) },
])
  test(`another record under ${what}: two hold the key`, async () => {
    const { log, id } = await seal('ES256');
    await register(id, 'signature', publicKey('ES256'));
    await say(log.write(), log.write(), log.write());
    await say(log.write({ ...over, occurredAt: addMs(START, -30_000) }));
    assert.deepEqual(await told(id), {
      tiers: [3, 3, 3, 2],
      state: 'identity-doubted',
      why: ['sequence-forked'],
      verdict: 'quarantined-sequence-forked',
    });
  });
