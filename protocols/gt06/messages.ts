// Which reader reads which type (§3.4). A type means one thing after 78 and may mean another after 79.
import { read19, read95, readA3, readA4, readA5, readAlarmed, readFenced } from './alarm.ts';
import { readAsset, readAssetAlarm } from './asset.ts';
import { read40 } from './battery.ts';
import { read1e, read2c, read24, read28, read33, readA1, readA2, readF3 } from './cells.ts';
import type { Content } from './fields.ts';
import { read13, read23 } from './heartbeat.ts';
import { readInformation, readObd, readSerial, readShortInformation } from './information.ts';
import { readModular, readPeripheral } from './modules.ts';
import {
  read1a,
  read11,
  read12,
  read22,
  read31,
  read34,
  read36,
  read37,
  read61,
  readA0,
  readA7,
  readCard,
  readPlain,
  readVehicle,
} from './position.ts';

type Reader = (content: Content) => void;

export const LOGIN = 0x01;
export const TIME_REQUEST = 0x8a;
export const SHORT_REPLY = 0x15;
export const LONG_REPLY = 0x21;

/** After 78. */
export const READERS: ReadonlyMap<number, Reader> = new Map([
  [0x10, readPlain],
  [0x11, read11],
  [0x12, read12],
  [0x13, read13],
  [0x16, readAlarmed],
  [0x17, readCard],
  [0x18, read28],
  [0x19, read19],
  [0x1a, read1a],
  [0x1e, read1e],
  [0x22, read22],
  [0x23, read23],
  [0x24, read24],
  [0x25, readVehicle],
  [0x26, readAlarmed],
  [0x27, readFenced],
  [0x28, read28],
  [0x2c, read2c],
  [0x2d, read22],
  [0x2e, read28],
  [0x31, read31],
  [0x32, readAlarmed],
  [0x33, read33],
  [0x34, read34],
  [0x36, read36],
  [0x37, read37],
  [0x40, read40],
  [0x61, read61],
  [0x94, readShortInformation],
  [0x95, read95],
  [0xa0, readA0],
  [0xa1, readA1],
  [0xa2, readA2],
  [0xa3, readA3],
  [0xa4, readA4],
  [0xa5, readA5],
  [0xa7, readA7],
  [0xf3, readF3],
]);

/** After 79. */
export const LONG_READERS: ReadonlyMap<number, Reader> = new Map([
  [0x32, readAsset],
  [0x33, readAssetAlarm],
  [0x38, readPlain],
  [0x70, readModular],
  [0x8c, readObd],
  [0x94, readInformation],
  [0x9b, readSerial],
  [0xf1, readPeripheral],
  [0xf2, readPeripheral],
]);

/**
 * What the device waits for an answer to: heartbeats and alarms (JM-VL03 manual §2, §5), and the modules of 70. To
 * positions, cells and information the manual says that nothing is answered.
 */
export const ANSWERED: ReadonlySet<number> = new Set([
  0x13, 0x16, 0x19, 0x23, 0x26, 0x27, 0x32, 0x33, 0x40, 0x70, 0x95, 0xa3, 0xa4, 0xa5,
]);
