import { type Content, type Draft, noteAlarm, put, setBit } from './fields.ts';
import { INFO_TABLE } from './profile.ts';

const OIL_CUT = 0x80;
const FIX = 0x40;
const CHARGING = 0x04;
const IGNITION = 0x02;
const ARMED = 0x01;
const LOW_BATTERY = 3;

/** §3.4: the levels 0 to 6 that stand for a battery's charge. */
const LEVEL_MAX = 6;

/** §3.4 "13 / 23": the information byte. */
export function readInfo({ bytes, draft }: Content): void {
  const info = bytes.u8();
  put(draft, 'info', info);
  put(draft, 'oilCut', (info & OIL_CUT) !== 0);
  put(draft, 'positioned', (info & FIX) !== 0);
  put(draft, 'ignition', (info & IGNITION) !== 0);
  put(draft, 'armed', (info & ARMED) !== 0);
  setBit(draft, 'charging', (info & CHARGING) !== 0);
  const code = infoAlarmOf(info);
  setBit(draft, 'lowBattery', code === LOW_BATTERY);
  const meaning = INFO_TABLE.get(code);
  if (meaning !== undefined) put(draft, 'infoAlarm', meaning.word);
}

function infoAlarmOf(info: number): number {
  return (info >> 3) & 7;
}

export function readLevel({ bytes, draft }: Content): void {
  const level = bytes.u8();
  put(draft, 'voltageLevel', level);
  if (level <= LEVEL_MAX) draft.batteryPct = Math.floor((level * 100) / LEVEL_MAX);
}

/** Hundredths of a volt. */
export function readExternal({ bytes, draft }: Content): void {
  put(draft, 'externalMv', bytes.u16() * 10);
}

export function readSignal({ bytes, draft }: Content): void {
  put(draft, 'gsm', bytes.u8());
}

/** §3.4 "16 / 26 / 27": information, voltage level, signal, alarm code, language. */
export function readStatus(content: Content): void {
  readInfo(content);
  readLevel(content);
  readSignal(content);
  readAlarm(content);
  put(content.draft, 'language', content.bytes.u8());
}

/** The alarm code by the model's table; where it says nothing, the information byte's own alarm. */
export function readAlarm({ bytes, draft, profile }: Content): void {
  const code = bytes.u8();
  put(draft, 'alarmCode', code);
  const meaning = code === 0 ? undefined : profile.alarms.get(code);
  if (meaning !== undefined) noteAlarm(draft, meaning);
  else if (code === 0) noteInfoAlarm(draft);
}

/** Makes the information byte's alarm the report's own: for frames that have no other. */
export function noteInfoAlarm(draft: Draft): void {
  const { info } = draft.raw;
  if (typeof info === 'number') noteAlarm(draft, INFO_TABLE.get(infoAlarmOf(info)));
}
