// 94, what is no position (JM-VL03 manual §9), and 9B and 8C, which pass on what another device says.
import { asciiOf, hexOf, isPrintable } from './bytes.ts';
import { type Content, put, readTime } from './fields.ts';
import { keepRest } from './place.ts';
import { readExternal } from './status.ts';

const VOLTAGE = 0x00;
const SETTINGS = 0x04;
const DOOR = 0x05;
const SELF = 0x0a;
const FUEL = 0x0d;
/** Hundredths of a volt too; of which supply is not said. */
const VOLTAGE_OTHER = 0x0b;
const CARD = 0x1b;
const CLOCK_BYTES = 6;
const MARK = 0x21; // the fuel sensor's text begins with an exclamation mark
const CR = 0x0d;
const LF = 0x0a;

/** 78…94 has no kind: hundredths of a volt. */
export function readShortInformation(content: Content): void {
  readExternal(content);
  keepRest(content);
}

/** 79…94: the kind, then what is of that kind. */
export function readInformation(content: Content): void {
  const { bytes, draft } = content;
  const kind = bytes.u8();
  put(draft, 'kind', kind);
  if (kind === VOLTAGE || kind === VOLTAGE_OTHER) readExternal(content);
  else if (kind === SETTINGS) readSettings(content);
  else if (kind === DOOR) readDoor(content);
  else if (kind === SELF) readSelf(content);
  else if (kind === FUEL) readFuel(content);
  else if (kind === CARD) readCard(content);
  keepRest(content);
}

/** `ALM1=45;ALM2=CC;…`: each by its own name. */
function readSettings({ bytes, draft }: Content): void {
  for (const setting of asciiOf(bytes.take(bytes.left)).split(';')) {
    const equals = setting.indexOf('=');
    if (equals > 0) put(draft, `setting.${setting.slice(0, equals)}`, setting.slice(equals + 1));
  }
}

function readDoor({ bytes, draft }: Content): void {
  const flags = bytes.u8();
  put(draft, 'door', (flags & 1) !== 0);
  put(draft, 'doorTrigger', (flags & 2) !== 0);
  put(draft, 'port', (flags & 4) !== 0);
}

/** IMEI, subscriber, card: BCD. */
function readSelf({ bytes, draft }: Content): void {
  put(draft, 'imei', hexOf(bytes.take(8)).slice(1));
  put(draft, 'imsi', hexOf(bytes.take(8)).slice(1));
  put(draft, 'iccid', hexOf(bytes.take(10)).replaceAll('f', ''));
}

/**
 * `!AIOIL,02,008.290,029.600,519J,0400,008.430,0,00,AB`: address, output, temperature, version, state, level as
 * measured. Level is the sensor's own: only a tank's table makes litres of it.
 */
function readFuel(content: Content): void {
  const { bytes, draft } = content;
  const isDated = content.first === FUEL && content.second !== MARK;
  if (isDated && bytes.left >= CLOCK_BYTES) readTime(bytes, content);
  const text = asciiOf(bytes.take(bytes.left));
  const [name, , output, temperature, , , level] = text.split(',');
  put(draft, 'text', text);
  if (name !== '!AIOIL') return;
  putNumber(content, 'fuelOutput', output);
  putNumber(content, 'temperatureC', temperature);
  putNumber(content, 'fuelLevel', level);
}

function putNumber({ draft }: Content, field: string, text: string | undefined): void {
  const isNumber = text !== undefined && /^-?\d+(\.\d+)?$/.test(text);
  if (isNumber) put(draft, field, Number(text));
}

/** Text of a reader, or a reader's own frame: head, kind, four bytes of card, sum, end. */
function readCard({ bytes, draft }: Content): void {
  const rest = bytes.take(bytes.left);
  const text = lineOf(rest);
  if (text !== undefined) {
    put(draft, 'text', text);
    put(draft, 'card', text.replace(/^RFID:/, ''));
    return;
  }
  put(draft, 'text', hexOf(rest));
  if (rest.length === READER_BYTES) put(draft, 'card', hexOf(rest.subarray(2, 6)));
}
const READER_BYTES = 8;

/** The bytes as one line of ASCII, without the line's end; `undefined` for anything else. */
function lineOf(bytes: Uint8Array): string | undefined {
  let size = bytes.length;
  while (size > 0 && (bytes[size - 1] === CR || bytes[size - 1] === LF)) size--;
  const line = bytes.subarray(0, size);
  return size > 0 && line.every(isPrintable) ? asciiOf(line) : undefined;
}

/** 9B: the external device's kind, then its line: a temperature, or a card after a byte that says which kind. */
export function readSerial({ bytes, draft }: Content): void {
  put(draft, 'externalDevice', bytes.u8());
  const rest = bytes.take(bytes.left);
  const text = lineOf(rest);
  put(draft, 'text', text ?? hexOf(rest));
  if (text !== undefined && /^-?\d{1,3}\.\d+$/.test(text)) put(draft, 'temperatureC', Number(text));
  const card = text === undefined ? lineOf(rest.subarray(1)) : undefined;
  if (card !== undefined) put(draft, 'card', card);
}

/** 8C: time, ignition, then `id=value` of the vehicle's bus, both in hex. */
export function readObd(content: Content): void {
  const { bytes, draft } = content;
  readTime(bytes, content);
  put(draft, 'ignition', bytes.u8() !== 0);
  for (const pair of asciiOf(bytes.take(bytes.left)).split(',')) {
    const equals = pair.indexOf('=');
    if (equals > 0) put(draft, `obd.${pair.slice(0, equals)}`, pair.slice(equals + 1));
  }
}
