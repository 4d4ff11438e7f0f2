import { accept, type Decision, type Id, refuse } from '@lakiri/kit';

export type PartyId = Id<'Party'>;

export const PARTY_KINDS = ['administration', 'transporter', 'vendor', 'agent'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

/** Who may own, carry, declare or control: an organisation, never a person. */
export type Party = {
  readonly id: PartyId;
  readonly kind: PartyKind;
  /** The name in the public register of companies or in law: not a personal value. */
  readonly name: string;
  /** ISO 3166-1 alpha-2 of its seat. */
  readonly country: string;
  /** The administration whose node this is; one at most. */
  readonly home: boolean;
};

export const PARTY_NAME_CHARS = { min: 2, max: 120 } as const;

export type PartyRegistered = {
  readonly subjectKind: 'party';
  readonly subject: PartyId;
  readonly type: 'party-registered';
  readonly body: Omit<Party, 'id'>;
};

export type RegisterParty = {
  readonly subject: PartyId;
  readonly kind: PartyKind;
  readonly name: string;
  readonly country: string;
  /** The party of the same kind, country and name, if there is one. */
  readonly namesake: PartyId | undefined;
};

export type RegisterPartyRefusal = { readonly code: 'party-name-taken'; readonly party: PartyId };

export function registerParty(
  command: RegisterParty,
): Decision<PartyRegistered, RegisterPartyRefusal> {
  const { subject, kind, name, country, namesake } = command;
  if (namesake !== undefined) return refuse({ code: 'party-name-taken', party: namesake });
  return accept(partyRegistered({ id: subject, kind, name, country, home: false }));
}

export function partyRegistered({ id, ...body }: Party): PartyRegistered {
  return { subjectKind: 'party', subject: id, type: 'party-registered', body };
}

export function evolveParty(_party: Party | undefined, fact: PartyRegistered): Party {
  return { id: fact.subject, ...fact.body };
}
