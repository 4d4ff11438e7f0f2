/**
 * SQLSTATEs (and classes) that say the database cannot serve now, whatever was asked: 08 connection,
 * 53 out of disk, memory or connections, 57P0x shutting down or starting, 58 system error, 25006 a
 * replica that became or stayed read-only, 25P03 a transaction in which this process stood still too long.
 */
const UNAVAILABLE_STATES = /^(08|53|57P0|58)|^25006$|^25P03$/;
const UNAVAILABLE_SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** What pg says without a code when a connection breaks or none comes free. */
const UNAVAILABLE_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|connection timeout|not queryable/i;

/** No connection could be had, for whatever reason: refused, a certificate, a password, a busy pool. */
export class NotConnected extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Is this error the database's absence, rather than a bug in what was asked of it? */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof NotConnected) return true;
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string')
    return UNAVAILABLE_SYSTEM.has(code) || UNAVAILABLE_STATES.test(code);
  return UNAVAILABLE_WORDS.test(error.message);
}

/** Why it is away, in words for an operator. */
export function describeUnavailable(error: unknown): string {
  if (error instanceof NotConnected) return describeUnavailable(error.cause);
  const { code, message } = error as { code?: string; message?: string };
  if (code === '53100') return 'the disk of the database is full';
  if (code === '53300') return 'the database has no connection left';
  if (code === 'ECONNREFUSED') return 'nothing answers at the address of the database';
  if (code?.startsWith('57P0')) return 'the database is starting or stopping';
  if (code === '25P03') return 'this process stood still, and the database cut it off';
  if (code === '25006') return 'the database is read-only';
  return message === undefined || message === '' ? String(code ?? error) : message;
}
