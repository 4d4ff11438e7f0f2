import { type Case, KINDS } from '@lakiri/alarms';
import { type Id, isoOf } from '@lakiri/kit';
import { viewerOf } from '@lakiri/parties';
import type { Sql } from '@lakiri/platform/sql';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Dispatch, Unit } from '../core/index.ts';
import { dispatchesOfPerson, findResponseWords, unitsOfPerson } from '../store/index.ts';
import type { ResponseDeps } from './deps.ts';
import { dispatchSchema } from './schemas.ts';
import { dispatchView } from './views.ts';

const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;

const taskSchema = z
  .object({
    dispatch: dispatchSchema,
    case: z.object({
      id: z.string(),
      kind: z.enum(KINDS),
      severity: z.literal([1, 2, 3, 4]),
      openedAt: z.string(),
    }),
    journey: z.object({
      id: z.string(),
      ref: z.string(),
      plate: z.string().nullable(),
      trailer: z.string().nullable(),
      cargo: z.string(),
      routeName: z.string(),
      driver: z.object({ name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
    }),
    seals: z
      .array(z.object({ number: z.string(), mechanicalSeal: z.string().nullable() }))
      .meta({ description: 'what is fitted now' }),
    place: z
      .object({ lat: z.number(), lon: z.number(), at: z.string(), near: z.string().nullable() })
      .nullable()
      .meta({ description: 'where the truck was last' }),
  })
  .meta({ id: 'Task' });

export type TaskView = z.infer<typeof taskSchema>;

/** What somebody on the road has to do: one answer, small enough to be kept on a phone while it is being done. */
export function taskRoutes(instance: FastifyInstance, deps: ResponseDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    '/response/tasks',
    {
      config: { access: OFFICERS },
      schema: {
        tags: ['response'],
        summary: 'What the units that you answer for are out on',
        response: {
          200: z.object({
            now: z.string().meta({ description: 'our clock, by which a phone sets its claims' }),
            units: z.array(z.object({ id: z.string(), name: z.string() })),
            tasks: z.array(taskSchema),
          }),
        },
      },
    },
    (request) => {
      const { scope, person } = viewerOf(request);
      return deps.database.asParty(scope, async (tx) => {
        const units = await unitsOfPerson(tx, person.id);
        const out = await dispatchesOfPerson(tx, person.id);
        return {
          now: isoOf(deps.now()),
          units: units.map(({ id, name }) => ({ id, name })),
          tasks: await viewTasks(tx, deps, { out, units }),
        };
      });
    },
  );
}

type Out = { readonly out: readonly Dispatch[]; readonly units: readonly Unit[] };

async function viewTasks(tx: Sql, deps: ResponseDeps, { out, units }: Out): Promise<TaskView[]> {
  const ids = [...out, ...units].map(({ id }) => id as string);
  const words = await findResponseWords(tx, ids);
  const names = await deps.namesOf(tx, [...new Set(out.map(({ by }) => by as Id))]);
  const tasks: TaskView[] = [];
  for (const one of out) {
    const about = (await deps.caseAggregate.find(tx, one.case))?.state;
    const told = about && (await deps.taskOf(tx, about));
    if (about === undefined || told === undefined) continue;
    const { seals, place, ...journey } = told;
    tasks.push({
      dispatch: dispatchView(one, { units, words, by: names.get(one.by) ?? null }),
      case: caseBrief(about),
      journey: { id: about.journey, ...journey },
      seals: [...seals],
      place: place && { ...place, at: isoOf(place.at) },
    });
  }
  return tasks;
}

function caseBrief({ id, kind, severity, openedAt }: Case): TaskView['case'] {
  return { id, kind, severity, openedAt: isoOf(openedAt) };
}
