import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { look, queryOf } from '../api/client.ts';
import type { Journey, PageOf } from '../api/contract.ts';
import { Key } from '../ui/button.tsx';
import { useKeys } from '../ui/keys.ts';
import { usePhone } from '../ui/use-phone.ts';
import { useSay } from './language.tsx';
import styles from './search-box.module.css';

/** The time between two keys of somebody typing a plate. */
const TYPING_MS = 180;
const RESULTS_MAX = '8';
const QUERY_CHARS_MIN = 2;

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function useFound(text: string) {
  const q = useSettled(text.trim());
  const asked = q.length >= QUERY_CHARS_MIN;
  const { data, isFetching } = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) =>
      look<PageOf<Journey>>(`/journeys${queryOf({ q, limit: RESULTS_MAX })}`, signal),
    enabled: asked,
  });
  return { q, found: asked ? data?.items : undefined, isFetching };
}

/** Goes to a journey: its truck on the map when the map is open, its page otherwise. */
function useOpenJourney(): (journey: Journey) => void {
  const navigate = useNavigate();
  const onMonitor = useLocation({ select: ({ pathname }) => pathname === '/monitor' });
  return (journey) => {
    const seal = journey.seals.find(({ until }) => until === null);
    if (onMonitor && seal !== undefined) {
      void navigate({
        to: '/monitor',
        search: ({ view, hide, pane }) => ({
          ...(view && { view }),
          ...(hide && { hide }),
          ...(pane && { pane }),
          truck: seal.id,
        }),
      });
    } else {
      void navigate({ to: '/journeys/$id', params: { id: journey.id } });
    }
  };
}

export function SearchBox() {
  const say = useSay();
  const id = useId();
  const phone = usePhone();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const { q, found, isFetching } = useFound(text);
  const openJourney = useOpenJourney();
  useKeys({ '/': () => input.current?.focus() });
  const choose = (journey: Journey | undefined): void => {
    if (journey === undefined) return;
    setOpen(false);
    setText('');
    input.current?.blur();
    openJourney(journey);
  };
  const press = (event: KeyboardEvent): void => {
    const last = (found?.length ?? 1) - 1;
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, last));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter') choose(found?.[at]);
    else if (event.key === 'Escape') input.current?.blur();
    else return;
    event.preventDefault();
  };
  const shown = open && found !== undefined;
  return (
    <search className={styles.search}>
      <Search size={15} aria-hidden="true" />
      <input
        ref={input}
        role="combobox"
        aria-label={say('bar.searchLabel')}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && found.length > 0 ? `${id}-${at}` : undefined}
        placeholder={say(phone ? 'bar.searchLabel' : 'bar.search')}
        value={text}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={press}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setOpen(true);
        }}
      />
      <Key name="/" />
      <Found {...{ id, q, at, isFetching }} found={shown ? found : undefined} onChoose={choose} />
    </search>
  );
}

function Found(props: {
  id: string;
  q: string;
  at: number;
  isFetching: boolean;
  found: readonly Journey[] | undefined;
  onChoose: (journey: Journey) => void;
}) {
  const say = useSay();
  const { id, found } = props;
  return (
    <div className={styles.found} hidden={found === undefined}>
      <p className={styles.count} role="status">
        {found === undefined ? '' : say('bar.found', { n: found.length, q: props.q })}
      </p>
      <div id={`${id}-list`} role="listbox" aria-label={say('bar.journeys')}>
        {found?.map((journey, index) => (
          <div
            key={journey.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === props.at}
            className={styles.option}
            // Before the input loses the focus and closes the list.
            onPointerDown={(event) => {
              event.preventDefault();
              props.onChoose(journey);
            }}
          >
            <span className="mono">{journey.vehicle.plate}</span>
            <span className={styles.route}>{journey.route.name}</span>
            <span className={styles.ref}>
              {journey.ref} · {say(`journey.state.${journey.state}`)}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
