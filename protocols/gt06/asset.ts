// 79…32 and 79…33 of an asset tracker (AZ735): a place that may be absent, cells, access points, a state.
import type { AlarmMeaning } from './alarms.ts';
import { hexOf } from './bytes.ts';
import { type Content, noteAlarm, put, readTime } from './fields.ts';
import { CELL, keepRest, readCell, readPlace } from './place.ts';

const STATES: ReadonlyMap<number, AlarmMeaning> = new Map([
  [0xa2, { word: 'lowBattery', event: 'battery.low', bit: 'lowBattery' }],
  [0xa3, { word: 'lowBattery', event: 'battery.low', bit: 'lowBattery' }],
  [0xa4, { word: 'general' }],
  [0xa5, { word: 'door' }],
]);
const ARMED = 0xa0;
const DISARMED = 0xa1;
const CELL_WITH_WIDE_NETWORK_BYTES = 10; // counting itself

export function readAsset(content: Content): void {
  readAssetPlace(content);
}

/** 33: its state is an alarm. */
export function readAssetAlarm(content: Content): void {
  const { draft } = content;
  readAssetPlace(content);
  const { state } = draft.raw;
  if (state === ARMED || state === DISARMED) put(draft, 'armed', state === ARMED);
  if (typeof state === 'number') noteAlarm(draft, STATES.get(state));
}

function readAssetPlace(content: Content): void {
  const { bytes, draft } = content;
  readTime(bytes, content);
  if (bytes.u8() !== 0) {
    draft.satellites = bytes.u8() & 0x0f;
    readPlace(bytes, draft, true);
  }
  const size = bytes.u8();
  if (size > 0) {
    const isWide = size === CELL_WITH_WIDE_NETWORK_BYTES;
    readCell(bytes, draft, isWide ? { ...CELL, networkBytes: 2 } : CELL);
    put(draft, 'gsm', bytes.u8());
  }
  put(draft, 'cells', hexOf(bytes.take(bytes.u8())));
  put(draft, 'wifi', hexOf(bytes.take(bytes.u8())));
  put(draft, 'state', bytes.u8());
  keepRest(content);
}
