// How one parameter of a command is written and read. What a form does not take cannot be sent, so no value begins a second
// command or a second frame.

/** What a form does not take, without the value: it may be a password. */
export type Misfit = { readonly misfit: string };
const misfit = (what: string): Misfit => ({ misfit: what });

export type Form<T> = {
  /** Total: whatever the value is, its fields or what is the matter. */
  write(value: T): readonly string[] | Misfit;
  /** From the fields that are left; `undefined` where they are no such parameter. */
  read(fields: readonly string[]): { readonly value: T; readonly used: number } | undefined;
};

export function integer(min: number, max: number): Form<number> {
  return {
    write(value) {
      if (!Number.isInteger(value) || value < min || value > max)
        return misfit(`not ${min} to ${max}`);
      return [String(value)];
    },
    read([text = '']) {
      const value = Number(text);
      const holds = /^(0|[1-9]\d{0,9})$/.test(text) && value >= min && value <= max;
      return holds ? { value, used: 1 } : undefined;
    },
  };
}

export const flag: Form<boolean> = {
  write(value) {
    if (typeof value !== 'boolean') return misfit('not yes or no');
    return [value ? '1' : '0'];
  },
  read: ([text]) => (text === '0' || text === '1' ? { value: text === '1', used: 1 } : undefined),
};

export function text(form: RegExp): Form<string> {
  return {
    write(value) {
      if (typeof value !== 'string' || !form.test(value))
        return misfit(`a text that is not as ${form.source}`);
      return [value];
    },
    read: ([value]) => (value !== undefined && form.test(value) ? { value, used: 1 } : undefined),
  };
}

/** How many, then each; not one of them twice. */
export function listOf(item: Form<string>, { min, max }: Range): Form<readonly string[]> {
  const holds = (values: readonly string[]): boolean =>
    Array.isArray(values) &&
    values.length >= min &&
    values.length <= max &&
    new Set(values).size === values.length;
  return {
    write(values) {
      if (!holds(values)) return misfit(`not ${min} to ${max} different ones`);
      return joined([[String(values.length)], ...values.map((value) => item.write(value))]);
    },
    read([count = '', ...rest]) {
      const size = Number(count);
      if (!/^\d{1,3}$/.test(count) || rest.length < size) return undefined;
      const values = rest.slice(0, size);
      const isRead = holds(values) && values.every((value) => item.read([value]) !== undefined);
      return isRead ? { value: values, used: size + 1 } : undefined;
    },
  };
}

type Range = { readonly min: number; readonly max: number };

/** A corner of a fence: degrees, on the wire to five decimals, latitude and longitude in turn. */
type Node = { readonly lat: number; readonly lon: number };

export function nodes({ min, max }: Range): Form<readonly Node[]> {
  return {
    write(places) {
      if (!Array.isArray(places) || places.length < min || places.length > max)
        return misfit(`not ${min} to ${max} corners`);
      const written = places.flatMap(({ lat, lon }) => [degrees(lat, 90), degrees(lon, 180)]);
      return joined([[String(places.length)], ...written]);
    },
    read([count = '', ...rest]) {
      const size = Number(count);
      if (!/^\d{1,2}$/.test(count) || size < min || size > max || rest.length < 2 * size)
        return undefined;
      const fields = rest.slice(0, 2 * size);
      if (!fields.every((field) => /^-?\d{1,3}\.\d{5}$/.test(field))) return undefined;
      const value = Array.from({ length: size }, (_, at) => ({
        lat: Number(fields[2 * at]),
        lon: Number(fields[2 * at + 1]),
      }));
      const isOnEarth = value.every(({ lat, lon }) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180);
      return isOnEarth ? { value, used: 1 + 2 * size } : undefined;
    },
  };
}

function degrees(value: number, max: number): readonly string[] | Misfit {
  if (!(Math.abs(value) <= max)) return misfit(`not within ${max} degrees`);
  return [(Math.round(value * 1e5) / 1e5 + 0).toFixed(5)];
}

/** All fields in their order, or the first thing that is the matter. */
export function joined(parts: readonly (readonly string[] | Misfit)[]): readonly string[] | Misfit {
  const fields: string[] = [];
  for (const part of parts) {
    if ('misfit' in part) return part;
    fields.push(...part);
  }
  return fields;
}
