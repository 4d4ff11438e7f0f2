import type { Severity } from '../api/contract.ts';
import type { RuleContent, RuleNumber } from '../api/rule-contract.ts';
import { saySpan } from '../clock/say-age.ts';
import { useSay } from '../shell/language.tsx';
import page from '../ui/page.module.css';
import type { Say } from '../words/words.ts';
import { whatOf } from './fault-words.ts';
import { changesBetween, overrideChanges, type RuleChange } from './rule-form.ts';
import styles from './rules.module.css';
import { valueWords } from './unit-words.ts';

type DifferencesProps = {
  readonly kind: string;
  readonly before: RuleContent;
  readonly after: RuleContent;
  readonly numbers: readonly RuleNumber[];
  readonly title?: string;
};

/** What one version says other than another: what stood is struck out, what stands now is beside it. */
export function Differences({ kind, before, after, numbers, title }: DifferencesProps) {
  const say = useSay();
  const changes = changesBetween(before, after);
  const laid = overrideChanges(before.overrides, after.overrides);
  const isNone = changes.length + laid.length === 0;
  return (
    <section className={styles.differences}>
      {title === undefined ? null : <h3>{title}</h3>}
      {isNone ? <p className={page.quiet}>{say('rules.noDifference')}</p> : null}
      <ul>
        {changes.map((change) => (
          <li key={JSON.stringify(change.what)}>
            <span>{nameOf(say, kind, change)}</span>
            <span>
              <del>{saidOf(say, numbers, change, change.before)}</del>{' '}
              <span aria-hidden="true">→</span>{' '}
              <ins>{saidOf(say, numbers, change, change.after)}</ins>
            </span>
          </li>
        ))}
        {laid.map(({ override, did }) => (
          <li key={`override ${override}`}>
            <span>{say('rules.override', { name: override })}</span>
            <span>{say(`rules.override.${did}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function nameOf(say: Say, kind: string, { what }: RuleChange): string {
  return typeof what === 'object' ? whatOf(say, kind, what.number) : say(`rules.what.${what}`);
}

function saidOf(
  say: Say,
  numbers: readonly RuleNumber[],
  { what }: RuleChange,
  value: string | undefined,
): string {
  if (value === undefined) return say(what === 'condition' ? 'rules.always' : 'rules.absent');
  if (what === 'severity') return say(`severity.${Number(value) as Severity}`);
  if (what === 'ackDueS') return saySpan(say, Number(value) * 1_000);
  if (what === 'condition') return value;
  const number = numbers.find(({ name }) => name === what.number);
  return number === undefined ? value : valueWords(say, number, value);
}
