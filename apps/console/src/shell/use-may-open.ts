import { useSuspenseQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/queries.ts';
import { type DoorPath, isOpenTo } from './doors.ts';

/** Whether whoever is signed in may open a screen: nothing leads to one that they may not. */
export function useMayOpen(path: DoorPath): boolean {
  const { data } = useSuspenseQuery(sessionQuery);
  return isOpenTo(path, data.person.roles);
}
