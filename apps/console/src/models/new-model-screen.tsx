import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { problemIn } from '../api/client.ts';
import type { ModelDraft } from '../api/contract.ts';
import { modelsQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { focusSummary } from '../ui/faulty-field.ts';
import { Select, TextField } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import {
  beginLike,
  faultyInNew,
  isBegun,
  type NewModelField,
  type NewModelSaid,
  NO_MODEL,
  newModelBody,
} from './new-model.ts';
import styles from './revise.module.css';
import { RevisionFields } from './revision-fields.tsx';

const route = getRouteApi('/office/seals/new-model');

type Said = typeof NO_MODEL & Partial<NewModelSaid>;

/** A supervisor says what a model is that no release knows, beginning from one that speaks alike; another agrees. */
export function NewModelScreen() {
  const say = useSay();
  useTitle(say('newModel.title'));
  const navigate = route.useNavigate();
  const [said, setSaid] = useState<Said>(NO_MODEL);
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const { send, sending, problem } = useSend<ModelDraft>('models', () =>
    navigate({ to: '/seals/models' }),
  );
  const wrong = faultyInNew(said);
  const faulty = tried ? wrong : [];
  const change = (some: Partial<NewModelSaid>): void => setSaid((now) => ({ ...now, ...some }));
  const error = (field: NewModelField): string | undefined =>
    faulty.includes(field) ? say(wrongKey(field)) : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (wrong.length === 0 && isBegun(said)) void send('/models/drafts', newModelBody(said));
    else focusSummary(summary);
  };
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('newModel.title')}</h1>
        <p>
          <Link to="/seals/models">{say('models.title')}</Link>
        </p>
      </header>
      <div className={page.scroller}>
        <form className={`${page.form} ${styles.revise}`} onSubmit={submit} noValidate>
          <p className={page.quiet}>{say('newModel.lead')}</p>
          <ErrorSummary ref={summary} errors={faulty.map((field) => say(wrongKey(field)))} />
          {problem === undefined ? null : <Refused problem={problem} takesFocus />}
          <Naming said={said} change={setSaid} error={error} />
          {isBegun(said) ? (
            <RevisionFields
              said={said}
              change={change}
              error={(field) => (field === 'effectiveFrom' ? undefined : error(field))}
              isNew
            />
          ) : null}
          <div className={page.ends}>
            <Button look="primary" type="submit" disabled={sending}>
              {say(sending ? 'act.sending' : 'newModel.submit')}
            </Button>
            <Link to="/seals/models">{say('act.cancel')}</Link>
          </div>
        </form>
      </div>
    </div>
  );
}

const OWN = ['model', 'maker', 'like'] as const;
type OwnField = (typeof OWN)[number];
const isOwn = (field: NewModelField): field is OwnField => OWN.some((it) => it === field);
const wrongKey = (field: NewModelField) =>
  isOwn(field) ? (`newModel.wrong.${field}` as const) : (`revise.wrong.${field}` as const);

function Naming(props: {
  said: Said;
  change: (said: Said) => void;
  error: (field: OwnField) => string | undefined;
}) {
  const say = useSay();
  const { said, change, error } = props;
  const { data, error: failure } = useQuery(modelsQuery);
  const problem = problemIn(failure);
  if (problem !== undefined) return <Refused problem={problem} />;
  const begin = (name: string): void => {
    const like = data?.items.find(({ model }) => model === name);
    change((like && beginLike(said, like)) ?? { ...said, like: name });
  };
  return (
    <>
      <TextField
        label={say('newModel.model')}
        hint={say('newModel.modelHint')}
        error={error('model')}
        value={said.model}
        onChange={(model) => change({ ...said, model })}
      />
      <Select
        label={say('newModel.like')}
        hint={say('newModel.likeHint')}
        placeholder={say('create.choose')}
        error={error('like')}
        value={said.like}
        choices={
          data?.items.map(({ model, maker }) => ({ value: model, label: `${model} (${maker})` })) ??
          []
        }
        onChange={begin}
      />
      <TextField
        label={say('newModel.maker')}
        error={error('maker')}
        value={said.maker}
        onChange={(maker) => change({ ...said, maker })}
      />
    </>
  );
}
