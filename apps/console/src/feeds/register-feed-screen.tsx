import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { problemIn } from '../api/client.ts';
import type { Feed } from '../api/feed-contract.ts';
import { modelsQuery, partiesQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { focusSummary } from '../ui/faulty-field.ts';
import { Select, TextField } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Segments } from '../ui/segments.tsx';
import { Ticks } from '../ui/ticks.tsx';
import { useSend } from '../ui/use-send.ts';
import { bodyOf, type FeedField, type FeedSaid, faultyIn, NEW_FEED } from './feed-form.ts';

const route = getRouteApi('/office/feeds/new');

/** A supervisor lets a vendor speak: who answers for it, how it comes, and how often it is expected. */
export function RegisterFeedScreen() {
  const say = useSay();
  useTitle(say('feedForm.title'));
  const navigate = route.useNavigate();
  const [said, setSaid] = useState(NEW_FEED);
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const { send, sending, problem } = useSend<Feed>('feeds', ({ id }) =>
    navigate({ to: '/feeds/$id', params: { id } }),
  );
  const faulty = tried ? faultyIn(said) : [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (faultyIn(said).length === 0) void send('/feeds', bodyOf(said));
    else focusSummary(summary);
  };
  const parts: Parts = {
    said,
    change: (some) => setSaid((now) => ({ ...now, ...some })),
    error: (field) => (faulty.includes(field) ? say(`feedForm.wrong.${field}`) : undefined),
  };
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1>{say('feedForm.title')}</h1>
      </header>
      <div className={page.scroller}>
        <form className={page.form} onSubmit={submit} noValidate>
          <ErrorSummary ref={summary} errors={faulty.map((it) => say(`feedForm.wrong.${it}`))} />
          {problem === undefined ? null : <Refused problem={problem} takesFocus />}
          <Who {...parts} />
          <How {...parts} />
          <Expected {...parts} />
          <div className={page.ends}>
            <Button look="primary" type="submit" disabled={sending}>
              {say(sending ? 'act.sending' : 'feeds.register')}
            </Button>
            <Link to="/feeds">{say('act.cancel')}</Link>
          </div>
        </form>
      </div>
    </div>
  );
}

type Parts = {
  readonly said: FeedSaid;
  readonly change: (some: Partial<FeedSaid>) => void;
  readonly error: (field: FeedField) => string | undefined;
};

function Who({ said, change, error }: Parts) {
  const say = useSay();
  const parties = useQuery(partiesQuery);
  const models = useQuery(modelsQuery);
  const problem = problemIn(parties.error ?? models.error);
  if (problem !== undefined) return <Refused problem={problem} />;
  const makers = [...new Set(models.data?.items.map(({ maker }) => maker))].sort();
  return (
    <>
      <TextField
        label={say('feedForm.name')}
        hint={say('feedForm.nameHint')}
        mono
        error={error('name')}
        value={said.name}
        onChange={(name) => change({ name })}
      />
      <Select
        label={say('feeds.vendor')}
        hint={say('feedForm.vendorHint')}
        placeholder={say('create.choose')}
        error={error('partyId')}
        value={said.partyId}
        choices={parties.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        onChange={(partyId) => change({ partyId })}
      />
      <Ticks
        label={say('feeds.makers')}
        hint={say('feedForm.makersHint')}
        choices={makers}
        chosen={said.makers}
        onChange={(chosen) => change({ makers: chosen })}
      />
    </>
  );
}

const kinds = ['https', 'mqtt'] as const satisfies readonly Feed['kind'][];
const proofs = ['none', 'signed'] as const satisfies readonly FeedSaid['proof'][];
const versions = ['5', '3.1.1'] as const satisfies readonly FeedSaid['version'][];

function How({ said, change, error }: Parts) {
  const say = useSay();
  return (
    <>
      <Segments
        label={say('feeds.way')}
        value={said.kind}
        choices={kinds.map((kind) => ({ value: kind, label: say(`feed.kind.${kind}`) }))}
        onChange={(kind) => change({ kind })}
      />
      {said.kind === 'https' ? (
        <p className={page.quiet}>{say('feedForm.keysAfter')}</p>
      ) : (
        <>
          <TextField
            label={say('feedForm.url')}
            hint={say('feedForm.urlHint')}
            mono
            error={error('url')}
            value={said.url}
            onChange={(url) => change({ url })}
          />
          <Segments
            label={say('feedForm.version')}
            value={said.version}
            choices={versions.map((it) => ({
              value: it,
              label: say('feedForm.mqtt', { version: it }),
            }))}
            onChange={(version) => change({ version })}
          />
          <TextField
            label={say('feedForm.topic')}
            mono
            error={error('topic')}
            value={said.topic}
            onChange={(topic) => change({ topic })}
          />
          <TextField
            label={say('feedForm.username')}
            hint={say('feedForm.usernameHint')}
            mono
            value={said.username}
            onChange={(username) => change({ username })}
          />
          <Segments
            label={say('feedForm.proof')}
            value={said.proof}
            choices={proofs.map((it) => ({ value: it, label: say(`feedForm.proof.${it}`) }))}
            onChange={(proof) => change({ proof })}
          />
          {said.proof === 'signed' ? (
            <p className={page.quiet}>{say('feedForm.keysAfter')}</p>
          ) : null}
        </>
      )}
    </>
  );
}

function Expected({ said, change, error }: Parts) {
  const say = useSay();
  return (
    <div className={page.pair}>
      <TextField
        label={say('feedForm.expectedS')}
        hint={say('feedForm.expectedHint')}
        inputMode="numeric"
        error={error('expectedS')}
        value={said.expectedS}
        onChange={(expectedS) => change({ expectedS })}
      />
      <TextField
        label={say('feedForm.lateAfterS')}
        hint={say('feedForm.lateHint')}
        inputMode="numeric"
        error={error('lateAfterS')}
        value={said.lateAfterS}
        onChange={(lateAfterS) => change({ lateAfterS })}
      />
    </div>
  );
}
