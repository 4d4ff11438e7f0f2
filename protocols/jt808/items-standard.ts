// JT/T 808-2013 table 27 and what 2019 and JT/T 1078 add to it; the rows of §3.3 "Standard TLVs".
import { i16At, u16At, u32At } from './bytes.ts';
import { hex, type Item, number, put, type Reader, signed } from './item.ts';

export const STANDARD_ITEMS: Readonly<Record<number, Reader>> = {
  1: ({ bytes, at, size, draft }) => {
    if (size !== 4) return false;
    draft.odometerKm = u32At(bytes, at) / 10;
    return true;
  },
  2: fuel,
  3: number('recorderSpeedKmh', 2, { divisor: 10 }),
  4: number('alarmEventId', 2),
  5: hex('tirePressures'),
  6: signed('cargoTemperature'), // 2019
  17: overspeedPlace,
  18: areaPassed,
  19: roadTime,
  20: number('videoAlarm', 4), // JT/T 1078 §4.1
  21: number('videoLost', 4),
  22: number('videoCovered', 4),
  23: number('storageFault', 2),
  24: number('abnormalDriving', [2, 3]),
  37: number('vehicleSignals', 4),
  42: number('ioStatus', 2),
  43: ({ bytes, at, size, draft }) => {
    if (size !== 4) return false;
    put(draft.raw, 'analog0', u16At(bytes, at + 2)); // the low half is the first input
    put(draft.raw, 'analog1', u16At(bytes, at));
    return true;
  },
  48: number('rssi', 1),
  49: ({ bytes, at, size, draft }) => {
    if (size !== 1) return false;
    draft.satellites = bytes[at] ?? 0;
    return true;
  },
};

/** Tenths of a litre; makers whose tanks tell a level set the highest bit and send the level. */
function fuel({ bytes, at, size, draft }: Item): boolean {
  if (size !== 2) return false;
  const value = u16At(bytes, at);
  put(draft.raw, 'fuel', value & 0x8000 ? value & 0x7fff : value / 10);
  return true;
}

function overspeedPlace({ bytes, at, size, draft }: Item): boolean {
  if (size !== 1 && size !== 5) return false;
  put(draft.raw, 'overspeedPlace', bytes[at] ?? 0);
  if (size === 5) put(draft.raw, 'overspeedArea', u32At(bytes, at + 1));
  return true;
}

function areaPassed({ bytes, at, size, draft }: Item): boolean {
  if (size !== 6) return false;
  put(draft.raw, 'areaKind', bytes[at] ?? 0);
  put(draft.raw, 'areaId', u32At(bytes, at + 1));
  put(draft.raw, 'areaDirection', bytes[at + 5] ?? 0);
  return true;
}

function roadTime({ bytes, at, size, draft }: Item): boolean {
  if (size !== 7) return false;
  put(draft.raw, 'roadId', u32At(bytes, at));
  put(draft.raw, 'roadSeconds', u16At(bytes, at + 4));
  put(draft.raw, 'roadResult', bytes[at + 6] ?? 0);
  return true;
}

/** Three tilts, degrees as the device counts them. */
export function tilt({ bytes, at, size, draft }: Item): boolean {
  if (size !== 6) return false;
  put(draft.raw, 'tilt', `[${i16At(bytes, at)},${i16At(bytes, at + 2)},${i16At(bytes, at + 4)}]`);
  return true;
}
