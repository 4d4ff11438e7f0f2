// Of the small history: two seals that prove what they say, one by its signature and one by the secret it shares with the
// node. The first one's key is revoked, and another holds the second one's.
import { connect, type Socket } from 'node:net';
import { addMs, type Instant } from '@lakiri/kit';
import { keyOf, type Signer, signerOf, signRecord } from '@lakiri/protocol-lakiri';
import { LakiriDevice } from '@lakiri/simulator';
import { sealingKey } from '@lakiri/trust/store';

type Office = { post(path: string, body: object): Promise<{ readonly id: string }> };
type Register = (
  number: string,
  dialect: string,
  wireId: string,
  model: string,
) => Promise<{ readonly id: string }>;

export type SmallProof = {
  readonly office: Office;
  readonly register: Register;
  readonly port: number;
  readonly now: Instant;
  /** Waits until the first seal, or the second, has told so many readings. */
  readings(number: string, count: number): Promise<void>;
};

/** Of a node; it seals the secret that the second seal shares with it. */
export const SEAL_SECRET = 'the secret of the seals of the small history';
export const SEALING_KEY: Uint8Array = sealingKey(SEAL_SECRET);

const SECRET = new Uint8Array(32).fill(21);
const KEY_ID = Uint8Array.of(0xa7);
const WHERE = { fix: 'gnss', lat: -4.045, lon: 39.64, speedKmh: 0, courseDeg: 0 } as const;
const place = { ...WHERE, altitudeM: 9, satellites: 9 };

const SIGNING = 'ELK-6';
const SHARING = 'ELK-7';

/** What there is of a seal’s readings, as SQL has it. */
export const readingsOf = (number: string): string =>
  `telemetry.reading r JOIN seals.seal s ON s.id = r.seal_id WHERE s.number = '${number}'`;

export async function makeProof(parts: SmallProof): Promise<void> {
  const { office, register, now, readings } = parts;
  const signing = signerOf('ES256', KEY_ID, SECRET);
  const sharing = signerOf('HS256', KEY_ID, SECRET);
  const key = keyOf('ES256', SECRET);
  if (key.kind !== 'signature') throw new Error('of another kind');
  const one = await register(SIGNING, 'lakiri', 'LKR-00000021', 'lakiri-reference');
  const first = await spoken(parts, 'LKR-00000021', signing);
  first.tell(now);
  await readings(SIGNING, 2);
  await giveKey(office, one.id, 'signature', key.publicKey);
  first.tell(addMs(now, 1_000));
  first.tell(addMs(now, 2_000));
  await readings(SIGNING, 4);
  await office.post(`/trust/seals/${one.id}/keys/a7/revoke`, {});
  first.tell(addMs(now, 3_000));
  await readings(SIGNING, 5);
  first.end();
  const two = await register(SHARING, 'lakiri', 'LKR-00000022', 'lakiri-reference');
  await giveKey(office, two.id, 'mac', SECRET);
  const second = await spoken(parts, 'LKR-00000022', sharing);
  second.tell(now);
  await readings(SHARING, 2);
  await answered(parts.port, forged(addMs(now, 400)));
  second.socket.write(forked(sharing, addMs(now, 500)));
  await readings(SHARING, 3);
  second.tell(addMs(now, 1_000));
  await readings(SHARING, 4);
  second.end();
}

function giveKey(office: Office, seal: string, kind: string, bytes: Uint8Array) {
  const keyHex = Buffer.from(bytes).toString('hex');
  return office.post(`/trust/seals/${seal}/keys`, { keyId: 'a7', kind, keyHex });
}

/** In the second seal's name, by one who has another key: set apart alone. */
function forged(occurredAt: Instant): Uint8Array {
  const record = { device: 'LKR-00000022', boot: 1, counter: 5, previous: null, commands: 0 };
  const signer = signerOf('HS256', KEY_ID, new Uint8Array(32).fill(22));
  return signRecord({ ...record, occurredAt, place }, signer).frame(false);
}

/** On a socket of his own, until the node has dealt with it. */
async function answered(port: number, bytes: Uint8Array): Promise<void> {
  const socket = connect({ host: '127.0.0.1', port });
  await new Promise<void>((resolve, reject) => {
    socket.once('data', () => resolve()).once('error', reject);
    socket.write(bytes);
  });
  socket.destroy();
}

/** What the second seal has said already, said otherwise. */
function forked(signer: Signer, occurredAt: Instant): Uint8Array {
  const record = { device: 'LKR-00000022', boot: 1, counter: 0, previous: null, commands: 0 };
  return signRecord({ ...record, occurredAt, place }, signer).frame(false);
}

type Speaking = { readonly socket: Socket; tell(at: Instant): void; end(): void };

/** The reference device on a socket of its own. */
async function spoken({ port, now }: SmallProof, id: string, signer: Signer): Promise<Speaking> {
  const device = new LakiriDevice({ id, signer, authorities: new Map() });
  const socket = connect({ host: '127.0.0.1', port });
  await new Promise<void>((resolve, reject) =>
    socket.once('connect', resolve).once('error', reject),
  );
  socket.on('data', (chunk) => device.heard(chunk, now));
  device.start(addMs(now, -1_000));
  device.opened(now);
  return {
    socket,
    tell: (at) => {
      device.measure({ at, place });
      for (const frame of device.send(at)) socket.write(frame);
    },
    end: () => socket.end(),
  };
}
