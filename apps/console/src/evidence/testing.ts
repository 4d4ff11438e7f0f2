import type { FactLine, LogState } from '../api/evidence-contract.ts';

/** A log for tests: witnessed by two, nothing waiting, with what the test cares about changed. */
export function aLog(some: Partial<LogState>): LogState {
  return {
    name: 'centre',
    origin: 'customs.example/log/centre',
    vkey: 'customs.example/log/centre+33d7b496+AeHTu4Q3',
    size: 18_212,
    root: '00',
    integratedAt: '2026-02-04T05:30:00Z',
    pending: 0,
    oldestPendingAt: null,
    witnessed: { size: 18_212, at: '2026-02-04T05:30:01Z', by: ['auditor', 'port'], quorum: true },
    policy: { witnesses: ['auditor', 'port', 'traders'], quorum: 2 },
    refuses: null,
    ...some,
  };
}

/** A fact for tests. */
export function aFact(some: Partial<FactLine>): FactLine {
  return {
    id: 'fact',
    index: 18_211,
    type: 'journey-created',
    subjectKind: 'journey',
    subject: 'j',
    subjectRef: '7QF2-93',
    subjectVersion: 1,
    by: null,
    actor: 'node',
    occurredAt: '2026-02-04T05:29:00Z',
    recordedAt: '2026-02-04T05:29:01Z',
    witnesses: 2,
    ...some,
  };
}
