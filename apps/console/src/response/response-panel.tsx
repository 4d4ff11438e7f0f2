import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemIn } from '../api/client.ts';
import type { CaseResponse } from '../api/response-contract.ts';
import { responseQuery } from '../api/response-queries.ts';
import { Section } from '../monitor/drawer.tsx';
import { useMayOrder } from '../orders/may-order.ts';
import { useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { Refused } from '../ui/refused.tsx';
import { DispatchLine } from './dispatch-line.tsx';
import { useLanguageNames } from './language-names.ts';
import { NotifyForm } from './notify-form.tsx';
import { Reckoned } from './reckoned.tsx';
import styles from './response.module.css';
import { NEAR, SEND } from './send-first.ts';
import { useResponseAct } from './use-response-act.ts';

/** What is done about a case away from the screen: who is sent, called and told, and who could be there soonest. */
export function ResponsePanel({ id, closed }: { id: string; closed: boolean }) {
  const { mayOrder } = useMayOrder();
  return mayOrder ? <Panel id={id} closed={closed} /> : null;
}

function Panel({ id, closed }: { id: string; closed: boolean }) {
  const say = useSay();
  const { data, error } = useQuery(responseQuery(id));
  const problem = problemIn(error);
  if (data === undefined) return problem === undefined ? null : <Refused problem={problem} />;
  return (
    <>
      <Section title={say('response.dispatches')}>
        {data.dispatches.length > 0 ? null : (
          <p className={styles.quiet}>{say('response.noneSent')}</p>
        )}
        <ul className={styles.list}>
          {data.dispatches.map((one) => (
            <DispatchLine key={one.id} about={id} one={one} />
          ))}
        </ul>
        {closed ? null : <Near id={id} near={data.near} />}
      </Section>
      <Contacts id={id} closed={closed} data={data} />
    </>
  );
}

/** Who is hours away is seldom sent; they stand behind a line. */
const NEAR_SHOWN = 3;

function Near({ id, near: all }: { id: string; near: CaseResponse['near'] }) {
  const say = useSay();
  const near = all.filter(({ unit }) => unit.out?.case !== id);
  const { act, sending, problem } = useResponseAct(id, () => undefined);
  const send = (unit: string): void => void act(`/cases/${id}/dispatches`, { unit });
  const far = near.slice(NEAR_SHOWN);
  return (
    <>
      <h4 className={styles.sub} {...NEAR} tabIndex={-1}>
        {say('response.near')}
      </h4>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      {near.length === 0 ? <p className={styles.quiet}>{say('response.nearNone')}</p> : null}
      <NearList near={near.slice(0, NEAR_SHOWN)} sending={sending} onSend={send} />
      {far.length === 0 ? null : (
        <details className={styles.far}>
          <summary>{say('response.nearMore', { n: far.length })}</summary>
          <NearList near={far} sending={sending} onSend={send} />
        </details>
      )}
    </>
  );
}

function NearList(props: {
  near: CaseResponse['near'];
  sending: boolean;
  onSend: (unit: string) => void;
}) {
  const say = useSay();
  const languagesOf = useLanguageNames();
  return (
    <ol className={styles.list}>
      {props.near.map(({ unit, reckoned, placeAt, inArea }) => (
        <li key={unit.id} className={styles.near}>
          <p>
            <strong>{unit.name}</strong>
          </p>
          <p>
            <Reckoned {...reckoned} />
          </p>
          <p className={styles.quiet}>
            {[unit.phone, languagesOf(unit.languages), inArea ? '' : say('response.notArea')]
              .filter(Boolean)
              .join(' · ')}{' '}
            · {placeAt === null ? say('response.fromBase') : <Age at={placeAt} />}
            {unit.out === null ? null : ` · ${say('response.out')}: ${say('response.outCase')}`}
          </p>
          <Button
            {...SEND}
            disabled={props.sending || unit.out !== null}
            aria-label={`${say('response.send')}: ${unit.name}`}
            onClick={() => props.onSend(unit.id)}
          >
            {say('response.send')}
          </Button>
        </li>
      ))}
    </ol>
  );
}

function Contacts({ id, closed, data }: { id: string; closed: boolean; data: CaseResponse }) {
  const say = useSay();
  const [telling, setTelling] = useState(false);
  return (
    <Section title={say('response.calls')}>
      <ul className={styles.list}>
        {data.calls.map((call) => (
          <li key={call.id} className={styles.line}>
            <p className={styles.row}>
              <strong>{say(`response.whom.${call.whom}`)}</strong>
              <span>{say(`response.result.${call.result}`)}</span>
              <span className="mono">{call.number}</span>
            </p>
            <Said at={call.at} by={call.by} note={call.note} />
          </li>
        ))}
        {data.notified.map((told) => (
          <li key={told.id} className={styles.line}>
            <p className={styles.row}>
              <strong>
                {say('response.notified')}: {say(`response.whom.${told.whom}`)}
              </strong>
              <span>{say(`response.means.${told.means}`)}</span>
              <span>{told.who}</span>
            </p>
            <Said at={told.at} by={told.by} note={told.note} />
          </li>
        ))}
      </ul>
      {telling ? <NotifyForm id={id} onDone={() => setTelling(false)} /> : null}
      {closed || telling ? null : (
        <div className={styles.acts}>
          <Button onClick={() => setTelling(true)}>{say('response.notifyNew')}</Button>
        </div>
      )}
    </Section>
  );
}

function Said({ at, by, note }: { at: string; by: string | null; note: string | null }) {
  return (
    <p className={styles.quiet}>
      <Age at={at} /> · {by}
      {note === null ? null : ` · “${note}”`}
    </p>
  );
}
