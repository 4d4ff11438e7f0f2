import { type FormEvent, useState } from 'react';
import type { DeadZone, DeadZoneVersion } from '../api/dead-zone-queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { saySpan } from '../clock/say-age.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useMaySupervise } from '../shell/may-supervise.ts';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import { ZoneWhere } from './zone-where.tsx';

/** What was excused when, the newest first, and the end of it. */
export function ZoneHistory({ zone }: { zone: DeadZone }) {
  const say = useSay();
  const maySupervise = useMaySupervise();
  const isEnded = zone.versions.at(-1)?.isEnded === true;
  return (
    <Panel title={say('zone.versions')}>
      {zone.versions.toReversed().map((version) => (
        <Version key={version.version} version={version} />
      ))}
      {maySupervise && !isEnded ? <End zone={zone.id} /> : null}
    </Panel>
  );
}

function Version({ version }: { version: DeadZoneVersion }) {
  const say = useSay();
  const { effectiveFrom, isEnded, excusedMin, source } = version;
  const at = fullInstant(effectiveFrom, useLanguage());
  if (isEnded) return <p className={page.bad}>{say('zone.ends', { at })}</p>;
  return (
    <div>
      <p>
        <strong>{say('models.version', { n: version.version })}</strong>{' '}
        {say('models.from', { at })}
      </p>
      <p>
        <ZoneWhere area={version.area} /> · {saySpan(say, excusedMin * 60_000)}
      </p>
      <p className={page.quiet} translate="no">
        {source}
      </p>
    </div>
  );
}

/** Said before it is done: from then on trucks there raise alarms like any other. */
function End({ zone }: { zone: string }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { send, sending, problem } = useSend('dead-zones', () => setOpen(false));
  if (!open)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{say('zone.end')}</Button>
      </div>
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(`/dead-zones/${zone}/end`, {});
  };
  return (
    <form onSubmit={submit}>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <p role="status">{say('zone.endHint')}</p>
      <div className={page.ends}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'zone.endNow')}
        </Button>
        <Button onClick={() => setOpen(false)}>{say('act.cancel')}</Button>
      </div>
    </form>
  );
}
