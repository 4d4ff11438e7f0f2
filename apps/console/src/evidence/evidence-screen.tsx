import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { factsQuery } from '../api/evidence-queries.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { ListTable } from '../ui/list-table.tsx';
import page from '../ui/page.module.css';
import { useTyped } from '../ui/use-typed.ts';
import { Empty } from '../ui/waiting.tsx';
import styles from './evidence.module.css';
import { factColumns } from './fact-columns.tsx';
import { FACT_TYPES, factWords } from './fact-words.ts';
import { LogPanel } from './log-panel.tsx';
import { askedOf, type EvidenceSearch, isFiltered, set } from './search.ts';

const route = getRouteApi('/office/evidence');

export function EvidenceScreen() {
  const say = useSay();
  useTitle(say('evidence.title'));
  return (
    <div className={`${page.page} ${styles.screen}`}>
      <header className={`${page.head} ${styles.head}`}>
        <h1>{say('evidence.title')}</h1>
        <Filters />
        <a className={page.act} href="/verify">
          {say('evidence.verify')}
        </a>
      </header>
      <Found />
    </div>
  );
}

function Filters() {
  const say = useSay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const go = (some: { readonly [Key in keyof EvidenceSearch]: string | undefined }): void =>
    void navigate({ search: (now) => set({ ...now, ...some }), replace: true });
  const [text, setText] = useTyped(search.q ?? '', (q) => go({ q }));
  const { type = '' } = search;
  const unlisted = type === '' || FACT_TYPES.includes(type) ? [] : [type];
  return (
    <>
      <input
        type="search"
        className={styles.search}
        aria-label={say('evidence.searchLabel')}
        placeholder={say('evidence.search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <select
        className={styles.type}
        aria-label={say('evidence.type')}
        value={type}
        onChange={(event) => go({ type: event.target.value })}
      >
        <option value="">{say('evidence.anyType')}</option>
        {[...unlisted, ...FACT_TYPES].map((it) => (
          <option key={it} value={it}>
            {factWords(say, it)}
          </option>
        ))}
      </select>
      {(['from', 'to'] as const).map((end) => (
        <label key={end} className={styles.day}>
          {say(`evidence.${end}`)}
          <input
            type="date"
            value={search[end] ?? ''}
            onChange={(event) => go({ [end]: event.target.value })}
          />
        </label>
      ))}
    </>
  );
}

function Found() {
  const search = route.useSearch();
  return (
    <ListTable
      found={useInfiniteQuery(factsQuery(askedOf(search)))}
      columns={factColumns}
      keyOf={({ id }) => id}
      count="evidence.count"
      lead={<Lead search={search} />}
      empty={<None filtered={isFiltered(search)} />}
    />
  );
}

function Lead({ search }: { search: EvidenceSearch }) {
  const say = useSay();
  return (
    <>
      <LogPanel />
      {search.subject === undefined ? null : (
        <p className={page.lead}>
          {say('evidence.ofOne')} <Link to="/evidence">{say('evidence.clear')}</Link>
        </p>
      )}
    </>
  );
}

function None({ filtered }: { filtered: boolean }) {
  const say = useSay();
  if (!filtered)
    return (
      <Empty title={say('evidence.none')}>
        <p>{say('evidence.noneHint')}</p>
      </Empty>
    );
  return (
    <Empty title={say('evidence.empty')}>
      <p>{say('evidence.emptyHint')}</p>
      <Link to="/evidence">{say('evidence.clear')}</Link>
    </Empty>
  );
}
