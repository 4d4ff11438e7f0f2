// A profile as a person edits it: one entry a line, the way to it and what stands there. Only its dialect knows which
// entries there may be.

export type Entry = { readonly path: string; readonly value: string };

type Data = { readonly [key: string]: unknown };
type Tree = Map<string, Tree | { readonly value: unknown }>;

/** A dot parts the names of a way; one within a name is written as in addresses. */
const written = (key: string): string => key.replaceAll('%', '%25').replaceAll('.', '%2E');
const read = (part: string): string => part.replaceAll('%2E', '.').replaceAll('%25', '%');

const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every entry of a profile in the order of its ways; none where the dialect's own standard holds. */
export function entriesOf(profile: unknown): readonly Entry[] {
  return isData(profile) ? entriesUnder(profile, '') : [];
}

function entriesUnder(data: Data, way: string): readonly Entry[] {
  return Object.keys(data)
    .sort()
    .flatMap((key) => {
      const [path, value] = [way + written(key), data[key]];
      const isBranch = isData(value) && Object.keys(value).length > 0;
      return isBranch ? entriesUnder(value, `${path}.`) : [{ path, value: textOf(value) }];
    });
}

/** Words stand bare, unless they would be read as a number, a list or the like. */
function textOf(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const isBare = value !== '' && value === value.trim() && valueIn(value) === value;
  return isBare ? value : JSON.stringify(value);
}

function valueIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text.trim();
  }
}

/** The profile that the entries make, `null` where there are none; or the way that is empty, told twice, or within another. */
export function profileIn(
  entries: readonly Entry[],
): { readonly profile: unknown } | { readonly wrong: string } {
  const root: Tree = new Map();
  for (const { path, value } of entries)
    if (path.trim() === '' || !put(root, path.trim().split('.').map(read), valueIn(value)))
      return { wrong: path };
  return { profile: root.size === 0 ? null : dataOf(root) };
}

function put(tree: Tree, [key = '', ...rest]: readonly string[], value: unknown): boolean {
  const there = tree.get(key);
  if (rest.length === 0) {
    if (there !== undefined) return false;
    tree.set(key, { value });
    return true;
  }
  if (there !== undefined && !(there instanceof Map)) return false;
  const below: Tree = there ?? new Map();
  tree.set(key, below);
  return put(below, rest, value);
}

function dataOf(tree: Tree): Data {
  return Object.fromEntries(
    [...tree].map(([key, it]) => [key, it instanceof Map ? dataOf(it) : it.value]),
  );
}
