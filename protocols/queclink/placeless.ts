import { type Cursor, readAccessory } from './blocks.ts';
import { isTime, type Named, noteFields, numberOf } from './fields.ts';
import {
  INF_ASSET_TAIL,
  INF_HEAD,
  INF_HEAD_ASSET,
  INF_HEAD_TWO,
  INF_INPUTS,
  INF_TWO_SUPPLIES,
} from './layouts.ts';

const ICCID = /^[0-9A-Za-z]{18,22}$/;
const VOLT_MV = 1000;

/** Which device's tables hold. */
type Kind = { readonly deviceType: string; readonly isUnwired: boolean };

/** `GTINF`: device state, SIM, supply, last fix; then lines and clock, or battery. */
export function readInfo(raw: Named, fields: readonly string[], of: Kind): void {
  const { deviceType, isUnwired } = of;
  const start = fields.findIndex(
    (text, at) =>
      /^[0-9A-Fa-f]{2}$/.test(text) && (fields[at + 1] === '' || ICCID.test(fields[at + 1] ?? '')),
  );
  const from = Math.max(start, 0);
  const fix = fields.findIndex((text, at) => at > from && isTime(text));
  const to = fix === -1 ? fields.length : fix;
  const wired = INF_TWO_SUPPLIES.includes(deviceType) ? INF_HEAD_TWO : INF_HEAD;
  const names = isUnwired ? INF_HEAD_ASSET : wired;
  noteFields(raw, fields.slice(from, to), names, 'before');
  if (fix === -1) return;
  raw['lastFixTime'] = fields[fix] ?? null;
  readInfoTail(raw, fields.slice(fix + 1), of);
}

/** The clock's zone, where there is one, tells where the inputs and the lines stand before it. */
function readInfoTail(
  raw: Named,
  fields: readonly string[],
  { deviceType, isUnwired }: Kind,
): void {
  const zone = fields.findIndex((text) => /^[+-]\d{4}$/.test(text));
  if (zone < 2) {
    noteFields(raw, fields, isUnwired ? INF_ASSET_TAIL : [], 'after');
    return;
  }
  const inputs = INF_INPUTS[deviceType] ?? ['adc1'];
  noteFields(raw, fields.slice(0, zone - 2), inputs, 'after');
  const lines = ['digitalInput', 'digitalOutput', 'timeZone', 'daylightSaving'];
  noteFields(raw, fields.slice(zone - 2), lines, 'last');
}

const CELL_NAMES = ['mcc', 'mnc', 'lac', 'cellId', 'signal', 'timing'] as const;

/** `GTGSM`: why it was made, then the cells in reach, the serving one last. */
export function readCells(raw: Named, fields: readonly string[]): void {
  raw['fixType'] = fields[0] ?? null;
  const cells = fields.slice(1);
  for (let at = 0, n = 1; at < cells.length; at += CELL_NAMES.length, n++)
    noteFields(
      raw,
      cells.slice(at, at + CELL_NAMES.length),
      CELL_NAMES.map((name) => `cell${n}.${name}`),
      '',
    );
}

/** `GTWIF`: access points in reach, each with its signal and fields that are reserved. */
export function readAccessPoints(raw: Named, fields: readonly string[]): void {
  noteFields(raw, fields.slice(0, 1), ['count'], '');
  let found = 0;
  for (let at = 1; at < fields.length; at++) {
    const mac = fields[at] ?? '';
    if (/^[0-9A-Fa-f]{12}$/.test(mac)) {
      found += 1;
      raw[`wifi${found}.mac`] = mac;
      noteFields(raw, fields.slice(at + 1, at + 2), [`wifi${found}.signal`], '');
      at += 1;
    } else noteFields(raw, [mac], [], `after${at}`);
  }
}

/** `GTBID`: accessories in reach: how many; of each its model, mask, and the fields of the mask. */
export function readBeacons(raw: Named, fields: readonly string[]): void {
  const cursor: Cursor = { fields, at: 1 };
  noteFields(raw, fields.slice(0, 1), ['accessories'], '');
  for (let n = 1; cursor.at < fields.length; n++) {
    noteFields(raw, fields.slice(cursor.at, cursor.at + 1), [`accessory${n}.model`], '');
    cursor.at += 1;
    readAccessory(raw, cursor, n);
  }
  const millivolts = raw['accessory1.batteryMv'];
  if (typeof millivolts === 'number') raw['accessoryVoltage'] = millivolts / VOLT_MV;
}

/** A fuel probe on the serial line: `COMB,<state>,<level>,…` among its other lines. */
const PROBE = /(?:^|[\s"])COMB,\d+,(-?\d+(?:\.\d+)?)/;
const PRINTABLE = /^[\t\r\n\x20-\x7e]*$/;

/** What a device at the serial port said, which `GTDTT` and `GTDAT` carry in hex or as text. */
export function readSerial(raw: Named, fields: readonly string[]): void {
  const data = fields.at(-1) ?? '';
  const isHex = /^([0-9A-Fa-f]{2})+$/.test(data) && numberOf(fields.at(-2)) === data.length / 2;
  const text = isHex ? textOfHex(data) : data;
  raw['data'] = PRINTABLE.test(text) ? text : data;
  const level = numberOf(PROBE.exec(text)?.[1]);
  if (level !== null) raw['fuel'] = level;
  noteFields(raw, fields.slice(0, -1), [], 'before');
}

function textOfHex(hex: string): string {
  let text = '';
  for (let at = 0; at < hex.length; at += 2)
    text += String.fromCharCode(Number.parseInt(hex.slice(at, at + 2), 16));
  return text;
}
