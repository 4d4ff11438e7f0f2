import type { JourneyState } from '../api/contract.ts';

export type Step = 'seal' | 'arm' | 'depart' | 'arrive' | 'disarm' | 'close';

/** What may be done next in each state, the ordinary step first. The server decides; this only offers. */
export const nextSteps = {
  created: ['seal', 'close'],
  sealed: ['arm', 'seal', 'close'],
  armed: ['depart', 'disarm'],
  'in-transit': ['arrive', 'disarm'],
  arrived: ['disarm'],
  disarmed: ['close'],
  closed: [],
} as const satisfies Record<JourneyState, readonly Step[]>;
