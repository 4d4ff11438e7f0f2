import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { command, problemIn } from '../api/client.ts';
import type { Journey, Problem } from '../api/contract.ts';
import { partiesQuery, routesQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { focusSummary } from '../ui/faulty-field.ts';
import { Select, TextField } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import {
  bodyOf,
  emptyForm,
  type JourneyForm,
  missingIn,
  type Needed,
  routeKey,
} from './journey-form.ts';

export function CreateScreen() {
  const say = useSay();
  useTitle(say('create.title'));
  const form = useForm();
  const { missing, problem, sending } = form;
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('create.title')}</h1>
      </header>
      <div className={page.scroller}>
        <form className={page.form} onSubmit={(event) => void form.submit(event)} noValidate>
          <ErrorSummary
            ref={form.summary}
            errors={missing.map((it) => say(`create.missing.${it}`))}
          />
          {problem === undefined ? null : <Refused problem={problem} takesFocus />}
          <RouteChoice {...form} />
          <Truck {...form} />
          <Transporter {...form} />
          <div className={page.ends}>
            <Button look="primary" type="submit" disabled={sending}>
              {say(sending ? 'act.sending' : 'create.submit')}
            </Button>
            <Link to="/journeys">{say('act.cancel')}</Link>
          </div>
        </form>
      </div>
    </div>
  );
}

type Parts = {
  readonly said: JourneyForm;
  readonly missing: readonly Needed[];
  readonly change: (some: Partial<JourneyForm>) => void;
};

function useForm() {
  const navigate = useNavigate();
  const [said, setSaid] = useState(emptyForm);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (missingIn(said).length > 0) {
      focusSummary(summary);
      return;
    }
    setSending(true);
    const answer = await command<Journey>('/journeys', bodyOf(said));
    setSending(false);
    if (answer.ok) await navigate({ to: '/journeys/$id', params: { id: answer.value.id } });
    else setProblem(answer.problem);
  };
  return {
    said,
    missing: tried ? missingIn(said) : [],
    change: (some: Partial<JourneyForm>) => setSaid((now) => ({ ...now, ...some })),
    problem,
    sending,
    summary,
    submit,
  };
}

function useMissing({ missing }: Parts) {
  const say = useSay();
  return (field: Needed): string | undefined =>
    missing.includes(field) ? say(`create.missing.${field}`) : undefined;
}

function RouteChoice(parts: Parts) {
  const say = useSay();
  const missing = useMissing(parts);
  const { data, error } = useQuery(routesQuery);
  const problem = problemIn(error);
  const routes = data?.routes ?? [];
  const chosen = routes.find((route) => routeKey(route) === parts.said.route);
  if (problem !== undefined) return <Refused problem={problem} />;
  return (
    <Select
      label={say('create.route')}
      placeholder={say('create.choose')}
      hint={
        chosen &&
        say('create.routeHint', {
          version: chosen.version,
          km: Math.round(chosen.km),
          hours: chosen.timeLimitH,
          stops: chosen.allowedStops.length,
        })
      }
      error={missing('route')}
      value={parts.said.route}
      choices={routes.map((route) => ({ value: routeKey(route), label: route.name }))}
      onChange={(route) => parts.change({ route })}
    />
  );
}

function Truck(parts: Parts) {
  const say = useSay();
  const missing = useMissing(parts);
  const { said, change } = parts;
  return (
    <>
      <div className={page.pair}>
        <TextField
          label={say('create.plate')}
          mono
          error={missing('plate')}
          value={said.plate}
          onChange={(plate) => change({ plate })}
        />
        <TextField
          label={say('create.trailer')}
          mono
          value={said.trailer}
          onChange={(trailer) => change({ trailer })}
        />
      </div>
      <div className={page.pair}>
        <TextField
          label={say('create.driverName')}
          value={said.driverName}
          onChange={(driverName) => change({ driverName })}
        />
        <TextField
          label={say('create.driverPhone')}
          hint={say('create.phoneHint')}
          type="tel"
          value={said.driverPhone}
          onChange={(driverPhone) => change({ driverPhone })}
        />
      </div>
      <TextField
        label={say('create.cargo')}
        hint={say('create.cargoHint')}
        error={missing('cargo')}
        value={said.cargo}
        onChange={(cargo) => change({ cargo })}
      />
    </>
  );
}

function Transporter(parts: Parts) {
  const say = useSay();
  const missing = useMissing(parts);
  const { data, error } = useQuery(partiesQuery);
  const problem = problemIn(error);
  if (problem !== undefined) return <Refused problem={problem} />;
  const transporters = data?.items.filter(({ kind }) => kind === 'transporter') ?? [];
  return (
    <Select
      label={say('create.transporter')}
      placeholder={say('create.choose')}
      error={missing('transporter')}
      value={parts.said.transporter}
      choices={transporters.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(transporter) => parts.change({ transporter })}
    />
  );
}
