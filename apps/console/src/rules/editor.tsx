import { type FormEvent, useRef, useState } from 'react';
import type { Rule, RuleContent, RuleVersion } from '../api/rule-contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { focusSummary } from '../ui/faulty-field.ts';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import { Refused } from '../ui/refused.tsx';
import { Segments } from '../ui/segments.tsx';
import { ConditionField } from './condition-field.tsx';
import { Differences } from './differences.tsx';
import { faultWords } from './fault-words.ts';
import { Overrides } from './overrides.tsx';
import { ReasonFields } from './reason-fields.tsx';
import { contentOf, faultyIn, isSame, type RuleSaid, saidOf } from './rule-form.ts';
import { RuleSentence } from './rule-sentence.tsx';
import { RuleText, textFaultIn } from './rule-text-field.tsx';
import styles from './rules.module.css';
import { useSaveDraft } from './use-save-draft.ts';

type EditorProps = {
  readonly rule: Rule;
  readonly inForce: RuleVersion;
  /** Whether this person may change it now. */
  readonly isOpen: boolean;
};
const FORMS = ['sentence', 'text'] as const;

/** What the rule says, as a sentence or as text; who may, writes its next version. */
export function Editor({ rule, inForce, isOpen }: EditorProps) {
  const say = useSay();
  const start = rule.draft?.content ?? inForce.content;
  const [form, setForm] = useState<(typeof FORMS)[number]>('sentence');
  const [said, setSaid] = useState(() => saidOf(start, rule.numbers));
  /** Only while it cannot be read: what can be read is in `said`. */
  const [text, setText] = useState<string>();
  const change = (some: Partial<RuleSaid>): void => setSaid((now) => ({ ...now, ...some }));
  const parts = { rule, said, before: inForce.content, ...(isOpen ? { change } : {}) };
  return (
    <Panel title={say(rule.draft === null ? 'rules.says' : 'rules.draftSays')}>
      <div className={styles.editor}>
        <div className={styles.forms}>
          <Segments
            label={say('rules.form')}
            value={form}
            choices={FORMS.map((value) => ({ value, label: say(`rules.form.${value}`) }))}
            onChange={setForm}
          />
        </div>
        {form === 'text' ? (
          <RuleText {...parts} text={text} onText={setText} />
        ) : text === undefined ? (
          <>
            <RuleSentence {...parts} />
            <ConditionField {...parts} />
          </>
        ) : (
          <p className={page.bad}>{say('rules.textFirst')}</p>
        )}
        <Overrides {...parts} />
        {isOpen ? (
          <Save rule={rule} inForce={inForce} start={start} said={said} text={text} />
        ) : rule.draft === null ? null : (
          <Differences
            kind={rule.kind}
            before={inForce.content}
            after={start}
            numbers={rule.numbers}
          />
        )}
      </div>
    </Panel>
  );
}

type SaveProps = Omit<EditorProps, 'isOpen'> & {
  readonly start: RuleContent;
  readonly said: RuleSaid;
  readonly text: string | undefined;
};

/** What is other than in force, why, on whose word; and the saving of it. */
function Save({ rule, inForce, start, said, text }: SaveProps) {
  const say = useSay();
  const { draft, numbers } = rule;
  const [reason, setReason] = useState({
    why: draft?.why ?? '',
    source: draft?.source ?? '',
    basis: draft?.basis ?? inForce.basis,
  });
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const { save, sending, problem } = useSaveDraft(rule);
  const faults = faultyIn(said, numbers);
  const textFault = text === undefined ? undefined : textFaultIn(text, numbers);
  const missing = (['why', 'source'] as const).filter((name) => reason[name].trim() === '');
  const errors = [
    ...(textFault === undefined ? [] : [say(`rules.text.${textFault.code}`, { ...textFault })]),
    ...faults.map((fault) => faultWords(say, rule.kind, fault)),
    ...missing.map((name) => say(`rules.missing.${name}`)),
  ];
  const isGood = faults.length === 0 && textFault === undefined;
  const content = contentOf(said);
  const isTouched = !isGood || !isSame(start, content);
  if (!isTouched && draft === null) return <p className={page.quiet}>{say('rules.changeHint')}</p>;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (errors.length > 0) focusSummary(summary);
    else void save({ content, ...reason });
  };
  return (
    <form className={styles.save} onSubmit={submit} noValidate>
      {isGood ? (
        <Differences kind={rule.kind} before={inForce.content} after={content} numbers={numbers} />
      ) : null}
      <ErrorSummary ref={summary} errors={tried ? errors : []} />
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <ReasonFields
        reason={reason}
        change={(some) => setReason((now) => ({ ...now, ...some }))}
        error={(name) =>
          tried && missing.includes(name) ? say(`rules.missing.${name}`) : undefined
        }
      />
      <div className={page.ends}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'rules.saveDraft')}
        </Button>
        <p className={page.quiet} role="status">
          {isTouched ? say('rules.notSaved') : say('rules.saved', { n: draft?.draft ?? 0 })}
        </p>
      </div>
    </form>
  );
}
