import type { ChannelKind } from './channel.ts';

/** Where a channel leads. It is sealed at rest, and shown masked. */
export type Target =
  | { readonly kind: 'webhook'; readonly url: string }
  | { readonly kind: 'email'; readonly address: string }
  | { readonly kind: 'sms'; readonly phone: string }
  | {
      readonly kind: 'push';
      readonly endpoint: string;
      readonly p256dh: string;
      readonly auth: string;
    };

/** Longer addresses are traps, not addresses; push services' are about 200 characters. */
export const URL_CHARS_MAX = 1_000;

/** One mailbox, without a name or a comment: what SMTP itself calls a Mailbox (RFC 5321 §4.1.2), ASCII. */
const MAILBOX =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$/;
const MAILBOX_CHARS_MAX = 254; // RFC 5321 §4.5.3.1.3, without the brackets

export function isMailbox(text: string): boolean {
  return text.length <= MAILBOX_CHARS_MAX && MAILBOX.test(text);
}

/** http or https, with a host, without a name and password in it. */
export function isWebAddress(text: string): boolean {
  if (text.length > URL_CHARS_MAX) return false;
  // No URL in a core; what this lets through is parsed again, and its address checked, before anything is sent.
  return /^https?:\/\/(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?(\/[\x21-\x7e]*)?$/.test(text);
}

/** Enough for its owner to tell it from another, and too little for anybody else. */
export function maskedTarget(target: Target): string {
  switch (target.kind) {
    case 'webhook':
      return hostOf(target.url);
    case 'push':
      return hostOf(target.endpoint);
    case 'email': {
      const [name = '', host = ''] = target.address.split('@');
      return `${name.slice(0, 1)}…@${host}`;
    }
    case 'sms':
      return `${target.phone.slice(0, 4)}…${target.phone.slice(-3)}`;
  }
}

const hostOf = (url: string): string => /^https?:\/\/([^/?#]+)/.exec(url)?.[1] ?? '';

/** What a channel of each kind needs of the node before it can be used. */
export const carrierOf = {
  webhook: null,
  push: null,
  email: 'email',
  sms: 'sms',
} as const satisfies Record<ChannelKind, 'email' | 'sms' | null>;
