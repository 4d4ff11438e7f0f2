import { isoOf } from '@lakiri/kit';
import type { Look } from '../look.ts';
import type { Why } from '../why.ts';

/** A seal whose own shell is open while it is watched. */
export function coverOpened(look: Look): readonly Why[] | null {
  if (!look.folded.latched.includes('cover')) return null;
  return [{ code: 'cover-open-reported', params: { at: isoOf(look.at) } }];
}
