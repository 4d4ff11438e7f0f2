import { useSuspenseQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/queries.ts';

// Who may do what with orders; the server refuses the others too.
const MAY_ORDER = ['officer', 'supervisor', 'station', 'admin'] as const;
const MAY_SET_PASSWORD = ['supervisor', 'admin'] as const;

export function useMayOrder() {
  const { data } = useSuspenseQuery(sessionQuery);
  const { id, roles } = data.person;
  const isOneOf = (those: readonly string[]): boolean => roles.some((role) => those.includes(role));
  return { me: id, mayOrder: isOneOf(MAY_ORDER), maySetPassword: isOneOf(MAY_SET_PASSWORD) };
}
