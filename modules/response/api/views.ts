import type { Case } from '@lakiri/alarms';
import { type Id, type Instant, isoOf } from '@lakiri/kit';
import type { Sql } from '@lakiri/platform/sql';
import type { z } from 'zod';
import { type Dispatch, nearestUnits, type Unit } from '../core/index.ts';
import {
  callsOfCase,
  dispatchesOfCase,
  dispatchesOut,
  findResponseWords,
  listUnits,
  notificationsOfCase,
  playbookAt,
  speedsAt,
} from '../store/index.ts';
import type { ResponseDeps } from './deps.ts';
import type { dispatchSchema, responseSchema, unitSchema } from './schemas.ts';

export type UnitView = z.infer<typeof unitSchema>;
type Words = Awaited<ReturnType<typeof findResponseWords>>;
const iso = (at: Instant | null): string | null => (at === null ? null : isoOf(at));

/** Units as a screen shows them, with what they are out on. */
export async function viewUnits(tx: Sql, units: readonly Unit[]): Promise<UnitView[]> {
  const out = await dispatchesOut(tx);
  const words = await findResponseWords(
    tx,
    units.map(({ id }) => id),
  );
  return units.map((unit) => unitView(unit, { out: out.get(unit.id), words }));
}

function unitView(
  unit: Unit,
  { out, words }: { readonly out: Dispatch | undefined; readonly words: Words },
): UnitView {
  const { place, phoneSha256: _, retiredAt, languages, ...sheet } = unit;
  return {
    ...sheet,
    languages: [...languages],
    phone: words(unit.id, 'phone of a unit'),
    place: place && { ...place, at: isoOf(place.at) },
    retiredAt: iso(retiredAt),
    out: out === undefined ? null : { dispatch: out.id, case: out.case, state: out.state },
  };
}

/** All that was done about a case on the road and on the telephone, and who could be there soonest. */
export async function viewResponse(
  tx: Sql,
  one: Case,
  deps: ResponseDeps,
): Promise<z.infer<typeof responseSchema>> {
  const dispatches = await dispatchesOfCase(tx, one.id);
  const calls = await callsOfCase(tx, one.id);
  const told = await notificationsOfCase(tx, one.id);
  const units = (await listUnits(tx, { retired: true })).map(({ state }) => state);
  const subjects = [...dispatches, ...calls, ...told].map(({ id }) => id as string);
  const words = await findResponseWords(tx, [...subjects, ...units.map(({ id }) => id)]);
  const people = [...dispatches, ...calls, ...told].map(({ by }) => by as Id);
  const names = await deps.namesOf(tx, [...new Set(people)]);
  const by = ({ by: person }: { readonly by: Id }): string | null => names.get(person) ?? null;
  return {
    playbook: await playbookFor(tx, one, deps.now()),
    resealedAt: iso(await deps.resealedAt(tx, one)),
    dispatches: dispatches.map((it) => dispatchView(it, { units, words, by: by(it) })),
    calls: calls.map((it) => ({
      ...{ id: it.id, at: isoOf(it.at), by: by(it), whom: it.whom, result: it.result },
      number: words(it.id, 'number that was called'),
      note: words(it.id, 'note on a call'),
    })),
    notified: told.map((it) => ({
      ...{ id: it.id, at: isoOf(it.at), by: by(it), whom: it.whom, means: it.means },
      who: words(it.id, 'who was told'),
      note: words(it.id, 'note on who was told'),
    })),
    near: await nearTo(tx, one, { units, words, deps }),
  };
}

/** As it holds now: a case that is still open is dealt with by what the centre wants today. */
async function playbookFor(tx: Sql, { kind, severity }: Case, at: Instant) {
  const playbook = await playbookAt(tx, { kind, severity, at });
  if (playbook === undefined) return null;
  const { version, from, source, steps } = playbook;
  return { version, from: isoOf(from), source, steps: [...steps] };
}

type Around = {
  readonly units: readonly Unit[];
  readonly words: Words;
  readonly deps: ResponseDeps;
};

async function nearTo(tx: Sql, one: Case, { units, words, deps }: Around) {
  const target = await deps.placeOf(tx, one.seal);
  if (target === null) return [];
  const now = deps.now();
  const [routes, speeds] = [await deps.routesAt(tx, now), await speedsAt(tx, now)];
  const out = await dispatchesOut(tx);
  return nearestUnits({ units, target, routes, speeds, now }).map((near) => ({
    unit: unitView(near.unit, { out: out.get(near.unit.id), words }),
    reckoned: near.reckoned,
    placeAt: iso(near.placeAt),
    inArea: near.inArea,
  }));
}

export function dispatchView(
  one: Dispatch,
  {
    units,
    words,
    by,
  }: { readonly units: readonly Unit[]; readonly words: Words; readonly by: string | null },
): z.infer<typeof dispatchSchema> {
  const { id, state, reckoned, report } = one;
  const name = units.find((unit) => unit.id === one.unit)?.name ?? '';
  return {
    ...{ id, by, state, reckoned },
    unit: { id: one.unit, name, phone: words(one.unit, 'phone of a unit') },
    sentAt: isoOf(one.sentAt),
    ...{ seenAt: iso(one.seenAt), answeredAt: iso(one.answeredAt), onSiteAt: iso(one.onSiteAt) },
    releasedAt: iso(one.releasedAt),
    declined: words(id, 'why a unit declined'),
    report: report && {
      finding: report.finding,
      text: words(id, 'report of a unit'),
      photos: [...report.photos],
      at: isoOf(report.at),
    },
  };
}
