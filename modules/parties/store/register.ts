import type { Decision, Id, Instant } from '@lakiri/kit';
import { type Done, execute } from '@lakiri/platform/execute';
import { type DomainEvent, newId } from '@lakiri/platform/facts';
import { sha256Hex } from '@lakiri/platform/sha256';
import type { Sql } from '@lakiri/platform/sql';
import {
  registerParty as decideParty,
  registerPerson as decidePerson,
  type Language,
  type Login,
  type PartyId,
  type PartyKind,
  type PersonId,
  passwordRefusal,
  type RegisterPartyRefusal,
  type RegisterPersonRefusal,
  type Role,
} from '../core/index.ts';
import { type Acting, envelope, type Node } from './acting.ts';
import { partyAggregate, personAggregate } from './aggregates.ts';
import type { PasswordKeeper } from './password.ts';
import { keepValue, PURPOSES, type Salted, salted } from './personal.ts';
import { findLogin, findNamesake, findParty } from './queries.ts';

export type NewParty = {
  readonly kind: PartyKind;
  readonly name: string;
  readonly country: string;
};

/** Registers a party; the result is `{ id }`. */
export function registerParty(
  node: Node,
  acting: Acting,
  wanted: NewParty,
): Promise<Done<RegisterPartyRefusal>> {
  return execute<
    { subject: PartyId; namesake: PartyId | undefined },
    DomainEvent,
    RegisterPartyRefusal
  >(node, {
    ...envelope(acting, wanted),
    load: async (tx) => ({
      subject: newId<'Party'>(acting.now),
      namesake: await findNamesake(tx, wanted),
    }),
    decide: (loaded) => decideParty({ ...wanted, ...loaded }),
    aggregates: { party: partyAggregate },
    result: (_events, { subject }) => ({ id: subject }),
  });
}

export type NewPerson = {
  readonly party: PartyId;
  readonly name: string;
  readonly login: Login;
  readonly password: string;
  readonly roles: readonly Role[];
  readonly language: Language;
};

/** Too many passwords are being hashed just now. */
export type Busy = { readonly code: 'busy' };

/** Registers a person who may sign in; the result is `{ id }`. */
export async function registerPerson(
  node: Node & { readonly passwords: PasswordKeeper },
  acting: Acting,
  wanted: NewPerson,
): Promise<Done<RegisterPersonRefusal | Busy>> {
  const { password, ...request } = wanted;
  const weak = passwordRefusal(password, wanted.login);
  const hash = weak === undefined ? await node.passwords.hash(password) : '';
  if (hash === undefined) return { accepted: false, refusal: { code: 'busy' } };
  const { party, roles, language, login } = wanted;
  return execute(node, {
    ...envelope(acting, request), // without the password: a fast hash of it would be stored
    load: async (tx) => ({
      ...newPerson(wanted, acting.now),
      party: await findParty(tx, party),
      isLoginTaken: (await findLogin(tx, login)) !== undefined,
    }),
    decide: ({
      name,
      login: loginSalted,
      ...loaded
    }): Decision<DomainEvent, RegisterPersonRefusal> =>
      decidePerson({
        ...loaded,
        roles,
        language,
        nameHash: name.hash,
        loginHash: loginSalted.hash,
        passwordSha256: sha256Of(hash),
        password: weak,
      }),
    aggregates: { person: personAggregate },
    also: (tx, _events, person) => keepPerson(tx, { ...person, party, hash }),
    result: (_events, { subject }) => ({ id: subject }),
  });
}

export type PersonKept = {
  readonly subject: PersonId;
  readonly name: Salted;
  readonly login: Salted;
};

/** A person to be: an id, and the values that are kept beside. */
export function newPerson(wanted: { name: string; login: Login }, now: Instant): PersonKept {
  return {
    subject: newId<'Person'>(now),
    name: salted(wanted.name),
    login: salted(wanted.login),
  };
}

/** What the fact holds of a password hash, in hex. */
export function sha256Of(passwordHash: string): string {
  return sha256Hex(passwordHash);
}

/** The values and the password of a person, in the commit of their fact. */
export async function keepPerson(
  tx: Sql,
  person: PersonKept & { readonly party: PartyId; readonly hash: string },
): Promise<void> {
  const { subject, party, name, login, hash } = person;
  const base = { subject: subject as Id, party, forgetAfter: 'infinity' } as const;
  await keepValue(tx, { ...base, field: 'name', salted: name, purpose: PURPOSES.name });
  await keepValue(tx, { ...base, field: 'login', salted: login, purpose: PURPOSES.login });
  await tx.query('INSERT INTO parties.credential (person, party, password) VALUES ($1, $2, $3)', [
    subject,
    party,
    hash,
  ]);
}
