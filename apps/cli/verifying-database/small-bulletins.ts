// Of the small history: a diversion that holds, one that was ended before its time, and one that nobody published.
import { DAY_MS } from '@lakiri/kit';
import type { Officers } from './small-cases.ts';
import type { Edit } from './small-edit.ts';
import { ROUTE } from './small-gazette.ts';

const [start, , end] = ROUTE.line;
const SAYS = {
  ...{ route: ROUTE.id, reason: 'flood', note: 'The causeway is under water' },
  closed: { from: start, to: end },
  line: [start, [39.5, -4.05], end],
  ...{ widthM: 500, stops: [], extraH: 2, from: null },
};

export async function makeBulletins({ office, second }: Officers): Promise<void> {
  const says = { ...SAYS, until: new Date(Date.now() + DAY_MS).toISOString() };
  const publish = async (): Promise<string> => {
    const { id } = await office.post('/bulletins', says);
    const changed = { ...says, widthM: 800 };
    const { version } = (await office.post(`/bulletins/${id}/change`, changed)) as unknown as {
      readonly version: number;
    };
    await second.post(`/bulletins/${id}/publish`, { version });
    return id;
  };
  await publish();
  await office.post(`/bulletins/${await publish()}/end`, { source: 'the water is down' });
  const { id } = await office.post('/bulletins', says);
  await second.post(`/bulletins/${id}/discard`, {});
}

export const BULLETIN_EDITS: readonly Edit[] = [
  {
    say: 'a diversion is said to have held for longer',
    sql: [
      `UPDATE corridors.bulletin SET effective_until = effective_until + interval '1 hour' WHERE state = 'ended'`,
    ],
    table: 'corridors.bulletin',
    column: 'effective_until',
  },
  {
    say: 'a bulletin is said to have diverted elsewhere',
    sql: [`UPDATE corridors.bulletin SET says = replace(says, '39.5,', '39.6,') WHERE number = 1`],
    table: 'corridors.bulletin',
    column: 'says',
  },
  {
    say: 'bulletins are said to have been allowed for longer',
    sql: ['UPDATE corridors.bulletin_rule SET days_max = 30'],
    table: 'corridors.bulletin_rule',
    column: 'days_max',
  },
];
