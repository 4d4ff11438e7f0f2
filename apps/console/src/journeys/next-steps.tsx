import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { command } from '../api/client.ts';
import type { Journey, Problem } from '../api/contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { Refused } from '../ui/refused.tsx';
import styles from './next-steps.module.css';
import { ReasonForm } from './reason-form.tsx';
import { SealForm } from './seal-form.tsx';
import { nextSteps, type Step } from './steps.ts';

/** The steps that may follow now. What the rules refuse is said here, beside the button that was pressed. */
export function NextSteps({ journey }: { journey: Journey }) {
  const say = useSay();
  const [form, setForm] = useState<Step>();
  const { take, sending, problem, clear } = useStep(journey.id, () => setForm(undefined));
  const steps: readonly Step[] = nextSteps[journey.state];
  const [ordinary] = steps;
  const press = (step: Step): void => {
    clear();
    if (needsForm(step, journey)) setForm(step);
    else void take(step, {});
  };
  const cancel = (): void => {
    clear();
    setForm(undefined);
  };
  // Arrival asks for a reason only after the seal has contradicted it.
  const overrule = problem?.code === 'not-at-destination';
  return (
    <section className={styles.steps}>
      <h2>{say('step.title')}</h2>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      {form === 'seal' ? (
        <SealForm
          sending={sending}
          onSubmit={(body) => void take('seal', body)}
          onCancel={cancel}
        />
      ) : null}
      {form === 'disarm' || overrule ? (
        <ReasonForm
          step={overrule ? 'arrive' : 'disarm'}
          needed={overrule || journey.state !== 'arrived'}
          sending={sending}
          onSubmit={(reason) => void take(overrule ? 'arrive' : 'disarm', { reason })}
          onCancel={cancel}
        />
      ) : null}
      {form === undefined && !overrule ? (
        <div className={styles.row}>
          {steps.map((step) => (
            <Button
              key={step}
              look={step === ordinary ? 'primary' : 'plain'}
              disabled={sending}
              onClick={() => press(step)}
            >
              {say(`step.${step}`)}
            </Button>
          ))}
          {steps.length === 0 ? <p>{say('step.done')}</p> : null}
        </div>
      ) : null}
    </section>
  );
}

function needsForm(step: Step, { state }: Journey): boolean {
  return step === 'seal' || (step === 'disarm' && state !== 'arrived');
}

function useStep(id: string, onDone: () => void) {
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const take = async (step: Step, body: object): Promise<void> => {
    setSending(true);
    const answer = await command<Journey>(`/journeys/${id}/${step}`, body);
    setSending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    client.setQueryData(['journey', id], answer.value);
    onDone();
    await client.invalidateQueries({ queryKey: ['journey', id, 'events'] });
    await client.invalidateQueries({ queryKey: ['journeys'] });
  };
  return { take, sending, problem, clear: () => setProblem(undefined) };
}
