// What time alone means for one seal, decided and not yet stored. The intake runs it when a seal falls due; a
// verification runs it again from the fact that it left.
import {
  type Across,
  type Alarm,
  type AlarmEvents,
  type AroundSilence,
  type Case,
  type CaseEvents,
  evaluateDeadline,
  type Rules,
  raise,
  type Watch,
  type Watched,
} from '@lakiri/alarms';
import type { Diversions, RouteIndex } from '@lakiri/corridors';
import type { Id, Instant } from '@lakiri/kit';
import type { Seal } from '@lakiri/seals';
import type { Models } from './models.ts';

export type JudgeDeadline = {
  readonly seal: Seal;
  readonly journey: Watched | null;
  readonly route: RouteIndex | null;
  /** Absent: nobody diverts any route. */
  readonly diversions?: Diversions | undefined;
  readonly watch: Watch | null;
  readonly rules: Rules;
  readonly models: Models;
  readonly now: Instant;
  /** When this node began to hear: what it could not hear before is nobody's silence. */
  readonly listeningSince: Instant;
  /** What may explain a silence; absent: nobody looked. */
  readonly around?: AroundSilence | undefined;
  /** What it and other seals together tell; absent: nobody compared. */
  readonly across?: Across | undefined;
  readonly newId: () => Id;
};

export type JudgedDeadline = {
  readonly dueAt: Instant | null;
  /** Null where nothing happened that is worth a fact, and only the next deadline is kept. */
  readonly passed: {
    /** Of the fact `deadline-passed`; `listeningSince` because the judgement rests on it. */
    readonly body: {
      readonly raised: readonly string[];
      readonly listeningSince: Instant;
      readonly around?: AroundSilence;
      readonly across?: Across;
    };
    readonly watch: Watch;
    readonly alarms: readonly Alarm[];
    readonly opened: readonly Case[];
    readonly events: readonly (AlarmEvents | CaseEvents)[];
  } | null;
};

export function judgeDeadline(asked: JudgeDeadline): JudgedDeadline {
  const { watch, now, listeningSince, around, across } = asked;
  const model = asked.models.at(asked.seal.model.model, now)?.profile ?? asked.seal.model;
  const input = { ...asked, seal: { ...asked.seal, model } };
  const judged = evaluateDeadline(input);
  const { dueAt } = judged;
  // A watch that is only begun remembers nothing yet: not worth a fact.
  const changed = watch !== null && judged.watch !== watch;
  if ((!changed && judged.raised.length === 0) || judged.watch === null)
    return { dueAt, passed: null };
  const raised = raise({
    raised: judged.raised,
    watch: judged.watch,
    seal: input.seal.id,
    receivedAt: now,
    cause: null,
    newId: input.newId,
  });
  const body = {
    raised: judged.raised.map(({ kind }) => kind),
    listeningSince,
    ...(around === undefined ? {} : { around }),
    ...(across === undefined ? {} : { across }),
  };
  return { dueAt, passed: { body, ...raised } };
}
