import type { RuleVariable } from '../api/rule-contract.ts';
import { useSay } from '../shell/language.tsx';
import { type Say, wordKey } from '../words/words.ts';
import styles from './parts.module.css';

/** What a condition may ask for, called as a person would. */
export function variableWords(say: Say, { name, says }: RuleVariable): string {
  const key = wordKey('rules.asks', name);
  return key === undefined ? says : say(key);
}

/** The words of a condition, to be looked up while it is written. */
export function ConditionWords({ variables }: { variables: readonly RuleVariable[] }) {
  const say = useSay();
  return (
    <details className={styles.lookup}>
      <summary>{say('rules.words')}</summary>
      <p>{say('rules.wordsHint')}</p>
      <dl>
        {variables.map((one) => (
          <div key={one.name}>
            <dt className="mono">{one.name}</dt>
            <dd>
              {variableWords(say, one)}
              {one.unit === null ? null : ` (${one.unit})`}
              {one.mayBeNull ? `; ${say('rules.mayBeUnknown')}` : null}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
