const POLYNOMIAL = 0xa001; // CRC-16/IBM, reflected, start 0

const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  return crc;
});

/** CRC-16/IBM of `bytes[from, to)`: over codec to last count, by the maker's page. */
export function crc16(bytes: Uint8Array, from: number, to: number): number {
  let crc = 0;
  for (let at = from; at < to; at++)
    crc = (crc >>> 8) ^ (TABLE[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  return crc;
}

const HEAD_BYTES = 8; // four zeros, and the length of what follows up to the sum
const SUM_BYTES = 4;

/** A packet with the sum that it should have, for looking at one whose bytes were changed; anything else as it is. */
export function resummed(packet: Uint8Array): Uint8Array {
  if (packet.length <= HEAD_BYTES + SUM_BYTES || packet[0] !== 0 || packet[1] !== 0) return packet;
  const to = packet.length - SUM_BYTES;
  const whole = packet.slice();
  new DataView(whole.buffer).setUint32(to, crc16(packet, HEAD_BYTES, to));
  return whole;
}
