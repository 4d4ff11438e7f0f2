import type { Answer } from '../api/client.ts';
import type { Journey, Problem } from '../api/contract.ts';
import { fittedAs, fittedOn, theJourney } from '../seal/compare.ts';
import type { Doing, KeptItem, Sent } from './item.ts';

/** How the centre is reached; given, so that a test can stand in for it. */
export type Centre = {
  act(path: string, key: string, body: object): Promise<Answer<unknown>>;
  sendPhoto(photo: Blob): Promise<Answer<{ readonly sha256: string }>>;
  findJourneys(truck: string): Promise<Answer<readonly Journey[]>>;
  /** A photograph kept on this phone. */
  photo(sha256: string): Promise<Blob | undefined>;
};

/** Sends one item: its photographs first, then what was done. Says which photographs have arrived, whatever became of it. */
export async function sendItem(item: KeptItem, centre: Centre): Promise<Sent> {
  const sent = [...item.sent];
  for (const sha256 of item.photos) {
    if (sent.includes(sha256)) continue;
    const problem = await sendOne(sha256, centre);
    if (problem !== undefined) return { ok: false, problem, sent };
    sent.push(sha256);
  }
  const { doing } = item;
  const answer =
    doing.act === 'check' ? await check(item, doing, centre) : await done(item, doing, centre);
  return { ...answer, sent };
}

async function sendOne(sha256: string, centre: Centre): Promise<Problem | undefined> {
  const photo = await centre.photo(sha256);
  if (photo === undefined) return PHOTO_LOST;
  const answer = await centre.sendPhoto(photo);
  if (!answer.ok) return answer.problem;
  return answer.value.sha256 === sha256 ? undefined : PHOTO_LOST;
}

/** A phone whose storage was emptied, or gave back other bytes. */
const PHOTO_LOST: Problem = { title: 'photo-lost', status: 422, code: 'photo-lost' };
const NO_SUCH_JOURNEY: Problem = {
  title: 'no-such-journey',
  status: 404,
  code: 'no-journey-watched',
};

type Told =
  | { readonly ok: true; readonly matches?: boolean }
  | { readonly ok: false; readonly problem: Problem };

function done(
  { id, at, about, photos }: KeptItem,
  doing: Exclude<Doing, { readonly act: 'check' }>,
  centre: Centre,
): Promise<Told> {
  const time = new Date(at).toISOString();
  if (doing.act === 'mismatch') {
    const { journey, seen, note } = doing;
    const what = { kind: 'seal-mismatch', seen, photoSha256: photos[0] };
    return centre.act(`/journeys/${journey}/exceptions`, id, { what, note, occurredAt: time });
  }
  const { act, ...said } = doing;
  const body = { ...said, at: time, ...(act === 'report' ? { photos } : {}) };
  return centre.act(`/response/dispatches/${about}/${act}`, id, body);
}

/** Finds the truck's journey, compares, and tells what does not match. */
async function check(
  item: KeptItem,
  { truck, seen, note }: Extract<Doing, { readonly act: 'check' }>,
  centre: Centre,
): Promise<Told> {
  const found = await centre.findJourneys(truck);
  if (!found.ok) return found;
  const journey = theJourney(found.value, truck);
  if (journey === undefined) return { ok: false, problem: NO_SUCH_JOURNEY };
  if (fittedAs(fittedOn(journey), seen) !== undefined) return { ok: true, matches: true };
  const told = await done(item, { act: 'mismatch', journey: journey.id, seen, note }, centre);
  return told.ok ? { ok: true, matches: false } : told;
}
