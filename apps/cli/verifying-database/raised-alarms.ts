// The alarms that a seal's readings raise, against the facts that say what was raised: each has its fact, word for
// word, and no fact tells of one that no reading raised.
import { type AlarmEvents, type CaseEvents, type Kind, NO_READING } from '@lakiri/alarms';
import { canonical, type Json } from '@lakiri/kit';
import { findFacts } from '@lakiri/platform/read-facts';
import type { Sql } from '@lakiri/platform/sql';
import type { Report } from './finding.ts';

/** Alarms of one seal are read at once: one that cries all day still fits. */
type AlarmRow = {
  readonly id: string;
  readonly case_id: string;
  readonly kind: string;
  readonly occurred_at: number;
  readonly cause_at: number | null;
  readonly cause_digest: string;
};

type Event = AlarmEvents | CaseEvents;

/** Ids are made at the edge: a refold makes its own, and they are given those that the facts have. */
export type RaisedAlarms = {
  /** Compares what was raised again; returns the case to put in the place of each made-up one. */
  settle(events: readonly Event[]): Promise<ReadonlyMap<string, string>>;
  /** Reports the facts that nothing has raised. */
  finish(): void;
};

/** The alarms of a seal that have facts; `scratch` holds them as its facts said. */
export async function raisedAlarms(
  { real, scratch, report }: { readonly real: Sql; readonly scratch: Sql; readonly report: Report },
  sealId: string,
): Promise<RaisedAlarms> {
  const { rows } = await scratch.query<AlarmRow>(
    `SELECT id, case_id, kind, occurred_at, cause_at, cause_digest FROM alarms.alarm WHERE seal = $1`,
    [sealId],
  );
  const opened = await scratch.query<{ id: string }>('SELECT id FROM alarms.case WHERE seal = $1', [
    sealId,
  ]);
  const alarms = new Map(rows.map((row) => [keyOfRow(row), row]));
  const cases = new Set(opened.rows.map(({ id }) => id));
  const named = (key: Readonly<Record<string, string | null>>) => ({ table: 'fact.fact', key });

  const compare = async (id: string, event: Event): Promise<void> => {
    const facts = await findFactsOf(real, id, event.type);
    const shouldBe = canonical(event.body as unknown as Json);
    for (const fact of facts)
      if (fact.body !== shouldBe && !olderWords(event).includes(fact.body))
        report({ ...named({ id: fact.id }), column: 'body', is: fact.body, shouldBe });
    if (facts.length > 0) return;
    report({ ...named({ subject: id }), column: null, is: null, shouldBe });
  };

  const settleAlarm = async (event: AlarmEvents, ids: Map<string, string>, isOpening: boolean) => {
    const row = alarms.get(keyOfEvent(event));
    if (row === undefined) {
      const shouldBe = canonical(event.body as unknown as Json);
      const say = `a ${event.body.kind} was raised by a reading, and no fact says so: suppressed`;
      const key = { seal: sealId, kind: event.body.kind };
      report({ ...named(key), column: null, is: null, shouldBe, say });
      return;
    }
    alarms.delete(keyOfEvent(event));
    if (isOpening) ids.set(event.body.case, row.case_id);
    const joined = (ids.get(event.body.case) ?? event.body.case) as typeof event.body.case;
    await compare(row.id, { ...event, body: { ...event.body, case: joined } });
  };

  return {
    async settle(events) {
      const ids = new Map<string, string>();
      const opened = new Set(events.filter((it) => it.type === 'case-opened').map(subjectOf));
      for (const event of events)
        if (event.type === 'alarm-raised')
          await settleAlarm(event, ids, opened.has(event.body.case));
      for (const event of events) {
        const id = ids.get(event.subject);
        if (event.type !== 'case-opened' || id === undefined) continue;
        cases.delete(id);
        await compare(id, event);
      }
      return ids;
    },
    finish() {
      for (const { id, kind } of alarms.values()) {
        const say = `a ${kind} that no reading and no deadline raises: invented`;
        report({ ...named({ subject: id }), column: null, is: 'a row', shouldBe: null, say });
      }
      for (const id of cases) {
        const say = 'a case that no alarm opens: invented';
        report({ ...named({ subject: id }), column: null, is: 'a row', shouldBe: null, say });
      }
    },
  };
}

/**
 * What older releases said of the same: they named neither the administration in charge nor, before that, whose seal
 * told of an opening. The log holds which it was.
 */
function olderWords({ body }: Event): readonly string[] {
  if (!('why' in body)) return [];
  const { jurisdiction: _, ...without } = body;
  const why = body.why.filter(({ code }) => code !== 'told-by');
  return [without, { ...without, why }].map((said) => canonical(said as unknown as Json));
}

const subjectOf = ({ subject }: Event): string => subject;

const keyOfRow = (row: AlarmRow): string =>
  `${row.kind} ${row.cause_digest} ${row.cause_at ?? ''} ${row.occurred_at}`;

function keyOfEvent({ body }: AlarmEvents): string {
  const kind: Kind = body.kind;
  const at = body.cause?.occurredAt ?? '';
  return `${kind} ${body.cause?.digest ?? NO_READING} ${at} ${body.occurredAt}`;
}

async function findFactsOf(real: Sql, subject: string, type: string) {
  const { rows } = await real.query<{ id: string }>(
    'SELECT id::text FROM fact.fact WHERE subject = $1 AND type = $2',
    [subject, type],
  );
  return await findFacts(
    real,
    rows.map(({ id }) => id),
  );
}
