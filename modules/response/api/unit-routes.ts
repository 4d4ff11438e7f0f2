import { type Id, parseInstant } from '@lakiri/kit';
import { viewerOf } from '@lakiri/parties';
import { problem } from '@lakiri/platform/http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { UnitId } from '../core/index.ts';
import { listUnits, unitAggregate } from '../store/index.ts';
import type { ResponseDeps } from './deps.ts';
import { problemOf } from './refusals.ts';
import { placeForm, unitForm, unitSchema, uuid } from './schemas.ts';
import { actOnUnit, type UnitAct } from './unit-acts.ts';
import { viewUnits } from './views.ts';

const OFFICERS = ['officer', 'supervisor', 'station', 'admin'] as const;
const SUPERVISORS = ['supervisor', 'admin'] as const;
const params = z.object({ id: uuid });
const headers = z.looseObject({ 'idempotency-key': uuid });
const tags = ['response'];

/** Units: to look at and to place for officers, to make and retire for supervisors. */
export function unitRoutes(instance: FastifyInstance, deps: ResponseDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/response/units',
    {
      config: { access: OFFICERS },
      schema: {
        tags,
        summary: 'Response units by name, with what they are out on',
        querystring: z.object({ retired: z.enum(['true', 'false']).default('false') }),
        response: { 200: z.object({ items: z.array(unitSchema) }) },
      },
    },
    (request) =>
      deps.database.asParty(viewerOf(request).scope, async (tx) => {
        const units = await listUnits(tx, { retired: request.query.retired === 'true' });
        return {
          items: await viewUnits(
            tx,
            units.map(({ state }) => state),
          ),
        };
      }),
  );
  const common = { tags, headers, response: { 200: unitSchema, 201: unitSchema } };
  app.post(
    '/response/units',
    {
      config: { access: SUPERVISORS },
      schema: { ...common, summary: 'Register a unit', body: unitForm },
    },
    async (request, reply) =>
      await answer(deps, reply, {
        ...{ viewer: viewerOf(request), key: request.headers['idempotency-key'] },
        ...{ act: 'register', form: formOf(request.body) },
      }),
  );
  app.post(
    '/response/units/:id/revise',
    {
      config: { access: SUPERVISORS },
      schema: { ...common, params, summary: 'Say anew what a unit is', body: unitForm },
    },
    async (request, reply) =>
      await answer(deps, reply, {
        ...{ viewer: viewerOf(request), key: request.headers['idempotency-key'] },
        ...{ act: 'revise', unit: request.params.id as UnitId, form: formOf(request.body) },
      }),
  );
  app.post(
    '/response/units/:id/place',
    {
      config: { access: OFFICERS },
      schema: { ...common, params, summary: 'Where a unit is, by whose word', body: placeForm },
    },
    async (request, reply) => {
      const { at, ...where } = request.body;
      const place = { ...where, at: at === undefined ? null : (parseInstant(at) ?? null) };
      return await answer(deps, reply, {
        ...{ viewer: viewerOf(request), key: request.headers['idempotency-key'] },
        ...{ act: 'place', unit: request.params.id as UnitId, place },
      });
    },
  );
  for (const { act, access, summary } of BY_WORD)
    app.post(
      `/response/units/:id/${act}`,
      { config: { access }, schema: { ...common, params, summary, body: z.object({}).nullish() } },
      async (request, reply) =>
        await answer(deps, reply, {
          ...{ viewer: viewerOf(request), key: request.headers['idempotency-key'] },
          ...{ act, unit: request.params.id as UnitId },
        }),
    );
}

/** Acts that say nothing but themselves. */
const BY_WORD = [
  {
    act: 'answer-for',
    access: OFFICERS,
    summary: 'Answer for a unit from now on: its tasks come to your phone',
  },
  { act: 'retire', access: SUPERVISORS, summary: 'A unit is no more' },
] as const;

function formOf(body: z.infer<typeof unitForm>) {
  const { person, phone, ...form } = body;
  return { ...form, person: (person ?? null) as Id<'Person'> | null, phone: phone ?? null };
}

async function answer(
  deps: ResponseDeps,
  reply: FastifyReply,
  asked: UnitAct,
): Promise<FastifyReply> {
  const done = await actOnUnit(deps, asked);
  if (!done.accepted) return problem(reply, problemOf(done.refusal));
  const { unit } = done.result as { unit: UnitId };
  const [view] = await deps.database.asParty(asked.viewer.scope, async (tx) => {
    const found = await unitAggregate.find(tx, unit);
    return viewUnits(tx, found === undefined ? [] : [found.state]);
  });
  const status = asked.act === 'register' && !done.repeated ? 201 : 200;
  return view === undefined
    ? problem(reply, problemOf({ code: 'no-such-unit' }))
    : reply.code(status).send(view);
}
