import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemIn } from '../api/client.ts';
import { useSay } from '../shell/language.tsx';
import type { WordKey } from '../words/words.ts';
import { Button } from './button.tsx';
import page from './page.module.css';
import { Refused } from './refused.tsx';
import { Waiting } from './waiting.tsx';

export type Column<Item> = {
  readonly head: WordKey;
  readonly cell: (item: Item) => ReactNode;
  /** `act`: the cell is the head's own deed, which on a phone needs no label. */
  readonly look?: 'mono' | 'quiet' | 'act' | 'number';
  /** A value that is old or of a silent device. */
  readonly isStale?: (item: Item) => boolean;
};

type ListTableProps<Item> = {
  readonly found: Pick<
    UseInfiniteQueryResult<{ readonly pages: readonly { readonly items: readonly Item[] }[] }>,
    'data' | 'error' | 'hasNextPage' | 'fetchNextPage' | 'isFetchingNextPage' | 'refetch'
  >;
  /** The first one names the row: on a phone it is the title of its card. */
  readonly columns: readonly Column<Item>[];
  readonly keyOf: (item: Item) => string;
  /** How many rows there are, in words. `more`: `true` or `false`. */
  readonly count: WordKey;
  readonly empty: ReactNode;
  /** What stands above the list, whatever becomes of it. */
  readonly lead?: ReactNode;
};

/** A list of the centre's, page by page: waiting, refused, empty, or a table; on a phone each row is a card. */
export function ListTable<Item>(props: ListTableProps<Item>) {
  return (
    <div className={page.scroller}>
      {props.lead}
      <Found {...props} />
    </div>
  );
}

function Found<Item>(props: ListTableProps<Item>) {
  const { data, error, refetch } = props.found;
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={12} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  const items = data.pages.flatMap((one) => one.items);
  // A search that looks through so many rows a page may find nothing in the first ones.
  if (items.length === 0 && !props.found.hasNextPage) return props.empty;
  return (
    <>
      {items.length === 0 ? null : (
        <Table columns={props.columns} keyOf={props.keyOf} items={items} />
      )}
      <More {...props} shown={items.length} />
    </>
  );
}

/** Rows that are all here; on a phone each is a card. */
export function Table<Item>(
  props: Pick<ListTableProps<Item>, 'columns' | 'keyOf'> & { readonly items: readonly Item[] },
) {
  const say = useSay();
  const { columns, items, keyOf } = props;
  return (
    <table className={page.table}>
      <thead>
        <tr>
          {columns.map(({ head, look }) => (
            <th key={head} scope="col" className={look === 'number' ? page.number : undefined}>
              {say(head)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={keyOf(item)}>
            {columns.map((column) => (
              <Cell key={column.head} {...{ column, item }} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const looks = {
  mono: `mono ${page.whole}`,
  quiet: page.quiet,
  act: undefined,
  number: page.number,
} as const;

function Cell<Item>({ column, item }: { column: Column<Item>; item: Item }) {
  const say = useSay();
  const { head, cell, look, isStale } = column;
  const stale = isStale?.(item) === true ? page.stale : undefined;
  return (
    <td
      data-label={look === 'act' ? undefined : say(head)}
      className={stale ?? (look && looks[look])}
    >
      {cell(item)}
    </td>
  );
}

function More<Item>({ found, count, shown }: ListTableProps<Item> & { shown: number }) {
  const say = useSay();
  const { hasNextPage, fetchNextPage, isFetchingNextPage } = found;
  return (
    <div className={page.more}>
      <p className={page.quiet} role="status">
        {say(count, { n: shown, more: String(hasNextPage) })}
      </p>
      {hasNextPage ? (
        <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('act.more')}
        </Button>
      ) : null}
    </div>
  );
}
