// §2.3: what nobody signs, because nothing is believed for it: that a seal is there, that a record is stored, that one is not taken.
import type { Malformed } from '@lakiri/kit';
import { cborOf, readCbor } from './cbor.ts';
import { DEVICE_ID, UINT32_MAX } from './record.ts';
import { take, Wrong } from './take.ts';

export type Control =
  | { readonly kind: 'heartbeat'; readonly device: string; readonly commands: number }
  | { readonly kind: 'stored' | 'refused'; readonly boot: number; readonly counter: number };

const HEARTBEAT = 0;
const STORED = 1;
const REFUSED = 2;

export function controlBytes(control: Control): Uint8Array {
  switch (control.kind) {
    case 'heartbeat':
      return cborOf([HEARTBEAT, control.device, control.commands]);
    case 'stored':
      return cborOf([STORED, control.boot, control.counter]);
    case 'refused':
      return cborOf([REFUSED, control.boot, control.counter]);
  }
}

export function readControl(bytes: Uint8Array, base: number): Control | Malformed {
  const item = readCbor(bytes, base);
  if ('code' in item) return item;
  const [first, second, third, ...more] = item.kind === 'array' ? item.items : [];
  if (first === undefined || second === undefined || third === undefined || more.length > 0)
    return { code: 'not-a-control', offset: base };
  try {
    const number = take.uint(REFUSED)(first);
    const counter = take.uint()(third);
    if (number === HEARTBEAT)
      return { kind: 'heartbeat', device: take.text(DEVICE_ID)(second), commands: counter };
    const kind = number === STORED ? 'stored' : 'refused';
    return { kind, boot: take.uint(UINT32_MAX)(second), counter };
  } catch (error) {
    if (error instanceof Wrong) return { code: error.code, offset: error.at };
    throw error;
  }
}
