import { MINUTE_MS } from '@lakiri/kit';
import type { IdentityNumbers } from '../numbers.ts';
import type { Sighting, Told } from '../sighting.ts';
import type { DoubtWhy } from '../why.ts';

/**
 * A recording played back: another connection than the one that tells the news brings, reading by reading, what is long
 * stored and answered. A device tells again what it has no answer for: on its newest connection, and then goes on.
 * Told again it changes nothing; that somebody has it is what a person should know.
 */
export function toldAgain(
  sighting: Sighting,
  told: Told,
  numbers: IdentityNumbers,
): DoubtWhy | null {
  if (sighting.current.peer === told.peer || told.again.length === 0) return null;
  const seen = sighting.others.find((one) => one.peer === told.peer);
  if (seen === undefined || seen.again < numbers.againMin) return null;
  const older = numbers.againOlderMin * MINUTE_MS;
  if (told.again.some((one) => sighting.newest - one < older)) return null;
  // The one that tells the news must be alive still: a device that lost its store says all again, alone.
  if (sighting.current.at < seen.at - older) return null;
  return { code: 'told-again', params: { readings: seen.again } };
}
