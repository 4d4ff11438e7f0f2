import { CallForm } from '../response/call-form.tsx';
import { TellForm } from '../response/notify-form.tsx';
import { GiveForm, MergeForm, ReviewForm } from './choice-forms.tsx';
import { CloseForm } from './close-form.tsx';
import { NoteForm } from './note-form.tsx';
import { CheckForm, ShelveForm } from './time-forms.tsx';
import type { CaseForm } from './use-form.ts';

export type Form =
  | 'call'
  | 'call-owner'
  | 'tell-police'
  | 'tell-administration'
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
export function ActForm({ form, ...rest }: CaseForm & { form: Form }) {
  switch (form) {
    case 'call':
      return <CallForm whom="driver" {...rest} />;
    case 'call-owner':
      return <CallForm whom="transporter" {...rest} />;
    case 'tell-police':
      return <TellForm whom="police" {...rest} />;
    case 'tell-administration':
      return <TellForm whom="administration" {...rest} />;
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
