import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { problemIn } from '../api/client.ts';
import type { Journey } from '../api/contract.ts';
import { journeyQuery, journeysAlongQuery } from '../api/queries.ts';
import { dayMonth, hourMinute } from '../clock/instants.ts';
import { useReplay } from '../journeys/replay.tsx';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { Refused } from '../ui/refused.tsx';
import { useTyped } from '../ui/use-typed.ts';
import { Waiting } from '../ui/waiting.tsx';
import type { WordKey } from '../words/words.ts';
import { firstAlign } from './alignment.ts';
import styles from './comparison.module.css';
import { underOf, useSetOther } from './other.tsx';
import { isJourneyId } from './search.ts';
import { nameOf } from './strokes.tsx';

/** The other journey is looked for among all that this person may see, those of the same route first. */
export function Picker({ onDone }: { onDone: () => void }) {
  const say = useSay();
  const [asked, setAsked] = useState('');
  const [text, setText] = useTyped(asked, (typed) => setAsked(typed.trim()));
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <>
      <input
        ref={field}
        type="search"
        className={styles.search}
        aria-label={say('compare.searchLabel')}
        placeholder={say('compare.search')}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={({ key }) => (key === 'Escape' ? onDone() : null)}
      />
      {isJourneyId(asked) ? (
        <ById id={asked} onDone={onDone} />
      ) : (
        <Found q={asked} onDone={onDone} />
      )}
      <div className={styles.acts}>
        <Button onClick={onDone}>{say('act.cancel')}</Button>
      </div>
    </>
  );
}

function ById({ id, onDone }: { id: string; onDone: () => void }) {
  const { data, error } = useQuery(journeyQuery(id));
  const problem = problemIn(error);
  if (problem !== undefined) return <Refused problem={problem} />;
  if (data === undefined) return <Waiting lines={1} />;
  return <Choices title="compare.byId" journeys={[data]} onDone={onDone} />;
}

/** So many of each are shown; whoever looks for another types more of its plate. */
const SHOWN = 8;

function Found({ q, onDone }: { q: string; onDone: () => void }) {
  const say = useSay();
  const { journey } = useReplay();
  const typed = q === '' ? undefined : q;
  const same = useInfiniteQuery(journeysAlongQuery(typed, journey.route.id));
  const any = useInfiniteQuery(journeysAlongQuery(typed, undefined));
  const problem = problemIn(same.error) ?? problemIn(any.error);
  if (problem !== undefined) return <Refused problem={problem} />;
  if (same.data === undefined || any.data === undefined) return <Waiting lines={3} />;
  const others = (found: typeof same.data) =>
    found.pages.flatMap(({ items }) => items).filter(({ id }) => id !== journey.id);
  const here = others(same.data).slice(0, SHOWN);
  const elsewhere = others(any.data)
    .filter(({ route }) => route.id !== journey.route.id)
    .slice(0, SHOWN);
  if (here.length + elsewhere.length === 0) return <p role="status">{say('compare.none')}</p>;
  return (
    <>
      <Choices title="compare.sameRoute" journeys={here} onDone={onDone} />
      <Choices title="compare.otherRoutes" journeys={elsewhere} onDone={onDone} />
    </>
  );
}

type ChoicesProps = {
  readonly title: WordKey;
  readonly journeys: readonly Journey[];
  readonly onDone: () => void;
};

function Choices({ title, journeys, onDone }: ChoicesProps) {
  const say = useSay();
  const language = useLanguage();
  const { journey: mine, span } = useReplay();
  const setOther = useSetOther();
  if (journeys.length === 0) return null;
  return (
    <>
      <h3 className={styles.sub}>{say(title)}</h3>
      <ul className={styles.choices}>
        {journeys.map((it) => {
          const at = it.milestones[0]?.occurredAt;
          return (
            <li key={it.id}>
              <button
                type="button"
                onClick={() => {
                  setOther(it.id, firstAlign(underOf(mine, span), underOf(it, span)));
                  onDone();
                }}
              >
                <span className="mono">{nameOf(it)}</span>
                <span>{say(`journey.state.${it.state}`)}</span>
                <span>{it.ref}</span>
                <span>{at === undefined ? '' : `${dayMonth(at, language)} ${hourMinute(at)}`}</span>
                {it.route.id === mine.route.id ? null : <span>{it.route.name}</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
