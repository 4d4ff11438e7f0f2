import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { command } from '../api/client.ts';
import type { Command } from '../api/command-contract.ts';
import type { Problem } from '../api/contract.ts';

/** Sends an act on orders; what was refused stays to be read, what was done is asked for again at once. */
export function useOrderAct(onDone?: () => void) {
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const send = async (path: string, body: object, hidden?: object): Promise<void> => {
    setSending(true);
    const answer = await command<Command>(path, body, hidden);
    setSending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    await client.invalidateQueries({ queryKey: ['commands'] });
    if (answer.ok) onDone?.();
  };
  return { send, sending, problem, clear: () => setProblem(undefined) };
}
