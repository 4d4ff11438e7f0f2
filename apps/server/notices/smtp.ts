import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Text } from '@lakiri/notices';
import type { SmtpRelay } from '@lakiri/notices/store';
import { createTransport } from 'nodemailer';
import type { Reach } from './addresses.ts';
import { failed, type Outcome, outcomeOfFault } from './outcome.ts';

const CONNECT_MS_MAX = 5_000;
/** RFC 5321 §4.5.3.2 allows minutes for each step; a relay of one's own answers within seconds. */
const STEP_MS_MAX = 10_000;
/** All of a letter; a lease outlasts it. */
const ALL_MS_MAX = 30_000;

export type Letter = {
  /** Of the delivery: of the letter's Message-ID too, so that a letter sent twice can be known as one. */
  readonly id: string;
  readonly to: string;
  readonly text: Text;
  readonly attached?: { readonly name: string; readonly text: string } | undefined;
};

/** Hands a letter to the relay, at an address that was checked. */
export async function sendLetter(reach: Reach, relay: SmtpRelay, letter: Letter): Promise<Outcome> {
  const { host, security, user, password } = relay;
  const address = await resolved(reach, relay).catch((error: unknown) => outcomeOfFault(error));
  if (typeof address !== 'string') return address;
  const transport = createTransport({
    host: address,
    port: relay.port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'plain',
    // A certificate is for the name that was asked for, not for the address that it has.
    ...(isIP(host) === 0 ? { tls: { servername: host } } : {}),
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: CONNECT_MS_MAX,
    greetingTimeout: STEP_MS_MAX,
    socketTimeout: STEP_MS_MAX,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const late = setTimeout(() => transport.close(), ALL_MS_MAX);
  try {
    await transport.sendMail(mailOf(relay, letter));
    return { is: 'sent', status: 250 };
  } catch (error) {
    return outcomeOfSmtp(error);
  } finally {
    clearTimeout(late);
    transport.close();
  }
}

async function resolved(reach: Reach, { host, security }: SmtpRelay): Promise<string | Outcome> {
  const found = isIP(host) === 0 ? await lookup(host, { all: true }) : [{ address: host }];
  const open = found.find(({ address }) => reach.mayReach(address))?.address;
  if (open === undefined) return failed('address-refused', { isFinal: true });
  const isBare = security === 'plain' && !reach.isOwn(open);
  return isBare ? failed('not-encrypted', { isFinal: true }) : open;
}

function mailOf({ from }: SmtpRelay, { id, to, text, attached }: Letter) {
  return {
    from,
    to,
    subject: text.title,
    text: text.body,
    ...(attached === undefined
      ? {}
      : {
          attachments: [
            {
              filename: attached.name,
              content: attached.text,
              contentType: 'text/csv; charset=utf-8',
            },
          ],
        }),
    messageId: `<${id}@${from.split('@')[1] ?? 'lakiri.invalid'}>`,
    headers: { 'Auto-Submitted': 'auto-generated' }, // RFC 3834 §5: nobody's absence is answered to it
  };
}

/** A mailbox that the relay refuses for good (RFC 5321 §4.2.1: 5yz) gets no second letter. */
function outcomeOfSmtp(error: unknown): Outcome {
  const { responseCode: status, code } = error as { responseCode?: number; code?: string };
  if (status === undefined) return outcomeOfFault(error);
  if (code === 'EAUTH') return failed('sign-in-refused', { status });
  return failed('refused-by-receiver', { status, isFinal: status >= 500 });
}
