import { MINUTE_MS } from '@lakiri/kit';
import type { Task } from '../api/contract.ts';
import { usePhone } from '../phone/use-phone.ts';
import { bothHours, sayAge, saySpan, useSay } from '../words/spoken.tsx';
import styles from './tasks.module.css';

/** Where the truck was, who drives it, what is fitted: what is needed to find it and to look at it. */
export function TaskFacts({ task }: { task: Task }) {
  const say = useSay();
  const { journey, seals, dispatch } = task;
  const phone = journey.driver?.phone ?? null;
  return (
    <dl className={styles.facts}>
      <Where task={task} />
      <div>
        <dt>{say('task.seals')}</dt>
        <dd>
          {seals
            .flatMap(({ number, mechanicalSeal }) => [number, mechanicalSeal ?? []].flat())
            .join(' · ') || say('verify.fittedNone')}
        </dd>
      </div>
      <div>
        <dt>{say('task.driver')}</dt>
        <dd>
          {journey.driver?.name ?? '—'}
          {phone === null ? null : (
            <>
              {' · '}
              <a href={`tel:${phone.replaceAll(' ', '')}`}>{say('task.call', { phone })}</a>
            </>
          )}
        </dd>
      </div>
      {journey.trailer === null ? null : (
        <div>
          <dt>{say('task.trailer')}</dt>
          <dd>{journey.trailer}</dd>
        </div>
      )}
      <div>
        <dt>{say('task.cargo')}</dt>
        <dd>{journey.cargo}</dd>
      </div>
      {dispatch.by === null ? null : (
        <div>
          <dt>{say('tasks.sentBy', { name: dispatch.by })}</dt>
          <dd>{bothHours(dispatch.sentAt)}</dd>
        </div>
      )}
    </dl>
  );
}

function Where({ task: { place, dispatch } }: { task: Task }) {
  const say = useSay();
  const { phone } = usePhone();
  const { reckoned } = dispatch;
  return (
    <div>
      <dt>{say('task.where')}</dt>
      {place === null ? (
        <dd>{say('task.whereNone')}</dd>
      ) : (
        <dd>
          {place.lat.toFixed(4)}, {place.lon.toFixed(4)}
          {place.near === null ? null : `, ${say('task.near', { place: place.near })}`}
          {' · '}
          {sayAge(say, phone.now() - Date.parse(place.at))}
          {reckoned === null ? null : (
            <>
              <br />
              {say('task.reckoned', {
                span: saySpan(say, reckoned.minutes * MINUTE_MS),
                km: Math.round(reckoned.km),
              })}
            </>
          )}
          <br />
          <a href={`geo:${place.lat},${place.lon}?q=${place.lat},${place.lon}`}>
            {say('task.navigate')}
          </a>
        </dd>
      )}
    </div>
  );
}
