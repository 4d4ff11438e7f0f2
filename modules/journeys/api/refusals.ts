import { type Instant, isoOf } from '@lakiri/kit';
import type { KeyReused } from '@lakiri/platform/execute';
import { type Problem, problemsOf } from '@lakiri/platform/http';
import type { JourneyRefusal } from '../core/index.ts';

type Code = JourneyRefusal['code'];

const statusOf = {
  'no-such-journey': 404,
  'no-such-seal': 404,
  'no-such-route': 404,
  'no-such-transporter': 404,
  'route-not-current': 409,
  'journey-past-sealing': 409,
  'too-many-seals': 409,
  'seal-not-free': 409,
  'seal-not-fitted': 409,
  'seal-not-armed': 409,
  'seal-still-armed': 409,
  'seal-never-heard': 409,
  'seal-not-locked': 409,
  'seal-doubted': 409,
  'seal-place-unknown': 409,
  'seal-not-at-station': 409,
  'battery-short': 409,
  'journey-not-sealed': 409,
  'journey-not-armed': 409,
  'journey-not-in-transit': 409,
  'journey-still-armed': 409,
  'journey-closed': 409,
  'not-at-destination': 409,
  'reason-needed': 422,
  'deadline-passed': 422,
  'claim-in-future': 422,
  'claim-before-last-act': 422,
  'exception-not-yours': 403,
  'stop-too-long': 422,
  'too-many-exceptions': 409,
  'vehicle-unchanged': 422,
  'order-not-of-journey': 409,
  'driver-unchanged': 422,
  'route-unchanged': 422,
  'no-such-companion': 422,
  'mechanical-seal-known': 409,
  'seal-matches': 409,
  'no-such-exception': 404,
  'exception-over': 409,
  'seal-not-on-journey': 409,
  'seal-was-on-journey': 409,
  'seals-apart': 409,
  'photo-missing': 422,
  'no-such-photo': 422,
} as const satisfies Record<Code, number>;

/** What is the matter, and what to do about it. */
const words = {
  'no-such-journey': ['No such journey', 'It does not exist, or it is not yours to see.'],
  'no-such-seal': ['No such seal', 'It is not registered, or it is not yours to see.'],
  'no-such-route': ['No such route', 'Choose a route from the list.'],
  'no-such-transporter': [
    'No such transporter',
    'Choose a transporter from the list, or register it first.',
  ],
  'route-not-current': [
    'This route has a newer version',
    'Reload the page and choose the route again.',
  ],
  'journey-past-sealing': [
    'It is too late for another seal',
    'Seals go on before arming. Disarm with a reason and begin a new journey.',
  ],
  'too-many-seals': ['This truck has all the seals it may have', 'Check which are really on it.'],
  'seal-not-free': [
    'This seal is on another journey',
    'Take another seal, or close that journey first.',
  ],
  'seal-not-fitted': ['This seal is not fitted', 'Fit it to the journey first.'],
  'seal-not-armed': ['This seal is not armed', 'It is not watched at the moment.'],
  'seal-still-armed': ['This seal is still armed', 'Disarm it first.'],
  'seal-never-heard': [
    'This seal has never been heard',
    'Wake it up, and wait until its first report is here.',
  ],
  'seal-doubted': [
    'It is in doubt which device is this seal',
    'Look at the seal itself, and take its word again in the quarantine, or fit another.',
  ],
  'seal-not-locked': [
    'This seal is not locked and whole',
    'Look at the rope and the lock, close it, and wait for its next report.',
  ],
  'seal-place-unknown': [
    'Nobody knows where this seal is',
    'Its last place is too old. Move it under open sky and wait for its next report.',
  ],
  'seal-not-at-station': [
    'This seal is not where it may be armed',
    'A seal is armed at the start of its route or at an allowed stop.',
  ],
  'battery-short': ['The battery will not last the trip', 'Charge the seal, or take another one.'],
  'journey-not-sealed': ['This journey is not waiting to be armed', 'Arming follows on sealing.'],
  'journey-not-armed': ['This journey is not armed', 'Look at what was done last.'],
  'journey-not-in-transit': ['This journey is not under way', 'Arrival follows on departure.'],
  'journey-still-armed': ['This journey is still armed', 'Disarm it before you close it.'],
  'journey-closed': ['This journey is closed', 'Nothing more can be done to it.'],
  'not-at-destination': [
    'The seal is not at the destination',
    'If the truck stands before you, say why the seal does not know it.',
  ],
  'reason-needed': ['Say why', 'Disarming before arrival needs a reason; it stays on record.'],
  'deadline-passed': [
    'The time for this journey is over',
    'Disarm with a reason and begin a new journey.',
  ],
  'claim-in-future': ['This time is not yet', 'Give the time at which it was done, or none.'],
  'claim-before-last-act': [
    'This time is before what was done last',
    'Give the times in the order in which things were done.',
  ],
  'exception-not-yours': [
    'This is not yours to report',
    'Ask whoever may: the roles are in the answer.',
  ],
  'stop-too-long': [
    'The truck may not stand that long for this',
    'Say a shorter time, and say it again when it is over.',
  ],
  'too-many-exceptions': [
    'This journey has had all the exceptions it may have',
    'Disarm it with a reason and begin a new journey.',
  ],
  'vehicle-unchanged': ['This is the truck that it was', 'Give the plates of the other truck.'],
  'order-not-of-journey': [
    'This order opens no seal of the journey',
    'Order the opening first, then report the transload by it.',
  ],
  'driver-unchanged': [
    'This is the driver that it was',
    'Give the name or the phone of the other driver.',
  ],
  'route-unchanged': ['This is the route that it was', 'Choose another route.'],
  'no-such-companion': [
    'There is no such journey under way',
    'Give the reference of the journey that it goes with.',
  ],
  'mechanical-seal-known': ['This mechanical seal is on the truck already', 'Check the number.'],
  'seal-matches': ['That is the seal fitted to this truck', 'Read the number again.'],
  'no-such-exception': ['No such exception', 'It does not exist on this journey.'],
  'exception-over': ['This exception is over', 'Nothing is left to end.'],
  'seal-not-on-journey': ['This seal is not on the truck', 'Choose the seal that came off.'],
  'seal-was-on-journey': [
    'This seal was on this journey before',
    'Take another seal: one that came off does not go on again.',
  ],
  'seals-apart': [
    'The two seals are not in one place',
    'Check the numbers, and wait for the new seal’s next report.',
  ],
  'photo-missing': [
    'A photograph is missing',
    'Send one of the seal that came off, and one of the seal that went on.',
  ],
  'no-such-photo': ['This photograph is not here', 'Send it again, then report again.'],
} as const satisfies Record<Code, readonly [string, string]>;

const told = problemsOf<JourneyRefusal>({ statusOf, words });

/** The refusal as a person reads it; its facts stay in the problem, times as text. */
export function problemOf(refusal: JourneyRefusal | KeyReused): Problem {
  const times = Object.entries(refusal)
    .filter(([name, value]) => TIMES.has(name) && typeof value === 'number')
    .map(([name, value]) => [name, isoOf(value as Instant)]);
  return { ...told(refusal), ...Object.fromEntries(times) };
}

const TIMES: ReadonlySet<string> = new Set(['at', 'now', 'lastAct', 'deadlineAt', 'placeAt']);
