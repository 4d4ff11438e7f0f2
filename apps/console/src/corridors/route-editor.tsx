import { CORRIDORS, diffRoutes, type Route } from '@lakiri/corridors';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import type { Place } from '../api/contract.ts';
import type { Shape } from '../api/gazette-queries.ts';
import { placesQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { Select } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import { SaidField, type SaidParts } from '../ui/said-field.tsx';
import { DrawPane } from './draw-pane.tsx';
import { DrawnForm } from './drawn-form.tsx';
import { linesOf } from './fence-form.ts';
import { besideOf, RouteChange } from './route-change.tsx';
import {
  bodyOf,
  faultyIn,
  lineIn,
  type RouteField,
  type RouteRef,
  type RouteSaid,
  routeIn,
} from './route-form.ts';
import { RouteStops } from './route-stops.tsx';

const LINE_TOOLS = ['edit', 'linestring'] as const;

type EditorProps = {
  readonly path: string;
  readonly route: RouteRef;
  /** What it is compared with; undefined: nothing stands. */
  readonly last: Route | undefined;
  readonly start: RouteSaid;
};

/** Writes a draft of the next version: by its fields, or by moving the points of the line on the map. */
export function RouteEditor({ path, route, last, start }: EditorProps) {
  const say = useSay();
  const { data } = useQuery(placesQuery);
  const places = data?.places ?? NO_PLACES;
  return (
    <DrawnForm<RouteSaid, RouteFault>
      {...{ start, path, faultyIn }}
      bodyOf={(said) => bodyOf(said, route)}
      wrong={(field) => say(`route.wrong.${field}`)}
      stale="gazette"
      then="/admin/corridors/drafts"
      back="/admin/corridors/routes"
      write={say('fence.write')}
      fields={(parts) => <Fields {...{ ...parts, last, places }} />}
      drawn={(parts) => <Drawn {...{ ...parts, last, places }} />}
    />
  );
}

/** One and the same while they are not read: the comparison is made anew only when something changed. */
const NO_PLACES: readonly Place[] = [];

/** The line as it would be, and what changes by it. */
function Drawn({ said, change, last, places }: Omit<Parts, 'error'>) {
  const say = useSay();
  const calm = useDeferredValue(said);
  const diff = useMemo(() => {
    const next = last && routeIn(calm, last, places);
    return last && next && diffRoutes(last, next);
  }, [calm, last, places]);
  const beside = useMemo(() => (diff === undefined ? [] : besideOf(diff)), [diff]);
  const shape = useMemo((): Shape | undefined => {
    const line = lineIn(calm);
    return line === undefined ? undefined : { is: 'line', line };
  }, [calm]);
  return (
    <div>
      <DrawPane
        area={shape}
        onDrawn={(drawn) => drawn.is === 'line' && change({ line: linesOf(drawn.line) })}
        tools={LINE_TOOLS}
        beside={beside}
      />
      {diff === undefined ? null : (
        <Panel title={say('draft.changes')}>
          <RouteChange diff={diff} />
        </Panel>
      )}
    </div>
  );
}

/** What can be wrong: a field, or the stops. */
type RouteFault = RouteField | 'stops';

type Parts = Omit<SaidParts<RouteSaid, RouteField>, 'error'> & {
  readonly error: (field: RouteFault) => string | undefined;
  readonly last: Route | undefined;
  readonly places: readonly Place[];
};

function Fields(parts: Parts) {
  const say = useSay();
  return (
    <>
      <Text {...parts} field="name" />
      {parts.last === undefined ? <Ends {...parts} /> : null}
      <div className={page.pair}>
        <Text {...parts} field="bufferM" inputMode="numeric" />
        <Text {...parts} field="timeLimitH" inputMode="numeric" />
      </div>
      <Text {...parts} field="line" hint={say('route.lineHint')} lines={8} mono />
      <Text {...parts} field="widths" hint={say('route.widthsHint')} lines={3} mono />
      <RouteStops {...parts} error={parts.error('stops')} />
      <Text {...parts} field="source" hint={say('fence.sourceHint')} lines={2} />
    </>
  );
}

type TextProps = Omit<Parameters<typeof SaidField<RouteSaid, RouteField>>[0], 'label'>;

function Text(props: TextProps) {
  const say = useSay();
  return <SaidField {...props} label={say(`route.field.${props.field}`)} />;
}

/** Of a new route; its line begins as the straight between the two. */
function Ends({ said, change, error, places }: Parts) {
  const say = useSay();
  const centreOf = (id: string): readonly (readonly [number, number])[] =>
    places.filter((one) => one.id === id).map(({ lon, lat }) => [lon, lat] as const);
  const straight = (from: string, to: string): string =>
    linesOf([...centreOf(from), ...centreOf(to)]);
  const end = (field: 'from' | 'to', id: string): void => {
    const ends = { from: said.from, to: said.to, [field]: id };
    const isUntouched = said.line === '' || said.line === straight(said.from, said.to);
    change({ ...ends, ...(isUntouched && { line: straight(ends.from, ends.to) }) });
  };
  return (
    <>
      <Select
        label={say('route.field.corridor')}
        value={said.corridor}
        choices={CORRIDORS.map((value) => ({ value, label: say(`corridor.${value}`) }))}
        onChange={(corridor) => change({ corridor })}
      />
      {(['from', 'to'] as const).map((field) => (
        <Select
          key={field}
          label={say(`route.field.${field}`)}
          placeholder={say('create.choose')}
          error={error(field)}
          value={said[field]}
          choices={places.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => end(field, id)}
        />
      ))}
    </>
  );
}
