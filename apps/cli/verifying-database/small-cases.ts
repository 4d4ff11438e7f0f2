// What officers do about the cases of the small history: every act there is, so that each is replayed.
import { isoOf, MINUTE_MS } from '@lakiri/kit';

type Answer = { readonly id: string; readonly pending?: { readonly id: string } | null };
type CaseOffice = {
  get(path: string): Promise<Answer>;
  post(path: string, body: object): Promise<Answer>;
};

/** The officer who works on cases, and the supervisor who agrees, reviews and is given some. */
export type Officers = {
  readonly office: CaseOffice;
  readonly second: CaseOffice & { readonly id: string };
};

type Open = { readonly id: string; readonly kind: string; readonly severity: number };

async function openCase({ office }: Officers, kind: string): Promise<Open> {
  const { items } = (await office.get('/cases?view=open')) as unknown as {
    items: readonly Open[];
  };
  const one = items.find((it) => it.kind === kind);
  if (one === undefined) throw new Error(`there is no case of ${kind}`);
  return one;
}

/** Taken, noted and closed; a critical one by two. */
export async function dealWith(officers: Officers, kind: string, cause: string): Promise<void> {
  const { office, second } = officers;
  const one = await openCase(officers, kind);
  const act = (name: string, body: object = {}) => office.post(`/cases/${one.id}/${name}`, body);
  await act('acknowledge', { note: 'seen on the wall' });
  await act('note', { text: 'the response unit was sent' });
  const note = 'found on the road, goods whole';
  const closing = { outcome: 'true', cause, note, evidence: ['ab'.repeat(32)] };
  await act('close', closing);
  if (one.severity !== 1) return;
  await second.post(`/cases/${one.id}/decline`, { note: 'the goods were not counted' });
  await act('close', closing);
  await second.post(`/cases/${one.id}/confirm`, {});
}

/** Round about: given away, promised, shelved, closed, reopened, closed and reviewed. */
export async function dealWithAtLength(officers: Officers, kind: string): Promise<void> {
  const { office, second } = officers;
  const { id } = await openCase(officers, kind);
  const act = (name: string, body: object = {}) => office.post(`/cases/${id}/${name}`, body);
  const soon = isoOf((Date.now() + 90 * MINUTE_MS) as Parameters<typeof isoOf>[0]);
  await act('acknowledge');
  await act('withdraw');
  await act('acknowledge');
  await act('assign', { to: second.id });
  await act('check', { at: soon });
  await act('shelve', { until: soon, note: 'the cell is down' });
  await act('unshelve');
  const closing = { outcome: 'technical', cause: 'coverage', note: 'a hole in the network' };
  await act('close', closing);
  await act('reopen', { note: 'it rang again' });
  await act('close', closing);
  await second.post(`/cases/${id}/review`, { verdict: 'rule-too-sharp', note: 'known hole' });
}

/** Both watch; the officer hands over, the supervisor takes over what he held, and goes home with nothing in hand. */
export async function watchInTurn({ office, second }: Officers): Promise<void> {
  const endsAt = isoOf((Date.now() + 480 * MINUTE_MS) as Parameters<typeof isoOf>[0]);
  const own = await office.post('/shifts', { endsAt });
  const next = await second.post('/shifts', { endsAt });
  await office.post(`/shifts/${own.id}/hand-over`, { note: 'nothing waits' });
  await second.post(`/shifts/${own.id}/accept`, {});
  await second.post(`/shifts/${next.id}/end`, {});
  const amber = await office.post('/mode', { mode: 'amber', reason: 'drill' });
  await second.post(`/mode/${amber.pending?.id}/confirm`, {});
}
