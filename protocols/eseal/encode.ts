import { bytesOf, type Instant } from '@lakiri/kit';

// Everything is allow-listed; what a text cannot hold is a RangeError, because only our own code writes texts.

/** The envelope that both directions have. */
export type Envelope = {
  /** 1 to 20 digits. */
  readonly id: string;
  /** As the seal says it, `3.0.6`. */
  readonly firmware: string;
  /** The number of the customer; 256 in every text seen. */
  readonly customer?: number;
};

const ID = /^\d{1,20}$/;
const FIRMWARE = /^[A-Za-z0-9._-]{1,20}$/;
const TYPE = /^[A-Za-z0-9 _-]{1,40}$/;
const VALUE = /^[\w:. -]{0,40}$/;
const CUSTOMER_MAX = 9_999_999_999;

/** RC-Unlock opens. It has no password: whoever holds the connection may send it. */
export function encodeUnlock(to: Envelope): Uint8Array {
  return text(to, ['RC-Unlock']);
}

export type ReportInput = {
  readonly type: string;
  readonly index: number;
  readonly occurredAt: Instant;
  readonly intervalS: number;
  readonly valid: boolean;
  readonly lat: number;
  readonly lon: number;
  readonly courseDeg: number;
  readonly speedKmh: number;
  readonly door: 'Open' | 'Close';
  readonly acceleration: number;
  /** As sent: four numbers, `0:0:3:0`. */
  readonly nfc: string;
  readonly voltage: number;
  readonly rssi: number;
};

/** What a seal reports, for the simulator and for tests. */
export function encodeReport(from: Envelope, input: ReportInput): Uint8Array {
  const iso = new Date(input.occurredAt).toISOString();
  const { lat, lon } = input;
  const place = `${Math.abs(lat).toFixed(6)}${lat < 0 ? 'S' : 'N'} ${Math.abs(lon).toFixed(6)}${lon < 0 ? 'W' : 'E'}`;
  return text(from, [
    allowed(input.type, TYPE, 'type'),
    input.index,
    iso.slice(0, 10),
    iso.slice(11, 19),
    input.intervalS,
    input.valid ? 'A' : 'V',
    place,
    Math.round(input.courseDeg),
    Math.round(input.speedKmh),
    input.door,
    input.acceleration,
    input.nfc,
    input.voltage,
    input.rssi,
  ]);
}

/** What a seal answers, as `('RC-NFC DEL ACK', [''])`. */
export function encodeReply(from: Envelope, type: string, values: readonly string[]): Uint8Array {
  return text(from, [allowed(type, TYPE, 'type'), ...values]);
}

function text(
  { id, firmware, customer = 256 }: Envelope,
  values: readonly (string | number)[],
): Uint8Array {
  if (!Number.isInteger(customer) || customer < 0 || customer > CUSTOMER_MAX)
    throw new RangeError('the customer is no number');
  const head = [
    '##S',
    'eSeal',
    allowed(id, ID, 'id'),
    customer,
    allowed(firmware, FIRMWARE, 'firmware'),
  ];
  const said = values.map((value) => allowed(String(value), VALUE, 'value'));
  return bytesOf(`${[...head, ...said, 'E##'].join(',')}\r\n`);
}

function allowed(value: string, form: RegExp, what: string): string {
  if (!form.test(value)) throw new RangeError(`the ${what} has characters that no text may hold`);
  return value;
}
