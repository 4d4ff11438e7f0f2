import { useId, useState } from 'react';
import type { Severity } from '../api/contract.ts';
import type { Rule, RuleContent, RuleNumber } from '../api/rule-contract.ts';
import { useSay } from '../shell/language.tsx';
import page from '../ui/page.module.css';
import { wordKey, words } from '../words/words.ts';
import { NumberToken } from './number-token.tsx';
import { isFaulty, type RuleSaid } from './rule-form.ts';
import styles from './sentence.module.css';
import { marked, type Numbered, type Piece, piecesOf } from './sentence.ts';
import { boundsWords } from './unit-words.ts';

export type EditorParts = {
  readonly rule: Rule;
  readonly said: RuleSaid;
  /** What is in force. */
  readonly before: RuleContent;
  /** Absent: it is only read. */
  readonly change?: (some: Partial<RuleSaid>) => void;
};

const ACK: RuleNumber = {
  name: 'ackDueMin',
  unit: 'min',
  min: 1 / 60,
  max: 10_080,
  isWhole: false,
  default: 30,
  source: '',
};
const SEVERITY: RuleNumber = { ...ACK, name: 'severity', unit: 'severity', min: 1, max: 4 };

/** The rule as one sentence, each number in its place with its unit. */
export function RuleSentence({ rule, said, before, change }: EditorParts) {
  const say = useSay();
  const hint = useId();
  const [at, setAt] = useState<RuleNumber>();
  const known = new Map([...rule.numbers, ACK, SEVERITY].map((one) => [one.name, one]));
  const key = wordKey('rule.says', rule.kind);
  const told = key === undefined ? [] : piecesOf(say(key, marked(namesIn(words[key].en))));
  const shown = new Set(told.flatMap((it) => ('number' in it ? [it.number] : [])));
  const rest = rule.numbers.filter(({ name }) => !shown.has(name));
  const token = ({ number: name, around }: Numbered) => {
    const number = known.get(name);
    if (number === undefined) return null;
    const value = numberOf(said, name);
    const set = change && ((text: string) => change(changed(said, name, text)));
    return (
      <NumberToken
        key={name}
        number={number}
        label={around}
        value={value}
        isChanged={value !== numberOf(typedOf(before), name)}
        isFaulty={isFaulty(number, value)}
        hint={hint}
        onFocus={() => setAt(number)}
        {...(set ? { onChange: set } : {})}
      />
    );
  };
  const draw = (pieces: readonly Piece[]) =>
    pieces.map((it) => ('number' in it ? token(it) : it.text));
  return (
    <div className={styles.sentence}>
      <p>{draw(told)}</p>
      {rest.length === 0 ? null : (
        <p>
          {rest.map(({ name }) => (
            <span key={name} className={styles.rest}>
              <span className="mono">{name}</span> {token({ number: name, around: name })}
            </span>
          ))}
        </p>
      )}
      <p>{draw(piecesOf(say('rules.saysSeverity', marked(['severity', 'ackDueMin']))))}</p>
      {change === undefined ? null : (
        <p id={hint} className={page.quiet}>
          {at === undefined ? say('rules.numberHint') : <Bounds number={at} />}
        </p>
      )}
    </div>
  );
}

function Bounds({ number }: { number: RuleNumber }) {
  const { bounds, shipped, source, told } = boundsWords(useSay(), number);
  return (
    <>
      {bounds} {shipped} <span translate="no">{source}</span> {told}
    </>
  );
}

const namesIn = (message: string): readonly string[] =>
  [...message.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

const typedOf = ({
  severity,
  ackDueS,
  params,
}: RuleContent): Pick<RuleSaid, 'severity' | 'ackDueMin' | 'numbers'> => ({
  severity,
  ackDueMin: String(ackDueS / 60),
  numbers: Object.fromEntries(Object.entries(params).map(([name, it]) => [name, String(it)])),
});

function numberOf(
  said: Pick<RuleSaid, 'severity' | 'ackDueMin' | 'numbers'>,
  name: string,
): string {
  if (name === SEVERITY.name) return String(said.severity);
  return name === ACK.name ? said.ackDueMin : (said.numbers[name] ?? '');
}

function changed(said: RuleSaid, name: string, text: string): Partial<RuleSaid> {
  if (name === SEVERITY.name) return { severity: Number(text) as Severity };
  if (name === ACK.name) return { ackDueMin: text };
  return { numbers: { ...said.numbers, [name]: text } };
}
