import { useState } from 'react';
import type { Problem } from '../api/contract.ts';
import { findJourneys } from '../phone/phone.ts';
import { usePhone } from '../phone/use-phone.ts';
import { type Compared, fittedAs, fittedOn, theJourney, truckOfTask } from './compare.ts';

/** `later`: no network, and the truck is in no task; the centre compares when it hears of it. */
export type Outcome =
  | { readonly is: 'matches'; readonly number: string; readonly label: string }
  | { readonly is: 'differs'; readonly truck: Compared }
  | { readonly is: 'later' }
  | { readonly is: 'not-watched' }
  | { readonly is: 'refused'; readonly problem: Problem };

type Comparing = {
  readonly outcome: Outcome | undefined;
  readonly isComparing: boolean;
  compare(truck: string, seen: string): Promise<void>;
  forget(): void;
};

/** Compares a number that was read with what is fitted: by the tasks on this phone, else by the centre. */
export function useCompare(): Comparing {
  const { tasks } = usePhone();
  const [isComparing, setComparing] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  return {
    outcome,
    isComparing,
    compare: async (typed, seen) => {
      const truck = truckOfTask(tasks?.tasks ?? [], typed);
      setComparing(true);
      setOutcome(truck === undefined ? await askCentre(typed, seen) : outcomeOf(truck, seen));
      setComparing(false);
    },
    forget: () => setOutcome(undefined),
  };
}

function outcomeOf(truck: Compared, seen: string): Outcome {
  const number = fittedAs(truck.fitted, seen);
  return number === undefined
    ? { is: 'differs', truck }
    : { is: 'matches', number, label: truck.label };
}

async function askCentre(typed: string, seen: string): Promise<Outcome> {
  const answer = await findJourneys(typed);
  if (!answer.ok) {
    const { problem } = answer;
    return problem.status === 0 ? { is: 'later' } : { is: 'refused', problem };
  }
  const journey = theJourney(answer.value, typed);
  if (journey === undefined) return { is: 'not-watched' };
  const label = journey.vehicle.plate ?? journey.ref;
  return outcomeOf({ journey: journey.id, label, fitted: fittedOn(journey) }, seen);
}
