import { idOf } from '@lakiri/kit';
import { useEffect, useState } from 'react';
import { act, look } from '../api/client.ts';
import type { Problem } from '../api/contract.ts';
import { usePhone } from '../phone/use-phone.ts';
import { Button } from '../ui/form.tsx';
import { ProblemBox } from '../ui/problem.tsx';
import { useSay } from '../words/spoken.tsx';
import styles from './tasks.module.css';

type Unit = {
  readonly id: string;
  readonly name: string;
  readonly base: { readonly name: string };
};

/** Whoever gets into a car says so once; from then on its tasks come here. Needs the network: the centre must know whom it sends. */
export function ChooseUnit() {
  const say = useSay();
  const { phone, link } = usePhone();
  const [units, setUnits] = useState<readonly Unit[]>([]);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (link !== 'up') return;
    void look<{ readonly items: readonly Unit[] }>('/response/units').then((answer) => {
      if (answer.ok) setUnits(answer.value.items);
      else setProblem(answer.problem);
    });
  }, [link]);
  const choose = async ({ id }: Unit): Promise<void> => {
    const key = idOf(phone.now(), crypto.getRandomValues(new Uint8Array(10)));
    const answer = await act(`/response/units/${id}/answer-for`, key, {});
    if (!answer.ok) setProblem(answer.problem);
    await phone.refresh();
  };
  return (
    <div className={styles.empty}>
      <h2>{say('tasks.noUnit')}</h2>
      <p>{say('tasks.noUnitHint')}</p>
      {problem === undefined ? null : <ProblemBox problem={problem} />}
      {units.map((unit) => (
        <Button key={unit.id} onClick={() => void choose(unit)}>
          {say('tasks.answerFor', { unit: unit.name, base: unit.base.name })}
        </Button>
      ))}
    </div>
  );
}
