import { ChevronLeft, Inbox, ListTodo, ScanLine, UserRound } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { usePhone } from '../phone/use-phone.ts';
import { useSay } from '../words/spoken.tsx';
import { Banner } from './banner.tsx';
import styles from './frame.module.css';
import { to, usePath, useTitle } from './path.ts';

type FrameProps = {
  readonly title: string;
  readonly lead?: string | undefined;
  /** Where the arrow leads; left out on the places of the bar. */
  readonly back?: string;
  /** The one thing to do next, under the thumb. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
};

/** A screen: where one is, whether the centre hears us, the matter, and what to do. */
export function Frame({ title, lead, back, action, children }: FrameProps) {
  const say = useSay();
  const path = usePath();
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(title);
  // Another screen: whoever cannot see it is told where they are.
  // biome-ignore lint/correctness/useExhaustiveDependencies: moved to by its path
  useEffect(() => heading.current?.focus({ preventScroll: true }), [path]);
  return (
    <div className={styles.frame}>
      <header className={styles.head}>
        {back === undefined ? null : (
          <a
            className={styles.back}
            aria-label={say('field.back')}
            href={to(back).href}
            onClick={to(back).onClick}
          >
            <ChevronLeft size={26} aria-hidden="true" />
          </a>
        )}
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead === undefined ? null : <p>{lead}</p>}
        </div>
      </header>
      <Banner />
      <main className={styles.main}>{children}</main>
      {action === undefined ? null : <div className={styles.action}>{action}</div>}
      {back === undefined ? <Places /> : null}
    </div>
  );
}

const PLACES = [
  ['', 'field.tasks', ListTodo],
  ['verify', 'field.verify', ScanLine],
  ['outbox', 'field.outbox', Inbox],
  ['me', 'field.me', UserRound],
] as const;

function Places() {
  const say = useSay();
  const path = usePath();
  const { items, me } = usePhone();
  const waiting = items.filter((it) => it.state !== 'received' && it.by === me?.id).length;
  return (
    <nav className={styles.places} aria-label={say('field.nav')}>
      {PLACES.map(([place, word, Icon]) => (
        <a key={place} aria-current={path === place ? 'page' : undefined} {...to(place)}>
          <Icon size={22} aria-hidden="true" />
          <span>
            {say(word)}
            {place === 'outbox' && waiting > 0 ? <b> {waiting}</b> : null}
          </span>
        </a>
      ))}
    </nav>
  );
}
