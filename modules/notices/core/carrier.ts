// What carries letters and short messages for the whole node: set by an administrator, replaced as a whole. Its address
// and its password are sealed beside; the fact holds the SHA-256 of the sealed bytes only.
import { accept, type Decision, type Id, type Instant } from '@lakiri/kit';

export type CarrierId = Id<'NoticeCarrier'>;
export const CARRIER_KINDS = ['email', 'sms'] as const;
export type CarrierKind = (typeof CARRIER_KINDS)[number];

export type Carrier = {
  readonly id: CarrierId;
  readonly kind: CarrierKind;
  readonly sealedSha256: string;
  readonly setAt: Instant;
};

export type CarrierSet = {
  readonly subjectKind: 'notice-carrier';
  readonly subject: CarrierId;
  readonly type: 'notice-carrier-set';
  readonly body: {
    readonly kind: CarrierKind;
    readonly sealedSha256: string;
    readonly at: Instant;
  };
};

export function setCarrier({
  id,
  setAt: at,
  ...body
}: Carrier): Decision<CarrierSet, { code: never }> {
  return accept({
    subjectKind: 'notice-carrier',
    subject: id,
    type: 'notice-carrier-set',
    body: { ...body, at },
  });
}

export function evolveCarrier(_known: Carrier | undefined, { subject, body }: CarrierSet): Carrier {
  const { at, ...rest } = body;
  return { id: subject, ...rest, setAt: at };
}
