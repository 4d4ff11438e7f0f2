// To which addresses a node may send: what somebody types as the address of a system must not reach the node's own
// network. Public addresses are open; all others are closed unless the operator names their network.
import { BlockList, isIP, isIPv4 } from 'node:net';

/** IANA IPv4 Special-Purpose Address Registry (RFC 6890): what is not globally reachable, and multicast. */
const CLOSED_4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;
/** Global unicast (RFC 4291 §2.4) is open, but for its parts that lead elsewhere or nowhere. */
const OPEN_6 = ['2000::', 3] as const;
const CLOSED_6 = [
  ['2001::', 23], // Teredo, ORCHID, benchmarking
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4: an IPv4 address inside
  ['3fff::', 20],
] as const;

const closed = new BlockList();
for (const [net, bits] of CLOSED_4) closed.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of CLOSED_6) closed.addSubnet(net, bits, 'ipv6');
const open = new BlockList();
open.addSubnet(OPEN_6[0], OPEN_6[1], 'ipv6');

export type Reach = {
  /** Whether the operator named its network. */
  isOwn(address: string): boolean;
  mayReach(address: string): boolean;
};

/** An IPv4 address written as IPv6 (RFC 4291 §2.5.5.2) is that IPv4 address, by every spelling. */
const MAPPED = /^(?:0*:)*:?(?:0+:)*ffff:(.+)$/i;

function plainOf(address: string): string {
  const inner = isIPv4(address) ? undefined : MAPPED.exec(address)?.[1];
  if (inner === undefined) return address;
  if (isIPv4(inner)) return inner;
  const [high, low, ...rest] = inner.split(':').map((part) => Number.parseInt(part, 16));
  if (high === undefined || low === undefined || rest.length > 0) return address;
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Throws on a network that is none. */
export function reachOf(networks: string | undefined): Reach {
  const own = new BlockList();
  for (const given of (networks ?? '').split(',').map((one) => one.trim()))
    if (given !== '') addNetwork(own, given);
  const isIn = (list: BlockList, address: string): boolean =>
    list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
  const isOwn = (address: string): boolean => isIn(own, plainOf(address));
  return {
    isOwn,
    mayReach: (given) => {
      const address = plainOf(given);
      if (isIP(address) === 0) return false;
      if (isOwn(address)) return true;
      return !isIn(closed, address) && (isIPv4(address) || isIn(open, address));
    },
  };
}

function addNetwork(own: BlockList, given: string): void {
  const [net = '', bits] = given.split('/');
  const family = isIPv4(net) ? 'ipv4' : 'ipv6';
  own.addSubnet(net, bits === undefined ? (isIPv4(net) ? 32 : 128) : Number(bits), family);
}
