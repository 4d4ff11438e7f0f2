import { useSuspenseQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/queries.ts';

// Letting a vendor speak, and saying what a model does, are a supervisor's acts; the server refuses the others too.
const SUPERVISORS = ['supervisor', 'admin'] as const;

export function useMaySupervise(): boolean {
  const { data } = useSuspenseQuery(sessionQuery);
  return data.person.roles.some((role) => SUPERVISORS.some((it) => it === role));
}
