// What an order that ended in doubt means for the seal's officers, decided and not yet stored. The commit that gives the
// order up runs it; a verification runs it again from the fact that this left.
import { type OpeningUncertain, openingUncertain, type RaisedAlarms, raise } from '@lakiri/alarms';
import type { Id } from '@lakiri/kit';
import type { SealEvents } from '@lakiri/seals';

type OrderEnded = SealEvents & { readonly type: 'opening-order-ended' };

export type JudgeUncertain = Omit<OpeningUncertain, 'command' | 'at'> & {
  readonly ended: OrderEnded['body'];
  readonly newId: () => Id;
};

/** Null where the end leaves nothing in doubt, or nobody watches the seal. */
export function judgeUncertain({ ended, newId, ...known }: JudgeUncertain): RaisedAlarms | null {
  const { command, at, outcome } = ended;
  if (outcome !== 'uncertain') return null;
  const { raised, watch } = openingUncertain({ ...known, command, at });
  if (watch === null || raised.length === 0) return null;
  return raise({ raised, watch, seal: known.seal.id, receivedAt: at, cause: null, newId });
}
