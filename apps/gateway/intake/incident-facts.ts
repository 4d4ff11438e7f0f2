import { evolveIncident, type Incident, type IncidentEvents } from '@lakiri/expectations';
import { incidentAggregate } from '@lakiri/expectations/store';
import type { Instant, Json } from '@lakiri/kit';
import { appendFacts } from '@lakiri/platform/facts';
import type { Sql } from '@lakiri/platform/sql';
import type { Recorder } from './facts.ts';

type Known = Incident & { readonly version: number };

/** Records what began and what is over; gives all incidents as they then stand, the newest first. */
export async function recordIncidents(
  tx: Sql,
  { recorder, now }: { readonly recorder: Recorder; readonly now: Instant },
  {
    known,
    events,
  }: { readonly known: readonly Known[]; readonly events: readonly IncidentEvents[] },
): Promise<readonly Incident[]> {
  const changed = new Map<string, Incident>();
  for (const event of events) {
    const before = known.find(({ id }) => id === event.subject);
    const versionBefore = before?.version ?? 0;
    const version = versionBefore + 1;
    const state = evolveIncident(before, event);
    await incidentAggregate.save(tx, { id: event.subject, state, versionBefore, version });
    changed.set(event.subject, state);
    const fact = {
      ...event,
      body: event.body as unknown as Json,
      id: recorder.newId<'Fact'>(),
      subjectVersion: version,
      schemaVersion: 1,
      origin: recorder.origin,
      actor: recorder.actor,
      authority: null,
      occurredAt: now,
      receivedAt: now,
      causes: [],
    };
    await appendFacts(tx, [fact]);
  }
  const incidents = known.map((one) => changed.get(one.id) ?? one);
  const begun = [...changed.values()].filter((one) => !known.some(({ id }) => id === one.id));
  return [...begun, ...incidents];
}
