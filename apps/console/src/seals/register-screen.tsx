import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { command, problemIn } from '../api/client.ts';
import type { Model, Problem, Seal } from '../api/contract.ts';
import { modelsQuery, partiesQuery } from '../api/queries.ts';
import { useNow } from '../clock/ticker.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { focusSummary } from '../ui/faulty-field.ts';
import { Select, TextField } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { wordKey } from '../words/words.ts';

const route = getRouteApi('/office/seals/new');
const fields = ['number', 'model', 'wireId', 'owner'] as const;
type Field = (typeof fields)[number];
type Said = Readonly<Record<Field, string>>;

export function RegisterScreen() {
  const say = useSay();
  useTitle(say('register.title'));
  const form = useRegistration();
  const { said, change, error, missing, problem, sending } = form;
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('register.title')}</h1>
      </header>
      <div className={page.scroller}>
        <form className={page.form} onSubmit={(event) => void form.submit(event)} noValidate>
          <ErrorSummary
            ref={form.summary}
            errors={missing.map((it) => say(`register.missing.${it}`))}
          />
          {problem === undefined ? null : <Refused problem={problem} takesFocus />}
          <TextField
            label={say('register.number')}
            hint={say('register.numberHint')}
            mono
            error={error('number')}
            value={said.number}
            onChange={(number) => change({ number })}
          />
          <ModelChoice {...form} />
          <TextField
            label={say('register.wireId')}
            hint={say('register.wireIdHint')}
            mono
            error={error('wireId')}
            value={said.wireId}
            onChange={(wireId) => change({ wireId })}
          />
          <OwnerChoice {...form} />
          <div className={page.ends}>
            <Button look="primary" type="submit" disabled={sending}>
              {say(sending ? 'act.sending' : 'register.submit')}
            </Button>
            <Link to="/seals">{say('act.cancel')}</Link>
          </div>
        </form>
      </div>
    </div>
  );
}

type Parts = {
  readonly said: Said;
  readonly change: (some: Partial<Said>) => void;
  readonly error: (field: Field) => string | undefined;
};

function useRegistration() {
  const say = useSay();
  const { wireId = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const [said, setSaid] = useState<Said>({ number: '', model: '', wireId, owner: '' });
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const empty = fields.filter((field) => said[field].trim() === '');
  const missing = tried ? empty : [];
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (empty.length > 0) {
      focusSummary(summary);
      return;
    }
    setSending(true);
    const answer = await command<Seal>('/seals', bodyOf(said));
    setSending(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    await client.invalidateQueries({ queryKey: ['seals'] });
    await client.invalidateQueries({ queryKey: ['quarantine'] });
    await navigate({ to: '/seals', search: { registered: answer.value.number } });
  };
  return {
    said,
    missing,
    problem,
    sending,
    summary,
    submit,
    change: (some: Partial<Said>) => setSaid((now) => ({ ...now, ...some })),
    error: (field: Field) =>
      missing.includes(field) ? say(`register.missing.${field}`) : undefined,
  };
}

// A model's name may occur in two dialects, so that the choice is both.
const BETWEEN = '/';

function bodyOf({ number, model, wireId, owner }: Said): object {
  const [dialect = '', name = ''] = model.split(BETWEEN);
  return { number: number.trim(), dialect, wireId: wireId.trim(), model: name, ownerId: owner };
}

function ModelChoice({ said, change, error }: Parts) {
  const say = useSay();
  const { dialect: heard } = route.useSearch();
  const { data, error: failure } = useQuery(modelsQuery);
  const now = useNow();
  const problem = problemIn(failure);
  if (problem !== undefined) return <Refused problem={problem} />;
  const models =
    data?.items.filter(
      ({ dialect, versions }) =>
        (heard === undefined || dialect === heard) && holdsAt(versions, now),
    ) ?? [];
  return (
    <Select
      label={say('register.model')}
      placeholder={say('create.choose')}
      error={error('model')}
      value={said.model}
      choices={models.map(({ model, dialect }) => {
        const spoken = wordKey('dialect', dialect);
        return {
          value: `${dialect}${BETWEEN}${model}`,
          label: `${model} (${spoken === undefined ? dialect : say(spoken)})`,
        };
      })}
      onChange={(model) => change({ model })}
    />
  );
}

function OwnerChoice({ said, change, error }: Parts) {
  const say = useSay();
  const { data, error: failure } = useQuery(partiesQuery);
  const problem = problemIn(failure);
  if (problem !== undefined) return <Refused problem={problem} />;
  return (
    <Select
      label={say('register.owner')}
      placeholder={say('create.choose')}
      error={error('owner')}
      value={said.owner}
      choices={data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
      onChange={(owner) => change({ owner })}
    />
  );
}

/** A model that two people have just made holds two minutes later. */
const holdsAt = (versions: Model['versions'], now: number): boolean =>
  versions.some(({ effectiveFrom }) => Date.parse(effectiveFrom) <= now);
