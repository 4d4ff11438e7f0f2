import { accept, type Decision, type Id, type Instant, refuse } from '@lakiri/kit';
import type { SealId } from '@lakiri/seals';

export type PasswordId = Id<'Password'>;

/** A seal's password as it may be told: when it was set, and what seals it. The text itself nobody is given. */
export type SealPassword = {
  readonly id: PasswordId;
  readonly seal: SealId;
  readonly setAt: Instant;
  /** Of the sealed bytes: a swapped one is found. */
  readonly sealedSha256: string;
};

export type PasswordSet = {
  readonly subjectKind: 'password';
  readonly subject: PasswordId;
  readonly type: 'seal-password-set';
  readonly body: Omit<SealPassword, 'id'>;
};

/** The longest of the dialects (Queclink `AT+GTQSS`: 20 letters and digits). */
export const PASSWORD_FORM = /^[0-9A-Za-z]{4,20}$/;

export type PasswordRefusal = { readonly code: 'password-misfit' };

export function setPassword(asked: {
  readonly id: PasswordId;
  readonly seal: SealId;
  readonly at: Instant;
  readonly isWellFormed: boolean;
  readonly sealedSha256: string;
}): Decision<PasswordSet, PasswordRefusal> {
  const { id, seal, at: setAt, sealedSha256 } = asked;
  if (!asked.isWellFormed) return refuse({ code: 'password-misfit' });
  return accept({
    subjectKind: 'password',
    subject: id,
    type: 'seal-password-set',
    body: { seal, setAt, sealedSha256 },
  });
}

/** A password is set once; a new one is another row. */
export function evolvePassword(_known: SealPassword | undefined, fact: PasswordSet): SealPassword {
  return { id: fact.subject, ...fact.body };
}
