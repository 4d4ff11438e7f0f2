import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { problemIn } from '../api/client.ts';
import type { Command } from '../api/command-contract.ts';
import { commandsQuery } from '../api/command-queries.ts';
import { useSay } from '../shell/language.tsx';
import { useKeys } from '../ui/keys.ts';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import tray from '../ui/tray.module.css';
import { Tray } from '../ui/tray.tsx';
import { useMayOrder } from './may-order.ts';
import { OrderCard } from './order-card.tsx';
import { isInFlight, trayOf } from './order-states.ts';

/** Of those that have ended the last few are enough to see what became of one’s own. */
const ENDED_MAX = 5;

/** What is ordered of seals, from any screen: what waits for me stands as a number on the button. */
export function OrderTray() {
  const { me, mayOrder } = useMayOrder();
  return mayOrder ? <Orders me={me} /> : null;
}

function Orders({ me }: { me: string }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useQuery(commandsQuery);
  useKeys({ o: () => setOpen(true) });
  const { toApprove, mine, others } = trayOf(data?.items ?? [], me);
  const problem = data === undefined ? problemIn(error) : undefined;
  const waiting = toApprove.length;
  const moving = mine.filter(isInFlight).length;
  return (
    <>
      <Tray
        open={open}
        onOpenChange={setOpen}
        Icon={KeyRound}
        name={say('order.tray')}
        label={say('order.trayLabel', { waiting, moving })}
        hotkey="O"
        waiting={waiting}
        title={say('order.tray')}
      >
        {problem === undefined ? null : (
          <Refused problem={problem} onRetry={() => void refetch()} />
        )}
        <Group
          title={say('order.toApprove')}
          orders={toApprove}
          empty={say('order.noneToApprove')}
        />
        <Group title={say('order.mine')} orders={recent(mine)} empty={say('order.noneMine')} />
        {others.length === 0 ? null : (
          <Group title={say('order.others')} orders={others} empty="" />
        )}
      </Tray>
      <p className="unseen" role="status">
        {waiting === 0 ? '' : say('order.saysWaiting', { n: waiting })}
      </p>
    </>
  );
}

function recent(orders: readonly Command[]): readonly Command[] {
  const ended = orders.filter((it) => !isInFlight(it)).slice(0, ENDED_MAX);
  return [...orders.filter(isInFlight), ...ended];
}

function Group(props: { title: string; orders: readonly Command[]; empty: string }) {
  const { title, orders, empty } = props;
  return (
    <section className={tray.group}>
      <h2>{title}</h2>
      {orders.length === 0 ? <p className={page.quiet}>{empty}</p> : null}
      {orders.map((it) => (
        <OrderCard key={it.id} it={it} />
      ))}
    </section>
  );
}
