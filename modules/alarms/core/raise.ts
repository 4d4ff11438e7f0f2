import { addMs, type Id, type Instant, SECOND_MS } from '@lakiri/kit';
import type { JourneyRef, SealId } from '@lakiri/seals';
import { type Case, type CaseEvents, evolveCase } from './case.ts';
import type { Raised } from './evaluate.ts';
import type { AlarmId, CaseId } from './kind.ts';
import type { Watch } from './watch.ts';

/** The reading that made a rule fire, by its key; for what time alone made true there is none. */
export type AlarmCause = { readonly occurredAt: Instant | null; readonly digest: string };

/** The digest that stands where no reading was the cause: one alarm for one instant fallen due. */
export const NO_READING = 'deadline';

export type Alarm = Omit<Raised, 'ackDueS'> & {
  readonly id: AlarmId;
  readonly case: CaseId;
  readonly journey: JourneyRef;
  readonly seal: SealId;
  readonly receivedAt: Instant;
  readonly cause: AlarmCause | null;
};

export type AlarmEvents = {
  readonly subjectKind: 'alarm';
  readonly subject: AlarmId;
  readonly type: 'alarm-raised';
  readonly body: Omit<Alarm, 'id'>;
};

export type Raise = {
  readonly raised: readonly Raised[];
  readonly watch: Watch;
  readonly seal: SealId;
  /** The reading's, or for a deadline the present. */
  readonly receivedAt: Instant;
  readonly cause: AlarmCause | null;
  /** Ids are made at the edge. */
  readonly newId: () => Id;
};

export type RaisedAlarms = {
  readonly watch: Watch;
  readonly alarms: readonly Alarm[];
  /** Cases that these alarms opened; the others joined an open one. */
  readonly opened: readonly Case[];
  /** Each the first fact of its subject: version 1. */
  readonly events: readonly (AlarmEvents | CaseEvents)[];
};

/** An alarm joins the open case of its kind on this journey, or opens one. */
export function raise(asked: Raise): RaisedAlarms {
  let { watch } = asked;
  const alarms: Alarm[] = [];
  const opened: Case[] = [];
  const events: (AlarmEvents | CaseEvents)[] = [];
  for (const raised of asked.raised) {
    let joined = watch.open[raised.kind];
    if (joined === undefined) {
      const event = openedBy(raised, asked);
      joined = event.subject;
      watch = { ...watch, open: { ...watch.open, [raised.kind]: joined } };
      opened.push(evolveCase(undefined, event));
      events.push(event);
    }
    const alarm = alarmOf(raised, asked, joined);
    const { id, ...body } = alarm;
    alarms.push(alarm);
    events.push({ subjectKind: 'alarm', subject: id, type: 'alarm-raised', body });
  }
  return { watch, alarms, opened, events };
}

function openedBy(
  { kind, severity, rule: { version }, ackDueS }: Raised,
  { watch, seal, receivedAt, newId }: Raise,
): CaseEvents {
  return {
    subjectKind: 'case',
    subject: newId() as CaseId,
    type: 'case-opened',
    body: {
      kind,
      severity,
      journey: watch.journey,
      seal,
      rule: { kind, version },
      openedAt: receivedAt,
      ackDueAt: addMs(receivedAt, ackDueS * SECOND_MS),
    },
  };
}

function alarmOf(
  { ackDueS: _, ...raised }: Raised,
  { watch, seal, receivedAt, cause, newId }: Raise,
  joined: CaseId,
): Alarm {
  const { journey } = watch;
  return { ...raised, id: newId() as AlarmId, case: joined, journey, seal, receivedAt, cause };
}
