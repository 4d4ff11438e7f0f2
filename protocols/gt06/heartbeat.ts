// Heartbeats (§3.4 "13 / 23"): what the device says of itself, without a place and without a time.
import { type Content, noteAlarm, put } from './fields.ts';
import { keepRest } from './place.ts';
import { readExternal, readInfo, readLevel, readSignal } from './status.ts';

/** Two forms of 13 that are told by their length: README, "Heartbeats". */
const WIDE_BYTES = [14, 16];
const DECIVOLTS = 0x0fff;

export function read13(content: Content): void {
  const { bytes, draft, profile } = content;
  if (WIDE_BYTES.includes(content.size)) {
    readWide(content);
    return;
  }
  readInfo(content);
  noteState(content);
  if (profile.heartbeat === 'centivolts') readExternal(content);
  else readLevel(content);
  readSignal(content);
  if (bytes.left >= 2) {
    const word = bytes.u16();
    if (profile.heartbeat === 'decivolts') put(draft, 'externalMv', (word & DECIVOLTS) * 100);
    else put(draft, 'language', word);
  }
  keepRest(content);
}

/** The alarm is a state here: it has a word and is no event, for it is in every heartbeat while it lasts. */
function noteState({ draft }: Content): void {
  const { infoAlarm } = draft.raw;
  if (infoAlarm !== undefined) put(draft, 'alarm', infoAlarm);
}

/** Hundredths of a volt in place of the level. */
export function read23(content: Content): void {
  readInfo(content);
  noteState(content);
  if (content.bytes.left >= 2) readExternal(content);
  if (content.bytes.left >= 1) readSignal(content);
  if (content.bytes.left === 2) put(content.draft, 'language', content.bytes.u16());
  keepRest(content);
}

/** Information, signal and satellites, alarm, language, percent, mode, hundredths of a volt, and more. */
function readWide(content: Content): void {
  const { bytes, draft, profile } = content;
  readInfo(content);
  const sky = bytes.u16();
  put(draft, 'gsm', sky & 0x1f);
  // Ten bits: those of one system and those of the other.
  draft.satellites = ((sky >> 5) & 0x1f) + ((sky >> 10) & 0x1f);
  const code = bytes.u8();
  put(draft, 'alarmCode', code);
  if (code !== 0) noteAlarm(draft, profile.alarms.get(code));
  put(draft, 'language', bytes.u8());
  const percent = bytes.u8();
  if (percent <= 100) draft.batteryPct = percent;
  else put(draft, 'battery', percent);
  put(draft, 'workingMode', bytes.u8());
  readExternal(content);
  put(draft, 'reserved', bytes.u8());
  put(draft, 'workingTimes', bytes.u16());
  put(draft, 'workingTime', bytes.u16());
  if (bytes.left === 2) {
    const temperature = bytes.u16();
    const tenths = temperature & 0x7fff;
    put(draft, 'temperatureC', (temperature & 0x8000 ? tenths : -tenths) / 10); // bit 15: above zero
  }
  keepRest(content);
}
