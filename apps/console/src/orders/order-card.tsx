import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleHelp, CircleX, Clock } from 'lucide-react';
import { useState } from 'react';
import type { Command } from '../api/command-contract.ts';
import { timeOfDay } from '../clock/instants.ts';
import { saySpan } from '../clock/say-age.ts';
import { useNow } from '../clock/ticker.ts';
import { useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import type { Say } from '../words/words.ts';
import { wordKey } from '../words/words.ts';
import { ApproveForm } from './approve-form.tsx';
import { useMayOrder } from './may-order.ts';
import { mannerOf } from './order-states.ts';
import styles from './orders.module.css';
import { useOrderAct } from './use-order-act.ts';

const marks = {
  waits: Clock,
  moves: Clock,
  done: CircleCheck,
  failed: CircleX,
  unsure: CircleHelp,
  over: CircleX,
} as const;

/** One order: what is asked of which seal, by whom and why, how far it has come, and what may be done now. */
export function OrderCard({ it, onSeal = false }: { it: Command; onSeal?: boolean }) {
  const say = useSay();
  const manner = mannerOf[it.state];
  const Mark = marks[manner];
  return (
    <article
      className={styles.card}
      aria-label={`${say(`order.word.${it.word}`)}: ${it.seal.number}`}
    >
      <p className={styles.what}>
        <strong>
          {say(`order.word.${it.word}`)}
          {it.params.intervalS === undefined
            ? null
            : `: ${say('span.seconds', { n: it.params.intervalS })}`}
        </strong>
        {onSeal ? null : (
          <Link className="mono" to="/seals/$id" params={{ id: it.seal.id }}>
            {it.seal.number}
          </Link>
        )}
        <span className={styles.state} data-manner={manner}>
          <Mark size={15} aria-hidden="true" />
          {say(`order.state.${it.state}`)}
        </span>
      </p>
      <p className={page.quiet}>
        {say('order.by', { name: nameOf(say, it.requestedBy) })} · <Age at={it.requestedAt} />
        {it.state === 'requested' ? <Left until={it.expiresAt} /> : null}
      </p>
      {it.journey === null || onSeal ? null : (
        <p>
          {say('seal.onJourney')}{' '}
          <Link className="mono" to="/journeys/$id" params={{ id: it.journey.id }}>
            {it.journey.ref}
          </Link>
        </p>
      )}
      {it.reason === null ? null : <p>“{it.reason}”</p>}
      {it.override === null ? null : (
        <p className={styles.override}>{say('order.overrides', { reason: it.override })}</p>
      )}
      <Ended it={it} />
      <Steps it={it} />
      <Acts it={it} />
    </article>
  );
}

function nameOf(say: Say, by: Command['requestedBy']): string {
  return by.name ?? say('state.unknown');
}

function Left({ until }: { until: string }) {
  const say = useSay();
  const left = Date.parse(until) - useNow();
  return left <= 0 ? null : <> · {say('order.left', { span: saySpan(say, left) })}</>;
}

/** Why it ended so, and what that means for whoever stands at the truck. */
function Ended({ it: { state, why } }: { it: Command }) {
  const say = useSay();
  const known = why === null ? undefined : wordKey('order.why', why.code);
  const told = known === undefined ? why?.code : say(known, spoken(say, why?.params ?? {}));
  const remedy = wordKey('order.then', state);
  if (told === undefined && remedy === undefined) return null;
  return (
    <p data-manner={mannerOf[state]} className={styles.why}>
      {told}
      {told === undefined || remedy === undefined ? null : ' '}
      {remedy === undefined ? null : say(remedy)}
    </p>
  );
}

/** A condition by the words of its refusal. */
function spoken(say: Say, params: NonNullable<NonNullable<Command['why']>['params']>) {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const refusal = name === 'code' ? wordKey('problem', String(value)) : undefined;
      return [name, refusal === undefined ? String(value ?? '') : say(refusal)];
    }),
  );
}

function Steps({ it: { steps } }: { it: Command }) {
  const say = useSay();
  if (steps.length < 2) return null;
  return (
    <ol className={styles.steps}>
      {steps.map(({ at, state, by }) => (
        <li key={`${at} ${state}`}>
          <time dateTime={at}>{timeOfDay(at)}</time> {say(`order.state.${state}`)}
          {by === null ? null : <span className={page.quiet}> · {byWords(say, by)}</span>}
        </li>
      ))}
    </ol>
  );
}

/** A person by name, as the server gives it, or which part of the system. */
function byWords(say: Say, by: string): string {
  const [part = '', name = ''] = by.split(/:(.*)/s);
  if (part === 'gateway') return say('actor.gateway', { name });
  if (part === 'person') return say('actor.person');
  return part === 'node' ? say('actor.node') : by;
}

function Acts({ it }: { it: Command }) {
  const say = useSay();
  const { me } = useMayOrder();
  const { send, sending, problem } = useOrderAct();
  const isMine = it.requestedBy.id === me;
  const isMoving = mannerOf[it.state] === 'moves';
  const [approves, setApproves] = useState(false);
  if (approves && it.mayApprove) return <ApproveForm it={it} onCancel={() => setApproves(false)} />;
  return (
    <>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      {it.state === 'requested' && isMine ? (
        <p className={page.quiet}>{say('order.needsSecond')}</p>
      ) : null}
      <div className={styles.acts}>
        {it.mayApprove ? (
          <Button look="primary" disabled={sending} onClick={() => setApproves(true)}>
            {say('order.approve')}
          </Button>
        ) : null}
        {it.mayCancel ? (
          <Button disabled={sending} onClick={() => void send(`/commands/${it.id}/cancel`, {})}>
            {say(isMine ? 'order.cancel' : 'order.reject')}
          </Button>
        ) : null}
      </div>
      {isMoving ? (
        <progress className={styles.moving} aria-label={say(`order.state.${it.state}`)} />
      ) : null}
    </>
  );
}
