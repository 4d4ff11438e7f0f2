/** What `read` gives for each item, in the items' order, with so many reads under way: memory holds no more of them. */
export async function* readAhead<Item, Read>(
  items: Iterable<Item>,
  { parallel, read }: { parallel: number; read: (item: Item) => Promise<Read> },
): AsyncGenerator<readonly [Item, Read]> {
  const underWay: { readonly item: Item; readonly read: Promise<Read> }[] = [];
  for (const item of items) {
    const reading = read(item);
    reading.catch(() => undefined); // told where it is waited for
    underWay.push({ item, read: reading });
    const first = underWay.length >= parallel ? underWay.shift() : undefined;
    if (first !== undefined) yield [first.item, await first.read];
  }
  for (const { item, read: reading } of underWay) yield [item, await reading];
}
