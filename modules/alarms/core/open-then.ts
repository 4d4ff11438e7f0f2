import type { Instant } from '@lakiri/kit';
import type { CaseId, Kind, Severity } from './kind.ts';

export type CaseHappening = {
  readonly type: string;
  readonly caseId: CaseId;
  readonly kind: Kind;
  readonly severity: Severity;
  readonly recordedAt: Instant;
};
type Standing = {
  readonly id: CaseId;
  readonly kind: Kind;
  readonly severity: Severity;
};

const ENDS: readonly string[] = ['case-closed', 'case-merged'];

/** The cases that stood open by what had been recorded at an instant, gravest first; each as grave as its alarms were by then. */
export function casesOpenThen(
  happenings: readonly CaseHappening[],
  knownAt: Instant,
): readonly Standing[] {
  const open = new Map<CaseId, Standing & { readonly isOver: boolean }>();
  const known = happenings
    .filter(({ recordedAt }) => recordedAt <= knownAt)
    .sort((one, other) => one.recordedAt - other.recordedAt);
  for (const { type, caseId: id, kind, severity } of known) {
    const before = open.get(id);
    if (type === 'alarm-raised') {
      const gravest = Math.min(severity, before?.severity ?? severity) as Severity;
      open.set(id, {
        id,
        kind: before?.kind ?? kind,
        severity: gravest,
        isOver: before?.isOver ?? false,
      });
    } else if (before !== undefined && ENDS.includes(type))
      open.set(id, { ...before, isOver: true });
    else if (before !== undefined && type === 'case-reopened')
      open.set(id, { ...before, isOver: false });
  }
  return [...open.values()]
    .filter(({ isOver }) => !isOver)
    .map(({ isOver: _, ...standing }) => standing)
    .sort((one, other) => one.severity - other.severity);
}
