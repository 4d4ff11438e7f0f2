import type { Decision, Instant } from '@lakiri/kit';
import { execute } from '@lakiri/platform/execute';
import { type DomainEvent, newId } from '@lakiri/platform/facts';
import {
  setUp as decide,
  type Language,
  type Login,
  type PartyId,
  type PersonId,
  passwordRefusal,
  type SetUpRefusal,
} from '../core/index.ts';
import { envelope, type Node } from './acting.ts';
import { partyAggregate, personAggregate } from './aggregates.ts';
import type { PasswordKeeper } from './password.ts';
import { permitOverseer } from './permits.ts';
import { isSetUp } from './queries.ts';
import { type Busy, keepPerson, newPerson, sha256Of } from './register.ts';

export type NewNode = {
  readonly administration: string;
  readonly country: string;
  readonly name: string;
  readonly login: Login;
  readonly password: string;
  readonly language: Language;
};

export type SetUpDone = { readonly party: PartyId; readonly person: PersonId };

/** Begins a node: its administration, which oversees it, and the first person. Only while there is no party. */
export async function setUp(
  node: Node & { readonly passwords: PasswordKeeper },
  now: Instant,
  wanted: NewNode,
): Promise<SetUpDone | { readonly refusal: SetUpRefusal | Busy }> {
  const weak = passwordRefusal(wanted.password, wanted.login);
  const hash = weak === undefined ? await node.passwords.hash(wanted.password) : '';
  if (hash === undefined) return { refusal: { code: 'busy' } };
  const party = newId<'Party'>(now);
  const first = newPerson(wanted, now);
  const done = await execute(node, {
    // The new party's own scope: nobody else is there to act.
    ...envelope({ scope: { party }, actor: 'node', authority: null, now }, null),
    load: async (tx) => ({ isSetUp: await isSetUp(tx) }),
    decide: (loaded): Decision<DomainEvent, SetUpRefusal> =>
      decide({
        ...loaded,
        administration: { id: party, name: wanted.administration, country: wanted.country },
        first: {
          subject: first.subject,
          language: wanted.language,
          nameHash: first.name.hash,
          loginHash: first.login.hash,
          passwordSha256: sha256Of(hash),
          password: weak,
        },
      }),
    aggregates: { party: partyAggregate, person: personAggregate },
    also: async (tx) => {
      await permitOverseer(tx, party);
      await keepPerson(tx, { ...first, party, hash });
    },
    result: () => null,
  });
  if (done.accepted) return { party, person: first.subject };
  if (done.refusal.code === 'key-reused') throw new Error('a node is set up without a key');
  return { refusal: done.refusal };
}
