import { accept, type Decision, type Id, refuse } from '@lakiri/kit';
import type { PasswordRefusal } from './login.ts';
import type { Party, PartyId, PartyKind } from './party.ts';

export type PersonId = Id<'Person'>;

export const ROLES = ['officer', 'supervisor', 'station', 'transporter', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const LANGUAGES = ['en', 'sw'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Somebody who acts for a party. Name and login are personal: they stand beside, not in here. */
export type Person = {
  readonly id: PersonId;
  readonly party: PartyId;
  readonly roles: readonly Role[];
  readonly language: Language;
};

export const PERSON_NAME_CHARS = { min: 2, max: 120 } as const;

/** Which roles a party's people may have. */
const ROLES_OF: Readonly<Record<PartyKind, readonly Role[]>> = {
  administration: ['officer', 'supervisor', 'station', 'admin'],
  transporter: ['transporter'],
  vendor: [], // no screen of theirs stands yet
  agent: [],
};

export type PersonRegistered = {
  readonly subjectKind: 'person';
  readonly subject: PersonId;
  readonly type: 'person-registered';
  readonly body: Omit<Person, 'id'> & {
    readonly nameHash: string;
    readonly loginHash: string;
    /** SHA-256 of the stored password hash, which is salted and slow itself: a swapped one is found. */
    readonly passwordSha256: string;
  };
};

export type RegisterPerson = {
  readonly subject: PersonId;
  readonly party: Party | undefined;
  readonly roles: readonly Role[];
  readonly language: Language;
  readonly nameHash: string;
  readonly loginHash: string;
  readonly passwordSha256: string;
  readonly isLoginTaken: boolean;
  readonly password: PasswordRefusal | undefined;
};

export type RegisterPersonRefusal =
  | { readonly code: 'no-such-party' }
  | { readonly code: 'role-not-of-party'; readonly role: Role; readonly kind: PartyKind }
  | { readonly code: 'login-taken' }
  | PasswordRefusal;

export function registerPerson(
  command: RegisterPerson,
): Decision<PersonRegistered, RegisterPersonRefusal> {
  const { subject, party, roles, language, nameHash, loginHash, passwordSha256 } = command;
  if (party === undefined) return refuse({ code: 'no-such-party' });
  const foreign = roles.find((role) => !ROLES_OF[party.kind].includes(role));
  if (foreign !== undefined)
    return refuse({ code: 'role-not-of-party', role: foreign, kind: party.kind });
  if (command.isLoginTaken) return refuse({ code: 'login-taken' });
  if (command.password !== undefined) return refuse(command.password);
  return accept({
    subjectKind: 'person',
    subject,
    type: 'person-registered',
    body: { party: party.id, roles, language, nameHash, loginHash, passwordSha256 },
  });
}

export function evolvePerson(_person: Person | undefined, fact: PersonRegistered): Person {
  const { party, roles, language } = fact.body;
  return { id: fact.subject, party, roles, language };
}
