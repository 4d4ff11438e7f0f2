import { isoOf } from '@lakiri/kit';
import { z } from 'zod';
import {
  LANGUAGES,
  PARTY_KINDS,
  PARTY_NAME_CHARS,
  PERSON_NAME_CHARS,
  parseLogin,
  ROLES,
  type Viewer,
} from '../core/index.ts';

/** Printable text without line breaks. */
const line = (chars: { readonly min: number; readonly max: number }) =>
  z
    .string()
    .trim()
    .min(chars.min)
    .max(chars.max)
    .regex(/^\P{C}+$/u, 'no control characters');

/** Longer than any password that would be taken, so that the rule can say so itself. */
const PASSWORD_TYPED_CHARS_MAX = 1_000;
const password = z.string().max(PASSWORD_TYPED_CHARS_MAX);

const login = z
  .string()
  .max(200)
  .transform((text, context) => {
    const parsed = parseLogin(text);
    if (parsed !== undefined) return parsed;
    context.addIssue('3 to 64 letters, digits and . _ @ + - , beginning with a letter or digit');
    return z.NEVER;
  });

const country = z.string().regex(/^[A-Z]{2}$/, 'two capital letters (ISO 3166-1)');
export const partyKind = z.enum(PARTY_KINDS);
export const newParty = z.object({ kind: partyKind, name: line(PARTY_NAME_CHARS), country });
export const party = newParty.extend({ id: z.uuid() }).meta({ id: 'Party' });

export const newPerson = z.object({
  party: z.uuid(),
  name: line(PERSON_NAME_CHARS),
  login,
  password,
  roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
  language: z.enum(LANGUAGES),
});

export const newNode = z.object({
  token: z.string().max(200),
  administration: line(PARTY_NAME_CHARS),
  country,
  name: line(PERSON_NAME_CHARS),
  login,
  password,
  language: z.enum(LANGUAGES).default('en'),
});

/** A login is not parsed here: what it may look like is nobody's business before sign-in. */
export const signIn = z.object({ login: z.string().max(200), password });

export const session = z
  .object({
    person: z.object({
      id: z.uuid(),
      name: z.string(),
      roles: z.array(z.enum(ROLES)),
      language: z.enum(LANGUAGES),
    }),
    party,
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Session' });

export const idempotent = z.looseObject({ 'idempotency-key': z.uuid() });

export function sessionView({ person, roles, party: of, expiresAt }: Viewer) {
  return {
    person: { ...person, roles: [...roles] },
    party: of,
    expiresAt: isoOf(expiresAt),
  };
}
