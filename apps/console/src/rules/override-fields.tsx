import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { modelsQuery, placesQuery, routesQuery } from '../api/queries.ts';
import type { Rule, RuleOverride } from '../api/rule-contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { focusSummary } from '../ui/faulty-field.ts';
import { Select, TextField } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { faultWords, whatOf } from './fault-words.ts';
import {
  type OverrideFault,
  type OverrideSaid,
  overrideFaults,
  overrideOf,
  overrideSaidOf,
} from './override-form.ts';
import styles from './parts.module.css';
import { choicesOf, unitWords } from './unit-words.ts';

type FieldsProps = {
  readonly rule: Rule;
  readonly start: RuleOverride | undefined;
  readonly taken: readonly string[];
  readonly onDone: (one: RuleOverride) => void;
  readonly onCancel: () => void;
};

/** One override: its name, where it holds, and what is other there. */
export function OverrideFields({ rule, start, taken, onDone, onCancel }: FieldsProps) {
  const say = useSay();
  const [said, setSaid] = useState(() => overrideSaidOf(start));
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const faults = overrideFaults(said, rule.numbers, taken);
  const change = (some: Partial<OverrideSaid>): void => setSaid((now) => ({ ...now, ...some }));
  const done = (): void => {
    setTried(true);
    if (faults.length === 0) onDone(overrideOf(said));
    else focusSummary(summary);
  };
  const words = (fault: OverrideFault): string =>
    typeof fault === 'object'
      ? faultWords(say, rule.kind, fault)
      : say(`rules.wrongOverride.${fault}`);
  const error = (...of: readonly OverrideFault[]): string | undefined => {
    const fault = tried ? of.find((one) => faults.includes(one)) : undefined;
    return fault === undefined ? undefined : words(fault);
  };
  return (
    <fieldset className={styles.override}>
      <legend>{say(start === undefined ? 'rules.addOverride' : 'rules.changeThis')}</legend>
      <ErrorSummary ref={summary} errors={tried ? faults.map(words) : []} />
      <TextField
        label={say('rules.overrideName')}
        hint={say('rules.overrideNameHint')}
        error={error('name', 'nameTaken')}
        value={said.name}
        onChange={(name) => change({ name })}
      />
      <Where said={said} change={change} error={error} />
      <What rule={rule} said={said} change={change} />
      <div className={page.ends}>
        <Button look="primary" onClick={done}>
          {say(start === undefined ? 'rules.layOver' : 'rules.layAnew')}
        </Button>
        <Button onClick={onCancel}>{say('act.cancel')}</Button>
      </div>
    </fieldset>
  );
}

type Parts = {
  readonly said: OverrideSaid;
  readonly change: (some: Partial<OverrideSaid>) => void;
};

function Where(props: Parts & { error: (...of: readonly OverrideFault[]) => string | undefined }) {
  const say = useSay();
  const { said, change, error } = props;
  const { data: routes } = useQuery(routesQuery);
  const { data: models } = useQuery(modelsQuery);
  const anywhere = { value: '', label: say('rules.any') };
  const names = [...new Map(routes?.routes.map(({ id, name }) => [id, name]))];
  return (
    <>
      <div className={page.pair}>
        <Select
          label={say('rules.scopeRoute')}
          error={error('scope')}
          value={said.route}
          choices={[anywhere, ...names.map(([value, label]) => ({ value, label }))]}
          onChange={(route) => change({ route })}
        />
        <Select
          label={say('rules.scopeModel')}
          value={said.model}
          choices={[
            anywhere,
            ...(models?.items ?? []).map(({ model }) => ({ value: model, label: model })),
          ]}
          onChange={(model) => change({ model })}
        />
      </div>
      <PlaceFields said={said} change={change} error={error('place')} />
      <div className={styles.three}>
        <TextField
          label={say('rules.fromH')}
          inputMode="decimal"
          error={error('hours')}
          value={said.fromH}
          onChange={(fromH) => change({ fromH })}
        />
        <TextField
          label={say('rules.untilH')}
          inputMode="decimal"
          value={said.untilH}
          onChange={(untilH) => change({ untilH })}
        />
        <Select
          label={say('rules.clock')}
          value={said.utcOffsetMin}
          choices={[
            { value: '180', label: 'EAT' },
            { value: '120', label: 'CAT' },
          ]}
          onChange={(utcOffsetMin) => change({ utcOffsetMin })}
        />
      </div>
    </>
  );
}

/** What is usual around a yard or a weighbridge. */
const RADIUS_KM = '2';

/** A circle, typed, or taken from a place of the gazette. */
function PlaceFields({ said, change, error }: Parts & { error: string | undefined }) {
  const say = useSay();
  const { data } = useQuery(placesQuery);
  const take = (name: string): void => {
    const place = data?.places.find((it) => it.name === name);
    if (place === undefined) change({ place: '', lat: '', lon: '', radiusKm: '' });
    else
      change({
        place: place.name,
        lat: String(place.lat),
        lon: String(place.lon),
        radiusKm: said.radiusKm || RADIUS_KM,
      });
  };
  const names = (data?.places ?? []).map(({ name }) => name).toSorted();
  return (
    <div className={styles.place}>
      <Select
        label={say('rules.scopePlace')}
        error={error}
        value={names.includes(said.place) ? said.place : ''}
        choices={[
          { value: '', label: say('rules.any') },
          ...names.map((name) => ({ value: name, label: name })),
        ]}
        onChange={take}
      />
      <TextField
        label={say('rules.placeName')}
        value={said.place}
        onChange={(place) => change({ place })}
      />
      <TextField
        label={say('zone.field.lat')}
        value={said.lat}
        onChange={(lat) => change({ lat })}
      />
      <TextField
        label={say('zone.field.lon')}
        value={said.lon}
        onChange={(lon) => change({ lon })}
      />
      <TextField
        label={say('zone.field.radiusKm')}
        inputMode="decimal"
        value={said.radiusKm}
        onChange={(radiusKm) => change({ radiusKm })}
      />
    </div>
  );
}

/** Known of whatever is chosen of few. */
const SOME = '180';

/** What is empty stays as the rule has it. */
function What({ rule, said, change }: Parts & { rule: Rule }) {
  const say = useSay();
  const asRule = { value: '', label: say('rules.asRule') };
  return (
    <div className={styles.what}>
      <p className={page.quiet}>{say('rules.otherHint')}</p>
      {rule.numbers.map((number) => {
        const { name, unit } = number;
        const value = said.numbers[name] ?? '';
        const set = (text: string): void => change({ numbers: { ...said.numbers, [name]: text } });
        const suffix = unitWords(say, unit);
        const label = `${whatOf(say, rule.kind, name)}${suffix === '' ? '' : ` (${suffix})`}`;
        const choices = choicesOf(say, { ...number, default: 0 }, value || SOME);
        if (choices === undefined)
          return (
            <TextField key={name} label={label} inputMode="decimal" value={value} onChange={set} />
          );
        return (
          <Select
            key={name}
            label={label}
            value={value}
            choices={[asRule, ...choices.filter((one) => one.label !== '')]}
            onChange={set}
          />
        );
      })}
      <Select
        label={say('rules.what.severity')}
        value={said.severity}
        choices={[
          asRule,
          ...([1, 2, 3, 4] as const).map((one) => ({
            value: String(one),
            label: say(`severity.${one}`),
          })),
        ]}
        onChange={(severity) => change({ severity })}
      />
    </div>
  );
}
