import { lengthKm } from '@lakiri/corridors';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useMemo, useState } from 'react';
import type { Bulletin } from '../api/bulletin-queries.ts';
import type { Route } from '../api/contract.ts';
import { routesQuery } from '../api/queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { useNow } from '../clock/ticker.ts';
import { distance } from '../map/distance.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useMaySupervise } from '../shell/may-supervise.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Rows } from '../ui/panel.tsx';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import { closedStretch, phaseOf, stateWords } from './bulletin-phase.ts';
import styles from './corridors.module.css';
import { DrawPane } from './draw-pane.tsx';

type CardProps = { readonly bulletin: Bulletin };

/** One bulletin: what it says, how long it holds still, what was signed, and what this officer may do about it. */
export function BulletinCard({ bulletin }: CardProps) {
  const say = useSay();
  const { number, says, state } = bulletin;
  const { data } = useQuery(routesQuery);
  const route = data?.routes.find(({ id }) => id === says.route);
  return (
    <article className={styles.draft}>
      <h2>
        {number === null ? say('bulletin.draft') : say('bulletin.numbered', { number })}:{' '}
        <span translate="no">{route?.name ?? says.route}</span>{' '}
        <span className={page.chip} data-state={state}>
          <State bulletin={bulletin} />
        </span>
      </h2>
      <p>
        {say(`bulletin.reason.${says.reason}`)}. <span translate="no">{says.note}</span>
      </p>
      <About {...{ bulletin, route }} />
      <OnMap {...{ bulletin, route }} />
      <SignedText bulletin={bulletin} />
      <Acts bulletin={bulletin} />
    </article>
  );
}

function State({ bulletin }: CardProps) {
  return stateWords(useSay(), bulletin, useNow());
}

type AboutProps = CardProps & { readonly route: Route | undefined };

function About({ bulletin, route }: AboutProps) {
  const say = useSay();
  const language = useLanguage();
  const { says, effectiveFrom, effectiveUntil, published, ended } = bulletin;
  const stretch = useMemo(() => closedStretch(route?.line, says.closed), [route, says]);
  const from = effectiveFrom ?? says.from;
  const stops = says.stops.map(({ name }) => name).join(', ');
  const km = (value: number | undefined): string => (value === undefined ? '—' : value.toFixed(1));
  return (
    <Rows
      rows={[
        {
          label: say('bulletin.closed'),
          value: say('bulletin.closedKm', { from: km(stretch?.fromKm), to: km(stretch?.toKm) }),
        },
        {
          label: say('bulletin.diversion'),
          value: say('bulletin.diversionKm', {
            ...{ km: lengthKm(says.line).toFixed(1), width: distance(says.widthM) },
          }),
        },
        { label: say('bulletin.stops'), value: stops === '' ? say('bulletin.noStops') : stops },
        { label: say('bulletin.extra'), value: say('bulletin.extraH', { n: says.extraH }) },
        {
          label: say('bulletin.from'),
          value: from === null ? say('bulletin.soon') : fullInstant(from, language),
        },
        {
          label: say('bulletin.until'),
          value: fullInstant(effectiveUntil ?? says.until, language),
        },
        {
          label: say('bulletin.authors'),
          value: bulletin.authors.map(({ name }) => name ?? '—').join(', '),
        },
        published === null
          ? undefined
          : { label: say('bulletin.publishedBy'), value: published.by.name ?? '—' },
        ended === null
          ? undefined
          : { label: say('bulletin.endedBy'), value: `${ended.by.name ?? '—'}: ${ended.source}` },
      ]}
    />
  );
}

function OnMap({ bulletin: { says }, route }: AboutProps) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const shape = useMemo(() => ({ is: 'line', line: says.line }) as const, [says]);
  const beside = useMemo(() => {
    const stretch = closedStretch(route?.line, says.closed);
    return stretch === undefined ? [] : [{ role: 'gone', line: stretch.line } as const];
  }, [route, says]);
  return (
    <>
      <div>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {say('bulletin.onMap')}
        </Button>
      </div>
      {isOpen ? <DrawPane area={shape} beside={beside} name="bulletin.map" /> : null}
    </>
  );
}

/** Letter by letter, with the proof: what a driver’s company is sent. */
function SignedText({ bulletin: { id, published, ended } }: CardProps) {
  const say = useSay();
  const all = [published, ended].filter((one) => one !== null);
  if (all.length === 0) return null;
  return (
    <details>
      <summary>{say('bulletin.text')}</summary>
      {all.map(({ text, signature, holds }) => (
        <div key={signature}>
          <pre className={styles.signed} translate="no">
            {text}
          </pre>
          <p className={holds ? page.quiet : page.bad}>
            {say(holds ? 'bulletin.holds' : 'bulletin.forged')}
          </p>
          <p className={styles.signed} translate="no">
            {say('bulletin.signature')}: {signature}
          </p>
        </div>
      ))}
      <p>
        <Link to="/evidence" search={{ subject: id }}>
          {say('bulletin.facts')}
        </Link>
      </p>
    </details>
  );
}

function Acts({ bulletin }: CardProps) {
  const say = useSay();
  const maySupervise = useMaySupervise();
  const phase = phaseOf(bulletin, useNow());
  const { send, sending, problem } = useSend<Bulletin>('bulletins', () => undefined);
  const { id, version, isMine } = bulletin;
  const path = `/bulletins/${id}`;
  if (phase !== 'drafted' && phase !== 'coming' && phase !== 'holding') return null;
  if (!maySupervise)
    return phase === 'drafted' ? <p className={page.quiet}>{say('bulletin.supervisors')}</p> : null;
  return (
    <>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      {phase === 'drafted' ? (
        <>
          {isMine ? <p className={page.quiet}>{say('bulletin.mine')}</p> : null}
          <div className={page.ends}>
            {isMine ? null : (
              <Button
                look="primary"
                disabled={sending}
                onClick={() => void send(`${path}/publish`, { version })}
              >
                {say(sending ? 'act.sending' : 'bulletin.publish')}
              </Button>
            )}
            <Link to="/admin/corridors/bulletins/$id" params={{ id }}>
              {say('bulletin.change')}
            </Link>
            <Button disabled={sending} onClick={() => void send(`${path}/discard`, {})}>
              {say('bulletin.discard')}
            </Button>
          </div>
        </>
      ) : (
        <Ending sending={sending} onEnd={(source) => void send(`${path}/end`, { source })} />
      )}
    </>
  );
}

/** Before its time, and only with a reason. */
function Ending(props: { sending: boolean; onEnd: (source: string) => void }) {
  const say = useSay();
  const [source, setSource] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.onEnd(source.trim());
  };
  return (
    <form onSubmit={submit}>
      <TextField
        label={say('bulletin.endWhy')}
        hint={say('bulletin.endHint')}
        value={source}
        onChange={setSource}
      />
      <div className={page.ends}>
        <Button type="submit" disabled={props.sending || source.trim() === ''}>
          {say(props.sending ? 'act.sending' : 'bulletin.end')}
        </Button>
      </div>
    </form>
  );
}
