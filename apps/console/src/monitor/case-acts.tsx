import { useNavigate } from '@tanstack/react-router';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { type Dispatch, type SetStateAction, useId, useState } from 'react';
import type { Case } from '../api/case-contract.ts';
import type { Problem } from '../api/contract.ts';
import { useMayOrder } from '../orders/may-order.ts';
import { focusFirstUnit } from '../response/send-first.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { Refused } from '../ui/refused.tsx';
import { ActForm, type Form } from './act-form.tsx';
import styles from './case-detail.module.css';
import { useDesk } from './desk.tsx';
import { isOver } from './queue.ts';
import { replayOf } from './replay-of.ts';

type Acting = {
  it: Case;
  refusal: Problem | undefined;
  onForm: (form: Form | undefined) => void;
};

/** What can be done about a case; a form takes the place of the buttons while it is open. */
export function CaseActs(props: {
  it: Case;
  refusal: Problem | undefined;
  form: Form | undefined;
  onForm: Dispatch<SetStateAction<Form | undefined>>;
}) {
  const { it, form, onForm } = props;
  // An answer that comes late must not close the form that was opened since.
  const done = (): void => onForm((now) => (now === form ? undefined : now));
  if (form !== undefined) return <ActForm form={form} cases={[it]} onDone={done} />;
  return (
    <>
      {props.refusal === undefined ? null : <Refused problem={props.refusal} />}
      {isOver(it) ? <AfterActs {...props} /> : <OpenActs {...props} />}
    </>
  );
}

function OpenActs({ it, onForm }: Acting) {
  const say = useSay();
  const navigate = useNavigate();
  const { act, acknowledging } = useDesk();
  const { mayOrder } = useMayOrder();
  const free = it.state === 'open';
  const { id, all, more } = useMore();
  return (
    <>
      {it.proposed === null ? null : <SecondPerson it={it} onForm={onForm} />}
      <div id={id} className={`${styles.acts} ${styles.many}`} data-all={all}>
        <Button
          look={free ? 'primary' : 'plain'}
          hotkey="A"
          disabled={!free || acknowledging.has(it.id)}
          onClick={() => void act([it.id], { act: 'acknowledge', body: {} })}
        >
          {say(free ? 'case.acknowledge' : 'queue.acknowledged')}
        </Button>
        {mayOrder ? (
          <>
            <Button hotkey="D" onClick={focusFirstUnit}>
              {say('case.dispatch')}
            </Button>
            <Button hotkey="C" onClick={() => onForm('call')}>
              {say('case.call')}
            </Button>
          </>
        ) : null}
        <Button hotkey="R" onClick={() => void navigate(replayOf(it))}>
          {say('case.replay')}
        </Button>
        <Button hotkey="N" onClick={() => onForm('note')}>
          {say('case.note')}
        </Button>
        <Button hotkey="T" disabled={free} onClick={() => onForm('check')}>
          {say('case.check')}
        </Button>
        {it.shelved === null ? (
          <Button hotkey="S" onClick={() => onForm('shelve')}>
            {say('case.shelve')}
          </Button>
        ) : (
          <Button hotkey="S" onClick={() => void act([it.id], { act: 'unshelve', body: {} })}>
            {say('case.unshelve')}
          </Button>
        )}
        <Button hotkey="G" onClick={() => onForm('give')}>
          {say('case.give')}
        </Button>
        <Button hotkey="M" onClick={() => onForm('merge')}>
          {say('case.merge')}
        </Button>
        <Button hotkey="E" disabled={it.proposed !== null} onClick={() => onForm('close')}>
          {say('case.close')}
        </Button>
        {more}
      </div>
    </>
  );
}

/** Where the window is low the first two acts stand in one line, the others behind a button; their keys work all the same. */
function useMore() {
  const say = useSay();
  const id = useId();
  const [all, setAll] = useState(false);
  const Icon = all ? ChevronDown : ChevronUp;
  const more = (
    <Button aria-expanded={all} aria-controls={id} onClick={() => setAll(!all)}>
      {say(all ? 'case.fewerActs' : 'case.moreActs')}
      <Icon size={16} aria-hidden="true" />
    </Button>
  );
  return { id, all, more };
}

/** Two people end what is critical: who proposed it waits, everybody else may agree. */
function SecondPerson({ it, onForm }: Pick<Acting, 'it' | 'onForm'>) {
  const say = useSay();
  const { act, me } = useDesk();
  const { proposed } = it;
  if (proposed === null) return null;
  const mine = proposed.by.id === me.id;
  const outcome = say(`case.outcome.${proposed.outcome}`).toLowerCase();
  return (
    <section className={styles.second} aria-label={say('case.second')}>
      <p>
        <strong>{say('case.proposedBy', { by: proposed.by.name, outcome })}</strong>{' '}
        {proposed.note === '' ? null : <span className={styles.said}>“{proposed.note}”</span>}
      </p>
      {mine ? <p>{say('case.waitsForSecond')}</p> : null}
      <div className={styles.ends}>
        <Button onClick={() => onForm('decline')}>
          {say(mine ? 'case.takeBack' : 'case.decline')}
        </Button>
        {mine ? null : (
          <Button look="primary" onClick={() => void act([it.id], { act: 'confirm', body: {} })}>
            {say('case.agree')}
          </Button>
        )}
      </div>
    </section>
  );
}

function AfterActs({ it, onForm }: Acting) {
  const say = useSay();
  const navigate = useNavigate();
  const { me } = useDesk();
  const mayReview = me.roles.includes('supervisor') && it.state === 'closed';
  return (
    <div className={styles.acts}>
      <Button hotkey="R" onClick={() => void navigate(replayOf(it))}>
        {say('case.replay')}
      </Button>
      {it.state === 'merged' ? null : (
        <Button onClick={() => onForm('reopen')}>{say('case.reopen')}</Button>
      )}
      {mayReview ? <Button onClick={() => onForm('review')}>{say('case.review')}</Button> : null}
    </div>
  );
}
