import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { problemIn } from '../api/client.ts';
import { type DeadZone, deadZonesQuery } from '../api/dead-zone-queries.ts';
import { useSay } from '../shell/language.tsx';
import { useMaySupervise } from '../shell/may-supervise.ts';
import { useTitle } from '../shell/title.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { focusSummary } from '../ui/faulty-field.ts';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { ZoneFields } from './zone-fields.tsx';
import { bodyOf, faultyIn, NEW_ZONE, saidOf, type ZoneSaid } from './zone-form.ts';
import { ZoneHistory } from './zone-history.tsx';

const route = getRouteApi('/office/journeys/dead-zones/$id');

export function NewZoneScreen() {
  const say = useSay();
  useTitle(say('zones.add'));
  return (
    <div className={page.page}>
      <Head title={say('zones.add')} />
      <div className={page.scroller}>
        <ZoneForm path="/dead-zones" start={NEW_ZONE} />
      </div>
    </div>
  );
}

/** One dead zone: its versions, and for supervisors how it is changed or ended. */
export function ZoneScreen() {
  const say = useSay();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(deadZonesQuery);
  const problem = problemIn(error);
  const zone = data?.items.find((it) => it.id === id);
  const title = zone?.versions.at(-1)?.name ?? say('zones.title');
  useTitle(title);
  return (
    <div className={page.page}>
      <Head title={title} />
      <div className={page.scroller}>
        {problem === undefined ? null : (
          <Refused problem={problem} onRetry={() => void refetch()} />
        )}
        {data === undefined && problem === undefined ? <Waiting lines={8} /> : null}
        {data !== undefined && zone === undefined ? <Empty title={say('zone.gone')} /> : null}
        {zone === undefined ? null : <Zone zone={zone} />}
      </div>
    </div>
  );
}

function Head({ title }: { title: string }) {
  const say = useSay();
  return (
    <header className={page.head}>
      <h1>{title}</h1>
      <p>
        <Link to="/journeys/dead-zones">{say('zones.title')}</Link>
      </p>
    </header>
  );
}

function Zone({ zone }: { zone: DeadZone }) {
  const maySupervise = useMaySupervise();
  const last = zone.versions.at(-1);
  if (last === undefined) return null;
  return (
    <>
      <ZoneHistory zone={zone} />
      {maySupervise && !last.isEnded ? (
        <ZoneForm
          key={last.version}
          path={`/dead-zones/${zone.id}/versions`}
          start={saidOf(last)}
        />
      ) : null}
    </>
  );
}

function ZoneForm({ path, start }: { path: string; start: ZoneSaid }) {
  const say = useSay();
  const navigate = useNavigate();
  const [said, setSaid] = useState(start);
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const { send, sending, problem } = useSend<DeadZone>('dead-zones', () =>
    navigate({ to: '/journeys/dead-zones' }),
  );
  const wrong = faultyIn(said);
  const faulty = tried ? wrong : [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (wrong.length > 0) focusSummary(summary);
    else void send(path, bodyOf(said));
  };
  return (
    <form className={page.form} onSubmit={submit} noValidate>
      <ErrorSummary ref={summary} errors={faulty.map((it) => say(`zone.wrong.${it}`))} />
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <ZoneFields
        said={said}
        change={(some) => setSaid((now) => ({ ...now, ...some }))}
        error={(field) => (faulty.includes(field) ? say(`zone.wrong.${field}`) : undefined)}
      />
      <div className={page.ends}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : start === NEW_ZONE ? 'zones.add' : 'zone.change')}
        </Button>
        <Link to="/journeys/dead-zones">{say('act.cancel')}</Link>
      </div>
    </form>
  );
}
