// One JT701D on the road: its bytes over TCP, each frame held to be told only when it is acknowledged.
import { connect, type Socket } from 'node:net';
import type { Instant } from '@lakiri/kit';
import {
  encodeHeartbeat,
  encodeLockEvent,
  encodeLongForm,
  encodeReply,
  type LockEventInput,
  type LongFormInput,
} from '@lakiri/protocol-jointech';

/** The gateway answers after its commit; a busy machine takes its time. */
const ANSWER_MS_MAX = 60_000;
const SERIALS = 256;
const ODOMETER_KM = 41_208;

/** A place as a seal measures it. */
export type Measured = {
  readonly at: Instant;
  readonly lat: number;
  readonly lon: number;
  readonly speedKmh: number;
  readonly courseDeg: number;
  readonly batteryPct: number;
};

export type Said = Partial<Pick<LongFormInput, 'bits' | 'batteryPct' | 'dataType' | 'wake'>>;

export type SealDevice = {
  readonly wireId: string;
  /** Sends a report of a place; resolves when the node says that it is stored. */
  report(measured: Measured, said?: Said): Promise<void>;
  /** Somebody shows a card that the seal does not know. */
  refuse(measured: Measured, wrongCount: number): Promise<void>;
  /** From now on it does what it is told: ordered to open, it answers, opens, and tells that its lock did. */
  obey(standing: () => Measured): void;
  /** A sign of life; a device that nobody knows is not answered. */
  greet(): void;
  end(): void;
};

/** Opens the device's connection to the gateway of this machine. */
export async function openDevice(port: number, wireId: string): Promise<SealDevice> {
  const socket = await connected(port);
  const answers = answersOf(socket);
  let serial = 0;
  const told = async (bytes: Uint8Array, asSerial: number): Promise<void> => {
    const answer = answers(asSerial);
    socket.write(bytes);
    await answer;
  };
  const next = (): number => {
    serial = (serial + 1) % SERIALS;
    return serial;
  };
  const happened = async (
    { at, batteryPct: _, ...place }: Measured,
    what: Pick<LockEventInput, 'type' | 'card' | 'wrongCount'>,
  ): Promise<void> => {
    const asSerial = next();
    const device = { deviceId: wireId, serial: asSerial, occurredAt: at, valid: true };
    const odometerKm = ODOMETER_KM;
    await told(encodeLockEvent({ ...device, ...place, odometerKm, ...what }), asSerial);
  };
  return {
    wireId,
    report: async (measured, said = {}) => {
      const asSerial = next();
      await told(reportBytes({ wireId, serial: asSerial, measured, said }), asSerial);
    },
    refuse: (measured, wrongCount) =>
      happened(measured, { type: 'unlock.refusedCard', card: '0007715023', wrongCount }),
    obey: (standing) =>
      onUnlock(socket, () => {
        socket.write(encodeReply(wireId, 'P43', [1, 0]));
        happened(standing(), { type: 'unlock.remoteStatic' }).catch(() => undefined); // the screen shows that it is missing
      }),
    greet: () => void socket.write(encodeHeartbeat(wireId)),
    end: () => socket.destroy(),
  };
}

/** The order to open with the seal's own password, which is six digits. */
const UNLOCK = /\(P43,\d{6}\)/;

function onUnlock(socket: Socket, open: () => void): void {
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1');
    for (let order = UNLOCK.exec(heard); order !== null; order = UNLOCK.exec(heard)) {
      heard = heard.slice(order.index + order[0].length);
      open();
    }
  });
}

/** The bytes of a report, for somebody else to bring. */
export function frameOf(wireId: string, measured: Measured): Uint8Array {
  return reportBytes({ wireId, serial: 1, measured, said: {} });
}

type Report = {
  readonly wireId: string;
  readonly serial: number;
  readonly measured: Measured;
  readonly said: Said;
};

function reportBytes({ wireId, serial, measured, said }: Report): Uint8Array {
  const { at, ...place } = measured;
  return encodeLongForm({
    deviceId: wireId,
    serial,
    occurredAt: at,
    valid: true,
    ...place,
    satellites: 11,
    odometerKm: ODOMETER_KM,
    ...said,
    bits: { motorLocked: true, ropeInserted: true, ...said.bits },
  });
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => resolve(socket));
  });
}

/** Waits for the acknowledgement of one serial, `(P69,0,n)`. Rejects when the node hangs up or says nothing. */
function answersOf(socket: Socket): (serial: number) => Promise<void> {
  const waiting = new Map<number, { done(): void; fail(error: Error): void }>();
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    for (const [whole, serial] of text.matchAll(/\(P69,0,(\d+)\)/g)) {
      waiting.get(Number(serial))?.done();
      text = text.replace(whole, '');
    }
  });
  socket.on('error', () => undefined); // 'close' follows
  socket.on('close', () => {
    for (const one of waiting.values()) one.fail(new Error('the gateway hung up'));
  });
  return (serial) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => fail(new Error('no acknowledgement')), ANSWER_MS_MAX);
      const over = (): void => {
        clearTimeout(late);
        waiting.delete(serial);
      };
      const fail = (error: Error): void => {
        over();
        reject(error);
      };
      waiting.set(serial, {
        done: () => {
          over();
          resolve();
        },
        fail,
      });
    });
}
