import type { DispatchState } from '@lakiri/response';
import { useState } from 'react';
import type { Dispatch } from '../api/response-contract.ts';
import { useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { Refused } from '../ui/refused.tsx';
import { Photo } from './photo-field.tsx';
import { Reckoned } from './reckoned.tsx';
import { DeclineForm, ReportForm } from './report-forms.tsx';
import styles from './response.module.css';
import { useResponseAct } from './use-response-act.ts';

type Act = 'see' | 'accept' | 'decline' | 'arrive' | 'report' | 'release';

/** What the unit may say next, the ordinary first. The server decides; this only offers. */
const NEXT = {
  sent: ['accept', 'see', 'decline', 'release'],
  seen: ['accept', 'decline', 'release'],
  accepted: ['arrive', 'release'],
  declined: [],
  'on-site': ['report'],
  reported: ['release'],
  released: [],
} as const satisfies Record<DispatchState, readonly Act[]>;

/** A unit that was sent: how far it is, what it found, and what it says next. */
export function DispatchLine({ about, one }: { about: string; one: Dispatch }) {
  const say = useSay();
  const [form, setForm] = useState<'decline' | 'report'>();
  const close = (): void => setForm(undefined);
  const { act, sending, problem } = useResponseAct(about, close);
  const path = (name: Act): string => `/response/dispatches/${one.id}/${name}`;
  const press = (name: Act): void => {
    if (name === 'decline' || name === 'report') setForm(name);
    else void act(path(name), {});
  };
  return (
    <li className={styles.line}>
      <p className={styles.row}>
        <strong>{one.unit.name}</strong>
        <span>{say(`response.state.${one.state}`)}</span>
        {one.reckoned === null || one.onSiteAt !== null ? null : <Reckoned {...one.reckoned} />}
      </p>
      <p className={styles.quiet}>
        <Age at={lastOf(one)} /> · {[one.by, one.unit.phone].filter(Boolean).join(' · ')}
        {one.declined === null ? null : ` · “${one.declined}”`}
      </p>
      {one.report === null ? null : <Found report={one.report} />}
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      {form === 'decline' ? (
        <DeclineForm
          sending={sending}
          onSubmit={(body) => void act(path('decline'), body)}
          onCancel={close}
        />
      ) : null}
      {form === 'report' ? (
        <ReportForm
          sending={sending}
          onSubmit={(body) => void act(path('report'), body)}
          onCancel={close}
        />
      ) : null}
      {form === undefined ? (
        <div className={styles.acts}>
          {NEXT[one.state].map((name, at) => (
            <Button
              key={name}
              look={at === 0 ? 'primary' : 'plain'}
              disabled={sending}
              onClick={() => press(name)}
            >
              {say(`response.act.${name}`)}
            </Button>
          ))}
        </div>
      ) : null}
    </li>
  );
}

function lastOf(one: Dispatch): string {
  const { releasedAt, report, onSiteAt, answeredAt, seenAt, sentAt } = one;
  return releasedAt ?? report?.at ?? onSiteAt ?? answeredAt ?? seenAt ?? sentAt;
}

function Found({ report }: { report: NonNullable<Dispatch['report']> }) {
  const say = useSay();
  return (
    <>
      <p>
        <strong>{say(`response.finding.${report.finding}`)}</strong>
        {report.text === null ? null : ` · “${report.text}”`}
      </p>
      <div className={styles.photos}>
        {report.photos.map((sha256, at) => (
          <Photo key={sha256} sha256={sha256} label={`${say('response.photo')} ${at + 1}`} />
        ))}
      </div>
    </>
  );
}
