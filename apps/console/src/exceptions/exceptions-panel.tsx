import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { command, problemIn } from '../api/client.ts';
import type { Journey, Problem } from '../api/contract.ts';
import type { JourneyException } from '../api/response-contract.ts';
import { exceptionsQuery } from '../api/response-queries.ts';
import { secondInstant } from '../clock/instants.ts';
import { useNow } from '../clock/ticker.ts';
import { useMayOrder } from '../orders/may-order.ts';
import { Photo } from '../response/photo-field.tsx';
import styles from '../response/response.module.css';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import { Refused } from '../ui/refused.tsx';
import { ExceptionForm } from './exception-form.tsx';
import { exceptionSaid } from './exception-said.ts';
import { isStanding } from './standing.ts';

const WATCHED: readonly string[] = ['armed', 'in-transit', 'arrived'];

/** What befell the journey, and the form to say what befalls it now. */
export function ExceptionsPanel({ journey }: { journey: Journey }) {
  const say = useSay();
  const { mayOrder } = useMayOrder();
  const { data, error } = useQuery(exceptionsQuery(journey.id));
  const [open, setOpen] = useState(false);
  const problem = problemIn(error);
  const mayReport = mayOrder && WATCHED.includes(journey.state);
  if (data === undefined && problem === undefined) return null;
  if (!mayReport && data?.items.length === 0) return null;
  return (
    <Panel title={say('exception.title')}>
      {problem === undefined ? null : <Refused problem={problem} />}
      {data === undefined || data.items.length === 0 ? (
        <p className={styles.quiet}>{say('exception.none')}</p>
      ) : (
        <ol className={styles.list}>
          {data.items.toReversed().map((one) => (
            <Line key={one.id} journey={journey.id} one={one} mayEnd={mayReport} />
          ))}
        </ol>
      )}
      {mayReport && data !== undefined && open ? (
        <ExceptionForm journey={journey} rules={data.rules} onDone={() => setOpen(false)} />
      ) : null}
      {mayReport && !open ? (
        <div className={styles.acts}>
          <Button onClick={() => setOpen(true)}>{say('exception.report')}</Button>
        </div>
      ) : null}
    </Panel>
  );
}

function Line(props: { journey: string; one: JourneyException; mayEnd: boolean }) {
  const say = useSay();
  const language = useLanguage();
  const now = useNow();
  const { one } = props;
  const at = (text: string): string => secondInstant(text, language);
  const { oldPhotoSha256: old, newPhotoSha256: fresh } = one.details;
  return (
    <li className={styles.line}>
      <p className={styles.row}>
        <strong>{say(`exception.${one.kind}`)}</strong>
        <span>{exceptionSaid(say, one.kind, one.details)}</span>
      </p>
      <p className={styles.quiet}>
        <time dateTime={one.at}>{at(one.at)}</time> · {one.by}
      </p>
      {one.note === null ? null : <p>“{one.note}”</p>}
      {one.until === null ? null : (
        <p>
          {one.endedAt === null
            ? say('exception.until', { at: at(one.until) })
            : say('exception.over', { at: at(one.endedAt) })}
        </p>
      )}
      {typeof old === 'string' && typeof fresh === 'string' && props.mayEnd ? (
        <div className={styles.photos}>
          <Photo sha256={old} label={say('exception.oldPhoto')} />
          <Photo sha256={fresh} label={say('exception.newPhoto')} />
        </div>
      ) : null}
      {props.mayEnd && isStanding(one, now) ? <End journey={props.journey} id={one.id} /> : null}
    </li>
  );
}

function End({ journey, id }: { journey: string; id: string }) {
  const say = useSay();
  const client = useQueryClient();
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  const end = async (): Promise<void> => {
    setSending(true);
    const answer = await command(`/journeys/${journey}/exceptions/${id}/end`, {});
    setSending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    await client.invalidateQueries({ queryKey: ['journey', journey] });
  };
  return (
    <div className={styles.acts}>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <Button disabled={sending} onClick={() => void end()}>
        {say(sending ? 'act.sending' : 'exception.end')}
      </Button>
    </div>
  );
}
