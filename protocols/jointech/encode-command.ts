import { bytesOf } from '@lakiri/kit';
import { type Form, joined, type Misfit } from './command-forms.ts';
import { COMMANDS, type JointechCommand, PART_COMMANDS, type PartCommand } from './commands.ts';
import { fieldsOf, isDeviceId } from './fields.ts';

/** Whose parts are meant, and under which serial the answer comes: another one each time, or the seal takes it for a repetition. */
export type Master = {
  /** Ten digits. */
  readonly deviceId: string;
  /** 0–999. */
  readonly serial: number;
};

/** Three digits on the wire. */
export const SERIAL_MAX = 999;

type Spec = {
  readonly word: string;
  readonly fixed: readonly (string | number)[];
  readonly params: Readonly<Record<string, Form<unknown>>>;
};
type Table = Readonly<Record<string, Spec>>;

/** `(Pnn,…)`: exactly one frame. Throws RangeError on what no command holds, and does not repeat it: it may be a password. */
export function encodeCommand(command: JointechCommand): Uint8Array {
  return frameOf(writeCommand(command));
}

/** `(ID,1,NNN,WLNET,n,…)`: to the parts behind a seal. Throws as {@link encodeCommand}. */
export function encodePartCommand(master: Master, command: PartCommand): Uint8Array {
  return frameOf(writePartCommand(master, command));
}

function frameOf(written: Uint8Array | Misfit): Uint8Array {
  if ('misfit' in written) throw new RangeError(written.misfit);
  return written;
}

/** As {@link encodeCommand}, with what does not fit as a value. */
export function writeCommand(command: JointechCommand): Uint8Array | Misfit {
  return textOf(fieldsFor(COMMANDS, command));
}

/** As {@link encodePartCommand}, with what does not fit as a value. */
export function writePartCommand(master: Master, command: PartCommand): Uint8Array | Misfit {
  const { deviceId, serial } = master;
  if (!isDeviceId(deviceId)) return { misfit: 'a device id has ten digits' };
  if (!Number.isInteger(serial) || serial < 0 || serial > SERIAL_MAX)
    return { misfit: `a serial is 0 to ${SERIAL_MAX}` };
  const head = [deviceId, '1', String(serial).padStart(3, '0'), 'WLNET'];
  return textOf(joined([head, fieldsFor(PART_COMMANDS, command)]));
}

function textOf(fields: readonly string[] | Misfit): Uint8Array | Misfit {
  return 'misfit' in fields ? fields : bytesOf(`(${fields.join(',')})`);
}

function fieldsFor(
  table: Table,
  command: { readonly command: string },
): readonly string[] | Misfit {
  const spec = Object.hasOwn(table, command.command) ? table[command.command] : undefined;
  if (spec === undefined) return { misfit: 'no such command' };
  const given: Readonly<Record<string, unknown>> = command;
  const params = Object.entries(spec.params).map(([name, form]) => form.write(given[name]));
  return joined([[spec.word, ...spec.fixed.map(String)], ...params]);
}

/** Whether the order of this command's parameters is taken from other commands, and not from the manual. */
export function isAssumed(command: JointechCommand): boolean {
  return 'assumed' in COMMANDS[command.command];
}

export type Heard =
  | { readonly to: 'seal'; readonly command: JointechCommand }
  | { readonly to: 'parts'; readonly master: Master; readonly command: PartCommand };

/** What a seal makes of a text of the platform; `undefined` for what is no command of the tables. */
export function decodeCommand(frame: Uint8Array): Heard | undefined {
  if (frame[0] !== 0x28 || frame[frame.length - 1] !== 0x29) return undefined;
  const fields = fieldsOf(frame).map(({ text }) => text);
  if (fields[3] !== 'WLNET') {
    const command = read(COMMANDS, fields);
    return command && { to: 'seal', command: command as JointechCommand };
  }
  const [deviceId = '', version, serial = '', , ...rest] = fields;
  if (!isDeviceId(deviceId) || version !== '1' || !/^\d{3}$/.test(serial)) return undefined;
  const command = read(PART_COMMANDS, rest);
  const master = { deviceId, serial: Number(serial) };
  return command && { to: 'parts', master, command: command as PartCommand };
}

function read(table: Table, [word, ...rest]: readonly string[]): object | undefined {
  for (const [command, spec] of Object.entries(table)) {
    const { fixed } = spec;
    if (spec.word !== word || fixed.some((field, at) => rest[at] !== String(field))) continue;
    const params = readParams(spec, rest.slice(fixed.length));
    if (params !== undefined) return { command, ...params };
  }
  return undefined;
}

function readParams({ params }: Spec, fields: readonly string[]): object | undefined {
  let left = fields;
  const said: [string, unknown][] = [];
  for (const [name, form] of Object.entries(params)) {
    const one = form.read(left);
    if (one === undefined) return undefined;
    said.push([name, one.value]);
    left = left.slice(one.used);
  }
  return left.length === 0 ? Object.fromEntries(said) : undefined;
}
