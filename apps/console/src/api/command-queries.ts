import { queryOptions } from '@tanstack/react-query';
import { isInFlight } from '../orders/order-states.ts';
import { look, queryOf } from './client.ts';
import type { Command, Orderable } from './command-contract.ts';
import type { PageOf } from './contract.ts';

/** While an order is on its way somebody stands at a truck and waits. */
const MOVING_MS = 2_000;
const STILL_MS = 10_000;
/** An officer gives a few orders a shift; the rest are found in the evidence. */
const TRAY = '50';
const OF_SEAL = '10';

type Found = { readonly state: { readonly data: PageOf<Command> | undefined } };
const pace = ({ state: { data } }: Found): number =>
  data?.items.some(isInFlight) === true ? MOVING_MS : STILL_MS;

/** The newest orders of everybody. */
export const commandsQuery = queryOptions({
  queryKey: ['commands'],
  queryFn: ({ signal }) => look<PageOf<Command>>(`/commands${queryOf({ limit: TRAY })}`, signal),
  refetchInterval: pace,
});

export const commandsOfSealQuery = (seal: string) =>
  queryOptions({
    queryKey: ['commands', 'of-seal', seal],
    queryFn: ({ signal }) =>
      look<PageOf<Command>>(`/commands${queryOf({ seal, limit: OF_SEAL })}`, signal),
    refetchInterval: pace,
  });

export const orderableQuery = (seal: string) =>
  queryOptions({
    queryKey: ['seal', seal, 'orders'],
    queryFn: ({ signal }) => look<Orderable>(`/seals/${seal}/orders`, signal),
  });
