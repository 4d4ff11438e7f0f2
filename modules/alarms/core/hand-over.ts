import { memoryOf, remembering } from './memory.ts';
import type { Watch } from './watch.ts';

/**
 * What a seal that takes another's place on the road goes on with: what is known of the truck and of its way. What is
 * known of the old device stays behind, and its open cases with it: the new one's alarms are of the new one.
 */
export function handedOver(watch: Watch): Watch {
  const { track } = memoryOf(watch);
  const { reported: _, ...rest } = watch;
  const own = { attempts: [], silentSince: null, batteryShort: false, open: {} };
  return remembering(
    { ...rest, ...own },
    {
      ...{ late: null, trip: null, noFix: null, apart: null, shocks: [], again: {} },
      track: { ...track, warm: null, humid: null },
    },
  );
}
