import { type Id, type Instant, isoOf } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { z } from 'zod';
import {
  type Exception,
  type ExceptionRule,
  type Journey,
  TOLD_KINDS,
  type What,
} from '../core/index.ts';
import { findExceptionNotes, findJourneys } from '../store/index.ts';
import type { JourneysDeps } from './deps.ts';
import type { exceptionSchema, exceptionsSchema } from './exception-schemas.ts';

export type ExceptionView = z.infer<typeof exceptionSchema>;
type Details = ExceptionView['details'];
type Words = Awaited<ReturnType<typeof gather>>;

/** A journey's exceptions with what their ids are called, oldest first. */
export async function viewExceptions(
  tx: Sql,
  journey: Journey,
  deps: JourneysDeps,
): Promise<readonly ExceptionView[]> {
  const { exceptions } = journey;
  if (exceptions.length === 0) return [];
  const notes = await findExceptionNotes(tx, journey.id);
  const names = await deps.parties.namesOf(
    tx,
    exceptions.map(({ by }) => by),
  );
  const words = await gather(tx, journey, deps);
  return exceptions.map((one) => ({
    id: one.id,
    kind: one.what.kind,
    at: isoOf(one.at),
    until: iso(one.until),
    endedAt: iso(one.endedAt),
    by: names.get(one.by) ?? null,
    note: notes.get(one.id) ?? null,
    details: detailsOf(one.what, words),
  }));
}

/** Who may report what, as the viewer reads it. */
export function viewRules(
  rules: readonly ExceptionRule[],
  roles: readonly string[],
): z.infer<typeof exceptionsSchema>['rules'] {
  return rules.map(({ kind, roles: may, stopMin }) => ({
    kind,
    may: may.some((role) => roles.includes(role)),
    stopMin,
    needsNote: TOLD_KINDS.includes(kind),
  }));
}

async function gather(tx: Sql, { exceptions, fittings }: Journey, deps: JourneysDeps) {
  const whats = exceptions.map(({ what }) => what);
  const all = <Noun extends string>(ids: readonly (Id<Noun> | null)[]): readonly Id<Noun>[] =>
    ids.filter((id) => id !== null);
  const companions = whats.flatMap((what) => (what.kind === 'convoy' ? [what.with] : []));
  return {
    plates: await deps.parties.platesOf(
      tx,
      all(whats.flatMap((it) => (it.kind === 'transload' ? [it.vehicle, it.trailer] : []))),
    ),
    drivers: await deps.parties.driversOf(
      tx,
      whats.flatMap((it) => (it.kind === 'driver-change' ? [it.driver] : [])),
    ),
    refs: new Map(
      (await findJourneys(tx, companions)).map(({ state }) => [state.id as string, state.ref]),
    ),
    routes: await routeNames(tx, whats, deps),
    numbers: new Map(fittings.map(({ seal, number }) => [seal as string, number])),
  };
}

async function routeNames(
  tx: Sql,
  whats: readonly What[],
  { routes }: JourneysDeps,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const what of whats) {
    if (what.kind !== 'route-change') continue;
    const index = await routes.find(tx, what.routeId, what.routeVersion);
    names.set(what.routeId, index?.route.name ?? what.routeId);
  }
  return names;
}

function detailsOf(what: What, words: Words): Details {
  switch (what.kind) {
    case 'transload':
      return {
        plate: words.plates.get(what.vehicle) ?? null,
        trailer: what.trailer === null ? null : (words.plates.get(what.trailer) ?? null),
      };
    case 'driver-change':
      return { driver: words.drivers.get(what.driver)?.name ?? null };
    case 'route-change':
      return {
        route: words.routes.get(what.routeId) ?? what.routeId,
        deadlineAt: isoOf(what.deadlineAt),
      };
    case 'convoy':
      return { ref: words.refs.get(what.with) ?? null };
    case 'reseal':
      return {
        oldNumber: words.numbers.get(what.old) ?? null,
        number: what.number,
        mechanicalSeal: what.mechanicalSeal,
        oldPhotoSha256: what.oldPhotoSha256,
        newPhotoSha256: what.newPhotoSha256,
      };
    case 'breakdown':
    case 'accident':
    case 'theft':
    case 'driver-report':
    case 'seal-mismatch':
    case 'escort':
    case 'mechanical-seal': {
      const { kind: _, ...fields } = what;
      return fields;
    }
  }
}

const iso = (at: Exception['until']): string | null => (at === null ? null : isoOf(at as Instant));
