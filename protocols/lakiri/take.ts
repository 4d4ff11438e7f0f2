// Taking a data item for what it must be. What it is not ends the reading of its record; nobody outside sees the exception.
import type { Item } from './cbor.ts';

/** A field that is not as §3 has it, and where. */
export class Wrong extends Error {
  readonly code: string;
  readonly at: number;
  constructor(code: string, at: number) {
    super(code);
    this.code = code;
    this.at = at;
  }
}

/** A field, or where it should have been. */
export type Taken = { readonly item: Item | undefined; readonly end: number };
type Take<T> = (item: Item) => T;

export function required<T>({ item, end }: Taken, as: Take<T>): T {
  if (item === undefined) throw new Wrong('missing-field', end);
  return as(item);
}

export function optional<T>({ item }: Taken, as: Take<T>): T | undefined {
  return item === undefined ? undefined : as(item);
}

export const take = {
  int:
    (min: number, max: number): Take<number> =>
    (item) => {
      if (item.kind !== 'number' || item.value < min || item.value > max)
        throw new Wrong('bad-field', item.at);
      return item.value;
    },
  uint: (max: number = Number.MAX_SAFE_INTEGER): Take<number> => take.int(0, max),
  text:
    (form: RegExp): Take<string> =>
    (item) => {
      if (item.kind !== 'text' || !form.test(item.value)) throw new Wrong('bad-field', item.at);
      return item.value;
    },
  bytes:
    (size: number): Take<Uint8Array> =>
    (item) => {
      if (item.kind !== 'bytes' || item.value.length !== size)
        throw new Wrong('bad-field', item.at);
      return item.value;
    },
  array:
    (size: number): Take<readonly Item[]> =>
    (item) => {
      if (item.kind !== 'array' || item.items.length !== size)
        throw new Wrong('bad-field', item.at);
      return item.items;
    },
  orNull:
    <T>(as: Take<T>): Take<T | null> =>
    (item) =>
      item.kind === 'simple' && item.value === null ? null : as(item),
} as const;
