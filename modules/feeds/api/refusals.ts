import type { FeedRefusal } from '@lakiri/feeds';
import { problemsOf } from '@lakiri/platform/http';

type Refusal = FeedRefusal;

const statusOf = {
  'no-such-feed': 404,
  'no-such-party': 404,
  'no-such-key': 404,
  'feed-name-taken': 409,
  'key-taken': 409,
  'too-many-keys': 409,
  'already-suspended': 409,
  'not-suspended': 409,
  'bad-key': 422,
} as const satisfies Record<Refusal['code'], number>;

const words = {
  'no-such-feed': ['No such feed', 'It does not exist, or it is not yours to see.'],
  'no-such-party': ['No such party', 'Register the vendor as a party first.'],
  'no-such-key': ['No such key', 'It was never added, or it is revoked already.'],
  'feed-name-taken': ['This name is taken', 'Another feed is called so. Choose another name.'],
  'key-taken': [
    'This key is known already',
    'A key id and a key are used once, also after they were revoked. Ask the vendor for a new pair.',
  ],
  'too-many-keys': ['This feed has too many keys', 'Register a new feed for the vendor.'],
  'already-suspended': ['This feed is suspended already', 'Nothing was changed.'],
  'not-suspended': ['This feed is not suspended', 'Nothing was changed.'],
  'bad-key': ['This is no Ed25519 key', 'Give the 32 bytes of the public key in hexadecimal.'],
} as const satisfies Record<Refusal['code'], readonly [string, string]>;

/** The refusal as a person reads it; its facts stay in the problem. */
export const problemOf = problemsOf<Refusal>({ statusOf, words });
