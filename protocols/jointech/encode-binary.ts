import type { SealBits } from '@lakiri/kit';
import { putDigits } from './bcd.ts';
import { type PlaceInput, putPlace } from './encode-place.ts';
import { DATA_TYPES, type DataType, STATUS, WAKES } from './long-form.ts';
import { PLACE_BYTES } from './place.ts';
import { SHORT_RECORD_BYTES } from './short-form.ts';

const LONG_BYTES = 62;
const NONE = 0x0f;

type Head = {
  /** Ten digits. */
  readonly deviceId: string;
  /** 0–255, the device's own count. */
  readonly serial: number;
  readonly dataType?: DataType;
};

/** What a JT701D says of itself. What is left out has the value of a quiet seal. */
export type LongFormInput = Head &
  PlaceInput & {
    readonly version?: number;
    readonly deviceType?: number;
    readonly odometerKm: number;
    readonly satellites: number;
    readonly vehicleId?: number;
    /** Bits not named are false; `charging` goes to byte 47. */
    readonly bits: Partial<SealBits>;
    /** The place is from base stations. */
    readonly cell?: boolean;
    readonly fenceEntered?: boolean;
    readonly fenceLeft?: boolean;
    readonly ackRequired?: boolean;
    readonly batteryPct: number;
    readonly gsm?: number;
    readonly fence?: number;
    readonly wake?: (typeof WAKES)[number];
    readonly cellId?: number;
    readonly lac?: number;
    readonly mcc?: number;
    readonly mncLow?: number;
    /** Fifteen digits. */
    readonly imei?: string;
  };

/** §3.1 "Binary, long form" as a JT701D sends it: 62 bytes. Throws RangeError on digits that are none. */
export function encodeLongForm(input: LongFormInput): Uint8Array {
  const frame = new Uint8Array(LONG_BYTES);
  const view = new DataView(frame.buffer);
  frame[0] = 0x24;
  putDigits(frame, 1, idDigits(input.deviceId));
  frame[6] = input.version ?? 0x19;
  frame[7] = ((input.deviceType ?? 1) << 4) | dataTypeCode(input.dataType ?? 'realtime');
  view.setUint16(8, LONG_BYTES - 10);
  putPlace(frame, 10, input);
  view.setUint32(27, input.odometerKm);
  frame[31] = input.satellites;
  view.setUint32(32, input.vehicleId ?? 0);
  view.setUint16(36, statusWord(input));
  frame[38] = input.batteryPct;
  view.setUint16(39, (input.cellId ?? 0) & 0xffff);
  view.setUint16(41, input.lac ?? 0);
  frame[43] = input.gsm ?? 99;
  frame[44] = input.fence ?? 0;
  frame[45] = WAKES.indexOf(input.wake ?? 'rtc');
  frame[46] = NONE;
  frame[47] = input.bits.charging ? 1 : 0;
  if (input.imei === undefined) frame.fill(NONE, 48, 56);
  else putDigits(frame, 48, input.imei.padStart(16, '0'));
  view.setUint16(56, (input.cellId ?? 0) >>> 16);
  view.setUint16(58, input.mcc ?? 0);
  frame[60] = input.mncLow ?? 0;
  frame[61] = input.serial;
  return frame;
}

function statusWord(input: LongFormInput): number {
  const { bits } = input;
  const set = (is: boolean | null | undefined, bit: number): number => (is ? bit : 0);
  return (
    set(input.cell, STATUS.cell) |
    set(input.fenceEntered, STATUS.fenceEntered) |
    set(input.fenceLeft, STATUS.fenceLeft) |
    set(bits.ropeCut, STATUS.ropeCut) |
    set(input.ackRequired ?? true, STATUS.ackRequired) |
    set(bits.ropeInserted, STATUS.ropeInserted) |
    set(bits.motorLocked, STATUS.motorLocked) |
    set(bits.longUnlocked, STATUS.longUnlocked) |
    set(bits.wrongPassword, STATUS.wrongPassword) |
    set(bits.illegalCard, STATUS.illegalCard) |
    set(bits.lowBattery, STATUS.lowBattery) |
    set(bits.coverOpen, STATUS.coverAlarm) |
    set(!bits.coverOpen, STATUS.coverClosed) |
    set(bits.motorStuck, STATUS.motorStuck)
  );
}

/** The 10 bytes behind a place, by kind. */
type ShortOwn =
  | {
      readonly kind: 1;
      readonly satellites: number;
      readonly power: number;
      readonly flags: number;
      readonly altitudeM: number;
      readonly cellId: number;
      readonly lac: number;
      readonly gsm: number;
    }
  | {
      readonly kind: 2;
      readonly fuel: number;
      readonly status: number;
      readonly odometerKm: number;
    }
  | {
      readonly kind: 3;
      readonly fuels: readonly [number, number, number];
      readonly odometerKm: number;
      readonly status: number;
    };

export type ShortRecordInput = PlaceInput & { readonly own: ShortOwn };

export type ShortFormInput = Head & { readonly records: readonly ShortRecordInput[] };

/**
 * §3.1 "Binary, short form": one frame of 1–37 records, all of one kind. Throws RangeError when
 * there is none, or when the low byte of the length would be 0, which would say the long form.
 */
export function encodeShortForm(input: ShortFormInput): Uint8Array {
  const kind = input.records[0]?.own.kind;
  const length = input.records.length * SHORT_RECORD_BYTES;
  if (kind === undefined || length % 256 === 0)
    throw new RangeError(`no short form has ${input.records.length} records`);
  const frame = new Uint8Array(length + 10);
  frame[0] = 0x24;
  putDigits(frame, 1, idDigits(input.deviceId));
  frame[6] = (kind << 4) | dataTypeCode(input.dataType ?? 'realtime');
  new DataView(frame.buffer).setUint16(7, length);
  input.records.forEach((record, number) => {
    const at = 9 + number * SHORT_RECORD_BYTES;
    putPlace(frame, at, record);
    putOwn(new DataView(frame.buffer, at + PLACE_BYTES, 10), record.own);
  });
  frame[frame.length - 1] = input.serial;
  return frame;
}

function putOwn(view: DataView, own: ShortOwn): void {
  switch (own.kind) {
    case 1:
      view.setUint8(0, own.satellites);
      view.setUint8(1, own.power);
      view.setUint8(2, own.flags);
      view.setUint16(3, own.altitudeM);
      view.setUint16(5, own.cellId);
      view.setUint16(7, own.lac);
      view.setUint8(9, own.gsm);
      return;
    case 2:
      view.setUint8(0, own.fuel >> 8);
      view.setUint32(1, own.status);
      view.setUint32(5, own.odometerKm);
      view.setUint8(9, own.fuel & 0xff);
      return;
    case 3: {
      const [first, second, third] = own.fuels;
      view.setUint16(0, (first << 4) | (second >> 8));
      view.setUint16(2, ((second & 0xff) << 8) | (third >> 4));
      view.setUint32(
        4,
        (((third & 0x0f) << 28) | (own.odometerKm << 8) | (own.status >> 16)) >>> 0,
      );
      view.setUint16(8, own.status & 0xffff);
      return;
    }
  }
}

function dataTypeCode(dataType: DataType): number {
  const found = Object.entries(DATA_TYPES).find(([, name]) => name === dataType);
  return Number(found?.[0]);
}

function idDigits(deviceId: string): string {
  if (deviceId.length !== 10) throw new RangeError(`a device id has ten digits: ${deviceId}`);
  return deviceId;
}
