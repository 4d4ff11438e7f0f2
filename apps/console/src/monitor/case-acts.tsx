import { useNavigate } from '@tanstack/react-router';
import type { Dispatch, SetStateAction } from 'react';
import type { Case } from '../api/case-contract.ts';
import type { Problem } from '../api/contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { Refused } from '../ui/refused.tsx';
import styles from './case-detail.module.css';
import { CloseForm } from './close-form.tsx';
import { useDesk } from './desk.tsx';
import { NoteForm } from './note-form.tsx';
import { replayOf } from './replay-of.ts';

export type Form = 'note' | 'close';

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
  if (form === 'note') return <NoteForm it={it} onDone={done} />;
  if (form === 'close') return <CloseForm it={it} onDone={done} />;
  return <Buttons {...props} />;
}

function Buttons(props: {
  it: Case;
  refusal: Problem | undefined;
  onForm: (form: Form | undefined) => void;
}) {
  const say = useSay();
  const navigate = useNavigate();
  const { acknowledge, acknowledging } = useDesk();
  const { it, refusal, onForm } = props;
  const closed = it.state === 'closed';
  return (
    <>
      {refusal === undefined ? null : <Refused problem={refusal} />}
      <div className={styles.acts}>
        {closed ? null : (
          <>
            <Button
              look={it.state === 'open' ? 'primary' : 'plain'}
              hotkey="A"
              disabled={it.state !== 'open' || acknowledging.has(it.id)}
              onClick={() => void acknowledge(it.id)}
            >
              {say(it.state === 'open' ? 'case.acknowledge' : 'queue.acknowledged')}
            </Button>
            <Button hotkey="N" onClick={() => onForm('note')}>
              {say('case.note')}
            </Button>
          </>
        )}
        <Button hotkey="R" onClick={() => void navigate(replayOf(it))}>
          {say('case.replay')}
        </Button>
        {closed ? null : (
          <Button hotkey="E" onClick={() => onForm('close')}>
            {say('case.close')}
          </Button>
        )}
      </div>
    </>
  );
}
