import { problemsOf } from '@lakiri/platform/http';
import type { ChannelRefusal, SubscriptionRefusal, TemplateFault } from '../core/index.ts';

export type NoticeRefusal =
  | ChannelRefusal
  | SubscriptionRefusal
  | { readonly code: 'no-such-delivery' }
  | { readonly code: 'delivery-waits' }
  | { readonly code: 'too-many-tests'; readonly testsMax: number }
  | { readonly code: 'bad-target'; readonly field: string }
  | { readonly code: 'bad-template'; readonly fault: TemplateFault }
  | { readonly code: 'no-carrier'; readonly kind: string }
  | { readonly code: 'not-the-partys-keeper' }
  | { readonly code: 'cannot-seal' };

const statusOf = {
  'no-such-channel': 404,
  'no-such-subscription': 404,
  'no-such-delivery': 404,
  'not-the-partys-keeper': 403,
  'channel-paused-already': 409,
  'channel-not-paused': 409,
  'channel-not-signed': 409,
  'delivery-waits': 409,
  'no-carrier': 409,
  'too-many-channels': 409,
  'too-many-subscriptions': 409,
  'too-many-tests': 429,
  'not-for-a-party': 422,
  'only-for-a-party': 422,
  'nothing-to-tell': 422,
  'no-such-zone': 422,
  'never-quiet': 422,
  'bad-target': 422,
  'bad-template': 422,
  'cannot-seal': 409,
} as const satisfies Record<NoticeRefusal['code'], number>;

const words = {
  'no-such-channel': ['No such channel', 'It was removed, or it is not yours.'],
  'no-such-subscription': ['No such subscription', 'It was ended, or it is not yours.'],
  'no-such-delivery': ['No such notice', 'It was forgotten after 30 days, or it is not yours.'],
  'not-the-partys-keeper': [
    'This belongs to your organisation',
    'A supervisor, an administrator or the transporter’s own people may change it.',
  ],
  'channel-paused-already': ['This channel is paused already', 'Nothing was changed.'],
  'channel-not-paused': ['This channel is not paused', 'Nothing was changed.'],
  'channel-not-signed': ['This channel has no keys', 'Only what systems are sent is signed.'],
  'delivery-waits': ['It is still to be sent', 'Wait for its next try.'],
  'no-carrier': [
    'The node cannot send this kind yet',
    'An administrator sets the mail relay or the SMS gateway first.',
  ],
  'too-many-channels': ['That are too many channels', 'Remove one that you no longer use.'],
  'too-many-subscriptions': ['That are too many subscriptions', 'End one, or widen another.'],
  'too-many-tests': [
    'That are too many tests',
    'Wait an hour, and look at what the last ones did.',
  ],
  'not-for-a-party': ['A browser is one person’s', 'Add it for yourself.'],
  'only-for-a-party': ['A system is an organisation’s', 'Add it for your organisation.'],
  'nothing-to-tell': ['Nothing is chosen', 'Choose what you want to be told.'],
  'no-such-zone': ['This time zone is not known', 'Write it as Africa/Nairobi.'],
  'never-quiet': ['The quiet hours have no length', 'Give an end that is not the beginning.'],
  'bad-target': ['This is no address', 'Compare it with what you wanted to write.'],
  'bad-template': [
    'This request cannot be filled',
    'See docs/operations.md for how it is written.',
  ],
  'cannot-seal': ['This server has no key to keep secrets', 'Start it by: lakiri start.'],
} as const satisfies Record<NoticeRefusal['code'], readonly [string, string]>;

/** The refusal as a person reads it; its facts stay in the problem. */
export const problemOf = problemsOf<NoticeRefusal>({ statusOf, words });
