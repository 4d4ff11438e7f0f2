import { diffRoutes, type Route } from '@lakiri/corridors';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Draft, Shape } from '../api/gazette-queries.ts';
import { placesQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Select, TextField } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import styles from './corridors.module.css';
import { DrawPane } from './draw-pane.tsx';
import { linesOf } from './fence-form.ts';
import { besideOf, RouteChange } from './route-change.tsx';
import {
  bodyOf,
  faultyIn,
  lineIn,
  type RouteField,
  type RouteSaid,
  routeIn,
} from './route-form.ts';

const LINE_TOOLS = ['edit', 'linestring'] as const;

type EditorProps = {
  readonly path: string;
  /** What it is compared with. */
  readonly last: Route;
  readonly start: RouteSaid;
};

/** Writes a draft of the next version: by its fields, or by moving the points of the line on the map. */
export function RouteEditor({ path, last, start }: EditorProps) {
  const say = useSay();
  const navigate = useNavigate();
  const [said, setSaid] = useState(start);
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const { data } = useQuery(placesQuery);
  const { send, sending, problem } = useSend<Draft>('gazette', () =>
    navigate({ to: '/admin/corridors/drafts' }),
  );
  const wrong = faultyIn(said);
  const faulty = tried ? wrong : [];
  const places = data?.places;
  const calm = useDeferredValue(said);
  const diff = useMemo(() => {
    const next = routeIn(calm, last, places ?? []);
    return next === undefined ? undefined : diffRoutes(last, next);
  }, [calm, last, places]);
  const beside = useMemo(() => (diff === undefined ? [] : besideOf(diff)), [diff]);
  const shape = useMemo((): Shape | undefined => {
    const line = lineIn(calm);
    return line === undefined ? undefined : { is: 'line', line };
  }, [calm]);
  const change = (some: Partial<RouteSaid>): void => setSaid((now) => ({ ...now, ...some }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (wrong.length > 0) requestAnimationFrame(() => summary.current?.focus());
    else void send(path, bodyOf(said, last.id));
  };
  return (
    <div className={styles.split}>
      <form className={page.form} onSubmit={submit} noValidate>
        <ErrorSummary ref={summary} errors={faulty.map((it) => say(`route.wrong.${it}`))} />
        {problem === undefined ? null : <Refused problem={problem} takesFocus />}
        <Fields
          {...{ said, change, last, places: places ?? [] }}
          error={(field) => (faulty.includes(field) ? say(`route.wrong.${field}`) : undefined)}
        />
        <div className={page.ends}>
          <Button look="primary" type="submit" disabled={sending}>
            {say(sending ? 'act.sending' : 'fence.write')}
          </Button>
          <Link to="/admin/corridors/routes">{say('act.cancel')}</Link>
        </div>
      </form>
      <div>
        <DrawPane
          area={shape}
          onDrawn={(drawn) => drawn.is === 'line' && change({ line: linesOf(drawn.line) })}
          tools={LINE_TOOLS}
          beside={beside}
        />
        <Panel title={say('draft.changes')}>
          {diff === undefined ? null : <RouteChange diff={diff} />}
        </Panel>
      </div>
    </div>
  );
}

type Parts = {
  readonly said: RouteSaid;
  readonly change: (some: Partial<RouteSaid>) => void;
  readonly error: (field: RouteField | 'stops') => string | undefined;
};
type StopParts = Parts & {
  readonly last: Route;
  readonly places: readonly { readonly id: string; readonly name: string }[];
};

function Fields(parts: StopParts) {
  const say = useSay();
  return (
    <>
      <Text {...parts} field="name" />
      <div className={page.pair}>
        <Text {...parts} field="bufferM" inputMode="numeric" />
        <Text {...parts} field="timeLimitH" inputMode="numeric" />
      </div>
      <Text {...parts} field="line" hint={say('route.lineHint')} lines={8} mono />
      <Stops {...parts} />
      <Text {...parts} field="source" hint={say('fence.sourceHint')} lines={2} />
    </>
  );
}

type TextProps = Parts & { readonly field: RouteField } & Pick<
    Parameters<typeof TextField>[0],
    'hint' | 'inputMode' | 'lines' | 'mono'
  >;

function Text({ said, change, error, field, ...rest }: TextProps) {
  const say = useSay();
  const { hint, inputMode, lines, mono } = rest;
  const look = {
    ...(inputMode && { inputMode }),
    ...(lines && { lines }),
    ...(mono && { mono }),
  };
  return (
    <TextField
      {...look}
      hint={hint}
      label={say(`route.field.${field}`)}
      error={error(field)}
      value={said[field]}
      onChange={(value) => change({ [field]: value })}
    />
  );
}

/** Where a truck may stand: each stop with its minutes, any place to be added, any to be taken out. */
function Stops({ said, change, error, last, places }: StopParts) {
  const say = useSay();
  const { stops } = said;
  const known = [...places, ...last.allowedStops];
  const nameOf = (id: string): string => known.find((one) => one.id === id)?.name ?? id;
  const others = places.filter(({ id }) => stops[id] === undefined);
  const without = (id: string) =>
    Object.fromEntries(Object.entries(stops).filter(([it]) => it !== id));
  return (
    <fieldset className={styles.stops}>
      <legend>{say('route.stops')}</legend>
      <p className={page.quiet}>{say('route.stopsHint')}</p>
      {error('stops') === undefined ? null : <p className={page.bad}>{error('stops')}</p>}
      {Object.entries(stops).map(([id, minutes]) => (
        <div key={id} className={styles.stop}>
          <TextField
            label={nameOf(id)}
            inputMode="numeric"
            value={minutes}
            onChange={(value) => change({ stops: { ...stops, [id]: value } })}
          />
          <Button
            aria-label={say('route.stopOut', { name: nameOf(id) })}
            onClick={() => change({ stops: without(id) })}
          >
            {say('route.out')}
          </Button>
        </div>
      ))}
      <Select
        label={say('route.stopIn')}
        placeholder={say('create.choose')}
        value=""
        choices={others.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => (id === '' ? undefined : change({ stops: { ...stops, [id]: '' } }))}
      />
    </fieldset>
  );
}
