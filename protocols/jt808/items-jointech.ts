// Jointech's items in 0x0200 (§3.2: JT709A, JT707), and 0B and its kin of the JT705A.
import { u16At, u32At } from './bytes.ts';
import { addEvent, batteryPct, type Item, number, put, type Reader, uintAt } from './item.ts';
import { cardOf } from './items-padlock.ts';

/** Password 6 and result 1. */
const BY_PASSWORD = [0x01, 0x02, 0x03, 0x05, 0x1e, 0x1f];
/** Password 6; all of them failed. */
const FAILED_PASSWORD = [0x06, 0x07, 0x08, 0x10, 0x11, 0x18, 0x19, 0x20, 0x28, 0x29];
/** Card u32, and a result where the firmware sends one. */
const AUTHORISED_CARD = 0x22;
const UNKNOWN_CARD = 0x23;
const OTHER_CARDS = [0x2a, 0x2b];

const PASSWORD_BYTES = 6;
const CARD_BYTES = 4;
/** Any other result opened: 1–99 by the rule of that fence. */
const FAILED = 0xff;

export const JOINTECH_ITEMS: Readonly<Record<number, Reader>> = {
  11: lockEvent,
  212: chargeOrCard,
  213: number('battery', 2, { divisor: 100 }),
  218: rope,
  248: number('temp2', 2, { divisor: 10, minus: 50 }),
  249: number('protocolVersion', 2),
  252: number('geofence', 1),
  253: cell,
  254: mileage,
};

/** Item 0B: what was shown to the lock, and what came of it. Passwords stay in the frame. */
export function lockEvent({ bytes, at, size, draft }: Item): boolean {
  if (size === 0) return false;
  const command = bytes[at] ?? 0;
  put(draft.raw, 'lockCommand', command);
  const failed = FAILED_PASSWORD.includes(command);
  if (failed || BY_PASSWORD.includes(command) || (!isCard(command) && size >= 1 + PASSWORD_BYTES))
    return passwordEvent({ bytes, at, size, draft }, failed);
  if (size >= 1 + CARD_BYTES) cardEvent({ bytes, at, size, draft }, command);
  return true;
}

function isCard(command: number): boolean {
  return command === AUTHORISED_CARD || command === UNKNOWN_CARD || OTHER_CARDS.includes(command);
}

type Value = Pick<Item, 'bytes' | 'at' | 'size' | 'draft'>;

function passwordEvent({ bytes, at, size, draft }: Value, failed: boolean): boolean {
  if (size < 1 + PASSWORD_BYTES) {
    // Shorter than its table: whatever follows the command may be what somebody typed.
    if (size > 1) draft.secrets.push({ from: at + 1, to: at + size });
    return true;
  }
  const resultAt = at + 1 + PASSWORD_BYTES;
  draft.secrets.push({ from: at + 1, to: resultAt });
  const result = size > 1 + PASSWORD_BYTES ? (bytes[resultAt] ?? 0) : null;
  put(draft.raw, 'unlockResult', result);
  const known = failed || BY_PASSWORD.includes(bytes[at] ?? 0);
  if (failed || (known && result === FAILED))
    addEvent(draft, 'unlock.refusedPassword', { verification: result });
  else if (known && result !== null) {
    addEvent(draft, 'unlock.opened', { verification: result });
    draft.bits.motorLocked = false;
  }
  return true;
}

function cardEvent({ bytes, at, size, draft }: Value, command: number): void {
  const resultAt = at + 1 + CARD_BYTES;
  const result = size > 1 + CARD_BYTES ? (bytes[resultAt] ?? 0) : null;
  const credential = cardOf(bytes, at + 1);
  put(draft.raw, 'lockCard', u32At(bytes, at + 1));
  put(draft.raw, 'unlockResult', result);
  if (command === UNKNOWN_CARD || (command === AUTHORISED_CARD && result === FAILED))
    addEvent(draft, 'unlock.refusedCard', { credential, verification: result });
  else if (command === AUTHORISED_CARD) {
    addEvent(draft, 'unlock.rfid', { credential, verification: result });
    draft.bits.motorLocked = false;
  }
}

/** Percent; four bytes are a card on other makers' devices. */
export function chargeOrCard({ bytes, at, size, draft }: Item): boolean {
  if (size === 1) batteryPct(draft, bytes[at] ?? 0);
  else if (size === 4) put(draft.raw, 'driverUniqueId', String(u32At(bytes, at)));
  else return false;
  return true;
}

/** Cuts counted 2, status 1: bit 0 locked, 1 motion, 2 SIM, 3–5 wake source. */
function rope({ bytes, at, size, draft }: Item): boolean {
  if (size !== 3) return false;
  const status = bytes[at + 2] ?? 0;
  put(draft.raw, 'cutCount', u16At(bytes, at));
  put(draft.raw, 'ropeStatus', status);
  put(draft.raw, 'string', (status & 0x01) !== 0);
  put(draft.raw, 'motion', (status & 0x02) !== 0);
  put(draft.raw, 'wakeSource', (status >> 3) & 0x07);
  draft.bits.motorLocked = (status & 0x01) !== 0;
  return true;
}

function cell({ bytes, at, size, draft }: Item): boolean {
  if (size !== 9) return false;
  put(draft.raw, 'mcc', u16At(bytes, at));
  put(draft.raw, 'mnc', bytes[at + 2] ?? 0);
  put(draft.raw, 'cellId', u32At(bytes, at + 3));
  put(draft.raw, 'lac', u16At(bytes, at + 7));
  return true;
}

/** Kilometres; other makers send a battery in one byte, a voltage in two. */
export function mileage({ bytes, at, size, draft }: Item): boolean {
  const value = uintAt(bytes, at, size);
  if (size === 4) draft.odometerKm = value;
  else if (size === 1) batteryPct(draft, value);
  else if (size === 2) put(draft.raw, 'power', value / 10);
  else return false;
  return true;
}

/** MCC 2, MNC 1, where the JT705A sends them (§3.2, item 0A). */
export function network({ bytes, at, size, draft }: Item): boolean {
  if (size !== 3) return false;
  put(draft.raw, 'mcc', u16At(bytes, at));
  put(draft.raw, 'mnc', bytes[at + 2] ?? 0);
  return true;
}

export function wakeSource({ bytes, at, size, draft }: Item): boolean {
  if (size !== 1) return false;
  put(draft.raw, 'wakeSource', bytes[at] ?? 0);
  return true;
}
