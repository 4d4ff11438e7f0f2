import { useState } from 'react';
import type { Case } from '../api/case-contract.ts';
import type { Problem } from '../api/contract.ts';
import { useDesk } from './desk.tsx';

/** A form of an act, for one case or for many at once. */
export type CaseForm = { readonly cases: readonly Case[]; readonly onDone: () => void };

/**
 * What every form of an act shares: that it was tried, which shows what is missing, and its sending. Refused for every
 * case, it stays with the form, whose text is kept.
 */
export function useCaseForm({ cases, onDone }: CaseForm) {
  const { act } = useDesk();
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  const send = async (name: string, body: object): Promise<void> => {
    setSending(true);
    const ids = cases.map(({ id }) => id);
    const { done, refused } = await act(ids, { act: name, body });
    setSending(false);
    if (done.length > 0) onDone();
    else setProblem(refused[0]?.problem);
  };
  return { tried, send, frame: { problem, sending, onDone, onTried: () => setTried(true) } };
}
