import {
  NO_BITS,
  type RawValue,
  type SealBits,
  type SealEvent,
  type SealEventType,
} from '@lakiri/kit';

// §3.1 "WLNET": what happened at a sub-lock (type 4) or valve lock (types 5 and 6). A JT802 (type 9) has the same layout and
// no table of events; its numbers stay numbers.

type Named = { readonly name: string; readonly type: SealEventType | null };

const LOCK_EVENTS: Readonly<Record<number, Named>> = {
  0: { name: 'locked', type: 'lock.closed' },
  1: { name: 'unlockedByBluetooth', type: 'unlock.bluetooth' },
  2: { name: 'backCover', type: 'tamper.coverOpened' },
  3: { name: 'unlockedByLora', type: 'unlock.lora' },
  4: { name: 'ropeCut', type: 'tamper.ropeCut' },
  5: { name: 'keyWake', type: 'device.woken' },
  6: { name: 'timed', type: null },
  7: { name: 'charging', type: null },
  8: { name: 'ropePulled', type: 'rope.pulled' },
  9: { name: 'unlockedByRfid', type: 'unlock.rfid' },
  14: { name: 'signalLost', type: 'part.lost' },
};

const VALVE_EVENTS: Readonly<Record<number, Named>> = {
  0: { name: 'valveClosed', type: 'valve.closed' },
  1: { name: 'valveOpened', type: 'valve.opened' },
  2: { name: 'lowBattery', type: 'battery.low' },
  3: { name: 'timed', type: null },
  4: { name: 'tamper', type: 'tamper.forced' },
  5: { name: 'cover', type: 'tamper.coverOpened' },
  6: { name: 'unlockedByLora', type: 'unlock.lora' },
  7: { name: 'locked', type: 'lock.closed' },
  8: { name: 'unlockedByBluetooth', type: 'unlock.bluetooth' },
  9: { name: 'ropeOut', type: 'rope.pulled' },
  10: { name: 'ropeIn', type: 'rope.inserted' },
  11: { name: 'bluetoothWake', type: 'device.woken' },
  12: { name: 'key', type: null }, // whether a key woke it or opened it is not said
};

const EVENTS: Readonly<Record<number, Readonly<Record<number, Named>>>> = {
  4: LOCK_EVENTS,
  5: VALVE_EVENTS,
  6: VALVE_EVENTS,
};

type Own = Readonly<Record<string, RawValue>>;

export function eventName(type: number, event: number): string | null {
  return EVENTS[type]?.[event]?.name ?? null;
}

/** `null` for a timed report, a thermometer, and what has no table. */
export function eventOf(type: number, { event, card }: Own): SealEvent | null {
  const found = typeof event === 'number' ? EVENTS[type]?.[event]?.type : undefined;
  if (found === undefined || found === null) return null;
  // Ten digits, as the master prints a card in P45.
  const credential = typeof card === 'number' && card !== 0 ? String(card).padStart(10, '0') : null;
  return { type: found, credential, wrongCount: null, verification: null };
}

/** What the part's status says (type 4), and for all what the event proves. */
export function bitsOf(own: Own): SealBits {
  const { eventName: event, lowVoltage, motorLocked, ropeInserted, coverOpen, charging } = own;
  return {
    ...NO_BITS,
    motorLocked: bit(motorLocked) ?? provenLock(event),
    ropeInserted: bit(ropeInserted) ?? provenRope(event),
    ropeCut: event === 'ropeCut' ? true : null,
    coverOpen: bit(coverOpen) ?? (event === 'cover' ? true : null),
    lowBattery: event === 'lowBattery' ? true : bit(lowVoltage),
    charging: bit(charging),
  };
}

function bit(value: RawValue | undefined): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

function provenLock(event: RawValue | undefined): boolean | null {
  if (event === 'locked') return true;
  return event === 'unlockedByLora' || event === 'unlockedByBluetooth' ? false : null;
}

function provenRope(event: RawValue | undefined): boolean | null {
  if (event === 'ropeIn') return true;
  return event === 'ropeOut' ? false : null;
}
