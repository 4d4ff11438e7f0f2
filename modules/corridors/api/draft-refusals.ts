import { problemsOf } from '@lakiri/platform/http';
import type { Refusal } from './draft-acts.ts';

/** Why a draft, or what it would put in force, was refused: as HTTP and as a person reads it. */
export const problemOfDraft = problemsOf<Refusal>({
  statusOf: {
    'no-such-draft': 404,
    'draft-over': 409,
    'draft-not-proposed': 409,
    'draft-changed': 409,
    'draft-outrun': 409,
    'own-draft': 409,
    'effective-in-past': 422,
    'too-many-drafts': 409,
    'no-such-fence': 404,
    'fence-name': 422,
    'fence-area': 422,
    'gazette-source': 422,
    'fence-withdrawn': 409,
    'too-many-fences': 409,
    'not-after-last': 409,
    unchanged: 409,
  },
  words: {
    'no-such-draft': ['No such draft', 'Choose it from the list.'],
    'draft-over': ['This draft is over', 'Write a new one.'],
    'draft-not-proposed': ['Nobody has proposed this draft', 'Propose it first.'],
    'draft-changed': ['It was changed since you read it', 'Read it again, then decide.'],
    'draft-outrun': ['Another version came into force meanwhile', 'Change the draft by it first.'],
    'own-draft': ['Another officer must do this', 'Who wrote it does not also approve it.'],
    'effective-in-past': ['This time is past', 'It may begin now or later.'],
    'too-many-drafts': ['There are too many drafts', 'Approve or discard some first.'],
    'no-such-fence': ['No such fence', 'Choose it from the list.'],
    'fence-name': ['The name is missing or too long', 'Name it as people there do.'],
    'fence-area': ['This is no circle or polygon', 'Check its radius or its corners.'],
    'gazette-source': ['On whose word is missing or too long', 'Name the notice or the order.'],
    'fence-withdrawn': ['This fence was withdrawn', 'Draw a new one.'],
    'too-many-fences': ['There are too many fences', 'Withdraw some first.'],
    'not-after-last': ['A later version is there already', 'Load the list again.'],
    unchanged: ['It says just that already', 'Nothing is left to do.'],
  },
});
