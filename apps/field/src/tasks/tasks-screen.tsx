import { SeverityMark } from '@lakiri/console/severity';
import { ChevronRight } from 'lucide-react';
import type { Task } from '../api/contract.ts';
import { stateWith } from '../outbox/item.ts';
import { usePhone } from '../phone/use-phone.ts';
import { Frame } from '../shell/frame.tsx';
import { to } from '../shell/path.ts';
import { wordKey } from '../words/say.ts';
import { bothHours, sayAge, useSay } from '../words/spoken.tsx';
import { ChooseUnit } from './choose-unit.tsx';
import styles from './tasks.module.css';

/** What the unit is out on; one, as a rule. */
export function TasksScreen() {
  const say = useSay();
  const { tasks, tasksAt, phone } = usePhone();
  const unit = tasks?.units.map(({ name }) => name).join(', ');
  return (
    <Frame title={say('field.tasks')} lead={unit === '' ? undefined : unit}>
      {tasks === undefined ? <p>{say('tasks.unknown')}</p> : <List tasks={tasks.tasks} />}
      {tasksAt === undefined ? null : (
        <p className={styles.quiet}>
          {say('tasks.at', { age: sayAge(say, phone.now() - tasksAt) })} · {bothHours(tasksAt)}
        </p>
      )}
    </Frame>
  );
}

function List({ tasks }: { tasks: readonly Task[] }) {
  const say = useSay();
  const { tasks: told } = usePhone();
  const units = told?.units ?? [];
  if (tasks.length > 0)
    return (
      <ul className={styles.list}>
        {tasks.map((task) => (
          <Line key={task.dispatch.id} task={task} />
        ))}
      </ul>
    );
  if (units.length === 0) return <ChooseUnit />;
  return (
    <div className={styles.empty}>
      <h2>{say('tasks.none', { unit: units.map(({ name }) => name).join(', ') })}</h2>
      <p>{say('tasks.noneHint')}</p>
    </div>
  );
}

function Line({ task }: { task: Task }) {
  const say = useSay();
  const { items } = usePhone();
  const { dispatch, journey, place } = task;
  const kind = wordKey('kind', task.case.kind);
  const state = stateWith(dispatch.state, dispatch.id, items);
  return (
    <li>
      <a className={styles.task} {...to(`task/${dispatch.id}`)}>
        <SeverityMark severity={task.case.severity} size={28} />
        <span className={styles.what}>
          <strong>{kind === undefined ? task.case.kind : say(kind)}</strong>
          <span>
            {journey.plate ?? journey.ref}
            {place?.near ? `, ${say('task.near', { place: place.near })}` : null}
          </span>
          <span className={styles.quiet}>
            {say(`response.state.${state}`)} · {bothHours(dispatch.sentAt)}
          </span>
        </span>
        <ChevronRight size={22} aria-hidden="true" />
      </a>
    </li>
  );
}
