import type { Dialect } from '@lakiri/kit';
import { jointech } from '@lakiri/protocol-jointech';
import { sealOnDin1, teltonikaWith } from '@lakiri/protocol-teltonika';

/** How devices speak to this release, by the name under which their frames are kept. */
export const DIALECTS = {
  jointech,
  // Until models are approved with their own wiring: a rope loop on the first digital input.
  teltonika: teltonikaWith(sealOnDin1),
} as const satisfies Readonly<Record<string, Dialect>>;
