import type { Form } from './text.ts';

/** What one field of a state text is. `voltageCv`, `voltageMv` and `voltageDv` are hundredths, thousandths, tenths of a volt. */
export type StateField =
  | 'lock'
  | 'voltageCv'
  | 'voltageMv'
  | 'voltageDv'
  | 'signal'
  | 'percent'
  | 'charging'
  | 'satellites'
  | 'speedDkmh'
  | (string & {});

/**
 * The state texts of each form, field by field; a field that has no name is one whose meaning is not known. Q0 opens a
 * connection, H0 is the heartbeat, S5 (S6 of a scooter) the answer to the question for the state.
 */
export const STANDARD_LAYOUTS: Readonly<Record<string, readonly StateField[]>> = {
  'CMD.Q0': ['voltageCv', 'percent'],
  'CMD.H0': ['lock', 'voltageCv', 'signal', 'percent'],
  'CMD.S5': ['voltageCv', 'signal', 'satellites', 'lock'],
  'SC.Q0': ['voltageCv', 'percent', 'signal'],
  'SC.H0': ['lock', 'voltageCv', 'signal', 'percent', 'charging'],
  'SC.S6': [
    'percent',
    'speedMode',
    'speedDkmh',
    'charging',
    'voltageDv',
    'voltage2Dv',
    'lock',
    'signal',
  ],
  'BG.Q0': ['voltageMv', 'mac', '', '', 'lever'],
  'BG.H0': ['lock', 'voltageMv', 'signal', 'occupied', 'lever', '', '', 'autoLock'],
  'BG.S5': [
    'voltageMv',
    'percent',
    'signal',
    'lock',
    'occupied',
    'lever',
    'iccid',
    'apn',
    'mac',
    'autoLock',
  ],
};

/** The first fields of a state text, without which it says nothing. */
export const STATE_FIELDS_MIN = 1;

export function layoutKey(form: Form, word: string): string {
  return `${form}.${word}`;
}
