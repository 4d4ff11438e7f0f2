import type { Sql } from './sql.ts';

/** Microseconds between the Unix and the Postgres epoch (2000-01-01). */
const POSTGRES_EPOCH_MS = 946_684_800_000;
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const START_BYTES = 64 * 1024;
/** JavaScript's own range of dates, well inside what a `timestamptz` may be after 4713 BC. */
const TIME_MS_MAX = 8.64e15;

/** A value that its column's type cannot hold: the data is at fault, not the database. */
export class NotEncodable extends Error {
  constructor(type: string, value: number) {
    super(`${type} cannot hold ${value}`);
  }
}

/**
 * Rows in Postgres's binary COPY format (manual, COPY, "Binary Format"). One writer is one COPY: begin
 * each row with `row(columns)`, then one call per column in order; `finish` gives the bytes.
 */
export class CopyRows {
  #buffer: Buffer = Buffer.allocUnsafe(START_BYTES);
  #end = 0;
  rows = 0;

  constructor() {
    this.#end = SIGNATURE.copy(this.#buffer, 0);
  }

  row(columns: number): this {
    this.#grow(2);
    this.#end = this.#buffer.writeInt16BE(columns, this.#end);
    this.rows++;
    return this;
  }

  missing(): this {
    this.#grow(4);
    this.#end = this.#buffer.writeInt32BE(-1, this.#end);
    return this;
  }

  int2(value: number | null): this {
    if (value === null) return this.missing();
    if ((value << 16) >> 16 !== value) throw new NotEncodable('int2', value);
    this.#length(2);
    this.#end = this.#buffer.writeInt16BE(value, this.#end);
    return this;
  }

  int4(value: number | null): this {
    if (value === null) return this.missing();
    if ((value | 0) !== value) throw new NotEncodable('int4', value);
    this.#length(4);
    this.#end = this.#buffer.writeInt32BE(value, this.#end);
    return this;
  }

  float4(value: number | null): this {
    if (value === null) return this.missing();
    this.#length(4);
    this.#end = this.#buffer.writeFloatBE(value, this.#end);
    return this;
  }

  float8(value: number | null): this {
    if (value === null) return this.missing();
    this.#length(8);
    this.#end = this.#buffer.writeDoubleBE(value, this.#end);
    return this;
  }

  bool(value: boolean): this {
    this.#length(1);
    this.#end = this.#buffer.writeUInt8(value ? 1 : 0, this.#end);
    return this;
  }

  /** UTC milliseconds, exactly, also where the microseconds exceed what a number holds (from 2285 on). */
  time(ms: number | null): this {
    if (ms === null) return this.missing();
    if (!Number.isInteger(ms) || Math.abs(ms) > TIME_MS_MAX)
      throw new NotEncodable('timestamptz', ms);
    this.#length(8);
    const since = ms - POSTGRES_EPOCH_MS;
    const high = Math.floor(since / 2 ** 32);
    const low = (since - high * 2 ** 32) * 1000;
    const carry = Math.floor(low / 2 ** 32);
    this.#buffer.writeInt32BE(high * 1000 + carry, this.#end);
    this.#end = this.#buffer.writeUInt32BE(low - carry * 2 ** 32, this.#end + 4);
    return this;
  }

  /** Bytes of a `bytea`, or the 16 bytes of a `uuid`. */
  bytes(value: Uint8Array | null): this {
    if (value === null) return this.missing();
    this.#length(value.length);
    this.#buffer.set(value, this.#end);
    this.#end += value.length;
    return this;
  }

  /** Bytes of a `bytea` from their hex. */
  hex(value: string): this {
    const size = value.length / 2;
    this.#length(size);
    this.#buffer.write(value, this.#end, size, 'hex');
    this.#end += size;
    return this;
  }

  text(value: string | null): this {
    if (value === null) return this.missing();
    this.#grow(4 + value.length * 3); // UTF-8 of a UTF-16 code unit is at most 3 bytes
    const size = this.#buffer.write(value, this.#end + 4, 'utf8');
    this.#buffer.writeInt32BE(size, this.#end);
    this.#end += 4 + size;
    return this;
  }

  finish(): Buffer {
    this.#grow(2);
    this.#end = this.#buffer.writeInt16BE(-1, this.#end);
    return this.#buffer.subarray(0, this.#end);
  }

  #length(size: number): void {
    this.#grow(4 + size);
    this.#end = this.#buffer.writeInt32BE(size, this.#end);
  }

  #grow(size: number): void {
    if (this.#end + size <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#end + size));
    this.#buffer.copy(larger, 0, 0, this.#end);
    this.#buffer = larger;
  }
}

/**
 * The 16 bytes of a UUID's text. Its own, to be kept: a slice of Node's pool would keep the 64 KiB of its pool alive with
 * it, 3.8 kB for each seal that a gateway knows.
 */
export function uuidBytes(id: string): Uint8Array {
  return new Uint8Array(Buffer.from(id.replaceAll('-', ''), 'hex'));
}

/** What `pg` calls on a query of its own making; it has no types of its own. */
type Wire = {
  query(sql: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
};

/** One statement without parameters; a COPY … FROM STDIN (FORMAT binary) with its rows. */
export type Step = {
  readonly sql: string;
  readonly rows?: CopyRows;
  /** How many rows it must touch at least; fewer are FewerRows. */
  readonly least?: number;
};

/** A step touched fewer rows than it had to: somebody else was there first. */
export class FewerRows extends Error {
  constructor(sql: string, touched: number, least: number) {
    super(`${touched} rows of at least ${least}: ${sql.slice(0, 80)}`);
  }
}

type Settle = (error: Error | null, touched: readonly number[]) => void;

class Steps {
  readonly #steps: readonly Step[];
  readonly #settle: Settle;
  readonly #touched: number[] = [];
  #error: Error | null = null;

  constructor(steps: readonly Step[], settle: Settle) {
    this.#steps = steps;
    this.#settle = settle;
  }

  /**
   * Everything at once: the server takes each statement's rows when it comes to it, and passes over
   * those that come after a failure (protocol, "COPY Operations").
   */
  submit(wire: Wire): void {
    wire.query(this.#steps.map(({ sql }) => sql).join(';\n'));
    for (const { rows } of this.#steps) {
      if (rows === undefined) continue;
      wire.sendCopyFromChunk(rows.finish());
      wire.endCopyFrom();
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#touched.push(Number(/\d+$/.exec(text)?.[0] ?? 0));
  }

  handleError(error: Error): void {
    this.#error = error;
    this.#settle(error, []);
  }

  handleReadyForQuery(): void {
    if (this.#error === null) this.#settle(null, this.#touched);
  }

  handleCopyInResponse(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
}

/**
 * Runs statements one after the other in one round trip. Throws what the first failing one throws, or
 * FewerRows. Within a transaction; outside one they are a transaction of their own.
 */
export async function runSteps(tx: Sql, steps: readonly Step[]): Promise<void> {
  const client = tx as unknown as { query(submittable: Steps): void };
  const touched = await new Promise<readonly number[]>((resolve, reject) => {
    client.query(
      new Steps(steps, (error, counts) => (error === null ? resolve(counts) : reject(error))),
    );
  });
  for (const [at, { sql, least }] of steps.entries()) {
    const count = touched[at] ?? 0;
    if (least !== undefined && count < least) throw new FewerRows(sql, count, least);
  }
}

/** Runs `COPY … FROM STDIN (FORMAT binary)` with these rows on a transaction's connection. */
export function copyIn(tx: Sql, sql: string, rows: CopyRows): Promise<void> {
  return runSteps(tx, [{ sql, rows }]);
}
