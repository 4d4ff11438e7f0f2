import { accept, type Decision, type Id, type Instant, refuse } from '@lakiri/kit';
import { liftDoubt, type Seal, type SealEvents } from '@lakiri/seals';
import { type DoubtState, isQuarantined, type Suspicion } from './suspicion.ts';

/** A page of handwriting; longer belongs in a document. */
export const REASON_CHARS_MAX = 2_000;

export type LiftRefusal =
  | { readonly code: 'no-such-seal' }
  | { readonly code: 'not-doubted'; readonly state: DoubtState }
  | { readonly code: 'reason-empty' }
  | { readonly code: 'reason-too-long'; readonly charsMax: number };

export type Lift = {
  readonly seal: Seal | undefined;
  readonly suspicion: Suspicion | undefined;
  readonly reason: { readonly text: string; readonly sha256: string };
  readonly by: Id<'Person'>;
  readonly at: Instant;
};

/** A person has seen the seal itself and takes its word again. Only a doubt of identity waits for that. */
export function liftQuarantine(asked: Lift): Decision<SealEvents, LiftRefusal> {
  const { seal, suspicion, reason, by, at } = asked;
  if (seal === undefined) return refuse({ code: 'no-such-seal' });
  if (!isQuarantined(suspicion ?? null))
    return refuse({ code: 'not-doubted', state: suspicion?.state ?? 'none' });
  if (reason.text.trim() === '') return refuse({ code: 'reason-empty' });
  if (reason.text.length > REASON_CHARS_MAX)
    return refuse({ code: 'reason-too-long', charsMax: REASON_CHARS_MAX });
  return accept(liftDoubt({ seal, by, at, reasonSha256: reason.sha256 }));
}
