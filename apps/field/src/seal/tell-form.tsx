import { useState } from 'react';
import type { Draft } from '../kept/database.ts';
import { useDraft } from '../kept/draft.ts';
import { usePhone } from '../phone/use-phone.ts';
import { Frame } from '../shell/frame.tsx';
import { go } from '../shell/path.ts';
import { Button, Faults, TextField } from '../ui/form.tsx';
import { PhotoField } from '../ui/photo-field.tsx';
import { useSay } from '../words/spoken.tsx';
import { type Compared, plain } from './compare.ts';
import { Result } from './result.tsx';

type Telling = Draft & { readonly note: string };
type TellFormProps = {
  /** Undefined: it cannot be compared here, and waits for a network. */
  readonly truck: Compared | undefined;
  readonly typed: string;
  readonly seen: string;
  readonly frame: {
    readonly title: string;
    readonly back?: string;
    readonly lead?: string | undefined;
  };
  readonly onBack: () => void;
};

/** Another seal than the fitted one: what is seen, with its photograph, for the centre. */
export function TellForm({ truck, typed, seen, frame, onBack }: TellFormProps) {
  const say = useSay();
  const { phone } = usePhone();
  const about = truck?.journey ?? plain(typed);
  const drafting = useDraft<Telling>(`seal:${about}:${plain(seen)}`, { note: '', photos: [] });
  const [isAsked, setAsked] = useState(false);
  const { note = '', photos = [] } = drafting.draft ?? {};
  const noNote = note.trim() === '' ? say('form.noteMissing') : undefined;
  const noPhoto = photos.length === 0 ? say('form.photoMissing') : undefined;
  const shown = (fault: string | undefined) => (isAsked ? fault : undefined);
  const submit = async (): Promise<void> => {
    setAsked(true);
    if (noNote !== undefined || noPhoto !== undefined) return;
    const said = { seen, note: note.trim() };
    const doing =
      truck === undefined
        ? ({ act: 'check', truck: typed, ...said } as const)
        : ({ act: 'mismatch', journey: truck.journey, ...said } as const);
    const label = truck?.label ?? typed;
    if (await phone.keep({ about, label, doing, photos, draft: drafting.name })) go('outbox');
  };
  const actions = (
    <>
      <Button look="primary" onClick={() => void submit()}>
        {say(truck === undefined ? 'verify.keep' : 'verify.tell')}
      </Button>
      <Button onClick={onBack}>{say('verify.again')}</Button>
    </>
  );
  return (
    <Frame {...frame} action={actions}>
      {truck === undefined ? (
        <Result is="none" title={say('verify.later')}>
          {say('verify.laterHint')}
        </Result>
      ) : (
        <Result is="differs" title={say('verify.differs')}>
          {say('verify.differsHint', {
            seen,
            fitted: truck.fitted.map(({ number }) => number).join(', ') || say('verify.fittedNone'),
          })}{' '}
          {say('verify.tellHint')}
        </Result>
      )}
      <Faults faults={[shown(noNote), shown(noPhoto)].filter((it) => it !== undefined)} />
      <TextField
        label={say('verify.note')}
        error={shown(noNote)}
        value={note}
        lines={3}
        onChange={(value) => drafting.change({ note: value })}
      />
      <PhotoField
        label={say('response.photo')}
        hint={say('photo.sealHint')}
        error={shown(noPhoto)}
        max={1}
        drafting={drafting}
      />
    </Frame>
  );
}
