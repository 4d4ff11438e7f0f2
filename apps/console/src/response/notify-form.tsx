import { MEANS, NOTIFIED } from '@lakiri/response';
import { type FormEvent, useState } from 'react';
import type { Case } from '../api/case-contract.ts';
import { useSay } from '../shell/language.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { Select, TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import { Refused } from '../ui/refused.tsx';
import { Ends } from './report-forms.tsx';
import styles from './response.module.css';
import { useResponseAct } from './use-response-act.ts';

type Whom = (typeof NOTIFIED)[number];

/** The same beneath a case, for whom its playbook names. */
export function TellForm(props: { cases: readonly Case[]; whom: Whom; onDone: () => void }) {
  const say = useSay();
  const [about] = props.cases;
  if (about === undefined) return null;
  return (
    <div>
      <h3>{say('response.notifyNew')}</h3>
      <NotifyForm id={about.id} first={props.whom} onDone={props.onDone} />
    </div>
  );
}

/** Which partner was told, how, and who took it. */
export function NotifyForm(props: { id: string; first?: Whom; onDone: () => void }) {
  const { id, first = 'police', onDone } = props;
  const say = useSay();
  const { act, sending, problem } = useResponseAct(id, onDone);
  const [whom, setWhom] = useState<string>(first);
  const [means, setMeans] = useState<string>('phone');
  const [who, setWho] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const form = useFirstField();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (who.trim() === '') focusFaulty(form);
    else void act(`/cases/${id}/notified`, { whom, means, who, note });
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <Select
        label={say('response.whom')}
        value={whom}
        choices={NOTIFIED.map((value) => ({ value, label: say(`response.whom.${value}`) }))}
        onChange={setWhom}
      />
      <Select
        label={say('response.means')}
        value={means}
        choices={MEANS.map((value) => ({ value, label: say(`response.means.${value}`) }))}
        onChange={setMeans}
      />
      <TextField
        label={say('response.who')}
        error={tried && who.trim() === '' ? say('response.needed') : undefined}
        value={who}
        onChange={setWho}
      />
      <TextField label={say('response.note')} lines={2} value={note} onChange={setNote} />
      <Ends {...{ sending, onCancel: onDone }} label={say('response.notifyNew')} />
    </form>
  );
}
