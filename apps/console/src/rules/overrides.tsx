import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { routesQuery } from '../api/queries.ts';
import type { Rule, RuleOverride, RuleScope } from '../api/rule-contract.ts';
import { distance } from '../map/distance.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { whatOf } from './fault-words.ts';
import { OverrideFields } from './override-fields.tsx';
import styles from './parts.module.css';
import type { EditorParts } from './rule-sentence.tsx';
import { valueWords } from './unit-words.ts';

/** Where and when the rule’s numbers are other; the most specific that holds wins, whole. */
export function Overrides({ rule, said, change }: EditorParts) {
  const say = useSay();
  const box = useRef<HTMLElement>(null);
  /** Which is open: its place in the list, or the next one. */
  const [open, setOpen] = useState<number>();
  const { overrides } = said;
  const close = (): void => {
    setOpen(undefined);
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>('[data-add] button')?.focus(),
    );
  };
  const put = (next: readonly RuleOverride[]): void => {
    change?.({ overrides: next });
    close();
  };
  return (
    <section ref={box} className={styles.overrides} aria-label={say('rules.overrides')}>
      <h3>{say('rules.overrides')}</h3>
      <p className={page.quiet}>
        {say(overrides.length === 0 ? 'rules.noOverrides' : 'rules.overridesHint')}
      </p>
      {overrides.length === 0 ? null : (
        <List
          rule={rule}
          overrides={overrides}
          {...(change ? { onOpen: setOpen } : {})}
          onRemove={(at) => put(overrides.filter((_, n) => n !== at))}
        />
      )}
      {change === undefined ? null : open === undefined ? (
        <div data-add>
          <Button onClick={() => setOpen(overrides.length)}>{say('rules.addOverride')}</Button>
        </div>
      ) : (
        <OverrideFields
          key={open}
          rule={rule}
          start={overrides[open]}
          taken={overrides.filter((_, n) => n !== open).map(({ name }) => name)}
          onDone={(one) => put(overrides.toSpliced(open, 1, one))}
          onCancel={close}
        />
      )}
    </section>
  );
}

type ListProps = {
  readonly rule: Rule;
  readonly overrides: readonly RuleOverride[];
  readonly onOpen?: (at: number) => void;
  readonly onRemove: (at: number) => void;
};

function List({ rule, overrides, onOpen, onRemove }: ListProps) {
  const say = useSay();
  const heads = ['rules.overrideName', 'rules.where', 'rules.isOther.there'] as const;
  return (
    <table className={page.table}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {say(head)}
            </th>
          ))}
          {onOpen === undefined ? null : (
            <th scope="col">
              <span className="unseen">{say('rules.acts')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {overrides.map((one, at) => (
          <tr key={one.name}>
            <td data-label={say('rules.overrideName')}>{one.name}</td>
            <td data-label={say('rules.where')}>
              <Scope scope={one.scope} />
            </td>
            <td data-label={say('rules.isOther.there')}>
              <Other rule={rule} one={one} />
            </td>
            {onOpen === undefined ? null : (
              <td>
                <span className={styles.rowActs}>
                  <Button
                    aria-label={say('rules.changeOverride', { name: one.name })}
                    onClick={() => onOpen(at)}
                  >
                    {say('rules.change')}
                  </Button>
                  <Button
                    aria-label={say('rules.removeOverride', { name: one.name })}
                    onClick={() => onRemove(at)}
                  >
                    {say('rules.remove')}
                  </Button>
                </span>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Scope({ scope: { place, route, hours, model } }: { scope: RuleScope }) {
  const say = useSay();
  const { data } = useQuery(routesQuery);
  const name = data?.routes.find(({ id }) => id === route)?.name ?? route;
  return [
    place && say('rules.scope.place', { name: place.name, radius: distance(place.radiusM) }),
    name && say('rules.scope.route', { name }),
    hours &&
      say('rules.scope.hours', { from: hours.fromH, until: hours.untilH, zone: zoneOf(hours) }),
    model && say('rules.scope.model', { model }),
  ]
    .filter(Boolean)
    .join(' · ');
}

const zoneOf = ({ utcOffsetMin }: { utcOffsetMin: number }): string =>
  ({ 180: 'EAT', 120: 'CAT' })[utcOffsetMin] ?? `UTC ${utcOffsetMin} min`;

function Other({ rule, one }: { rule: Rule; one: RuleOverride }) {
  const say = useSay();
  const numbers = rule.numbers.filter(({ name }) => one.params[name] !== undefined);
  return (
    <ul>
      {numbers.map((number) => (
        <li key={number.name}>
          {whatOf(say, rule.kind, number.name)}:{' '}
          <strong>{valueWords(say, number, String(one.params[number.name]))}</strong>
        </li>
      ))}
      {one.severity === null ? null : (
        <li>
          {say('rules.what.severity')}: <strong>{say(`severity.${one.severity}`)}</strong>
        </li>
      )}
    </ul>
  );
}
