import type { Case } from '../api/case-contract.ts';
import { GiveForm, MergeForm, ReviewForm } from './choice-forms.tsx';
import { CloseForm } from './close-form.tsx';
import { NoteForm } from './note-form.tsx';
import { CheckForm, ShelveForm } from './time-forms.tsx';

export type Form =
  | 'note'
  | 'close'
  | 'shelve'
  | 'check'
  | 'give'
  | 'merge'
  | 'decline'
  | 'reopen'
  | 'review';

/** The form of an act, for one case or for many at once. */
export function ActForm(props: { form: Form; cases: readonly Case[]; onDone: () => void }) {
  const { form, ...rest } = props;
  switch (form) {
    case 'close':
      return <CloseForm {...rest} />;
    case 'shelve':
      return <ShelveForm {...rest} />;
    case 'check':
      return <CheckForm {...rest} />;
    case 'give':
      return <GiveForm {...rest} />;
    case 'merge':
      return <MergeForm {...rest} />;
    case 'review':
      return <ReviewForm {...rest} />;
    case 'note':
    case 'decline':
    case 'reopen':
      return <NoteForm act={form} {...rest} />;
  }
}
