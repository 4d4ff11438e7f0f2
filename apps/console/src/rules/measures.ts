import type { BackTestResult } from '../api/rule-contract.ts';

/** One figure of both rules, and whether the draft is the better one by it. */
export type Measure = {
  readonly name: 'per-shift' | 'alarms' | 'per-100' | 'confirmed' | 'unfounded';
  readonly present: number;
  readonly drafted: number;
  readonly digits: 0 | 1;
  readonly is: 'better' | 'worse' | 'same';
  /** Of how many. */
  readonly of?: number;
  readonly target?: number;
  readonly isOver: { readonly present: boolean; readonly drafted: boolean };
};

/**
 * What a back-test comes to. Fewer alarms are no good in themselves: they are neither better nor worse until they stand
 * beside the confirmed cases. Above the target fewer are better.
 */
export function measuresOf({
  present,
  drafted,
  confirmed,
  unfounded,
  shifts,
}: BackTestResult): readonly Measure[] {
  const within = { present: false, drafted: false };
  const target = shifts.targetPerShift;
  const over = { present: present.perShift > target, drafted: drafted.perShift > target };
  const pair = (name: keyof typeof present) => ({ present: present[name], drafted: drafted[name] });
  return [
    {
      ...pair('perShift'),
      name: 'per-shift',
      digits: 1,
      target,
      isOver: over,
      is:
        over.present || over.drafted ? verdict(present.perShift, drafted.perShift, 'less') : 'same',
    },
    { ...pair('alarms'), name: 'alarms', digits: 0, is: 'same', isOver: within },
    { ...pair('per100Journeys'), name: 'per-100', digits: 1, is: 'same', isOver: within },
    {
      ...pair('confirmed'),
      name: 'confirmed',
      digits: 0,
      of: confirmed.total,
      is: verdict(present.confirmed, drafted.confirmed, 'more'),
      isOver: within,
    },
    {
      ...pair('unfounded'),
      name: 'unfounded',
      digits: 0,
      of: unfounded.total,
      is: verdict(present.unfounded, drafted.unfounded, 'less'),
      isOver: within,
    },
  ];
}

function verdict(present: number, drafted: number, good: 'more' | 'less'): Measure['is'] {
  if (present === drafted) return 'same';
  return drafted > present === (good === 'more') ? 'better' : 'worse';
}
