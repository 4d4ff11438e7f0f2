import type { RouteId } from '@lakiri/corridors';
import type { Instant } from '@lakiri/kit';
import type { PartyRef, SealEvents, SealId, SealRefusal } from '@lakiri/seals';
import type { Exception, ExceptionId, ExceptionKind } from './exception.ts';
import type { JourneyId, JourneyState, Truck } from './journey.ts';
import type { Ref } from './ref.ts';

type On = { readonly subjectKind: 'journey'; readonly subject: JourneyId };

/** What may happen to a journey. */
export type JourneyEvent = On &
  (
    | {
        readonly type: 'journey-created';
        readonly body: {
          readonly ref: Ref;
          readonly routeId: RouteId;
          readonly routeVersion: number;
          readonly truck: Truck;
          readonly cargo: string;
          readonly transporter: PartyRef;
          readonly at: Instant;
        };
      }
    | {
        readonly type: 'journey-sealed';
        readonly body: {
          readonly seal: SealId;
          /** As printed on it: a party who may not see the seal itself may read what was put on the truck. */
          readonly number: string;
          readonly mechanicalSeal: string | null;
          readonly at: Instant;
        };
      }
    | {
        readonly type: 'journey-armed';
        readonly body: { readonly at: Instant; readonly deadlineAt: Instant };
      }
    | { readonly type: 'journey-departed'; readonly body: { readonly at: Instant } }
    | { readonly type: 'journey-arrived'; readonly body: Reasoned }
    | { readonly type: 'journey-disarmed'; readonly body: Reasoned }
    | { readonly type: 'journey-closed'; readonly body: { readonly at: Instant } }
    | { readonly type: 'journey-exception-reported'; readonly body: ExceptionReported }
    | {
        readonly type: 'journey-exception-ended';
        readonly body: { readonly exception: ExceptionId; readonly at: Instant };
      }
  );

/** `noteSha256`: of the story, whose words stand beside. */
export type ExceptionReported = Omit<Exception, 'id' | 'endedAt'> & {
  readonly exception: ExceptionId;
};

/**
 * `reasonSha256`: of why it was done though a guard spoke against it; `null` when none did. The words may
 * hold names, so they live beside the fact and can be forgotten.
 */
type Reasoned = { readonly at: Instant; readonly reasonSha256: string | null };

/** A command on a journey also raises the version of every seal that it takes, arms or frees. */
export type JourneyEvents = JourneyEvent | SealEvents;

export const on = (journey: { readonly id: JourneyId }): On => ({
  subjectKind: 'journey',
  subject: journey.id,
});

export type ClaimRefusal =
  | { readonly code: 'claim-in-future'; readonly at: Instant; readonly now: Instant }
  | { readonly code: 'claim-before-last-act'; readonly at: Instant; readonly lastAct: Instant };

export type PlaceRefusal =
  | {
      readonly code: 'seal-place-unknown';
      readonly seal: SealId;
      /** When the seal last knew where it was; `null`: never. */
      readonly placeAt: Instant | null;
    }
  | {
      readonly code: 'seal-not-at-station';
      readonly seal: SealId;
      readonly nearest: string;
      readonly awayM: number;
    }
  | {
      readonly code: 'not-at-destination';
      readonly seal: SealId;
      readonly destination: string;
      /** `null`: the seal does not know where it is. */
      readonly awayM: number | null;
    };

export type JourneyRefusal =
  | SealRefusal
  | ClaimRefusal
  | PlaceRefusal
  | { readonly code: 'seal-doubted'; readonly seal: SealId }
  | ExceptionRefusal
  | { readonly code: 'no-such-journey' }
  | { readonly code: 'no-such-seal' }
  | { readonly code: 'no-such-route' }
  | { readonly code: 'no-such-transporter' }
  | { readonly code: 'route-not-current'; readonly current: number }
  | { readonly code: 'journey-past-sealing'; readonly state: JourneyState }
  | { readonly code: 'too-many-seals'; readonly max: number }
  | { readonly code: 'journey-not-sealed'; readonly state: JourneyState }
  | {
      readonly code: 'battery-short';
      readonly seal: SealId;
      readonly batteryPct: number;
      readonly neededPct: number;
    }
  | { readonly code: 'journey-not-armed'; readonly state: JourneyState }
  | { readonly code: 'deadline-passed'; readonly deadlineAt: Instant }
  | { readonly code: 'journey-not-in-transit'; readonly state: JourneyState }
  | { readonly code: 'reason-needed'; readonly state: JourneyState }
  | { readonly code: 'journey-still-armed'; readonly state: JourneyState }
  | { readonly code: 'journey-closed' };

type ExceptionRefusal =
  | {
      readonly code: 'exception-not-yours';
      readonly kind: ExceptionKind;
      /** Whose it is to report. */
      readonly roles: readonly string[];
    }
  | { readonly code: 'stop-too-long'; readonly maxMin: number }
  | { readonly code: 'too-many-exceptions'; readonly max: number }
  | { readonly code: 'vehicle-unchanged' }
  | { readonly code: 'order-not-of-journey' }
  | { readonly code: 'driver-unchanged' }
  | { readonly code: 'route-unchanged' }
  | { readonly code: 'no-such-companion' }
  | { readonly code: 'mechanical-seal-known' }
  | { readonly code: 'seal-matches'; readonly number: string }
  | { readonly code: 'no-such-exception' }
  | { readonly code: 'exception-over' }
  | { readonly code: 'seal-not-on-journey' }
  | { readonly code: 'seal-was-on-journey'; readonly seal: SealId }
  | {
      readonly code: 'seals-apart';
      readonly seal: SealId;
      readonly awayM: number;
      readonly maxM: number;
    }
  | { readonly code: 'photo-missing' }
  | { readonly code: 'no-such-photo'; readonly sha256: string };
