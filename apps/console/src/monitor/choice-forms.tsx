import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { officersQuery } from '../api/shift-queries.ts';
import { useSay } from '../shell/language.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Choices } from './choices.tsx';
import { useDesk, useView } from './desk.tsx';
import { FormFrame } from './form-frame.tsx';
import { byUrgency, isOver } from './queue.ts';
import { type CaseForm, useCaseForm } from './use-form.ts';

/** Gives cases to an officer; oneself stands first. */
export function GiveForm(of: CaseForm) {
  const say = useSay();
  const { me } = useDesk();
  const { data } = useQuery(officersQuery);
  const [to, setTo] = useState(me.id);
  const { send, frame } = useCaseForm(of);
  const others = (data?.items ?? []).filter(({ id }) => id !== me.id);
  return (
    <FormFrame
      title={say('case.giveTitle')}
      submit={say('case.giveSubmit')}
      complete
      onSend={() => void send('assign', { to })}
      {...frame}
    >
      <Select
        label={say('case.giveTo')}
        value={to}
        choices={[
          { value: me.id, label: say('case.giveMe', { name: me.name }) },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={setTo}
      />
    </FormFrame>
  );
}

/** Merges cases into another open one of the same cause; what is on the same truck stands first. */
export function MergeForm(of: CaseForm) {
  const { cases } = of;
  const say = useSay();
  const view = useView();
  const ids = new Set(cases.map(({ id }) => id));
  const journeys = new Set(cases.map(({ journey }) => journey.id));
  const gravest = Math.min(...cases.map(({ severity }) => severity));
  const targets = [...view.cases.values()]
    .filter((it) => !isOver(it) && !ids.has(it.id) && it.severity <= gravest)
    .sort(
      (a, b) =>
        Number(journeys.has(b.journey.id)) - Number(journeys.has(a.journey.id)) || byUrgency(a, b),
    );
  const [into, setInto] = useState('');
  const { tried, send, frame } = useCaseForm(of);
  return (
    <FormFrame
      title={say('case.mergeTitle')}
      submit={say('case.mergeSubmit')}
      complete={into !== ''}
      onSend={() => void send('merge', { into })}
      {...frame}
    >
      <Select
        label={say('case.mergeInto')}
        hint={say('case.mergeHint')}
        placeholder={say('create.choose')}
        error={tried && into === '' ? say('case.mergeMissing') : undefined}
        value={into}
        choices={targets.map((it) => ({
          value: it.id,
          label: `${say(`kind.${it.kind}`)} · ${it.journey.plate}`,
        }))}
        onChange={setInto}
      />
    </FormFrame>
  );
}

const VERDICTS = ['handled-well', 'handled-late', 'rule-too-sharp', 'needs-training'] as const;

/** A supervisor looks a closed case through. */
export function ReviewForm(of: CaseForm) {
  const say = useSay();
  const [verdict, setVerdict] = useState('');
  const [note, setNote] = useState('');
  const { tried, send, frame } = useCaseForm(of);
  return (
    <FormFrame
      title={say('case.reviewTitle')}
      submit={say('case.reviewSubmit')}
      complete={verdict !== ''}
      onSend={() => void send('review', { verdict, ...(note.trim() === '' ? {} : { note }) })}
      {...frame}
    >
      <Choices
        legend={say('case.verdict')}
        name="verdict"
        value={verdict}
        choices={VERDICTS.map((value) => ({ value, label: say(`case.verdict.${value}`) }))}
        error={tried && verdict === '' ? say('case.verdictMissing') : undefined}
        onChange={setVerdict}
      />
      <TextField label={say('case.reviewNote')} lines={2} value={note} onChange={setNote} />
    </FormFrame>
  );
}
