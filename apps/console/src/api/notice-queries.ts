import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { look, queryOf } from './client.ts';
import type { PageOf } from './contract.ts';
import type { ChannelsSeen, Delivery, Subscription } from './notice-contract.ts';

/** Who has sent a test waits for it. */
const DELIVERY_MS = 3_000;
const PAGE = '25';

export const channelsQuery = queryOptions({
  queryKey: ['notices', 'channels'],
  queryFn: ({ signal }) => look<ChannelsSeen>('/notices/channels', signal),
});

export const subscriptionsQuery = queryOptions({
  queryKey: ['notices', 'subscriptions'],
  queryFn: ({ signal }) =>
    look<{ items: readonly Subscription[] }>('/notices/subscriptions', signal),
});

export const deliveriesQuery = infiniteQueryOptions({
  queryKey: ['notices', 'deliveries'],
  queryFn: ({ pageParam, signal }) =>
    look<PageOf<Delivery>>(
      `/notices/deliveries${queryOf({ limit: PAGE, cursor: pageParam ?? undefined })}`,
      signal,
    ),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next,
  refetchInterval: DELIVERY_MS,
});
