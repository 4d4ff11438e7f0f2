import type { RouteIndex } from '@lakiri/corridors';
import { type Instant, isoOf, SECOND_MS } from '@lakiri/kit';
import type { CommandRef, Seal } from '@lakiri/seals';
import { type Evaluated, watchOf } from '../evaluate.ts';
import { jurisdictionOf } from '../jurisdiction.ts';
import { hereOf, type Watched } from '../look.ts';
import { inForce, type Rules } from '../rule.ts';
import type { Watch } from '../watch.ts';
import type { Why } from '../why.ts';

export type OpeningUncertain = {
  /** As it was while the order still stood. */
  readonly seal: Seal;
  readonly command: CommandRef;
  readonly journey: Watched | null;
  readonly route: RouteIndex | null;
  readonly watch: Watch | null;
  readonly rules: Rules;
  /** When the order was given up. */
  readonly at: Instant;
};

/**
 * An order to open an armed seal ended and nobody knows what the lock did: it may stand open, or open later, with
 * nothing said. Somebody must look at it. Raised once for each such order, whatever is proved later.
 */
export function openingUncertain(input: OpeningUncertain): Evaluated {
  const { seal, journey, route, rules, at } = input;
  if (journey === null || seal.custody.phase !== 'armed') return { watch: input.watch, raised: [] };
  const { book, administrations } = inForce(rules, at);
  const { kind, version, severity, ackDueS } = book['opening-uncertain'];
  const place = seal.live.place === null ? null : hereOf(seal.live.place, route);
  const raised = {
    kind,
    severity,
    rule: { kind, version },
    ackDueS,
    occurredAt: at,
    late: false,
    place,
    jurisdiction: jurisdictionOf(route, place, administrations),
    why: [unproved(input), ...lastHeard(seal), ...lastPlace(seal)],
  };
  return { watch: watchOf(input.watch, journey), raised: [raised] };
}

function unproved({ seal: { order }, command, at }: OpeningUncertain): Why {
  const orderedAt = order?.command === command ? order.from : at;
  const waitedS = Math.max(0, Math.round((at - orderedAt) / SECOND_MS));
  return { code: 'opening-unproved', params: { orderedAt: isoOf(orderedAt), waitedS } };
}

function lastHeard({ live: { receivedAt } }: Seal): readonly Why[] {
  return receivedAt === null ? [] : [{ code: 'last-heard', params: { at: isoOf(receivedAt) } }];
}

function lastPlace({ live: { place } }: Seal): readonly Why[] {
  return place === null ? [] : [{ code: 'place-last-known', params: { at: isoOf(place.at) } }];
}
