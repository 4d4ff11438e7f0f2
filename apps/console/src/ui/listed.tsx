import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemIn } from '../api/client.ts';
import { fullInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import type { WordKey } from '../words/words.ts';
import { type Column, Table } from './list-table.tsx';
import page from './page.module.css';
import { Refused } from './refused.tsx';
import { Empty, Waiting } from './waiting.tsx';

type ListedScreenProps = {
  readonly title: WordKey;
  readonly lead: WordKey;
  readonly tabs: ReactNode;
  /** What is done here besides looking. */
  readonly act?: ReactNode;
  readonly children: ReactNode;
};

/** A screen of one list. */
export function ListedScreen({ title, lead, tabs, act, children }: ListedScreenProps) {
  const say = useSay();
  useTitle(say(title));
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say(title)}</h1>
        {tabs}
        {act}
      </header>
      <div className={page.scroller}>
        <p className={page.lead}>{say(lead)}</p>
        {children}
      </div>
    </div>
  );
}

type ListedProps<Data, Row> = {
  readonly found: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>;
  readonly rowsOf: (data: Data) => readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly none: WordKey;
  readonly noneHint: WordKey;
};

/** Rows that come all at once: waiting, refused, none, or a table. */
export function Listed<Data, Row>(props: ListedProps<Data, Row>) {
  const say = useSay();
  const { data, error, refetch } = props.found;
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={6} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  const rows = props.rowsOf(data);
  if (rows.length === 0)
    return (
      <Empty title={say(props.none)}>
        <p>{say(props.noneHint)}</p>
      </Empty>
    );
  return <Table columns={props.columns} items={rows} keyOf={props.keyOf} />;
}

type Versions<Version> = { readonly id: string; readonly versions: readonly Version[] };
export type LastRow<Version> = { readonly id: string; readonly last: Version };

/** Of what has versions, the last of each. */
export function lastOf<Version>({
  items,
}: {
  readonly items: readonly Versions<Version>[];
}): readonly LastRow<Version>[] {
  return items.flatMap(({ id, versions }) => {
    const last = versions.at(-1);
    return last === undefined ? [] : [{ id, last }];
  });
}

/** From when on, or that nothing holds from then on. */
export function From(props: { at: string; isOver: boolean; over: WordKey }) {
  const say = useSay();
  const at = fullInstant(props.at, useLanguage());
  return props.isOver ? <span className={page.bad}>{say(props.over, { at })}</span> : at;
}
