import type { FactLine } from '../api/evidence-contract.ts';
import type { Say } from '../words/words.ts';
import { wordKey } from '../words/words.ts';

/** What happened, in words; a type without any is shown by its code, never hidden. */
export function factWords(say: Say, type: string): string {
  const key = wordKey('fact', type);
  return key === undefined ? type : say(key);
}

export type About = { readonly kind: string; readonly ref: string };

/** What a fact is about: a journey, 7QF2-93. An id has no words; its end tells two of a kind apart. */
export function aboutOf(say: Say, { subjectKind, subject, subjectRef }: FactLine): About {
  const key = wordKey('subject', subjectKind);
  const kind = key === undefined ? subjectKind : say(key);
  return { kind, ref: subjectRef ?? `…${subject.slice(-6)}` };
}

/** Who says so: a person by name, or which part of the system. */
export function actorWords(say: Say, { by, actor }: Pick<FactLine, 'by' | 'actor'>): string {
  if (by !== null) return by;
  const [part = '', name = ''] = actor.split(/:(.*)/s);
  if (part === 'rule') {
    const kind = wordKey('kind', name);
    return say('actor.rule', { kind: kind === undefined ? name : say(kind) });
  }
  if (part === 'gateway') return say('actor.gateway', { name });
  if (part === 'person') return say('actor.person');
  return part === 'node' ? say('actor.node') : actor;
}

/** Every type of fact that has words, for the filter. */
export const FACT_TYPES: readonly string[] = [
  'journey-created',
  'journey-sealed',
  'journey-armed',
  'journey-departed',
  'journey-arrived',
  'journey-disarmed',
  'journey-closed',
  'journey-exception-reported',
  'journey-exception-ended',
  'alarm-raised',
  'case-opened',
  'case-acknowledged',
  'case-noted',
  'case-acknowledgement-withdrawn',
  'case-assigned',
  'case-check-set',
  'case-shelved',
  'case-unshelved',
  'case-escalated',
  'case-step-noted',
  'case-close-proposed',
  'case-close-declined',
  'case-closed',
  'case-merged',
  'case-joined',
  'case-reopened',
  'case-reviewed',
  'rule-drafted',
  'rule-draft-discarded',
  'rule-proposed',
  'rule-approved',
  'rule-declined',
  'rule-withdrawn',
  'report-schedule-made',
  'report-schedule-told',
  'report-schedule-ended',
  'shift-started',
  'shift-handed-over',
  'shift-accepted',
  'shift-ended',
  'mode-proposed',
  'mode-confirmed',
  'mode-declined',
  'seal-registered',
  'seal-fitted',
  'seal-armed',
  'seal-disarmed',
  'seal-released',
  'journey-moved',
  'watching-changed',
  'watch-taken-over',
  'seal-replaced',
  'latches-cleared',
  'opening-ordered',
  'opening-order-ended',
  'unit-registered',
  'unit-revised',
  'unit-placed',
  'unit-retired',
  'dispatch-sent',
  'dispatch-seen',
  'dispatch-accepted',
  'dispatch-declined',
  'dispatch-arrived',
  'dispatch-reported',
  'dispatch-released',
  'call-logged',
  'partner-notified',
  'command-requested',
  'command-approved',
  'command-recorded',
  'command-sent',
  'command-acknowledged',
  'command-confirmed',
  'command-refused',
  'command-uncertain',
  'command-expired',
  'command-cancelled',
  'seal-password-set',
  'seal-quarantined',
  'doubt-lifted',
  'seal-key-registered',
  'seal-key-revoked',
  'seal-keys-changed',
  'model-proposed',
  'model-approved',
  'model-withdrawn',
  'model-made',
  'model-revised',
  'incident-opened',
  'incident-ended',
  'feed-registered',
  'feed-key-added',
  'feed-key-revoked',
  'feed-suspended',
  'feed-resumed',
  'notice-channel-added',
  'notice-channel-rekeyed',
  'notice-channel-paused',
  'notice-channel-resumed',
  'notice-channel-removed',
  'notice-subscription-made',
  'notice-subscription-changed',
  'notice-subscription-ended',
  'notice-carrier-set',
  'lock-event',
  'deadline-passed',
  'frames-received',
  'evidence-exported',
  'evidence-file-asked',
  'party-registered',
  'person-registered',
  'vehicle-registered',
  'driver-registered',
  'signed-in',
  'signed-out',
  'route-published',
  'place-published',
  'route-withdrawn',
  'place-withdrawn',
  'bulletin-drafted',
  'bulletin-changed',
  'bulletin-published',
  'bulletin-ended',
  'bulletin-discarded',
  'cell-placed',
  'fence-published',
  'fence-withdrawn',
  'draft-made',
  'draft-changed',
  'draft-proposed',
  'draft-approved',
  'draft-discarded',
  'dead-zone-set',
  'dead-zone-ended',
  'run-started',
  'run-ended',
  'run-lost',
  'process-changed',
  'database-away',
];
