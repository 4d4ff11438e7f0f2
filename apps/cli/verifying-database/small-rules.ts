// Of the small history: a rule that one officer drafted and another one switched on, and what a tamperer would make of it.
import { randomUUID } from 'node:crypto';
import { DAY_MS } from '@lakiri/kit';
import type { Whole } from '@lakiri/server/whole';
import type { Edit } from './small-edit.ts';

type Office = { post(path: string, body: object): Promise<unknown> };

const KIND = 'overspeed';
const MADE = { limitKmh: 70, easeKmh: 5, holdS: 180, gapMin: 10 };

/** In force a day later: nothing of the history is judged by it. */
export async function makeRule(
  { app, cookie }: Whole,
  { office, second }: { readonly office: Office; readonly second: Office },
): Promise<void> {
  const town = { name: 'town', params: { limitKmh: 50 }, severity: 3 };
  const scope = { place: { lat: -4.04, lon: 39.66, name: 'Mombasa', radiusM: 2_000 } };
  const content = {
    ...{ severity: 4, ackDueS: 3_600, params: MADE, condition: null },
    overrides: [{ ...town, scope }],
  };
  const reply = await app.inject({
    ...{ method: 'PUT', url: `/api/v1/rules/${KIND}/draft` },
    headers: { cookie, 'idempotency-key': randomUUID() },
    payload: { why: 'a lower limit', source: 'gazette', basedOn: 1, draftSeen: 0, content },
  });
  if (reply.statusCode !== 200) throw new Error(`a rule is drafted: ${reply.body}`);
  const effectiveFrom = new Date(Date.now() + DAY_MS).toISOString();
  await office.post(`/rules/${KIND}/draft/propose`, { effectiveFrom });
  await second.post(`/rules/${KIND}/draft/approve`, {});
}

const OF_IT = `kind = '${KIND}' AND`;

export const RULE_EDITS: readonly Edit[] = [
  {
    say: 'a rule is said to have been approved by who wrote it',
    sql: [
      `UPDATE rules.rule SET state = jsonb_set(state::jsonb, '{made,0,approvedBy}', state::jsonb #> '{made,0,draftedBy}')::text`,
    ],
    table: 'rules.rule',
    column: 'state',
  },
  {
    say: 'how a rule came to be is forgotten',
    sql: ['DELETE FROM rules.rule'],
    table: 'rules.rule',
    column: null,
  },
  {
    say: 'a rule that officers made is milder than they agreed',
    sql: [`UPDATE alarms.rule_version SET ack_due_s = 86400 WHERE ${OF_IT} version = 2`],
    table: 'alarms.rule_version',
    column: 'ack_due_s',
  },
  {
    say: 'an exception of a rule is taken away',
    sql: [`DELETE FROM alarms.rule_override WHERE ${OF_IT} rule_version = 2`],
    table: 'alarms.rule_override',
    column: null,
  },
];
