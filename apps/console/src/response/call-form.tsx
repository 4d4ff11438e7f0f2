import { CALL_RESULTS, CALLED } from '@lakiri/response';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Case } from '../api/case-contract.ts';
import { caseQuery } from '../api/queries.ts';
import { FormFrame } from '../monitor/form-frame.tsx';
import { useSay } from '../shell/language.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Segments } from '../ui/segments.tsx';
import styles from './response.module.css';
import { useResponseAct } from './use-response-act.ts';

type Called = (typeof CALLED)[number];

/** Who was called about a case, and what came of it. Who is meant stands first; a driver with the number on file. */
export function CallForm(props: { cases: readonly Case[]; whom: Called; onDone: () => void }) {
  const [about] = props.cases;
  return about === undefined ? null : (
    <Call id={about.id} first={props.whom} onDone={props.onDone} />
  );
}

function Call({ id, first, onDone }: { id: string; first: Called; onDone: () => void }) {
  const say = useSay();
  const { data } = useQuery(caseQuery(id));
  const { act, sending, problem } = useResponseAct(id, onDone);
  const [whom, setWhom] = useState<string>(first);
  const [result, setResult] = useState<(typeof CALL_RESULTS)[number]>();
  const [tried, setTried] = useState(false);
  const [typed, setTyped] = useState<string>();
  const [note, setNote] = useState('');
  const onFile = whom === 'driver' ? (data?.facts.driver?.phone ?? '') : '';
  const number = typed ?? onFile;
  return (
    <FormFrame
      title={say('case.call')}
      submit={say('response.callNew')}
      // Nothing is chosen beforehand: one careless Enter would put on record that somebody answered.
      complete={result !== undefined}
      onTried={() => setTried(true)}
      onSend={() => void act(`/cases/${id}/calls`, { whom, result, number, note })}
      {...{ problem, sending, onDone }}
    >
      <div className={styles.pair}>
        <Select
          label={say('response.whom')}
          value={whom}
          choices={CALLED.map((value) => ({ value, label: say(`response.whom.${value}`) }))}
          onChange={setWhom}
        />
        <TextField
          label={say('response.number')}
          type="tel"
          mono
          value={number}
          onChange={setTyped}
        />
      </div>
      {number === '' ? null : <a href={`tel:${number}`}>{say('response.dial', { number })}</a>}
      <Segments
        label={say('response.result')}
        error={tried && result === undefined ? say('response.resultNeeded') : undefined}
        value={result}
        choices={CALL_RESULTS.map((value) => ({ value, label: say(`response.result.${value}`) }))}
        onChange={setResult}
      />
      <TextField label={say('response.note')} lines={2} value={note} onChange={setNote} />
    </FormFrame>
  );
}
