/** Where a fact stands in the order of the log. */
export type Place = { readonly xid: bigint; readonly ordinal: bigint };

export function isBefore(one: Place, other: Place): boolean {
  return one.xid < other.xid || (one.xid === other.xid && one.ordinal < other.ordinal);
}

/** A frame by its batch's place and its own within the batch. */
export type FramePlace = Place & { readonly batch: string; readonly position: number };

export function isFrameBefore(one: FramePlace, other: FramePlace): boolean {
  if (isBefore(one, other)) return true;
  return !isBefore(other, one) && one.position < other.position;
}

/** Rows as they come, with a look at the next one. */
export type Ahead<Row> = {
  peek(): Promise<Row | undefined>;
  take(): Promise<Row | undefined>;
};

export function ahead<Row>(rows: AsyncGenerator<Row>): Ahead<Row> {
  let head: Promise<IteratorResult<Row>> | undefined;
  const peek = async (): Promise<Row | undefined> => {
    head ??= rows.next();
    const { done, value } = await head;
    return done === true ? undefined : value;
  };
  return {
    peek,
    async take() {
      const row = await peek();
      head = undefined;
      return row;
    },
  };
}
