import { isoOf } from '@lakiri/kit';
import type { Look } from '../look.ts';
import type { Why } from '../why.ts';

/** A seal that says its rope is cut while it is watched. There is no order that allows it. */
export function sealCut(look: Look): readonly Why[] | null {
  if (!look.folded.latched.includes('cut')) return null;
  return [{ code: 'rope-cut-reported', params: { at: isoOf(look.at) } }];
}
