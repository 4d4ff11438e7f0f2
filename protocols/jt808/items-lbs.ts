// Item EB: three forms that different makers put under one id.
import { hexOf, u16At, u24At, u32At } from './bytes.ts';
import { addWord, batteryPct, type Item, isTextAt, put, textAt } from './item.ts';

const MCC_MIN = 200; // no country has less; as a length it would pass the item
const CELL_BYTES = 5;

/** Cells (MCC 2, MNC 1, {LAC 2, cell 2, signal 1}), a text, or a list of {length 2, kind 2, value}. */
export function extendedLbs(item: Item): boolean {
  const { bytes, at, size, draft } = item;
  if (size < 2) return false;
  if (u16At(bytes, at) > MCC_MIN && size > 3 && (size - 3) % CELL_BYTES === 0) {
    put(draft.raw, 'mcc', u16At(bytes, at));
    put(draft.raw, 'mnc', bytes[at + 2] ?? 0);
    put(draft.raw, 'cells', hexOf(bytes, at + 3, size - 3));
    return true;
  }
  if (isTextAt(bytes, at, size)) {
    put(draft.raw, 'timezone', textAt(bytes, at, size));
    return true;
  }
  return list(item);
}

function list(item: Item): boolean {
  const { bytes, at, size } = item;
  const end = at + size;
  let from = at;
  while (from + 4 <= end) {
    const length = u16At(bytes, from); // of kind and value
    if (length < 2 || from + 2 + length > end) break;
    const kind = u16At(bytes, from + 2);
    const value = { ...item, at: from + 4, size: length - 2 };
    readKind(kind, value);
    from += 2 + length;
  }
  return from === end;
}

type Value = Item;

const KINDS: Readonly<Record<number, (value: Value) => void>> = {
  1: ({ bytes, at, size, draft }) => {
    if (size >= 2) put(draft.raw, 'fuel1', u16At(bytes, at) / 10);
  },
  35: ({ bytes, at, size, draft }) => {
    const said = textAt(bytes, at, size);
    if (/^-?\d{1,6}(\.\d{1,6})?$/.test(said)) put(draft.raw, 'fuel2', Number(said));
  },
  45: ({ bytes, at, size, draft }) => {
    if (size === 2) put(draft.raw, 'battery', u16At(bytes, at) / 1000);
  },
  137: ({ bytes, at, size, draft }) => {
    if (size !== 4) return;
    const alarms = u32At(bytes, at); // a bit that is 0 is an alarm
    put(draft.raw, 'extendedAlarm', alarms);
    if ((alarms & 0x0001) === 0) addWord(draft, 'powerOff');
    if ((alarms & 0x1000) === 0) addWord(draft, 'removing');
  },
  168: ({ bytes, at, size, draft }) => {
    if (size === 1) batteryPct(draft, bytes[at] ?? 0);
  },
  178: ({ bytes, at, size, draft }) => {
    put(draft.raw, 'iccid', hexOf(bytes, at, size).replaceAll('f', ''));
  },
  185: ({ bytes, at, size, draft }) => {
    if (size > 1) put(draft.raw, 'wifi', textAt(bytes, at + 1, size - 1));
  },
  197: ({ bytes, at, size, draft }) => {
    if (size !== 4) return;
    const status = u32At(bytes, at);
    put(draft.raw, 'extendedStatus', status);
    if ((status & 0x40) === 0) addWord(draft, 'vibration');
    const motion = (status >>> 23) & 0x03;
    if (motion < 2) put(draft.raw, 'motion', motion === 0);
  },
  198: ({ bytes, at, size, draft }) => {
    if (size !== 1) return;
    const alarm = bytes[at] ?? 0;
    put(draft.raw, 'batteryAlarm', alarm);
    if (alarm === 3 || alarm === 4) addWord(draft, 'lowBattery');
  },
  206: ({ bytes, at, size, draft }) => {
    if (size === 2) put(draft.raw, 'power', u16At(bytes, at) / 100);
  },
  213: ({ bytes, at, size, draft }) => {
    put(draft.raw, 'imei', textAt(bytes, at, size));
  },
  216: ({ bytes, at, size, draft }) => {
    if (size !== 9) return;
    put(draft.raw, 'mcc', u16At(bytes, at));
    put(draft.raw, 'mnc', u24At(bytes, at) & 0xff);
    put(draft.raw, 'lac', u16At(bytes, at + 3));
    put(draft.raw, 'cellId', u32At(bytes, at + 5));
  },
  225: ({ bytes, at, size, draft }) => {
    if (size === 1) batteryPct(draft, bytes[at] ?? 0);
  },
};

function readKind(kind: number, value: Value): void {
  const { bytes, at, size, draft } = value;
  const read = KINDS[kind];
  if (read !== undefined) read(value);
  else draft.raw[`item.eb.${kind.toString(16).padStart(4, '0')}`] = hexOf(bytes, at, size);
}
