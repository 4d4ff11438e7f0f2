// Builders for the tests of other modules and for demonstrations.
import type { Id, Instant } from '@lakiri/kit';
import { type Login, type PartyId, type PersonId, parseLogin, type Role } from './core/index.ts';
import {
  type Acting,
  type Node,
  type PasswordKeeper,
  passwordKeeper,
  registerParty,
  registerPerson,
  setUp,
} from './store/index.ts';

/** Hashing that takes no time. Never for people. */
export const quickPasswords = (): PasswordKeeper => passwordKeeper({ ln: 4, r: 8, p: 1 });

export const TEST_PASSWORD = 'three rope seals';

export type TestNode = Node & { readonly passwords: PasswordKeeper };

export type Administration = {
  readonly party: PartyId;
  /** admin and officer, login `admin` */
  readonly person: PersonId;
  readonly acting: Acting;
};

/** A node set up with an administration of Kenya. Throws when it was set up before. */
export async function testAdministration(node: TestNode, now: Instant): Promise<Administration> {
  const done = await setUp(node, now, {
    administration: 'Revenue Authority',
    country: 'KE',
    name: 'A. Otieno',
    login: testLogin('admin'),
    password: TEST_PASSWORD,
    language: 'en',
  });
  if ('refusal' in done) throw new Error(done.refusal.code);
  const { party, person } = done;
  const acting = { scope: { party }, actor: `person:${person}`, authority: `party:${party}`, now };
  return { party, person, acting };
}

export async function testTransporter(
  node: TestNode,
  acting: Acting,
  name = 'Coast Haulage',
): Promise<PartyId> {
  const done = await registerParty(node, acting, { kind: 'transporter', name, country: 'KE' });
  if (!done.accepted) throw new Error(done.refusal.code);
  return (done.result as { id: PartyId }).id;
}

export async function testPerson(
  node: TestNode,
  acting: Acting,
  wanted: { readonly party: PartyId; readonly login: string; readonly roles: readonly Role[] },
): Promise<PersonId> {
  const done = await registerPerson(node, acting, {
    ...wanted,
    login: testLogin(wanted.login),
    name: `Person ${wanted.login}`,
    password: TEST_PASSWORD,
    language: 'sw',
  });
  if (!done.accepted) throw new Error(done.refusal.code);
  return (done.result as { id: Id<'Person'> }).id;
}

export function testLogin(text: string): Login {
  const login = parseLogin(text);
  if (login === undefined) throw new Error(`${text} is no login`);
  return login;
}
