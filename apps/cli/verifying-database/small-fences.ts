// Of the small history: a fence that is drawn, drawn anew, put in force and withdrawn, and a draft that is discarded.
import type { Officers } from './small-cases.ts';

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
  const agree = async (id: string): Promise<void> => {
    const asked = (await office.post(`${drafts}/${id}/propose`, {})) as unknown as Draft;
    await second.post(`${drafts}/${id}/approve`, { version: asked.version });
  };
  await agree(made.id);
  const other = await office.post(drafts, { is: 'fence', fence, says: { ...wider, kind: 'yard' } });
  await second.post(`${drafts}/${other.id}/discard`, {});
  await agree((await office.post(drafts, { is: 'fence-end', fence, source: 'repealed' })).id);
}

type Draft = {
  readonly id: string;
  readonly version: number;
  readonly content: { readonly fence: string };
};
