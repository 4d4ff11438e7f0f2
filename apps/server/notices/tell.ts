// Facts into deliveries: each server looks, one at a time does it, and how far it came is kept in the transaction that
// makes the deliveries. So each fact is told once to each subscription, whoever dies when.
import { type Matter, type Subscription, TOPICS, type Wanted, wantedOf } from '@lakiri/notices';
import {
  beginReader,
  holdReader,
  keepDeliveries,
  lookAs,
  moveReader,
  type NewDelivery,
  standingSubscriptions,
} from '@lakiri/notices/store';
import type { RecordedFact } from '@lakiri/platform/fact-entry';
import { newId } from '@lakiri/platform/facts';
import { readFactsOf, settledFacts } from '@lakiri/platform/read-facts';
import type { Scope, Sql } from '@lakiri/platform/sql';
import type { SenderDeps } from './sender.ts';

/** One storm's worth; more is told in a further transaction. */
const FACTS_MAX = 500;

/** Tells the next facts. Whether more may be there. */
export function tellNext(deps: SenderDeps, overseer: Scope): Promise<boolean> {
  return deps.database.asParty(overseer, async (tx) => {
    const reading = await holdReader(tx);
    if (reading.held === 'elsewhere') return false;
    if (reading.held === 'nowhere') {
      await beginReader(tx, await settledFacts(tx));
      return false;
    }
    const { after } = reading;
    const { facts, more, readTo } = await readFactsOf(tx, {
      after,
      types: TOPICS,
      limit: FACTS_MAX,
    });
    if (facts.length > 0) await tell(tx, deps, { facts, overseer });
    if (readTo !== after) await moveReader(tx, readTo);
    return more;
  });
}

async function tell(
  tx: Sql,
  deps: SenderDeps,
  { facts, overseer }: { readonly facts: readonly RecordedFact[]; readonly overseer: Scope },
): Promise<void> {
  const subscriptions = await standingSubscriptions(tx);
  if (subscriptions.length === 0) return;
  const wanted = wantedOf(subscriptions, await deps.matters.mattersOf(tx, facts), deps.now());
  const byParty = Map.groupBy(wanted, ({ subscription }) => subscription.party);
  const made: NewDelivery[] = [];
  for (const [party, own] of byParty) {
    await lookAs(tx, { party });
    made.push(...(await deliveriesOf(tx, deps, { own, facts })));
  }
  await lookAs(tx, overseer);
  await keepDeliveries(tx, made);
}

/** What of the wanted the party of this transaction may see, in its own words. */
async function deliveriesOf(
  tx: Sql,
  { matters, now }: SenderDeps,
  { own, facts }: { readonly own: readonly Wanted[]; readonly facts: readonly RecordedFact[] },
): Promise<readonly NewDelivery[]> {
  const ids = new Set(own.map(({ matter }) => matter.fact));
  const contents = await matters.contentsOf(
    tx,
    facts.filter(({ id }) => ids.has(id)),
  );
  const at = now();
  return own.flatMap(({ subscription, matter, dueAt }) => {
    const content = contents.get(matter.fact);
    if (content === undefined) return [];
    return [{ ...envelopeOf(subscription, matter), content, madeAt: at, dueAt, id: newId(at) }];
  });
}

function envelopeOf(subscription: Subscription, { fact }: Matter) {
  const { id, party, person, channel, language, quiet } = subscription;
  return { party, person, channel, subscription: id, fact, language, zone: quiet?.zone ?? null };
}
