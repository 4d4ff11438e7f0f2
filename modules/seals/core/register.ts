import { accept, type Decision, type Instant, refuse } from '@lakiri/kit';
import type { SealEvents } from './events.ts';
import type { ModelProfile, PartyRef, SealId } from './seal.ts';

export const SEAL_NUMBER_CHARS_MAX = 40; // the longest serial on the type plates we know is 24

export type Register = {
  readonly id: SealId;
  readonly number: string;
  readonly wireId: string;
  readonly owner: PartyRef;
  readonly at: Instant;
  /** The named model's profile; undefined when nobody knows the model. */
  readonly model: ModelProfile | undefined;
  readonly ownerKnown: boolean;
  /** The seal that has this number, or this address, already. */
  readonly withNumber: SealId | undefined;
  readonly withAddress: SealId | undefined;
};

export type RegisterRefusal =
  | { readonly code: 'no-such-party'; readonly owner: PartyRef }
  | { readonly code: 'no-such-model' }
  | { readonly code: 'seal-number-taken'; readonly number: string; readonly seal: SealId }
  | { readonly code: 'address-taken'; readonly wireId: string; readonly seal: SealId };

/** An officer lets a seal in: its number and its address are its own, its owner and model are known. */
export function registerSeal(asked: Register): Decision<SealEvents, RegisterRefusal> {
  const { id, number, wireId, owner, at, model } = asked;
  if (!asked.ownerKnown) return refuse({ code: 'no-such-party', owner });
  if (model === undefined) return refuse({ code: 'no-such-model' });
  if (asked.withNumber !== undefined)
    return refuse({ code: 'seal-number-taken', number, seal: asked.withNumber });
  if (asked.withAddress !== undefined)
    return refuse({ code: 'address-taken', wireId, seal: asked.withAddress });
  return accept({
    subjectKind: 'seal',
    subject: id,
    type: 'seal-registered',
    body: { number, wireId, model, owner, at },
  });
}
