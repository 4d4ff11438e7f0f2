import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Delivery } from '../api/notice-contract.ts';
import { deliveriesQuery } from '../api/notice-queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { type Column, ListTable } from '../ui/list-table.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import { Empty } from '../ui/waiting.tsx';
import { wordKey } from '../words/words.ts';
import styles from './notices.module.css';

/** What was sent, what waits, and what did not arrive, with the reason. */
export function Deliveries() {
  const say = useSay();
  const found = useInfiniteQuery(deliveriesQuery);
  return (
    <section className={styles.deliveries}>
      <h2>{say('notices.deliveries')}</h2>
      <ListTable
        found={found}
        columns={COLUMNS}
        keyOf={({ id }) => id}
        count="notices.count"
        empty={<Empty title={say('notices.noDelivery')} />}
      />
    </section>
  );
}

const COLUMNS: readonly Column<Delivery>[] = [
  { head: 'notices.what', cell: (delivery) => <What delivery={delivery} /> },
  {
    head: 'notices.channel',
    cell: ({ channel }) => <span translate="no">{channel.name ?? '–'}</span>,
  },
  { head: 'notices.when', cell: ({ madeAt }) => <Age at={madeAt} /> },
  { head: 'notices.state', cell: (delivery) => <State delivery={delivery} /> },
  { head: 'notices.act', look: 'act', cell: (delivery) => <Resend delivery={delivery} /> },
];

function What({ delivery }: { delivery: Delivery }) {
  const say = useSay();
  const { topic, kind, severity, journey } = delivery;
  const named = kind === null ? undefined : wordKey('kind', kind);
  const said = named === undefined ? say(`notices.topic.${topic}`) : say(named);
  const about = journey?.plate ?? journey?.ref;
  const words = (
    <span className={styles.what}>
      {severity === null ? null : <SeverityMark severity={severity} size={18} />}
      {said}
      {about === undefined ? null : <span translate="no">{about}</span>}
    </span>
  );
  if (delivery.case !== null)
    return (
      <Link to="/monitor" search={{ case: delivery.case }}>
        {words}
      </Link>
    );
  if (journey === null) return words;
  return (
    <Link to="/journeys/$id" params={{ id: journey.id }}>
      {words}
    </Link>
  );
}

function State({ delivery: { state, why, attempts, dueAt } }: { delivery: Delivery }) {
  const say = useSay();
  const language = useLanguage();
  const reason = why === null ? undefined : wordKey('notices.why', why);
  const next =
    dueAt === null ? undefined : say('notices.next', { at: fullInstant(dueAt, language) });
  const more = [
    say('notices.tries', { n: attempts }),
    reason === undefined ? undefined : say(reason),
    next,
  ];
  return (
    <span>
      <span className={state === 'dead' ? page.bad : undefined}>
        {say(`notices.state.${state}`)}
      </span>{' '}
      <span className={page.quiet}>· {more.filter((it) => it !== undefined).join(' · ')}</span>
    </span>
  );
}

function Resend({ delivery: { id, state } }: { delivery: Delivery }) {
  const say = useSay();
  const { send, sending, problem } = useSend<unknown>('notices', () => undefined);
  if (state === 'waiting' || state === 'sent') return null;
  return (
    <>
      <Button
        look="quiet"
        disabled={sending}
        onClick={() => void send(`/notices/deliveries/${id}/resend`, {})}
      >
        {say('notices.resend')}
      </Button>
      {problem === undefined ? null : <Refused problem={problem} />}
    </>
  );
}
