import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sessionQuery } from '../api/queries.ts';
import page from '../ui/page.module.css';
import { Rows } from '../ui/panel.tsx';
import styles from './closed-door.module.css';
import { type Closed, DOORS, type Role } from './doors.ts';
import { useSay } from './language.tsx';
import { useTitle } from './title.ts';

/** In place of a screen that is not theirs: what it is, why they do not see it, who may, and where to go. */
export function ClosedDoor({ closed }: { closed: Closed }) {
  const say = useSay();
  const { data } = useSuspenseQuery(sessionQuery);
  const { person, party } = data;
  const title = say(closed.words);
  const named = (roles: readonly Role[]): string =>
    roles.map((role) => say(`role.${role}`)).join(', ');
  useTitle(title);
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{title}</h1>
      </header>
      <div className={styles.closed} data-closed>
        <h2>{say('door.closed')}</h2>
        <p>{say('door.why')}</p>
        <Rows
          rows={[
            { label: say('door.who'), value: named(closed.to) },
            {
              label: say('door.you'),
              value: `${person.name} · ${named(person.roles)} · ${party.name}`,
            },
          ]}
        />
        <p>{say('door.ask')}</p>
        <p>
          <Link to={closed.instead}>
            {say('door.goTo', { place: say(DOORS[closed.instead].words) })}
          </Link>
        </p>
      </div>
    </div>
  );
}
