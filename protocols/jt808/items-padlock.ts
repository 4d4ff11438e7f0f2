// The padlock extension (§3.3: G-300, G-360P, G-508P and their kin).
import type { SealBits, SealEventType } from '@lakiri/kit';
import { hexOf, u16At, u32At } from './bytes.ts';
import {
  addEvent,
  batteryPct,
  hex,
  type Item,
  isTextAt,
  number,
  put,
  type Reader,
  text,
  textAt,
} from './item.ts';

type Meaning = {
  readonly type: SealEventType;
  /** What it proves of the seal itself. */
  readonly bits?: Partial<SealBits>;
  /** Its content is the card that was shown. */
  readonly card?: true;
};

/** Item 60. What is not here (0061–0066 and whatever is newer) stays a number. */
const EVENTS: Readonly<Record<number, Meaning>> = {
  0: { type: 'rope.inserted', bits: { ropeInserted: true } },
  1: { type: 'rope.pulled', bits: { ropeInserted: false } },
  2: { type: 'lock.auto', bits: { motorLocked: true, ropeInserted: true } },
  3: { type: 'lock.rfid', bits: { motorLocked: true }, card: true },
  4: { type: 'unlock.rfid', bits: { motorLocked: false }, card: true },
  5: { type: 'lock.bluetooth', bits: { motorLocked: true } },
  6: { type: 'unlock.bluetooth', bits: { motorLocked: false } },
  7: { type: 'lock.remote', bits: { motorLocked: true } },
  8: { type: 'unlock.remote', bits: { motorLocked: false } },
  9: { type: 'lock.sms', bits: { motorLocked: true } },
  10: { type: 'unlock.sms', bits: { motorLocked: false } },
  // One word for a card refused, whether it was to close or to open; `raw.event` tells which.
  11: { type: 'unlock.refusedCard', bits: { illegalCard: true }, card: true },
  12: { type: 'unlock.refusedCard', bits: { illegalCard: true }, card: true },
  13: { type: 'unlock.refusedOutsideFence', card: true },
  14: { type: 'unlock.refusedOutsideFence', card: true },
  15: { type: 'tamper.forced', bits: { ropeInserted: false } },
  16: { type: 'tamper.coverOpened', bits: { coverOpen: true } },
  17: { type: 'tamper.ropeCut', bits: { ropeCut: true } },
  18: { type: 'power.off', bits: { lowBattery: true } },
  19: { type: 'unlock.refusedPassword', bits: { wrongPassword: true } },
  20: { type: 'lock.auto', bits: { motorLocked: true } },
  21: { type: 'device.woken' },
  22: { type: 'device.woken' },
  23: { type: 'battery.low', bits: { lowBattery: true } },
  24: { type: 'motor.stuck', bits: { motorStuck: true } },
};

const SUB_LOCK_EVENT_FIRST = 0x61;
const SUB_LOCK_EVENT_LAST = 0x66;
const SUB_LOCK_ID_BYTES = 6;
const SUB_LOCK_CARD_BYTES = 8;
const SUB_LOCK_BYTES = 11;
const SEALED = 0x31;
const PASSWORD_BYTES = 8;

export const PADLOCK_ITEMS: Readonly<Record<number, Reader>> = {
  51: lockText,
  96: sealEvent,
  99: subLocks,
  102: hex('cells'),
  103: password,
  105: number('battery', 2, { divisor: 100 }),
  106: number('rssi', 1),
  107: ({ bytes, at, size, draft }) => {
    if (size !== 1) return false;
    draft.satellites = bytes[at] ?? 0;
    return true;
  },
  108: text('imei'),
  113: text('iccid'),
  213: slaves,
};

/** Event 2, type 1 (0 normal, 1 alarm), content. The type stands before the content, not in it. */
function sealEvent({ bytes, at, size, draft }: Item): boolean {
  if (size < 3) return false;
  const event = u16At(bytes, at);
  const contentAt = at + 3;
  const contentBytes = size - 3;
  put(draft.raw, 'event', event);
  put(draft.raw, 'eventType', bytes[at + 2] ?? 0);
  const isSubLock = event >= SUB_LOCK_EVENT_FIRST && event <= SUB_LOCK_EVENT_LAST;
  if (isSubLock && contentBytes >= SUB_LOCK_ID_BYTES + SUB_LOCK_CARD_BYTES)
    return subLockEvent({ bytes, at, size, draft }, event);
  const content = isTextAt(bytes, contentAt, contentBytes)
    ? textAt(bytes, contentAt, contentBytes)
    : null;
  if (contentBytes > 0)
    put(draft.raw, 'eventContent', content ?? hexOf(bytes, contentAt, contentBytes));
  const meaning = EVENTS[event];
  if (meaning === undefined) return true;
  const { type, bits, card } = meaning;
  if (bits !== undefined) Object.assign(draft.bits, bits);
  addEvent(draft, type, { credential: card === true ? content : null });
  return true;
}

/** Something at a sub-lock; which of the six it was has no table here. */
function subLockEvent(
  { bytes, at, size, draft }: Pick<Item, 'bytes' | 'at' | 'size' | 'draft'>,
  event: number,
): boolean {
  const idAt = at + 3;
  const cardAt = idAt + SUB_LOCK_ID_BYTES;
  const id = hexOf(bytes, idAt, SUB_LOCK_ID_BYTES);
  const card = textAt(bytes, cardAt, SUB_LOCK_CARD_BYTES);
  put(draft.raw, 'driverUniqueId', card);
  put(draft.raw, 'lockId', id);
  draft.parts.push({
    id,
    batteryPct: null,
    bits: {},
    event: null,
    raw: { event, card },
    from: at,
    to: at + size,
  });
  return true;
}

/** Item 63: id 6, millivolts 2, sealed (31) 1, physical state 1, signal 1. */
function subLocks({ bytes, at, size, draft }: Item): boolean {
  if (size === 0 || size % SUB_LOCK_BYTES !== 0) return false;
  for (let from = at, n = 1; from < at + size; from += SUB_LOCK_BYTES, n++) {
    const id = hexOf(bytes, from, SUB_LOCK_ID_BYTES);
    const battery = u16At(bytes, from + 6) / 1000;
    const sealed = bytes[from + 8] === SEALED;
    const physical = bytes[from + 9] ?? 0;
    draft.raw[`lock${n}Id`] = id;
    draft.raw[`lock${n}Battery`] = battery;
    draft.raw[`lock${n}Seal`] = sealed;
    draft.parts.push({
      id,
      batteryPct: null,
      bits: { motorLocked: sealed },
      event: null,
      raw: { battery, seal: bytes[from + 8] ?? 0, physical, rssi: bytes[from + 10] ?? 0 },
      from,
      to: from + SUB_LOCK_BYTES,
    });
  }
  return true;
}

const SLAVE_BYTES = 13;
const SLAVE_UNLOCKED = 0x20;

/**
 * Item D5, when it is no voltage: count 1, then id 5, card 5, battery % 1, status 2 (bit 5 unlocked). The master
 * may be the first of them: the last ten digits of its own id.
 */
function slaves({ bytes, at, size, draft }: Item): boolean {
  const count = bytes[at] ?? 0;
  if (size === 0 || size !== 1 + count * SLAVE_BYTES) return false;
  for (let n = 1; n <= count; n++) {
    const from = at + 1 + (n - 1) * SLAVE_BYTES;
    const slave = slaveAt(bytes, from);
    draft.raw[`lock${n}Id`] = slave.id;
    draft.raw[`lock${n}Card`] = slave.raw.card;
    draft.raw[`lock${n}Battery`] = slave.raw.battery;
    draft.raw[`lock${n}Locked`] = slave.locked;
    const bits = { motorLocked: slave.locked };
    if (draft.wireId.endsWith(slave.id)) {
      Object.assign(draft.bits, bits);
      if (slave.batteryPct !== null) batteryPct(draft, slave.batteryPct);
    } else {
      draft.parts.push({
        id: slave.id,
        batteryPct: slave.batteryPct,
        bits,
        event: null,
        raw: slave.raw,
        from,
        to: from + SLAVE_BYTES,
      });
    }
  }
  return true;
}

function slaveAt(bytes: Uint8Array, from: number) {
  const battery = bytes[from + 10] ?? 0;
  const status = u16At(bytes, from + 11);
  return {
    id: hexOf(bytes, from, 5),
    locked: (status & SLAVE_UNLOCKED) === 0,
    batteryPct: battery <= 100 ? battery : null,
    raw: { card: hexOf(bytes, from + 5, 5), battery, status },
  };
}

/** Item 67, eight characters: the password in force. It stays in the frame. */
function password({ at, size, draft }: Item): boolean {
  if (size !== PASSWORD_BYTES) return false;
  draft.secrets.push({ from: at, to: at + size });
  return true;
}

const LOCK_TEXT_BYTES_MIN = 15;

/** Item 33, `*M00,45,<lock status>…`: digits 3 to 5 of the status are hundredths of a volt. One byte is a mode. */
function lockText({ bytes, at, size, draft }: Item): boolean {
  if (size === 1) {
    put(draft.raw, 'mode', bytes[at] ?? 0);
    return true;
  }
  if (size === 0) return false;
  const said = textAt(bytes, at, size);
  put(draft.raw, 'lockText', said);
  const volts = size >= LOCK_TEXT_BYTES_MIN ? /^\*M00.{6}(\d{3})/.exec(said)?.[1] : undefined;
  if (volts !== undefined) put(draft.raw, 'battery', Number(volts) / 100);
  return true;
}

/** A card as ten digits, as makers print them; none where it is 0. */
export function cardOf(bytes: Uint8Array, at: number): string | null {
  const card = u32At(bytes, at);
  return card === 0 ? null : String(card).padStart(10, '0');
}
