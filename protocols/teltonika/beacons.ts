import type { RawValue } from '@lakiri/kit';
import { hexOf } from './hex.ts';

type Spelled = { [io: `io.${string}`]: RawValue };

/** The only version of the list that the maker has published. */
const LIST_VERSION = 1;

/** Parameters of one beacon: the maker's EYE pages, "parsing" examples for ids 548, 10828 to 10831. */
const RSSI = 0x00;
const BEACON_ID = 0x01;
const LOW_BATTERY = 0x0d;
const BATTERY_MV = 0x0e;
const MAC = 0x0f;

/**
 * Spells out a beacon list into `raw` under `prefix.beacon<n>.`: version byte, then for each beacon its
 * length and its parameters as id, length, value. A list that does not walk to its end is left as
 * the hex that stands beside it: the record around it is still good.
 */
export function addBeacons(raw: Spelled, prefix: `io.${number}`, list: Uint8Array): void {
  if (list[0] !== LIST_VERSION) return;
  const spelled: Spelled = {};
  let at = 1;
  for (let beacon = 1; at < list.length; beacon++) {
    const end = at + 1 + (list[at] ?? 0);
    if (
      end > list.length ||
      !addBeacon(spelled, `${prefix}.beacon${beacon}`, list.subarray(at + 1, end))
    )
      return;
    at = end;
  }
  Object.assign(raw, spelled);
}

function addBeacon(raw: Spelled, prefix: `io.${string}`, beacon: Uint8Array): boolean {
  let at = 0;
  while (at < beacon.length) {
    const [id = 0, size = beacon.length] = [beacon[at], beacon[at + 1]];
    const end = at + 2 + size;
    if (end > beacon.length) return false;
    const { name, value } = parameterOf(id, beacon.subarray(at + 2, end));
    raw[`${prefix}.${name}`] = value;
    at = end;
  }
  return true;
}

function parameterOf(id: number, value: Uint8Array): { name: string; value: RawValue } {
  const [first = 0, second = 0] = value;
  if (id === RSSI && value.length === 1) return { name: 'rssiDbm', value: (first << 24) >> 24 };
  if (id === LOW_BATTERY && value.length === 1) return { name: 'lowBattery', value: first };
  if (id === BATTERY_MV && value.length === 2)
    return { name: 'batteryMv', value: (first << 8) | second };
  if (id === BEACON_ID) return { name: 'id', value: hexOf(value) };
  if (id === MAC) return { name: 'mac', value: hexOf(value) };
  return { name: `p${id}`, value: hexOf(value) };
}
