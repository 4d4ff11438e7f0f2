import { FINDINGS, type Finding, REPORT_PHOTOS_MAX } from '@lakiri/response';
import { type ReactNode, useState } from 'react';
import type { Task } from '../api/contract.ts';
import type { Draft } from '../kept/database.ts';
import { useDraft } from '../kept/draft.ts';
import { usePhone } from '../phone/use-phone.ts';
import { Frame } from '../shell/frame.tsx';
import { to } from '../shell/path.ts';
import { Button, ButtonLink, Choices, Faults, TextField } from '../ui/form.tsx';
import { PhotoField } from '../ui/photo-field.tsx';
import { useSay } from '../words/spoken.tsx';
import { TaskFacts } from './task-facts.tsx';

type Reporting = Draft & { readonly finding: Finding | undefined; readonly text: string };
type ReportFormProps = {
  readonly task: Task;
  readonly frame: { readonly title: string; readonly lead: string; readonly back: string };
  readonly children: ReactNode;
};

/** What was found at the truck; whoever was there says it before the unit is free. */
export function ReportForm({ task, frame, children }: ReportFormProps) {
  const say = useSay();
  const { phone } = usePhone();
  const { dispatch, journey } = task;
  const empty: Reporting = { finding: undefined, text: '', photos: [] };
  const drafting = useDraft<Reporting>(`report:${dispatch.id}`, empty);
  const [isAsked, setAsked] = useState(false);
  const { finding, text, photos } = drafting.draft ?? empty;
  const noFinding = finding === undefined ? say('form.findingMissing') : undefined;
  const noText = text.trim() === '' ? say('form.textMissing') : undefined;
  const shown = <Fault,>(fault: Fault) => (isAsked ? fault : undefined);
  const submit = (): void => {
    setAsked(true);
    if (finding === undefined || noText !== undefined) return;
    const label = journey.plate ?? journey.ref;
    const doing = { act: 'report', finding, text: text.trim() } as const;
    void phone.keep({ about: dispatch.id, label, doing, photos, draft: drafting.name });
  };
  return (
    <Frame
      {...frame}
      action={
        <Button look="primary" onClick={submit}>
          {say('task.act.report')}
        </Button>
      }
    >
      {children}
      <Faults faults={[shown(noFinding), shown(noText)].filter((it) => it !== undefined)} />
      <ButtonLink {...to(`verify/${dispatch.id}`)}>{say('task.checkSeal')}</ButtonLink>
      <Choices
        label={say('response.finding')}
        error={shown(noFinding)}
        value={finding}
        choices={FINDINGS.map((value) => ({ value, label: say(`response.finding.${value}`) }))}
        onChange={(value) => drafting.change({ finding: value })}
      />
      <TextField
        label={say('response.text')}
        error={shown(noText)}
        value={text}
        lines={4}
        onChange={(value) => drafting.change({ text: value })}
      />
      <PhotoField
        label={say('response.photos')}
        hint={say('photo.hint', { max: REPORT_PHOTOS_MAX })}
        max={REPORT_PHOTOS_MAX}
        drafting={drafting}
      />
      <TaskFacts task={task} />
    </Frame>
  );
}
