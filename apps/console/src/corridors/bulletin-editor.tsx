import { BULLETIN_REASONS, type BulletinReason } from '@lakiri/corridors';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { bulletinsQuery } from '../api/bulletin-queries.ts';
import type { Place, Route } from '../api/contract.ts';
import type { Shape } from '../api/gazette-queries.ts';
import { placesQuery, routesQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { Select, TextField } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import {
  type BulletinField,
  type BulletinSaid,
  bodyOf,
  closedIn,
  diversionIn,
  faultyIn,
} from './bulletin-form.ts';
import { closedStretch } from './bulletin-phase.ts';
import styles from './corridors.module.css';
import { DrawPane } from './draw-pane.tsx';
import { DrawnForm } from './drawn-form.tsx';
import { linesOf } from './fence-form.ts';

const LINE_TOOLS = ['linestring', 'edit'] as const;

type EditorProps = { readonly path: string; readonly start: BulletinSaid };

/** Writes a draft of a diversion: by its fields, or by drawing on the map what the fields then say. */
export function BulletinEditor({ path, start }: EditorProps) {
  const say = useSay();
  const { data } = useQuery(routesQuery);
  const routes = data?.routes ?? [];
  const routeOf = (said: BulletinSaid) => routes.find(({ id }) => id === said.route);
  return (
    <DrawnForm<BulletinSaid, BulletinField>
      {...{ start, path }}
      bodyOf={(said) => bodyOf(said, routeOf(said))}
      faultyIn={(said) => faultyIn(said, routeOf(said))}
      wrong={(field) => say(`bulletin.wrong.${field}`)}
      stale="bulletins"
      then="/admin/corridors/bulletins"
      back="/admin/corridors/bulletins"
      write={say('bulletin.write')}
      fields={(parts) => <Fields {...parts} route={routeOf(parts.said)} routes={routes} />}
      drawn={(parts) => <Drawn {...parts} route={routeOf(parts.said)} />}
    />
  );
}

type Parts = {
  readonly said: BulletinSaid;
  readonly change: (some: Partial<BulletinSaid>) => void;
  readonly route: Route | undefined;
};

/** The road with its closed stretch, and the diversion as drawn or typed. */
function Drawn({ said, route, change }: Parts) {
  const calm = useDeferredValue(said);
  const shape = useMemo((): Shape | undefined => {
    const line = diversionIn(calm);
    return line === undefined ? undefined : { is: 'line', line };
  }, [calm]);
  const beside = useMemo(() => {
    if (route === undefined) return [];
    const closed = closedIn(calm, route);
    const stretch = closed && closedStretch(route.line, closed);
    const road = { role: 'road', line: route.line } as const;
    return stretch === undefined ? [road] : [road, { role: 'gone', line: stretch.line } as const];
  }, [calm, route]);
  const view = useView(route, shape);
  return (
    <DrawPane
      area={shape}
      view={view}
      name="bulletin.map"
      onDrawn={(drawn) => drawn.is === 'line' && change({ line: linesOf(drawn.line) })}
      tools={LINE_TOOLS}
      beside={beside}
    />
  );
}

/** Of a route that is chosen, what was said already, or all of it. */
function useView(route: Route | undefined, said: Shape | undefined): Shape | undefined {
  const latest = useRef(said);
  useEffect(() => {
    latest.current = said;
  });
  return useMemo(
    () => (route === undefined ? undefined : (latest.current ?? { is: 'line', line: route.line })),
    [route],
  );
}

type FieldParts = Parts & {
  readonly routes: readonly Route[];
  readonly error: (field: BulletinField) => string | undefined;
};

function Fields(parts: FieldParts) {
  const say = useSay();
  const { said, change, route, routes, error } = parts;
  const daysMax = useQuery(bulletinsQuery).data?.daysMax;
  return (
    <>
      <Select
        label={say('bulletin.field.route')}
        placeholder={say('create.choose')}
        error={error('route')}
        value={said.route}
        choices={routes.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => change({ route: id })}
      />
      <Select
        label={say('bulletin.field.reason')}
        value={said.reason}
        choices={BULLETIN_REASONS.map((value) => ({
          value,
          label: say(`bulletin.reason.${value}`),
        }))}
        onChange={(reason) => change({ reason: reason as BulletinReason })}
      />
      <Text {...parts} field="note" hint={say('bulletin.noteHint')} lines={2} />
      <div className={page.pair}>
        <Text {...parts} field="closedFrom" inputMode="decimal" />
        <Text {...parts} field="closedTo" inputMode="decimal" />
      </div>
      {route === undefined ? null : (
        <p className={page.quiet}>{say('bulletin.closedHint', { km: route.km.toFixed(1) })}</p>
      )}
      <Text {...parts} field="line" hint={say('bulletin.lineHint')} lines={6} mono />
      <div className={page.pair}>
        <Text {...parts} field="width" inputMode="numeric" />
        <Text {...parts} field="extra" inputMode="numeric" />
      </div>
      <Stops {...parts} />
      <TextField
        label={say('bulletin.field.from')}
        hint={say('bulletin.fromHint')}
        type="datetime-local"
        value={said.from}
        onChange={(from) => change({ from })}
      />
      <TextField
        label={say('bulletin.field.until')}
        hint={daysMax === undefined ? undefined : say('bulletin.untilHint', { n: daysMax })}
        error={error('until')}
        type="datetime-local"
        value={said.until}
        onChange={(until) => change({ until })}
      />
    </>
  );
}

type TextProps = FieldParts & { readonly field: BulletinField } & Pick<
    Parameters<typeof TextField>[0],
    'hint' | 'inputMode' | 'lines' | 'mono'
  >;

function Text({ said, change, error, field, hint, inputMode, lines, mono }: TextProps) {
  const say = useSay();
  const look = {
    ...(inputMode && { inputMode }),
    ...(lines && { lines }),
    ...(mono && { mono }),
  };
  return (
    <TextField
      {...look}
      hint={hint}
      label={say(`bulletin.field.${field}`)}
      error={error(field)}
      value={said[field]}
      onChange={(value) => change({ [field]: value })}
    />
  );
}

/** Where a truck may stand on the diversion: any place, of which the server takes those beside the line. */
function Stops({ said, change }: FieldParts) {
  const say = useSay();
  const places: readonly Place[] = useQuery(placesQuery).data?.places ?? [];
  const { stops } = said;
  const nameOf = (id: string): string => places.find((one) => one.id === id)?.name ?? id;
  const others = places.filter(({ id }) => !stops.includes(id));
  return (
    <fieldset className={styles.stops}>
      <legend>{say('bulletin.stops')}</legend>
      <p className={page.quiet}>{say('bulletin.stopsHint')}</p>
      {stops.map((id) => (
        <div key={id} className={styles.stop}>
          <span translate="no">{nameOf(id)}</span>
          <Button
            aria-label={say('bulletin.stopOut', { name: nameOf(id) })}
            onClick={() => change({ stops: stops.filter((one) => one !== id) })}
          >
            {say('route.out')}
          </Button>
        </div>
      ))}
      <Select
        label={say('bulletin.stopIn')}
        placeholder={say('create.choose')}
        value=""
        choices={others.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => (id === '' ? undefined : change({ stops: [...stops, id] }))}
      />
    </fieldset>
  );
}
