import type { Shift } from '../api/shift-contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import tray from '../ui/tray.module.css';
import { Planned } from './my-shift.tsx';
import styles from './shifts.module.css';
import { useShiftAct } from './use-shift-act.ts';

/** Who watches now; what is handed over can be taken over by whoever is on shift. */
export function WatchList(props: { on: readonly Shift[]; me: string; mayAccept: boolean }) {
  const say = useSay();
  const { act, problem, sending } = useShiftAct();
  const others = props.on.filter(({ person }) => person.id !== props.me);
  return (
    <section className={tray.group}>
      <h2>{say('shift.on')}</h2>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      {others.length === 0 ? (
        <p className={page.quiet}>
          {say(props.on.length === 0 ? 'shift.nobodyOn' : 'shift.nobodyElse')}
        </p>
      ) : null}
      <ul className={styles.people}>
        {others.map((it) => (
          <li key={it.id}>
            <p>
              <strong>{it.person.name}</strong>{' '}
              <span className={page.quiet}>
                <Planned it={it} /> · {say('shift.holds', { n: it.held })}
              </span>
            </p>
            {it.handedOver === null ? null : (
              <>
                <p className={styles.said}>“{it.handedOver.note}”</p>
                <p className={page.quiet}>{say('shift.acceptSays', { n: it.held })}</p>
                <Button
                  look="primary"
                  disabled={!props.mayAccept || sending}
                  onClick={() => void act(`/shifts/${it.id}/accept`, {})}
                >
                  {say('shift.accept')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
