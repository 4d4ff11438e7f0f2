import type { RuleNumber } from '../api/rule-contract.ts';
import { useSay } from '../shell/language.tsx';
import type { Say } from '../words/words.ts';
import styles from './sentence.module.css';
import { choicesOf, unitWords, valueWords } from './unit-words.ts';

type TokenProps = {
  readonly number: RuleNumber;
  /** What it is, by the words around it. */
  readonly label: string;
  readonly value: string;
  readonly isChanged: boolean;
  readonly isFaulty: boolean;
  /** The id of what tells its bounds. */
  readonly hint: string;
  readonly onFocus: () => void;
  /** Absent: it is only read. */
  readonly onChange?: (value: string) => void;
};

/** One number of a rule in its place in the sentence, with its unit; what is chosen of few is a list. */
export function NumberToken(props: TokenProps) {
  const say = useSay();
  const { number, value, isChanged, isFaulty, onChange } = props;
  if (onChange === undefined)
    return (
      <strong className={styles.read} data-changed={isChanged}>
        {valueWords(say, number, value)}
      </strong>
    );
  const choices = choicesOf(say, number, value);
  const unit = unitWords(say, number.unit);
  const field = {
    value,
    'aria-label': labelOf(say, props, unit),
    'aria-describedby': props.hint,
    'aria-invalid': isFaulty || undefined,
    onFocus: props.onFocus,
  };
  return (
    <span className={styles.token} data-changed={isChanged} data-faulty={isFaulty}>
      {choices === undefined ? (
        <input
          {...field}
          inputMode="decimal"
          autoComplete="off"
          style={{ inlineSize: `${Math.max(2, value.length) + 1}ch` }}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : (
        <select {...field} onChange={({ target }) => onChange(target.value)}>
          {choices.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      )}
      {choices !== undefined || unit === '' ? null : <span aria-hidden="true">{unit}</span>}
    </span>
  );
}

function labelOf(say: Say, { label, isChanged }: TokenProps, unit: string): string {
  const parts = [
    label,
    unit === '' ? undefined : unit,
    isChanged ? say('rules.isOther') : undefined,
  ];
  return parts.filter(Boolean).join(', ');
}
