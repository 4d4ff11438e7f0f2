import { accept, type Decision, refuse } from '@lakiri/kit';
import { type Party, type PartyRegistered, partyRegistered } from './party.ts';
import {
  type PersonRegistered,
  type RegisterPerson,
  type RegisterPersonRefusal,
  registerPerson,
} from './person.ts';

export type SetUp = {
  readonly isSetUp: boolean;
  readonly administration: Omit<Party, 'kind' | 'home'>;
  readonly first: Omit<RegisterPerson, 'party' | 'roles' | 'isLoginTaken'>;
};

export type SetUpRefusal = { readonly code: 'already-set-up' } | RegisterPersonRefusal;

/** A node begins with its administration and one person who may let others in; once. */
export function setUp(command: SetUp): Decision<PartyRegistered | PersonRegistered, SetUpRefusal> {
  if (command.isSetUp) return refuse({ code: 'already-set-up' });
  const party = { ...command.administration, kind: 'administration', home: true } as const;
  const first = registerPerson({
    ...command.first,
    party,
    roles: ['admin', 'officer'],
    isLoginTaken: false,
  });
  if (!first.accepted) return first;
  return accept<PartyRegistered | PersonRegistered>(partyRegistered(party), ...first.facts);
}
