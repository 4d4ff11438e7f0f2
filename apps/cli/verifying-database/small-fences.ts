// Of the small history: a fence that is drawn, drawn anew, put in force and withdrawn, a draft that is discarded, and a
// place and a route that are new, one of which is taken back before it is in force.
import type { Officers } from './small-cases.ts';
import { ROUTE } from './small-gazette.ts';

const SAYS = {
  name: 'the old quarry',
  kind: 'forbidden',
  area: { is: 'circle', lat: -3.2, lon: 38.4, radiusM: 400 },
  source: 'order 14 of 2026',
};

export async function makeFences({ office, second }: Officers): Promise<void> {
  const drafts = '/gazette/drafts';
  const made = (await office.post(drafts, { is: 'fence', says: SAYS })) as unknown as Draft;
  const { fence } = made.content;
  const wider = { ...SAYS, area: { ...SAYS.area, radiusM: 900 } };
  await office.post(`${drafts}/${made.id}/change`, { is: 'fence', fence, says: wider });
  const agree = async (id: string, from: object = {}): Promise<void> => {
    const asked = (await office.post(`${drafts}/${id}/propose`, from)) as unknown as Draft;
    await second.post(`${drafts}/${id}/approve`, { version: asked.version });
  };
  await agree(made.id);
  const other = await office.post(drafts, { is: 'fence', fence, says: { ...wider, kind: 'yard' } });
  await second.post(`${drafts}/${other.id}/discard`, {});
  await agree((await office.post(drafts, { is: 'fence-end', fence, source: 'repealed' })).id);
  const source = 'notice 8 of 2026';
  const { from, to, line, timeLimitH } = ROUTE;
  const yard = { name: 'Mazeras yard', kind: 'icd', country: 'KE', lat: -3.97, lon: 39.52 };
  const place = { is: 'place-new', says: { ...yard, radiusM: 700, source } };
  await agree((await office.post(drafts, place)).id);
  const stops = [{ place: from.id, open: { opensMin: 360, closesMin: 1_200 } }];
  const ends = { corridor: 'northern', from: from.id, to: to.id };
  const says = { name: 'By Mazeras', ...ends, line, bufferM: 900, timeLimitH, stops, source };
  const widths = [{ fromKm: 1, toKm: 2, bufferM: 300 }];
  const road = await office.post(drafts, { is: 'route-new', says: { ...says, widths } });
  await agree(road.id, { effectiveFrom: '2099-01-01T00:00:00Z' });
  const recall = { is: 'recall', of: 'route', id: 'by-mazeras', source: 'drawn in error' };
  await agree((await office.post(drafts, recall)).id);
}

type Draft = {
  readonly id: string;
  readonly version: number;
  readonly content: { readonly fence: string };
};
