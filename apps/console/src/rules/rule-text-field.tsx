import { useState } from 'react';
import type { RuleNumber } from '../api/rule-contract.ts';
import { useSay } from '../shell/language.tsx';
import { TextField } from '../ui/field.tsx';
import { ConditionWords } from './condition-words.tsx';
import type { EditorParts } from './rule-sentence.tsx';
import { readText, type TextFault, textOf } from './rule-text.ts';
import styles from './rules.module.css';
import { SoundnessLine } from './soundness-line.tsx';

export function textFaultIn(text: string, numbers: readonly RuleNumber[]): TextFault | undefined {
  const read = readText(text, numbers);
  return read.ok ? undefined : read.fault;
}

type TextProps = EditorParts & {
  /** What cannot be read. */
  readonly text: string | undefined;
  readonly onText: (text: string | undefined) => void;
};

/** The same rule as text. What is typed goes to the sentence as soon as it can be read. */
export function RuleText({ rule, said, change, text, onText }: TextProps) {
  const say = useSay();
  const [typed, setTyped] = useState(() => text ?? textOf(said, rule.numbers));
  const fault = textFaultIn(typed, rule.numbers);
  if (change === undefined) return <pre className={styles.text}>{textOf(said, rule.numbers)}</pre>;
  const type = (next: string): void => {
    setTyped(next);
    const read = readText(next, rule.numbers);
    onText(read.ok ? undefined : next);
    if (read.ok) change(read.said);
  };
  return (
    <>
      <TextField
        label={say('rules.asText')}
        hint={say('rules.asTextHint')}
        mono
        lines={typed.split('\n').length + 2}
        error={fault && say(`rules.text.${fault.code}`, { ...fault })}
        value={typed}
        onChange={type}
      />
      {fault === undefined ? <SoundnessLine condition={said.condition} /> : null}
      <ConditionWords variables={rule.variables} />
    </>
  );
}
