// The life of an incident: open while a whole group says nothing, ended when enough of it speaks again.
import type { Id, Instant } from '@lakiri/kit';

export type IncidentId = Id<'Incident'>;
export const GROUP_KINDS = ['maker', 'feed'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];
/** Of a place: many lost there together, or more at one point than have room. */
export const INCIDENT_KINDS = [...GROUP_KINDS, 'area', 'point'] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** `key`: the maker's name as models have it, or the feed's id. */
export type Group = { readonly kind: GroupKind; readonly key: string };

export type Incident = {
  readonly id: IncidentId;
  readonly kind: IncidentKind;
  /** Of a group its own; of a place its degrees, "lat,lon". */
  readonly key: string;
  /** As people call the group, or the known place that is nearest. */
  readonly name: string;
  /** Armed seals of it when it began, and how many of them were overdue; of a place, trucks. */
  readonly seals: number;
  readonly late: number;
  /** When the last of a group was heard, or the first at a place was lost. */
  readonly since: Instant;
  readonly openedAt: Instant;
  readonly endedAt: Instant | null;
};

type Fact<Type extends string, Body> = {
  readonly subjectKind: 'incident';
  readonly subject: IncidentId;
  readonly type: Type;
  readonly body: Body;
};
export type IncidentEvents =
  | Fact<'incident-opened', Omit<Incident, 'id' | 'endedAt' | 'openedAt'> & { at: Instant }>
  | Fact<'incident-ended', { at: Instant }>;

/** The incident after a fact. Throws where it was never opened. */
export function evolveIncident(incident: Incident | undefined, fact: IncidentEvents): Incident {
  if (fact.type === 'incident-opened') {
    const { at, ...said } = fact.body;
    return { id: fact.subject, ...said, openedAt: at, endedAt: null };
  }
  if (incident === undefined) throw new Error('the end of an incident that never began');
  return { ...incident, endedAt: fact.body.at };
}
