// A fact as a line on a screen: with the words people know its subject and its author by.
import { journeysOfSubjects, subjectsOnJourneys } from '@lakiri/alarms/store';
import { entriesOfFacts, factsOfEntries, type Witnessed } from '@lakiri/evidence/store';
import { labelsOf } from '@lakiri/journeys/api';
import { listJourneys } from '@lakiri/journeys/store';
import { type Id, parseId } from '@lakiri/kit';
import { namesOf, partiesOf, platesOf, vehiclesByPlate } from '@lakiri/parties/store';
import type { RecordedFact } from '@lakiri/platform/fact-entry';
import { findFacts } from '@lakiri/platform/read-facts';
import type { Sql } from '@lakiri/platform/sql';
import { findSeals, findTaken } from '@lakiri/seals/store';
import { z } from 'zod';
import { partiesPort } from '../words.ts';
import type { EvidenceDeps } from './deps.ts';

export const factLine = z
  .object({
    id: z.uuid(),
    index: z.int().nullable().meta({ description: 'its place in the log' }),
    type: z.string(),
    subjectKind: z.string(),
    subject: z.uuid(),
    subjectRef: z.string().nullable().meta({ description: 'what people call the subject' }),
    subjectVersion: z.int(),
    by: z.string().nullable().meta({ description: 'the name of the person who did it' }),
    actor: z.string(),
    occurredAt: z.string(),
    recordedAt: z.string(),
    witnesses: z.int().nullable().meta({ description: 'null: not in the log yet' }),
  })
  .meta({ id: 'FactLine' });
export type FactLine = z.infer<typeof factLine>;

export async function linesOf(
  tx: Sql,
  facts: readonly RecordedFact[],
  deps: Pick<EvidenceDeps, 'routes'> & { readonly witnessed: Witnessed | undefined },
): Promise<FactLine[]> {
  const places = await entriesOfFacts(
    tx,
    facts.map(({ id }) => id),
  );
  const people = facts.flatMap(({ actor }) => personOf(actor) ?? []);
  const names = await namesOf(tx, [...new Set(people)]);
  const refs = await refsOf(tx, facts, deps);
  return facts.map((fact) => {
    const index = places.get(fact.id)?.index ?? null;
    return {
      id: fact.id,
      index,
      type: fact.type,
      subjectKind: fact.subjectKind,
      subject: fact.subject,
      subjectRef: refs.get(fact.subject) ?? null,
      subjectVersion: fact.subjectVersion,
      by: names.get(personOf(fact.actor) ?? '') ?? null,
      actor: fact.actor,
      occurredAt: fact.occurredAt,
      recordedAt: fact.recordedAt,
      witnesses: witnessesOf(index, deps.witnessed),
    };
  });
}

/** How many vouch for an entry; null where it is none. */
export function witnessesOf(index: number | null, witnessed: Witnessed | undefined): number | null {
  if (index === null) return null;
  return witnessed !== undefined && index < witnessed.size ? witnessed.witnesses.length : 0;
}

function personOf(actor: string): Id | undefined {
  return actor.startsWith('person:') ? parseId(actor.slice('person:'.length)) : undefined;
}

async function refsOf(
  tx: Sql,
  facts: readonly RecordedFact[],
  { routes }: Pick<EvidenceDeps, 'routes'>,
): Promise<ReadonlyMap<string, string>> {
  const of = (...kinds: string[]): Id[] => [
    ...new Set(
      facts.flatMap(({ subjectKind, subject }) =>
        kinds.includes(subjectKind) ? [subject as Id] : [],
      ),
    ),
  ];
  const onJourney = await journeysOfSubjects(tx, of('case', 'alarm'));
  const journeys = [...new Set([...of('journey'), ...onJourney.values()])] as Id<'Journey'>[];
  const labels = await labelsOf(tx, journeys, { parties: partiesPort, routes });
  const refs = new Map<string, string>();
  for (const [id, { ref }] of labels) refs.set(id, ref);
  for (const [id, journey] of onJourney) {
    const ref = labels.get(journey as Id<'Journey'>)?.ref;
    if (ref !== undefined) refs.set(id, ref);
  }
  const seals = of('seal') as Id<'Seal'>[];
  for (const { seal } of seals.length === 0 ? [] : await findSeals(tx, seals))
    refs.set(seal.id, seal.number);
  for (const [id, { name }] of await partiesOf(tx, of('party'))) refs.set(id, name);
  for (const [id, name] of await namesOf(tx, of('person', 'driver'))) refs.set(id, name);
  for (const [id, plate] of await platesOf(tx, of('vehicle'))) refs.set(id, plate);
  return refs;
}

/** A plate's beginning may fit many; a screen shows the first. */
const JOURNEYS_MAX = 20;

export type Sought =
  | { readonly facts: readonly string[] }
  | { readonly subjects: readonly string[] };

/** What was typed: an index of the log, an id, a journey's reference, a seal's number, a plate. */
export async function soughtBy(tx: Sql, q: string, log: string): Promise<Sought> {
  const typed = q.trim();
  if (/^\d{1,15}$/.test(typed) && Number(typed) < Number.MAX_SAFE_INTEGER) {
    const from = Number(typed);
    const facts = await factsOfEntries(tx, { log, from, until: from + 1 });
    if (facts.length > 0) return { facts };
  }
  const id = parseId(typed.toLowerCase());
  if (id !== undefined) {
    const [fact] = await findFacts(tx, [id]);
    return fact === undefined ? { subjects: [id] } : { facts: [fact.id] };
  }
  const vehicles = await vehiclesByPlate(tx, typed, JOURNEYS_MAX);
  const found = await listJourneys(tx, {
    state: undefined,
    route: undefined,
    search: typed,
    vehicles,
    after: undefined,
    limit: JOURNEYS_MAX,
  });
  const journeys = found.items.map(({ state }) => state.id as string);
  const { withNumber } = await findTaken(tx, {
    number: typed.toUpperCase(),
    dialect: '',
    wireId: typed,
  });
  const subjects = [
    ...journeys,
    ...(await subjectsOnJourneys(tx, journeys)),
    ...vehicles,
    ...(withNumber === undefined ? [] : [withNumber]),
  ];
  return { subjects };
}
