import type { Instant } from '@lakiri/kit';
import { bytesOf, little } from './bytes.ts';
import { type Addressee, textContent, written } from './encode-server.ts';
import { EPOCH_MS } from './fixed-batch.ts';
import { EXTENDED } from './parameters.ts';

// What a device says: for the simulator and for tests.

/** What AAA and CCC say of a place. */
export type ReportInput = {
  readonly event: number;
  readonly occurredAt: Instant;
  readonly valid: boolean;
  readonly lat: number;
  readonly lon: number;
  readonly satellites: number;
  readonly signal: number;
  readonly speedKmh: number;
  readonly courseDeg: number;
  readonly hdop: number;
  readonly altitudeM: number;
  readonly mileageM: number;
  readonly runTimeS: number;
  readonly inputs: number;
  readonly outputs: number;
  /** Steps of the readings. */
  readonly battery: number;
  readonly power: number;
};

const hex4 = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

/** `AAA,…` with its analog readings, and without what may follow them. */
export function encodeTextReport(from: Addressee, input: ReportInput): Uint8Array {
  const clock = new Date(input.occurredAt).toISOString().replace(/\D/g, '').slice(2, 14);
  const fields = [
    'AAA',
    input.event,
    input.lat.toFixed(6),
    input.lon.toFixed(6),
    clock,
    input.valid ? 'A' : 'V',
    input.satellites,
    input.signal,
    input.speedKmh,
    input.courseDeg,
    input.hdop,
    input.altitudeM,
    input.mileageM,
    input.runTimeS,
    '0|0|0000|0000',
    hex4((input.inputs << 8) | input.outputs),
    `0000|0000|0000|${hex4(input.battery)}|${hex4(input.power)}`,
    '',
  ];
  return written('$$', from, textContent(fields.map(String)));
}

/** `A15,OK` and the like. */
export function encodeReply(from: Addressee, word: string, values: readonly string[]): Uint8Array {
  if (!/^[0-9A-Z]{3}$/.test(word)) throw new RangeError('no such word');
  if (values.some((value) => value.includes(','))) throw new RangeError('a comma in a value');
  return written('$$', from, textContent([word, ...values]));
}

/** CCC: records of 52 bytes. */
export function encodeFixedBatch(
  from: Addressee,
  { remaining, records }: { readonly remaining: number; readonly records: readonly ReportInput[] },
): Uint8Array {
  const bytes = records.flatMap((input) => [
    ...little(input.event, 1),
    ...little(Math.round(input.lat * 1e6), 4),
    ...little(Math.round(input.lon * 1e6), 4),
    ...little((input.occurredAt - EPOCH_MS) / 1000, 4),
    input.valid ? 1 : 0,
    input.satellites,
    input.signal,
    ...little(input.speedKmh, 2),
    ...little(input.courseDeg, 2),
    ...little(Math.round(input.hdop * 10), 2),
    ...little(input.altitudeM, 2),
    ...little(input.mileageM, 4),
    ...little(input.runTimeS, 4),
    ...little(0, 8),
    input.outputs,
    input.inputs,
    ...little(0, 2),
    ...little(input.battery, 2),
    ...little(input.power, 2),
    ...little(0, 4),
  ]);
  const head = [...little(0x0102, 2), ...little(52, 2), ...little(remaining, 4)];
  return written('$$', from, joined('CCC,', [...head, ...bytes]));
}

/** One parameter: its id (two bytes where it begins with FE) and its value, as 1, 2 or 4 bytes or as any. */
export type ParameterInput = {
  readonly id: number;
  readonly value: { readonly bytes: 1 | 2 | 4; readonly number: number } | Uint8Array;
};

/** What a record must not exceed: lengths and counts have one byte, but for the whole. */
const COUNT_MAX = 255;

/** CCE, or CFF in the same layout: records of parameters. */
export function encodeBatch(
  from: Addressee,
  {
    word = 'CCE',
    remaining,
    records,
  }: {
    readonly word?: 'CCE' | 'CFF';
    readonly remaining: number;
    readonly records: readonly (readonly ParameterInput[])[];
  },
): Uint8Array {
  const bytes = records.flatMap((parameters) => {
    const record = recordOf(parameters);
    return [...little(record.length, 2), ...record];
  });
  const head = [...little(remaining, 4), ...little(records.length, 2)];
  return written('$$', from, joined(`${word},`, [...head, ...bytes]));
}

function recordOf(parameters: readonly ParameterInput[]): readonly number[] {
  const groups = ([1, 2, 4, 0] as const).map((size) =>
    parameters.filter(({ value }) => ('bytes' in value ? value.bytes : 0) === size),
  );
  if (groups.some((group) => group.length > COUNT_MAX)) throw new RangeError('too many parameters');
  const said = groups.flatMap((group) => [group.length, ...group.flatMap(parameterOf)]);
  return [...little(parameters.length, 2), ...said];
}

function parameterOf({ id, value }: ParameterInput): readonly number[] {
  const isExtended = id >= EXTENDED && id <= EXTENDED + 0xff;
  if (!isExtended && !(id >= 0 && id < EXTENDED >> 8)) throw new RangeError('no such parameter');
  const name = isExtended ? [id >> 8, id & 0xff] : [id];
  if ('bytes' in value) return [...name, ...little(value.number, value.bytes)];
  if (value.length > COUNT_MAX) throw new RangeError('longer than one byte counts');
  return [...name, value.length, ...value];
}

function joined(word: string, content: readonly number[]): Uint8Array {
  return Uint8Array.from([...bytesOf(word), ...content]);
}
