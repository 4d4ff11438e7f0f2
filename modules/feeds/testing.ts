// Builders for the tests of other modules and apps.
import type { Id, Instant } from '@lakiri/kit';
import type { Feed } from './core/index.ts';

/** An active feed over HTTPS without keys, unless told otherwise. */
export function aFeed(over: Partial<Feed> = {}): Feed {
  return {
    id: '01900000-0000-7000-8000-00000000fe01' as Id<'Feed'>,
    name: 'ubunifu-cloud',
    kind: 'https',
    party: '01900000-0000-7000-8000-0000000000ee' as Id<'Party'>,
    makers: ['Jointech'],
    expectedS: 60,
    lateAfterS: 60,
    broker: null,
    keys: [],
    state: 'active',
    registeredAt: 0 as Instant,
    ...over,
  };
}
