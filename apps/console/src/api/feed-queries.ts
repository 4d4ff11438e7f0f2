import { queryOptions } from '@tanstack/react-query';
import { look } from './client.ts';
import type { Feed, FeedDetail } from './feed-contract.ts';

/** A feed tells about every minute; what is wrong with one should be seen before the next. */
const FEED_MS = 5_000;

export const feedsQuery = queryOptions({
  queryKey: ['feeds'],
  queryFn: ({ signal }) => look<{ items: readonly Feed[] }>('/feeds', signal),
  refetchInterval: FEED_MS,
});

export const feedQuery = (id: string) =>
  queryOptions({
    queryKey: ['feeds', id],
    queryFn: ({ signal }) => look<FeedDetail>(`/feeds/${id}`, signal),
    refetchInterval: FEED_MS,
  });
