import type { ReportKind } from '../core/index.ts';

const LEADING = ['supervisor', 'admin'] as const;

/** Who may ask for which; what they see of it is for the permits to say. */
export const ACCESS = {
  alarms: LEADING,
  response: LEADING,
  corridors: [...LEADING, 'transporter'],
} as const satisfies Record<ReportKind, readonly string[]>;

/** Whoever may read any of them. */
export const READING = ACCESS.corridors;
