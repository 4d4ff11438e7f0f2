import { hourMinute } from '@lakiri/console/instants';
import { SeverityMark } from '@lakiri/console/severity';
import { useEffect, useState } from 'react';
import type { Task } from '../api/contract.ts';
import { stateWith } from '../outbox/item.ts';
import { usePhone } from '../phone/use-phone.ts';
import { Frame } from '../shell/frame.tsx';
import { to } from '../shell/path.ts';
import { Button, ButtonLink } from '../ui/form.tsx';
import { wordKey } from '../words/say.ts';
import { useSay } from '../words/spoken.tsx';
import { DeclineForm } from './decline-form.tsx';
import { ReportForm } from './report-form.tsx';
import { type StepShown, stepsOf } from './steps.ts';
import { TaskFacts } from './task-facts.tsx';
import styles from './tasks.module.css';

/** One task, step by step: what is done, what this phone keeps, and the one thing to do next. */
export function TaskScreen({ dispatch }: { dispatch: string }) {
  const say = useSay();
  const { tasks } = usePhone();
  const task = tasks?.tasks.find((it) => it.dispatch.id === dispatch);
  if (task !== undefined) return <Going task={task} />;
  return (
    <Frame title={say('field.tasks')} back="">
      <div className={styles.over} role="status">
        <h2>{say('task.gone')}</h2>
        <p>{say('task.goneHint')}</p>
      </div>
    </Frame>
  );
}

type Doing = 'decline' | undefined;

function Going({ task }: { task: Task }) {
  const say = useSay();
  const { phone, items } = usePhone();
  const [doing, setDoing] = useState<Doing>();
  const { dispatch, journey } = task;
  const state = stateWith(dispatch.state, dispatch.id, items);
  const label = journey.plate ?? journey.ref;
  const about = dispatch.id;
  const act = (name: 'see' | 'accept' | 'arrive' | 'release') =>
    void phone.keep({ about, label, doing: { act: name } });
  // To open it is to have seen it; the phone keeps that once.
  useEffect(() => {
    if (state === 'sent') void phone.keep({ about, label, doing: { act: 'see' } });
  }, [phone, about, label, state]);
  const isAsked = state === 'sent' || state === 'seen';
  if (isAsked && doing === 'decline')
    return <DeclineForm task={task} onBack={() => setDoing(undefined)} />;
  const frame = {
    title: say('task.title', { plate: label }),
    lead: say('task.journey', { ref: journey.ref, route: journey.routeName }),
    back: '',
  };
  if (state === 'on-site')
    return (
      <ReportForm task={task} frame={frame}>
        <Head task={task} />
      </ReportForm>
    );
  return (
    <Frame
      {...frame}
      action={<Next state={state} onAct={act} onDecline={() => setDoing('decline')} />}
    >
      <Head task={task} />
      <End state={state} />
      <TaskFacts task={task} />
      <ButtonLink {...to(`verify/${about}`)}>{say('task.checkSeal')}</ButtonLink>
    </Frame>
  );
}

type State = Task['dispatch']['state'];
type NextProps = {
  readonly state: State;
  readonly onAct: (name: 'accept' | 'arrive' | 'release') => void;
  readonly onDecline: () => void;
};

function Next({ state, onAct, onDecline }: NextProps) {
  const say = useSay();
  const name = (
    { sent: 'accept', seen: 'accept', accepted: 'arrive', reported: 'release' } as const
  )[state as 'sent'] as 'accept' | 'arrive' | 'release' | undefined;
  if (name === undefined) return <ButtonLink {...to('')}>{say('field.tasks')}</ButtonLink>;
  return (
    <>
      <Button look="primary" onClick={() => onAct(name)}>
        {say(`task.act.${name}`)}
      </Button>
      {name === 'accept' ? <Button onClick={onDecline}>{say('task.act.decline')}</Button> : null}
    </>
  );
}

function End({ state }: { state: State }) {
  const say = useSay();
  if (state !== 'declined' && state !== 'released') return null;
  return <p role="status">{say(state === 'declined' ? 'task.declined' : 'task.released')}</p>;
}

/** The alarm, the steps, and what must be said of them. */
function Head({ task }: { task: Task }) {
  const say = useSay();
  const { items } = usePhone();
  const { dispatch } = task;
  const kind = wordKey('kind', task.case.kind);
  const own = items.filter((it) => it.about === dispatch.id);
  return (
    <>
      <p className={styles.alarm}>
        <SeverityMark severity={task.case.severity} size={26} />
        <span>
          {kind === undefined ? task.case.kind : say(kind)}
          <span className="unseen">, {say(`severity.${task.case.severity}`)}</span>
        </span>
      </p>
      <ol className={styles.steps}>
        {stepsOf(dispatch, items).map((step, at) => (
          <Step key={step.name} step={step} n={at + 1} />
        ))}
      </ol>
      {own.some((it) => it.state === 'refused') ? (
        <p className={styles.note} role="status">
          {say('task.refused')} <a {...to('outbox')}>{say('task.refusedOpen')}</a>
        </p>
      ) : null}
      {own.some((it) => it.state === 'kept') ? (
        <p className={styles.note}>{say('outbox.legal')}</p>
      ) : null}
    </>
  );
}

function Step({ step: { name, status, at }, n }: { step: StepShown; n: number }) {
  const say = useSay();
  const isAnswered = name === 'accept' && (status === 'done' || status === 'kept');
  return (
    <li data-status={status} aria-current={status === 'now' ? 'step' : undefined}>
      <span>
        {n} {say(isAnswered ? 'task.step.accepted' : `task.step.${name}`)}
      </span>
      <span className={styles.chip}>
        {status === 'now' ? say('task.now') : null}
        {status === 'todo' ? say('task.todo') : null}
        {status === 'kept' ? say('task.kept', { time: hourMinute(at ?? 0) }) : null}
        {status === 'done' ? (at === null ? '✓' : hourMinute(at)) : null}
      </span>
    </li>
  );
}
