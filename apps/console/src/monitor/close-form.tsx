import { CAUSES, OUTCOMES } from '@lakiri/alarms';
import { useState } from 'react';
import { useSay } from '../shell/language.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { wordKey } from '../words/words.ts';
import styles from './case-detail.module.css';
import { Choices } from './choices.tsx';
import { FormFrame } from './form-frame.tsx';
import { type CaseForm, useCaseForm } from './use-form.ts';

const nothing = { outcome: '', cause: '', note: '' };

/** A case closes with what it was, why, and what was done; all three, or not at all (§4.2). A critical one by two. */
export function CloseForm(of: CaseForm) {
  const say = useSay();
  const [closing, setClosing] = useState(nothing);
  const { tried, send, frame } = useCaseForm(of);
  const change = (some: Partial<typeof nothing>): void => setClosing({ ...closing, ...some });
  const missing = (field: keyof typeof nothing): boolean => tried && closing[field].trim() === '';
  const critical = of.cases.some(({ severity }) => severity === 1);
  return (
    <FormFrame
      title={say(critical ? 'case.proposeTitle' : 'case.closeTitle')}
      submit={say(critical ? 'case.proposeSubmit' : 'case.closeSubmit')}
      complete={Object.values(closing).every((value) => value.trim() !== '')}
      onSend={() => void send('close', closing)}
      {...frame}
    >
      {critical ? <p className={styles.rule}>{say('case.proposeHint')}</p> : null}
      <Choices
        legend={say('case.outcome')}
        name="outcome"
        value={closing.outcome}
        choices={OUTCOMES.map((value) => ({ value, label: say(`case.outcome.${value}`) }))}
        error={missing('outcome') ? say('case.outcomeMissing') : undefined}
        onChange={(outcome) => change({ outcome })}
      />
      <Causes
        value={closing.cause}
        missing={missing('cause')}
        onChange={(cause) => change({ cause })}
      />
      <TextField
        label={say('case.closeNote')}
        lines={2}
        value={closing.note}
        error={missing('note') ? say('case.closeNoteMissing') : undefined}
        onChange={(note) => change({ note })}
      />
    </FormFrame>
  );
}

function Causes(props: { value: string; missing: boolean; onChange: (value: string) => void }) {
  const say = useSay();
  const choices = CAUSES.filter(({ until }) => until === null).map(({ code }) => {
    const words = wordKey('cause', code);
    return { value: code, label: words === undefined ? code : say(words) };
  });
  return (
    <Select
      label={say('case.cause')}
      placeholder={say('create.choose')}
      error={props.missing ? say('case.causeMissing') : undefined}
      value={props.value}
      choices={choices}
      onChange={props.onChange}
    />
  );
}
