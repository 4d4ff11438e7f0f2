import {
  type Policy,
  policyVerifiers,
  type Verifier,
  type WitnessVerifier,
} from '@lakiri/evidence';
import { CannotStart } from '@lakiri/platform/cannot-start';

/** One address of the policy, and those of its witnesses that answer there: two when one signs with two keys. */
export type Peer = {
  readonly url: string;
  readonly witnesses: readonly WitnessVerifier[];
};

/** Whom to ask, from the policy's addresses and nothing else. Throws CannotStart for one that is none. */
export function peersOf(policy: Policy): readonly Peer[] {
  const verifiers = new Map(
    policyVerifiers(policy).witnesses.map((witness) => [witness.name, witness]),
  );
  const peers = new Map<string, WitnessVerifier[]>();
  for (const { name, url } of policy.witnesses) {
    const witness = verifiers.get(name);
    if (url === undefined || witness === undefined) continue;
    const address = addressOf(name, url);
    peers.set(address, [...(peers.get(address) ?? []), witness]);
  }
  return [...peers].map(([url, witnesses]) => ({ url, witnesses }));
}

export function keysOf({ witnesses }: Peer): readonly Verifier[] {
  return witnesses.map(({ verifier }) => verifier);
}

/** The names of a peer as its operator knows it. */
export function nameOf({ witnesses }: Peer): string {
  return witnesses.map(({ name }) => name).join('+');
}

function addressOf(name: string, text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw new CannotStart(
      'bad-witness-url',
      `the policy's witness ${name} has the address "${text}"; it must be http(s)://… without ? and #.`,
    );
  return url.href.replace(/\/+$/, '');
}
