import { accept, type Decision, refuse } from '@lakiri/kit';
import { endOrder, type Seal, type SealEvents } from '@lakiri/seals';
import type { Asked } from './claim.ts';
import { type JourneyEvent, type JourneyEvents, type JourneyRefusal, on } from './events.ts';
import type { Exception, ExceptionId, ExceptionRule } from './exception.ts';
import { rejudged } from './report-exception.ts';

export type EndException = Asked & {
  readonly exception: ExceptionId;
  readonly roles: readonly string[];
  /** Of each kind, as it holds now. */
  readonly rules: readonly ExceptionRule[];
  /** The seals on the truck, all of them. */
  readonly seals: readonly Seal[];
};

/** The truck is repaired, or the load is over: what was allowed for it ends early. */
export function endException(asked: EndException): Decision<JourneyEvents, JourneyRefusal> {
  const { journey, at, now } = asked;
  const known = journey.exceptions.find(({ id }) => id === asked.exception);
  if (known === undefined) return refuse({ code: 'no-such-exception' });
  const { kind } = known.what;
  const roles = asked.rules.find((rule) => rule.kind === kind)?.roles ?? [];
  if (!roles.some((role) => asked.roles.includes(role)))
    return refuse({ code: 'exception-not-yours', kind, roles });
  if (known.until === null || known.endedAt !== null || known.until <= at)
    return refuse({ code: 'exception-over' });
  if (at > now) return refuse({ code: 'claim-in-future', at, now });
  if (at < known.at) return refuse({ code: 'claim-before-last-act', at, lastAct: known.at });
  const event: JourneyEvent = {
    ...on(journey),
    type: 'journey-exception-ended',
    body: { exception: known.id, at },
  };
  return accept<JourneyEvents>(
    event,
    ...rejudged(journey, event, asked.seals),
    ...ordersEnd(known, asked),
  );
}

function ordersEnd({ what }: Exception, { seals, at }: EndException): readonly SealEvents[] {
  if (what.kind !== 'transload' || what.order === null) return [];
  const command = what.order;
  return seals
    .filter((seal: Seal) => seal.order?.command === command)
    .flatMap((seal) => {
      const decision = endOrder({ seal, command, outcome: 'confirmed', at });
      return decision.accepted ? decision.facts : [];
    });
}
