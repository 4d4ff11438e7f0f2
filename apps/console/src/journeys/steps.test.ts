import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextStates } from '@lakiri/journeys';
import { nextSteps, type Step } from './steps.ts';

const leadsTo = {
  seal: 'sealed',
  arm: 'armed',
  depart: 'in-transit',
  arrive: 'arrived',
  disarm: 'disarmed',
  close: 'closed',
} as const satisfies Record<Step, string>;

for (const [state, steps] of Object.entries(nextSteps)) {
  test(`in ${state} exactly the steps are offered that the rules know`, () => {
    const offered = new Set<string>(
      steps.map((step) => leadsTo[step]).filter((it) => it !== state),
    );
    assert.deepEqual(offered, new Set(nextStates[state as keyof typeof nextStates]));
  });
}
