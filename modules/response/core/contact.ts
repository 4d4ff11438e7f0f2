// Who was reached about a case: a call with its result, a partner told. Each is said once and never changes.
import { accept, type Decision, type Id, type Instant, refuse } from '@lakiri/kit';

export const CALLED = ['driver', 'transporter', 'agent', 'owner', 'unit', 'other'] as const;
export const CALL_RESULTS = ['answered', 'no-answer', 'busy', 'wrong-number'] as const;
export const NOTIFIED = ['police', 'administration', 'transporter', 'agent', 'other'] as const;
export const MEANS = ['phone', 'radio', 'sms', 'email', 'letter', 'in-person'] as const;

type Said = {
  readonly case: Id<'Case'>;
  readonly journey: Id<'Journey'>;
  readonly by: Id<'Person'>;
  readonly at: Instant;
  readonly noteSha256: string | null;
};

export type Call = Said & {
  readonly id: Id<'Call'>;
  readonly whom: (typeof CALLED)[number];
  readonly result: (typeof CALL_RESULTS)[number];
  /** Salted, of the number that was called. */
  readonly numberSha256: string | null;
};

export type Notification = Said & {
  readonly id: Id<'Notification'>;
  readonly whom: (typeof NOTIFIED)[number];
  readonly means: (typeof MEANS)[number];
  /** Salted, of the office and the name of who took it. */
  readonly whoSha256: string;
};

export type ContactEvent =
  | {
      readonly subjectKind: 'call';
      readonly subject: Id<'Call'>;
      readonly type: 'call-logged';
      readonly body: Omit<Call, 'id'>;
    }
  | {
      readonly subjectKind: 'notification';
      readonly subject: Id<'Notification'>;
      readonly type: 'partner-notified';
      readonly body: Omit<Notification, 'id'>;
    };

export type ContactRefusal =
  | { readonly code: 'no-such-case' }
  | { readonly code: 'case-over' }
  | { readonly code: 'who-missing' }
  | { readonly code: 'claim-in-future'; readonly at: Instant; readonly now: Instant };

type Asked<Contact> = {
  readonly case:
    | { readonly id: Id<'Case'>; readonly journey: Id<'Journey'>; readonly isOpen: boolean }
    | undefined;
  readonly now: Instant;
} & Omit<Contact, 'case' | 'journey'>;

type Decided = Decision<ContactEvent, ContactRefusal>;

/** A call is written down after it was made, while the case is open. */
export function logCall({ case: one, now, id: subject, ...call }: Asked<Call>): Decided {
  const refusal = contactRefusal(one, call.at, now);
  if (refusal !== undefined || one === undefined)
    return refuse(refusal ?? { code: 'no-such-case' });
  const body = { ...call, case: one.id, journey: one.journey };
  return accept({ subjectKind: 'call', subject, type: 'call-logged', body });
}

export function notifyPartner({
  case: one,
  now,
  id: subject,
  whoSha256,
  ...told
}: Omit<Asked<Notification>, 'whoSha256'> & { readonly whoSha256: string | null }): Decided {
  const refusal = contactRefusal(one, told.at, now);
  if (refusal !== undefined || one === undefined)
    return refuse(refusal ?? { code: 'no-such-case' });
  if (whoSha256 === null) return refuse({ code: 'who-missing' });
  const body = { ...told, whoSha256, case: one.id, journey: one.journey };
  return accept({ subjectKind: 'notification', subject, type: 'partner-notified', body });
}

function contactRefusal(
  one: Asked<Call>['case'],
  at: Instant,
  now: Instant,
): ContactRefusal | undefined {
  if (one === undefined) return { code: 'no-such-case' };
  if (!one.isOpen) return { code: 'case-over' };
  return at > now ? { code: 'claim-in-future', at, now } : undefined;
}

export function evolveCall(
  known: Call | undefined,
  { subject, body }: ContactEvent & { subjectKind: 'call' },
): Call {
  if (known !== undefined) throw new Error(`call ${subject} was logged before`);
  return { id: subject, ...body };
}

export function evolveNotification(
  known: Notification | undefined,
  { subject, body }: ContactEvent & { subjectKind: 'notification' },
): Notification {
  if (known !== undefined) throw new Error(`notification ${subject} was recorded before`);
  return { id: subject, ...body };
}
