import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { modelsQuery, placesQuery, routesQuery } from '../api/queries.ts';
import type { RuleVariable } from '../api/rule-contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { type Clause, celOf, clausesOf, isWhole, newClause, testsOf } from './clauses.ts';
import { variableWords } from './condition-words.tsx';
import parts from './parts.module.css';
import type { EditorParts } from './rule-sentence.tsx';
import styles from './rules.module.css';
import { SoundnessLine } from './soundness-line.tsx';

/** Where else the rule is silent: clauses joined by “and”. A condition that says more is changed as text. */
export function ConditionField({ rule, said, change }: EditorParts) {
  const say = useSay();
  const box = useRef<HTMLFieldSetElement>(null);
  const { variables } = rule;
  // Clauses that are not filled in have no text yet, so they live here; a new condition from elsewhere replaces them.
  const [typed, setTyped] = useState<{ cel: string; clauses: readonly Clause[] }>();
  const known = clausesOf(said.condition, variables);
  const clauses = typed?.cel === said.condition ? typed.clauses : known;
  if (clauses === undefined || change === undefined)
    return (
      <div className={parts.condition}>
        <h3>{say('rules.onlyWhere')}</h3>
        {said.condition === '' ? (
          <p className={page.quiet}>{say('rules.always')}</p>
        ) : (
          <pre className={styles.text}>{said.condition}</pre>
        )}
        {change === undefined ? null : <p className={page.quiet}>{say('rules.saysMore')}</p>}
      </div>
    );
  const put = (next: readonly Clause[]): void => {
    const cel = celOf(next);
    setTyped({ cel, clauses: next });
    change({ condition: cel });
  };
  const add = (): void => {
    const [first] = variables.filter(({ name }) => name !== 'kind');
    if (first === undefined) return;
    put([...clauses, newClause(first)]);
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>('li:last-child select')?.focus(),
    );
  };
  const remove = (at: number): void => {
    put(clauses.filter((_, n) => n !== at));
    box.current?.querySelector<HTMLElement>('[data-add] button')?.focus();
  };
  return (
    <fieldset ref={box} className={parts.condition}>
      <legend>{say('rules.onlyWhere')}</legend>
      <p className={page.quiet}>
        {say(clauses.length === 0 ? 'rules.alwaysHint' : 'rules.unknownHint')}
      </p>
      <ol>
        {clauses.map((clause, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a clause has no identity but its line while it is typed.
          <li key={at}>
            <OneClause
              n={at + 1}
              clause={clause}
              variables={variables}
              onChange={(next) => put(clauses.map((one, n) => (n === at ? next : one)))}
              onRemove={() => remove(at)}
            />
          </li>
        ))}
      </ol>
      <div data-add>
        <Button onClick={add}>{say('rules.addClause')}</Button>
      </div>
      <SoundnessLine condition={said.condition} />
    </fieldset>
  );
}

type ClauseProps = {
  readonly n: number;
  readonly clause: Clause;
  readonly variables: readonly RuleVariable[];
  readonly onChange: (clause: Clause) => void;
  readonly onRemove: () => void;
};

function OneClause({ n, clause, variables, onChange, onRemove }: ClauseProps) {
  const say = useSay();
  const list = useId();
  const asked = variables.find(({ name }) => name === clause.name);
  const isAsked = (name: string): RuleVariable | undefined =>
    variables.find((one) => one.name === name);
  const needsValue = clause.test !== 'yes' && clause.test !== 'no';
  return (
    <>
      {n === 1 ? null : <span className={parts.and}>{say('rules.and')}</span>}
      <select
        aria-label={say('rules.clause.what', { n })}
        value={clause.name}
        onChange={({ target }) => {
          const next = isAsked(target.value);
          if (next !== undefined) onChange(newClause(next));
        }}
      >
        {variables
          .filter(({ name }) => name !== 'kind')
          .map((one) => (
            <option key={one.name} value={one.name}>
              {variableWords(say, one)}
            </option>
          ))}
      </select>
      <select
        aria-label={say('rules.clause.test', { n })}
        value={clause.test}
        onChange={({ target }) => onChange({ ...clause, test: target.value as Clause['test'] })}
      >
        {testsOf[asked?.type ?? 'string'].map((one) => (
          <option key={one} value={one}>
            {say(`rules.test.${one}`)}
          </option>
        ))}
      </select>
      {needsValue ? (
        <>
          <input
            aria-label={say('rules.clause.value', { n })}
            aria-invalid={!isWhole(clause) || undefined}
            list={list}
            autoComplete="off"
            inputMode={asked?.type === 'number' ? 'decimal' : undefined}
            value={clause.value}
            onChange={({ target }) => onChange({ ...clause, value: target.value })}
          />
          <Known id={list} name={clause.name} />
          {asked?.unit == null ? null : <span className={page.quiet}>{asked.unit}</span>}
        </>
      ) : null}
      <button type="button" aria-label={say('rules.clause.remove', { n })} onClick={onRemove}>
        <X size={16} aria-hidden="true" />
      </button>
    </>
  );
}

/** The countries of the two corridors. */
const COUNTRIES = ['KE', 'UG', 'TZ', 'RW', 'BI', 'SS', 'CD'] as const;

/** What is known to be said of something, to choose from while typing. */
function Known({ id, name }: { id: string; name: string }) {
  const { data: routes } = useQuery({ ...routesQuery, enabled: name === 'route' });
  const { data: places } = useQuery({ ...placesQuery, enabled: name === 'place' });
  const { data: models } = useQuery({ ...modelsQuery, enabled: name === 'sealModel' });
  const values: readonly (readonly [value: string, label: string])[] =
    name === 'route'
      ? (routes?.routes ?? []).map((it) => [it.id, it.name])
      : name === 'place'
        ? (places?.places ?? []).map((it) => [it.name, ''])
        : name === 'sealModel'
          ? (models?.items ?? []).map((it) => [it.model, it.maker])
          : name === 'country'
            ? COUNTRIES.map((it) => [it, ''])
            : [];
  return (
    <datalist id={id}>
      {values.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </datalist>
  );
}
