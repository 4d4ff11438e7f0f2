import { useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Seal } from '../api/contract.ts';
import { sealsQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import styles from './next-steps.module.css';

type SealBody = { readonly sealId: string; readonly mechanicalSeal?: string };

/** Chooses a free seal by its number, with its battery and when it was last heard. */
export function SealForm(props: {
  sending: boolean;
  onSubmit: (body: SealBody) => void;
  onCancel: () => void;
}) {
  const say = useSay();
  const [q, setQ] = useState('');
  const [chosen, setChosen] = useState('');
  const [mechanical, setMechanical] = useState('');
  const [tried, setTried] = useState(false);
  const form = useFirstField();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (chosen === '') {
      focusFaulty(form);
      return;
    }
    const mechanicalSeal = mechanical.trim();
    props.onSubmit({ sealId: chosen, ...(mechanicalSeal === '' ? {} : { mechanicalSeal }) });
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit}>
      <TextField label={say('step.sealSearch')} mono value={q} onChange={setQ} />
      <div data-faulty={tried && chosen === ''}>
        <FreeSeals q={q} chosen={chosen} onChoose={setChosen} />
      </div>
      {tried && chosen === '' ? <p className={styles.missing}>{say('step.sealMissing')}</p> : null}
      <TextField label={say('step.mechanical')} mono value={mechanical} onChange={setMechanical} />
      <div className={styles.row}>
        <Button look="primary" type="submit" disabled={props.sending}>
          {say(props.sending ? 'act.sending' : 'step.seal')}
        </Button>
        <Button onClick={props.onCancel}>{say('act.cancel')}</Button>
      </div>
    </form>
  );
}

/** A station has a few dozen free seals; the rest are found by typing. */
const SHOWN_MAX = 30;

export function FreeSeals(props: { q: string; chosen: string; onChoose: (id: string) => void }) {
  const say = useSay();
  const { data } = useInfiniteQuery(sealsQuery(props.q.trim(), 'free'));
  const seals = data?.pages.flatMap(({ items }) => items).slice(0, SHOWN_MAX);
  if (seals === undefined) return null;
  if (seals.length === 0) return <p className={styles.quiet}>{say('step.noFreeSeal')}</p>;
  return (
    <fieldset className={styles.choices}>
      <legend className="unseen">{say('step.sealNumber')}</legend>
      {seals.map((seal) => (
        <label key={seal.id}>
          <input
            type="radio"
            name="seal"
            checked={seal.id === props.chosen}
            onChange={() => props.onChoose(seal.id)}
          />
          <span className="mono">{seal.number}</span>
          <Heard seal={seal} />
        </label>
      ))}
    </fieldset>
  );
}

function Heard({ seal: { live } }: { seal: Seal }) {
  const say = useSay();
  return (
    <span className={styles.quiet}>
      {live?.batteryPct == null ? null : `${Math.round(live.batteryPct)} % · `}
      {live?.receivedAt == null ? say('seal.never') : <Age at={live.receivedAt} />}
    </span>
  );
}
