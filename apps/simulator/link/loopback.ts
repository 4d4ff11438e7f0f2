import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * Refuses any address but this machine's own: simulated seals told to a real node would be evidence
 * of journeys that never were. A name is refused too, since what it means is decided elsewhere.
 * Throws RangeError.
 */
export function assertLoopback(host: string): void {
  const family = isIP(host);
  const allowed = family !== 0 && loopback.check(host, family === 6 ? 'ipv6' : 'ipv4');
  if (!allowed) throw new RangeError(`the simulator speaks to 127.0.0.1 only, not to ${host}`);
}
