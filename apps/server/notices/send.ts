// One try of one delivery, by whatever its channel is.
import {
  type Channel,
  type Content,
  fillTemplate,
  payloadOf,
  type Target,
  type Text,
  textOf,
} from '@lakiri/notices';
import { signedHeaders } from '@lakiri/notices/api';
import {
  type CarrierSecret,
  type ChannelSecret,
  findChannel,
  listCarriers,
  lookAs,
  openCarrier,
  openChannel,
  type Taken,
} from '@lakiri/notices/store';
import type { Scope, Sql } from '@lakiri/platform/sql';
import { failed, type Outcome } from './outcome.ts';
import { sendPush } from './push.ts';
import type { SenderDeps } from './sender.ts';
import { sendLetter } from './smtp.ts';

export type Ready = {
  readonly channel: Channel;
  readonly secret: ChannelSecret;
  readonly carrier: CarrierSecret | undefined;
  /** The file of a report, as its owner's party may see it now. */
  readonly attached: { readonly name: string; readonly text: string } | undefined;
};

/** What a try needs, or why there is none: read anew for each, since a channel or a permit may have gone meanwhile. */
export async function readyFor(
  tx: Sql,
  { key, matters }: Pick<SenderDeps, 'key' | 'matters'>,
  { taken, overseer }: { readonly taken: Taken; readonly overseer: Scope },
): Promise<Ready | 'channel-closed' | 'not-yours-to-see'> {
  const seen = await findChannel(tx, taken.channel);
  if (seen === undefined || seen.sealed === null || seen.channel.state !== 'active')
    return 'channel-closed';
  const { channel } = seen;
  const carriers = await listCarriers(tx);
  const carrier = carriers.find((one) => one.carrier.kind === channel.kind);
  if (taken.party !== (overseer.party as string)) {
    await lookAs(tx, { party: taken.party });
    const mayKnow = await matters.mayStillSee(tx, taken.content);
    await lookAs(tx, overseer);
    if (!mayKnow) return 'not-yours-to-see';
  }
  await lookAs(tx, { party: taken.party });
  const attached = await matters.attachedTo(tx, taken.content);
  await lookAs(tx, overseer);
  return {
    channel,
    attached,
    secret: openChannel(seen.sealed, channel.id, key),
    carrier: carrier && openCarrier(carrier.sealed, carrier.carrier.id, key),
  };
}

export function send(deps: SenderDeps, taken: Taken, ready: Ready): Promise<Outcome> {
  const { secret, carrier, attached } = ready;
  const { target } = secret;
  const { id, content, language, zone } = taken;
  if (target.kind === 'webhook') return sendToSystem(deps, taken, target, secret);
  const text = textOf(content, { language, ...(zone === null ? {} : { zone }) });
  if (target.kind === 'push') return sendToBrowser(deps, { id, content, text }, target);
  if (carrier === undefined) return Promise.resolve(failed('no-carrier'));
  if (target.kind === 'email' && carrier.kind === 'email')
    return sendLetter(deps.reach, carrier, { id, to: target.address, text, attached });
  if (target.kind === 'sms' && carrier.kind === 'sms') {
    const request = fillTemplate(carrier, { to: target.phone, text: text.short, id });
    return deps.http.ask(request);
  }
  throw new Error(`a ${carrier.kind} carrier for a ${target.kind} channel`);
}

function sendToSystem(
  { http, now }: SenderDeps,
  { id, content }: Taken,
  { url }: Extract<Target, { kind: 'webhook' }>,
  { keys }: ChannelSecret,
): Promise<Outcome> {
  const body = JSON.stringify(payloadOf(content));
  const headers = {
    'content-type': 'application/json',
    ...signedHeaders({ id, at: now(), body }, keys),
  };
  return http.ask({ method: 'POST', url, headers, body });
}

function sendToBrowser(
  { http, pushKeys: keys, publicUrl: contact }: SenderDeps,
  { id, content, text }: { readonly id: string; readonly content: Content; readonly text: Text },
  target: Extract<Target, { kind: 'push' }>,
): Promise<Outcome> {
  const isUrgent = content.case?.severity === 1;
  const pushed = { id, title: text.title, body: text.short, url: content.url, isUrgent };
  return sendPush({ http, keys, contact }, target, pushed);
}
