import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { command } from '../api/client.ts';
import type { Problem } from '../api/contract.ts';

/** Sends one act on shifts; what two people do answers only when the centre has. */
export function useShiftAct() {
  const client = useQueryClient();
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  const act = async (path: string, body: object): Promise<boolean> => {
    setSending(true);
    setProblem(undefined);
    const answer = await command<{ id: string }>(path, body);
    setSending(false);
    if (!answer.ok) setProblem(answer.problem);
    await client.invalidateQueries({ queryKey: ['shifts'] });
    return answer.ok;
  };
  return { act, problem, sending };
}
