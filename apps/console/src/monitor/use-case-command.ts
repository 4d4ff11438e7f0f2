import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Case } from '../api/case-contract.ts';
import { command } from '../api/client.ts';
import type { Problem } from '../api/contract.ts';
import { useDesk } from './desk.tsx';

/** Sends one command on a case; a refusal stays with the form, whose text is kept. */
export function useCaseCommand(id: string, onDone: () => void) {
  const { feed } = useDesk();
  const client = useQueryClient();
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  const send = async (act: 'note' | 'close', body: object): Promise<void> => {
    setSending(true);
    const answer = await command<Case>(`/cases/${id}/${act}`, body);
    setSending(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      await client.invalidateQueries({ queryKey: ['case', id] });
      return;
    }
    feed.answer(answer.value);
    onDone();
    await client.invalidateQueries({ queryKey: ['case', id] });
    if (act === 'close') await client.invalidateQueries({ queryKey: ['cases'] });
  };
  return { problem, sending, send };
}
