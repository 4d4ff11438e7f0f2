import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { command } from '../api/client.ts';
import type { Problem } from '../api/contract.ts';

/** Sends what a form asks for; what was refused stays to be read, and what `stale` names is asked for again. */
export function useSend<Value>(stale: string, onDone: (value: Value) => void) {
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const send = async (path: string, body: object): Promise<void> => {
    setSending(true);
    const answer = await command<Value>(path, body);
    setSending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    await client.invalidateQueries({ queryKey: [stale] });
    if (answer.ok) onDone(answer.value);
  };
  return { send, sending, problem };
}
