import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Channel } from '../api/notice-contract.ts';
import { channelsQuery } from '../api/notice-queries.ts';
import type { ReportAsked, ReportKind, Schedule } from '../api/report-contract.ts';
import { schedulesQuery } from '../api/report-queries.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import { None, Section } from './figures.tsx';
import styles from './reports.module.css';

/** This report by mail, of every week or month that is over; and those that one is sent already. */
export function SchedulesPanel({ kind, asked }: { kind: ReportKind; asked: ReportAsked }) {
  const say = useSay();
  const { data: schedules } = useQuery(schedulesQuery);
  const { data: channels } = useQuery(channelsQuery);
  const mailboxes = (channels?.items ?? []).filter(
    (channel) => channel.kind === 'email' && channel.state === 'active',
  );
  return (
    <div className={styles.mail}>
      <Section title={say('report.mail')} lead={say('report.mailLead')}>
        <ul className={styles.schedules}>
          {schedules?.items.map((one) => (
            <OneSchedule key={one.id} schedule={one} mailboxes={channels?.items ?? []} />
          ))}
        </ul>
        {channels === undefined ? null : mailboxes.length > 0 ? (
          <ScheduleForm {...{ kind, asked, mailboxes }} />
        ) : (
          <>
            <None>{say('report.mailNone')}</None>
            <p className={styles.none}>
              <Link to="/notices">{say('menu.notices')}</Link>
            </p>
          </>
        )}
      </Section>
    </div>
  );
}

function OneSchedule(props: { schedule: Schedule; mailboxes: readonly Channel[] }) {
  const say = useSay();
  const { id, report, every, channel } = props.schedule;
  const { send, sending, problem } = useSend<unknown>('reports', () => undefined);
  return (
    <li>
      <span>
        {say(`report.${report}`)} · {say(`report.every.${every}`)} ·{' '}
        <span translate="no">{props.mailboxes.find((one) => one.id === channel)?.name}</span>
      </span>
      <Button
        look="quiet"
        disabled={sending}
        onClick={() => void send(`/reports/schedules/${id}/end`, {})}
      >
        {say('report.mailEnd')}
      </Button>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
    </li>
  );
}

function ScheduleForm(props: {
  kind: ReportKind;
  asked: ReportAsked;
  mailboxes: readonly Channel[];
}) {
  const say = useSay();
  const language = useLanguage();
  const { kind, asked, mailboxes } = props;
  const [every, setEvery] = useState('week');
  const [chosen, setChosen] = useState(mailboxes[0]?.id ?? '');
  const { send, sending, problem } = useSend<unknown>('reports', () => undefined);
  const wish = { report: kind, every, zone: asked.zone, language, channel: chosen };
  return (
    <form
      className={styles.mailForm}
      onSubmit={(event) => {
        event.preventDefault();
        void send('/reports/schedules', wish);
      }}
    >
      <Select
        label={say('report.every')}
        value={every}
        choices={(['week', 'month'] as const).map((value) => ({
          value,
          label: say(`report.every.${value}`),
        }))}
        onChange={setEvery}
      />
      <Select
        label={say('report.mailbox')}
        value={chosen}
        choices={mailboxes.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setChosen}
      />
      <Button type="submit" disabled={sending}>
        {say('report.mailMe', { report: say(`report.${kind}`) })}
      </Button>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
    </form>
  );
}
