import type { Case } from '../api/case-contract.ts';

/** A case for tests: an open seal cut, with what the test cares about changed. */
export function aCase(some: Partial<Case>): Case {
  return {
    id: 'case',
    version: 1,
    kind: 'seal-cut',
    severity: 1,
    state: 'open',
    openedAt: '2026-02-04T05:29:00Z',
    lastAlarmAt: '2026-02-04T05:29:00Z',
    alarms: 1,
    ackDueAt: '2026-02-04T05:30:00Z',
    journey: {
      id: 'j',
      ref: '7QF2-93',
      plate: 'KDJ 417K',
      routeName: 'Mombasa – Kampala',
      corridor: 'northern',
      cargo: null,
    },
    seal: { id: 's', number: 'JT-20417', owner: 'Bahari Haulage', maker: 'Jointech' },
    place: null,
    jurisdiction: null,
    owner: null,
    acknowledged: null,
    checkAt: null,
    shelved: null,
    escalated: null,
    proposed: null,
    steps: [],
    reopenedAt: null,
    merged: null,
    reviewed: null,
    rule: { kind: 'seal-cut', version: 1 },
    why: [],
    outcome: null,
    ...some,
  };
}
