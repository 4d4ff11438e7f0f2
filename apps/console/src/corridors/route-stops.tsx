import type { Route } from '@lakiri/corridors';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { Select, TextField } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import styles from './corridors.module.css';
import { NEW_STOP, type RouteSaid } from './route-form.ts';

type StopsProps = {
  readonly said: RouteSaid;
  readonly change: (some: Partial<RouteSaid>) => void;
  readonly error: string | undefined;
  readonly last: Route | undefined;
  readonly places: readonly { readonly id: string; readonly name: string }[];
};

const FIELDS = ['minutes', 'opens', 'closes'] as const;

/** Where a truck may stand: each stop with its minutes and hours, any place to be added, any to be taken out. */
export function RouteStops({ said, change, error, last, places }: StopsProps) {
  const say = useSay();
  const { stops } = said;
  const known = [...places, ...(last?.allowedStops ?? [])];
  const nameOf = (id: string): string => known.find((one) => one.id === id)?.name ?? id;
  const others = places.filter(({ id }) => stops[id] === undefined);
  const without = (id: string) =>
    Object.fromEntries(Object.entries(stops).filter(([it]) => it !== id));
  return (
    <fieldset className={styles.stops}>
      <legend>{say('route.stops')}</legend>
      <p className={page.quiet}>{say('route.stopsHint')}</p>
      {error === undefined ? null : <p className={page.bad}>{error}</p>}
      {Object.entries(stops).map(([id, stop]) => (
        <fieldset key={id} className={styles.stop}>
          <legend translate="no">{nameOf(id)}</legend>
          {FIELDS.map((field) => (
            <TextField
              key={field}
              label={say(`route.stop.${field}`)}
              inputMode="numeric"
              value={stop[field]}
              onChange={(value) =>
                change({ stops: { ...stops, [id]: { ...stop, [field]: value } } })
              }
            />
          ))}
          <Button
            aria-label={say('route.stopOut', { name: nameOf(id) })}
            onClick={() => change({ stops: without(id) })}
          >
            {say('route.out')}
          </Button>
        </fieldset>
      ))}
      <Select
        label={say('route.stopIn')}
        placeholder={say('create.choose')}
        value=""
        choices={others.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => (id === '' ? undefined : change({ stops: { ...stops, [id]: NEW_STOP } }))}
      />
    </fieldset>
  );
}
