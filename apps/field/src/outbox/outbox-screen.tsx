import { hourMinute } from '@lakiri/console/instants';
import { useState } from 'react';
import { usePhone } from '../phone/use-phone.ts';
import { Frame } from '../shell/frame.tsx';
import { Button } from '../ui/form.tsx';
import { ProblemBox } from '../ui/problem.tsx';
import { useSay } from '../words/spoken.tsx';
import {
  actOf,
  dueItems,
  type Item,
  inOrder,
  isDoneAlready,
  type KeptItem,
  type ReceivedItem,
  type RefusedItem,
} from './item.ts';
import styles from './outbox.module.css';

/** Everything that was done on this phone and what became of it, each for itself. */
export function OutboxScreen() {
  const say = useSay();
  const { items, me, phone } = usePhone();
  const own = inOrder(items.filter((it) => it.by === me?.id)).toReversed();
  const others = items.filter((it) => it.by !== me?.id && it.state !== 'received').length;
  const isWaiting = own.some((it) => it.state === 'kept');
  const action = isWaiting ? (
    <Button onClick={() => void phone.hurry()}>{say('outbox.sendNow')}</Button>
  ) : undefined;
  return (
    <Frame title={say('field.outbox')} action={action}>
      {own.length === 0 ? <p>{say('outbox.empty')}</p> : null}
      {isWaiting ? <p className={styles.legal}>{say('outbox.legal')}</p> : null}
      <ul className={styles.items}>
        {own.map((item) => (
          <li key={item.id} data-state={item.state} data-act={actOf(item)}>
            <Line item={item} />
          </li>
        ))}
      </ul>
      {others === 0 ? null : <p className={styles.quiet}>{say('outbox.others', { n: others })}</p>}
    </Frame>
  );
}

function Line({ item }: { item: Item }) {
  const say = useSay();
  return (
    <>
      <div className={styles.head}>
        <strong>{say(`outbox.act.${actOf(item)}`)}</strong>
        <span className={styles.chip}>{say(`outbox.${item.state}`)}</span>
      </div>
      <p className={styles.quiet}>
        {item.label} · {say('outbox.done', { time: `${hourMinute(item.at)} EAT` })}
        {item.state !== 'received' && item.photos.length > 0
          ? ` · ${say('outbox.photos', { n: item.photos.length })}`
          : null}
      </p>
      {item.state === 'kept' ? <Kept item={item} /> : null}
      {item.state === 'received' ? <Received item={item} /> : null}
      {item.state === 'refused' ? <Refused item={item} /> : null}
    </>
  );
}

function Kept({ item }: { item: KeptItem }) {
  const say = useSay();
  const { items } = usePhone();
  // With all the time of the world, only those that wait for another are not due.
  const isNext = dueItems(items, { person: item.by, now: Number.POSITIVE_INFINITY }).includes(item);
  if (!isNext) return <p className={styles.quiet}>{say('outbox.waitsFor')}</p>;
  return item.tries === 0 ? null : (
    <p className={styles.quiet}>{say('outbox.tries', { n: item.tries })}</p>
  );
}

function Received({ item }: { item: ReceivedItem }) {
  const say = useSay();
  return (
    <p className={styles.quiet}>
      {say('outbox.receivedAt', { time: `${hourMinute(item.receivedAt)} EAT` })}
      {item.matches === null ? null : (
        <>
          <br />
          {say(item.matches ? 'outbox.matched' : 'outbox.differed')}
        </>
      )}
    </p>
  );
}

function Refused({ item }: { item: RefusedItem }) {
  const say = useSay();
  const { phone } = usePhone();
  const [isSure, setSure] = useState(false);
  if (isDoneAlready(item))
    return (
      <>
        <p>{say('outbox.already')}</p>
        <Button onClick={() => void phone.drop(item)}>{say('outbox.clear')}</Button>
      </>
    );
  return (
    <>
      <ProblemBox problem={item.problem} />
      <Button onClick={() => void phone.retry(item)}>{say('outbox.retry')}</Button>
      {isSure ? (
        <>
          <p>{say('outbox.dropHint')}</p>
          <Button look="danger" onClick={() => void phone.drop(item)}>
            {say('outbox.dropSure')}
          </Button>
        </>
      ) : (
        <Button onClick={() => setSure(true)}>{say('outbox.drop')}</Button>
      )}
    </>
  );
}
