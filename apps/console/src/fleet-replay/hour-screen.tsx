import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { problemIn } from '../api/client.ts';
import { fullInstant, hourMinute, instantOnWall, wallTime } from '../clock/instants.ts';
import { centreNow } from '../clock/ticker.ts';
import { PlayPress, Press, SpeedChoice, togglePlaying } from '../journeys/play-buttons.tsx';
import { livePlayback, seek, speedOfKey } from '../journeys/playback.ts';
import transport from '../journeys/transport.module.css';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { Button } from '../ui/button.tsx';
import { useKeys } from '../ui/keys.ts';
import panes from '../ui/panes.module.css';
import { Refused } from '../ui/refused.tsx';
import { usePhone } from '../ui/use-phone.ts';
import { Empty, Waiting } from '../ui/waiting.tsx';
import styles from './hour.module.css';
import { HOUR_MS, hourOf } from './hour.ts';
import { HourMapPane } from './hour-map-pane.tsx';
import { hourCasesQuery, hourColumnsQuery } from './hour-queries.ts';
import { HourRail } from './hour-rail.tsx';
import { HourReplayOf, useHour } from './hour-replay.tsx';
import { ChosenTruck, HourAlarms, HourCounts, HourNotes } from './hour-side.tsx';
import { HourTrucks } from './hour-trucks.tsx';
import { hourAround, hourFrom } from './search.ts';

const route = getRouteApi('/office/monitor/replay');

/** An hour of the whole corridor, played on the map. */
export function HourScreen() {
  const say = useSay();
  const search = route.useSearch();
  // Without an hour in the address it is the last whole one, and stays that while the screen is open.
  const [opened] = useState(centreNow);
  const from = hourFrom(search, opened);
  useTitle(`${hourMinute(from)} · ${say('hour.title')}`);
  return (
    <div className={panes.screen}>
      <Head from={from} />
      <Read key={from} from={from} />
    </div>
  );
}

function Head({ from }: { from: number }) {
  const say = useSay();
  const language = useLanguage();
  const navigate = route.useNavigate();
  const go = (next: number): void =>
    void navigate({ search: { from: new Date(next).toISOString() } });
  const shown = wallTime(from, 'EAT').slice(0, 16);
  const set = (text: string): void => {
    const at = text === shown ? undefined : instantOnWall(text, 'EAT');
    if (at !== undefined) go(hourAround(Date.parse(at)));
  };
  return (
    <header className={styles.head}>
      <h1>{say('hour.title')}</h1>
      <p>
        {say('hour.span', { from: fullInstant(from, language), to: hourMinute(from + HOUR_MS) })}
      </p>
      <div className={styles.hours}>
        <ToHour way={-1} onGo={() => go(from - HOUR_MS)} />
        <label>
          <span className={styles.of}>{say('hour.from')}</span>
          <input
            key={from}
            type="datetime-local"
            step={3_600}
            defaultValue={shown}
            onBlur={({ target }) => set(target.value)}
            onKeyDown={({ key, currentTarget }) =>
              key === 'Enter' ? set(currentTarget.value) : null
            }
          />
        </label>
        <ToHour way={1} onGo={() => go(from + HOUR_MS)} />
      </div>
    </header>
  );
}

/** A phone has room for an arrow. */
function ToHour({ way, onGo }: { way: 1 | -1; onGo: () => void }) {
  const words = useSay()(way === 1 ? 'hour.next' : 'hour.previous');
  const Icon = way === 1 ? ChevronRight : ChevronLeft;
  if (!usePhone()) return <Button onClick={onGo}>{words}</Button>;
  return (
    <Button aria-label={words} onClick={onGo}>
      <Icon size={18} aria-hidden="true" />
    </Button>
  );
}

function Read({ from }: { from: number }) {
  const say = useSay();
  const { t } = route.useSearch();
  const asked = new Date(from).toISOString();
  const columns = useQuery(hourColumnsQuery(asked));
  const cases = useQuery(hourCasesQuery(asked));
  const items = cases.data?.items;
  const hour = useMemo(
    () => columns.data && items && hourOf(columns.data, items),
    [columns.data, items],
  );
  const problem = problemIn(columns.error) ?? problemIn(cases.error);
  if (problem !== undefined)
    return (
      <Refused
        problem={problem}
        onRetry={() => {
          void columns.refetch();
          void cases.refetch();
        }}
      />
    );
  if (hour === undefined || items === undefined) return <Waiting lines={12} />;
  if (hour.columns.at.length === 0)
    return (
      <Empty title={say('hour.none')}>
        <p>{say('hour.noneHint')}</p>
      </Empty>
    );
  return (
    <HourReplayOf hour={hour} cases={items} start={t === undefined ? from : Date.parse(t)}>
      <Played more={cases.data?.more === true} />
    </HourReplayOf>
  );
}

function Played({ more }: { more: boolean }) {
  const { case: chosen } = route.useSearch();
  const navigate = route.useNavigate();
  const { hour, opened, goTo } = useHour();
  const [truck, setTruck] = useState<string>();
  useAddress();
  useHourKeys();
  const onCase = opened.find(({ id }) => id === chosen)?.seal;
  const choose = (id: string): void => {
    const it = opened.find((one) => one.id === id);
    if (it === undefined) return;
    setTruck(undefined);
    goTo(Date.parse(it.openedAt));
    void navigate({ search: (before) => ({ ...before, case: id }), replace: true });
  };
  const seal = truck ?? onCase;
  return (
    <div className={`${panes.body} ${styles.body}`}>
      <div className={styles.main}>
        <HourMapPane chosen={seal} onChoose={setTruck} />
        <HourRail onChoose={choose} />
        <HourTransport />
      </div>
      <div className={`${panes.side} ${styles.side}`}>
        <HourNotes more={more} />
        <HourCounts />
        {seal === undefined ? null : <ChosenTruck key={hour.columns.from} seal={seal} />}
        <HourAlarms chosen={chosen} onChoose={choose} />
        <HourTrucks chosen={seal} onChoose={setTruck} />
      </div>
    </div>
  );
}

function HourTransport() {
  const { store, span, step } = useHour();
  return (
    <div className={transport.transport}>
      <Press
        words="hour.previousAlarm"
        hotkey="←"
        Icon={ChevronsLeft}
        onClick={() => step('alarm', -1)}
      />
      <Press
        words="hour.back10"
        hotkey=","
        Icon={ChevronLeft}
        onClick={() => step('seconds', -1)}
      />
      <PlayPress store={store} span={span} />
      <Press words="hour.on10" hotkey="." Icon={ChevronRight} onClick={() => step('seconds', 1)} />
      <Press
        words="hour.nextAlarm"
        hotkey="→"
        Icon={ChevronsRight}
        onClick={() => step('alarm', 1)}
      />
      <SpeedChoice store={store} />
    </div>
  );
}

function useHourKeys(): void {
  const { store, span, step } = useHour();
  const alarm = (way: 1 | -1) => (): void => step('alarm', way);
  const seconds = (way: 1 | -1) => (): void => step('seconds', way);
  const speed = ({ key }: KeyboardEvent): void => {
    const chosen = speedOfKey(key) ?? livePlayback.speed;
    store.change((now) => ({ ...now, speed: chosen }));
  };
  useKeys({
    ' ': () => togglePlaying(store, span),
    ArrowLeft: alarm(-1),
    ArrowRight: alarm(1),
    ',': seconds(-1),
    '.': seconds(1),
    ...Object.fromEntries(['1', '2', '3', '4', '5', '6'].map((key) => [key, speed])),
  });
}

/** While a hand is on the slider the address waits: browsers take a hundred changes of it in ten seconds, and no more. */
const ADDRESS_MS = 400;

/** The address says the second once the clock stands; a second put into the address moves the clock. */
function useAddress(): void {
  const { t } = route.useSearch();
  const navigate = route.useNavigate();
  const { store, span } = useHour();
  const written = useRef(t);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = (): void => {
      const { at, playing } = store.slow();
      if (playing || at === null) return;
      const next = new Date(at).toISOString();
      if (next === written.current) return;
      written.current = next;
      const from = new Date(span.from).toISOString();
      void navigate({ search: (before) => ({ ...before, from, t: next }), replace: true });
    };
    const leave = store.onSlow(() => {
      clearTimeout(timer);
      timer = setTimeout(write, ADDRESS_MS);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [store, span, navigate]);
  useEffect(() => {
    if (t === written.current || t === undefined) return;
    written.current = t;
    store.change((now) => ({ ...seek(now, Date.parse(t), span), playing: false }));
  }, [t, store, span]);
}
