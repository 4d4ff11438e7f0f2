import { useState } from 'react';
import type { Task } from '../api/contract.ts';
import type { Draft } from '../kept/database.ts';
import { useDraft } from '../kept/draft.ts';
import { usePhone } from '../phone/use-phone.ts';
import { Frame } from '../shell/frame.tsx';
import { Button, Faults, TextField } from '../ui/form.tsx';
import { useSay } from '../words/spoken.tsx';

type Declining = Draft & { readonly reason: string };

/** Why the unit cannot go: it stays on record, and the centre sends another. */
export function DeclineForm({ task, onBack }: { task: Task; onBack: () => void }) {
  const say = useSay();
  const { phone } = usePhone();
  const { dispatch, journey } = task;
  const drafting = useDraft<Declining>(`decline:${dispatch.id}`, { reason: '', photos: [] });
  const [isAsked, setAsked] = useState(false);
  const reason = drafting.draft?.reason ?? '';
  const fault = reason.trim() === '' ? say('form.reasonMissing') : undefined;
  const submit = (): void => {
    setAsked(true);
    if (fault !== undefined) return;
    const label = journey.plate ?? journey.ref;
    const doing = { act: 'decline', reason: reason.trim() } as const;
    void phone.keep({ about: dispatch.id, label, doing, draft: drafting.name });
  };
  const shown = isAsked ? fault : undefined;
  const actions = (
    <>
      <Button look="primary" onClick={submit}>
        {say('task.act.declineSend')}
      </Button>
      <Button onClick={onBack}>{say('task.cancel')}</Button>
    </>
  );
  return (
    <Frame
      title={say('task.act.decline')}
      lead={journey.plate ?? journey.ref}
      back=""
      action={actions}
    >
      <Faults faults={shown === undefined ? [] : [shown]} />
      <TextField
        label={say('response.reason')}
        value={reason}
        lines={4}
        error={shown}
        onChange={(value) => drafting.change({ reason: value })}
      />
    </Frame>
  );
}
