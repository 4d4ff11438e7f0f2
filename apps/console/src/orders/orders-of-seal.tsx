import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemIn } from '../api/client.ts';
import { commandsOfSealQuery, orderableQuery } from '../api/command-queries.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { useMayOrder } from './may-order.ts';
import { OrderCard } from './order-card.tsx';
import { OrderForm } from './order-form.tsx';
import { isInFlight } from './order-states.ts';
import styles from './orders.module.css';
import { PasswordForm } from './password-form.tsx';

/** Beside those on their way the last few are shown. */
const SHOWN_MAX = 3;

/** What is ordered of one seal, and the forms that ask for more: for whoever may give orders. */
export function OrdersOfSeal({ seal }: { seal: string }) {
  const say = useSay();
  const { data, error, refetch } = useQuery(commandsOfSealQuery(seal));
  const problem = data === undefined ? problemIn(error) : undefined;
  const orders = data?.items ?? [];
  const shown = orders.filter((it, at) => at < SHOWN_MAX || isInFlight(it));
  return (
    <div className={styles.of}>
      {problem === undefined ? null : <Refused problem={problem} onRetry={() => void refetch()} />}
      <Ask seal={seal} />
      {data !== undefined && orders.length === 0 ? (
        <p className={page.quiet}>{say('order.noneOfSeal')}</p>
      ) : null}
      {shown.map((it) => (
        <OrderCard key={it.id} it={it} onSeal />
      ))}
    </div>
  );
}

function Ask({ seal }: { seal: string }) {
  const say = useSay();
  const { maySetPassword } = useMayOrder();
  const [form, setForm] = useState<'order' | 'password'>();
  const { data } = useQuery(orderableQuery(seal));
  if (data === undefined) return null;
  const close = (): void => setForm(undefined);
  if (form === 'order')
    return <OrderForm seal={seal} words={data.words} onDone={close} onCancel={close} />;
  if (form === 'password') return <PasswordForm seal={seal} onDone={close} onCancel={close} />;
  const nothing = data.words.length === 0;
  return (
    <>
      <div className={styles.acts}>
        <Button disabled={nothing} onClick={() => setForm('order')}>
          {say('order.askFor')}
        </Button>
        {maySetPassword ? (
          <Button onClick={() => setForm('password')}>
            {say(data.passwordSet ? 'order.changePassword' : 'order.setPassword')}
          </Button>
        ) : null}
      </div>
      {nothing ? <p className={page.quiet}>{say('order.takesNone')}</p> : null}
    </>
  );
}
