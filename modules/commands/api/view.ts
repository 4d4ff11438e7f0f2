import { type Id, type Instant, isoOf, ORDER_WORDS, parseId } from '@lakiri/kit';
import type { Viewer } from '@lakiri/parties';
import type { Versioned } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import { z } from 'zod';
import { type Command, isOpening, STATES, stateOf } from '../core/index.ts';
import { commandFacts, findCommandWords, type StepRow } from '../store/index.ts';
import type { CommandsDeps } from './deps.ts';

const time = z.string().nullable();
const person = z.object({ id: z.string(), name: z.string().nullable() });
const value = z.union([z.string(), z.number(), z.null()]);

export const commandSchema = z
  .object({
    id: z.string(),
    seal: z.object({ id: z.string(), number: z.string() }),
    word: z.enum(ORDER_WORDS),
    params: z.object({ intervalS: z.number().optional() }),
    isOpening: z.boolean().meta({ description: 'two officers must want it' }),
    state: z.enum(STATES),
    journey: z.object({ id: z.string(), ref: z.string() }).nullable(),
    reason: z.string().nullable(),
    override: z.string().nullable(),
    requestedBy: person,
    requestedAt: z.string(),
    approvedBy: person.nullable(),
    approvedAt: time,
    expiresAt: z.string(),
    recordedAt: time,
    sentAt: time,
    ackedAt: time,
    endedAt: time,
    why: z.object({ code: z.string(), params: z.record(z.string(), value).optional() }).nullable(),
    steps: z.array(z.object({ at: z.string(), state: z.enum(STATES), by: z.string().nullable() })),
    mayApprove: z.boolean(),
    mayCancel: z.boolean(),
  })
  .meta({ id: 'Command' });

export type CommandView = z.infer<typeof commandSchema>;

const iso = (at: Instant | null): string | null => (at === null ? null : isoOf(at));

/** Commands as a screen shows them to this viewer. */
export async function viewCommands(
  deps: CommandsDeps,
  tx: Sql,
  {
    commands,
    viewer,
  }: { readonly commands: readonly Versioned<Command>[]; readonly viewer: Viewer },
): Promise<CommandView[]> {
  if (commands.length === 0) return [];
  const all = commands.map(({ state }) => state);
  const around = await gather(deps, tx, all);
  const now = deps.now();
  return all.map((command) => {
    const isMine = command.requestedBy === viewer.person.id;
    const isWaiting = command.state === 'requested' && now < command.expiresAt;
    return {
      ...viewOne(command, around),
      mayApprove: isWaiting && !isMine,
      mayCancel: command.state === 'requested' || command.state === 'approved',
    };
  });
}

type Gathered = Awaited<ReturnType<typeof gather>>;

/** What all commands of a page need, one query a kind. */
async function gather(deps: CommandsDeps, tx: Sql, all: readonly Command[]) {
  const ids = all.map(({ id }) => id);
  const facts = await commandFacts(tx, ids);
  const people = [
    ...all.flatMap(({ requestedBy, approvedBy }) => [requestedBy, approvedBy]),
    ...facts.map(personOf),
  ].filter((id) => id !== null);
  const seals = await deps.findSeals(tx, unique(all.map(({ seal }) => seal)));
  const journeys = all.flatMap(({ journey }) => journey ?? []);
  return {
    facts,
    names: await deps.namesOf(tx, unique(people)),
    numbers: new Map(seals.map(({ seal }) => [seal.id, seal.number])),
    journeys: await deps.journeysOf(tx, unique(journeys)),
    wordOf: await findCommandWords(tx, ids),
  };
}

function viewOne(
  command: Command,
  { facts, names, numbers, journeys, wordOf }: Gathered,
): Omit<CommandView, 'mayApprove' | 'mayCancel'> {
  const { id, seal, order, journey, why } = command;
  const named = (who: Id): CommandView['requestedBy'] => ({
    id: who,
    name: names.get(who) ?? null,
  });
  const ref = journey === null ? undefined : journeys.get(journey)?.ref;
  return {
    id,
    seal: { id: seal, number: numbers.get(seal) ?? '' },
    word: order.word,
    params: 'intervalS' in order ? { intervalS: order.intervalS } : {},
    isOpening: isOpening(order),
    state: command.state,
    journey: journey === null || ref === undefined ? null : { id: journey, ref },
    reason: wordOf(id, 'reason'),
    override: wordOf(id, 'override'),
    requestedBy: named(command.requestedBy),
    requestedAt: isoOf(command.requestedAt),
    approvedBy: command.approvedBy === null ? null : named(command.approvedBy),
    approvedAt: iso(command.approvedAt),
    expiresAt: isoOf(command.expiresAt),
    recordedAt: iso(command.dispatch?.at ?? null),
    sentAt: iso(command.sentAt),
    ackedAt: iso(command.ackedAt),
    endedAt: iso(command.endedAt),
    why: why === null ? null : { code: why.code, ...(why.params && { params: { ...why.params } }) },
    steps: facts.flatMap((fact) => (fact.subject === id ? stepOf(fact, names) : [])),
  };
}

function stepOf(fact: StepRow, names: ReadonlyMap<string, string>): CommandView['steps'] {
  const state = stateOf(fact.type);
  if (state === undefined) return [];
  const who = personOf(fact);
  const by = who === null ? fact.actor : (names.get(who) ?? null);
  return [{ at: isoOf(fact.occurred_at), state, by }];
}

function personOf({ actor }: StepRow): Id | null {
  return actor.startsWith('person:') ? (parseId(actor.slice('person:'.length)) ?? null) : null;
}

const unique = <Noun extends string>(ids: readonly Id<Noun>[]): readonly Id<Noun>[] => [
  ...new Set(ids),
];
