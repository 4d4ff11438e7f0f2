/**
 * Which control each line of an error summary speaks of: the one beside which the same words stand. A line whose words
 * stand nowhere takes the next control, in the order of the page, that no other line has; `undefined` where none is left.
 */
export function linesOf(
  errors: readonly string[],
  controls: readonly string[],
): readonly (number | undefined)[] {
  const taken = new Set<number>();
  const take = (at: number): number | undefined => {
    if (at < 0) return undefined;
    taken.add(at);
    return at;
  };
  const said = errors.map((error) =>
    take(controls.findIndex((says, at) => !taken.has(at) && says.includes(error))),
  );
  return said.map((at) => at ?? take(controls.findIndex((_, other) => !taken.has(other))));
}
