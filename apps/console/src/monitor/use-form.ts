import { useState } from 'react';
import type { Problem } from '../api/contract.ts';
import { useDesk } from './desk.tsx';

/** Sends what a form holds. Refused for every case, it stays with the form, whose text is kept. */
export function useForm(ids: readonly string[], onDone: () => void) {
  const { act } = useDesk();
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  const send = async (name: string, body: object): Promise<void> => {
    setSending(true);
    const { done, refused } = await act(ids, { act: name, body });
    setSending(false);
    if (done.length > 0) onDone();
    else setProblem(refused[0]?.problem);
  };
  return { problem, sending, send };
}
