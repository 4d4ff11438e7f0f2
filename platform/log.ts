import { Writable } from 'node:stream';
import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export type LogFormat = 'json' | 'text';

/** Fields that never reach a log, wherever they stand: credentials, and what names a person. */
const HIDDEN = /passw|cookie|authorization|secret|phone|driver|token/i;
/** Nothing that is logged nests deeper; a deeper value is left out rather than walked. */
const DEPTH_MAX = 5;
/** Kept while nobody takes it; further lines are dropped, since memory is not for them. */
const UNWRITTEN_CHARS_MAX = 1024 * 1024;

/** A log of one process: JSON lines, or one readable line each. */
export function createLog(options: {
  readonly name: string;
  readonly level: LogLevel;
  readonly format: LogFormat;
  readonly destination?: DestinationStream;
}): Log {
  const { name, level, format } = options;
  const destination = options.destination ?? standardOutput();
  return pino(
    {
      name,
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redacted(fields, DEPTH_MAX) as Record<string, unknown>,
      },
    },
    format === 'text' ? readable(destination) : destination,
  );
}

/** A log whose disk is full goes on when there is space; the node does not end with it. */
function standardOutput(): DestinationStream {
  const output = pino.destination({ fd: 1, sync: true, maxLength: UNWRITTEN_CHARS_MAX });
  output.on('error', () => undefined); // what could not be written is tried again with the next line
  return output;
}

/** A log that says nothing, for tests. */
export function silentLog(): Log {
  return pino({ level: 'silent' });
}

/** The value without what may not be logged. Instances (errors, dates) are left to pino's serializers. */
export function redacted(value: unknown, depthLeft: number): unknown {
  if (Array.isArray(value))
    return depthLeft > 0 ? value.map((item) => redacted(item, depthLeft - 1)) : '[…]';
  if (!isPlain(value)) return value;
  if (depthLeft === 0) return '[…]';
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      HIDDEN.test(key) ? '[hidden]' : redacted(item, depthLeft - 1),
    ]),
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function readable(destination: DestinationStream): DestinationStream {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      destination.write(`${chunk.toString('utf8').trimEnd().split('\n').map(lineOf).join('\n')}\n`);
      done();
    },
  });
}

/** `04:29:26.104 WARN  server: message key=value`; what is not one of our lines is printed as it is. */
export function lineOf(json: string): string {
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(json) as Record<string, unknown>;
  } catch {
    return json;
  }
  const { time, level, name, msg, pid: _, err, ...rest } = entry;
  const facts = Object.entries(rest).map(
    ([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const stack =
    typeof err === 'object' && err !== null && 'stack' in err ? `\n${String(err.stack)}` : '';
  const at = String(time).slice(11, 23);
  return `${at} ${String(level).toUpperCase().padEnd(5)} ${String(name)}: ${String(msg ?? '')}${facts.join('')}${stack}`;
}
