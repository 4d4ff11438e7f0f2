import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { command } from '../api/client.ts';
import type { Problem } from '../api/contract.ts';
import type { CaseResponse } from '../api/response-contract.ts';

/** Does something about a case; the answer is all that was done about it, a refusal stays to be read. */
export function useResponseAct(id: string, onDone: () => void) {
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const act = async (path: string, body: object): Promise<void> => {
    setSending(true);
    const answer = await command<CaseResponse>(path, body);
    setSending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) {
      client.setQueryData(['case', id, 'response'], answer.value);
      onDone();
    }
    await client.invalidateQueries({ queryKey: ['case', id] });
    await client.invalidateQueries({ queryKey: ['units'] });
  };
  return { act, sending, problem };
}
