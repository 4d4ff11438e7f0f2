// A dialect that says whatever a test wants it to say: what no maker's decoder should ever let through.
import { type Dialect, type Framed, type Instant, NO_BITS, type Report } from '@lakiri/kit';

const NEWLINE = 0x0a;

/** Frames are `<wire id> <number>\n`; the number is of a list of reports held by the test. */
export function mischief(): Dialect & {
  /** The frame that will be decoded to these reports. */
  frame(wireId: string, reports: readonly Partial<Report>[]): Uint8Array;
} {
  const held: (readonly Partial<Report>[])[] = [];
  return {
    name: 'jointech', // so that the register knows its seals
    frameBytesMax: 64,
    framer: () => ({
      push: (chunk) => {
        const framed: Framed[] = [];
        for (let from = 0, at = 0; at < chunk.length; at++) {
          if (chunk[at] !== NEWLINE) continue;
          framed.push({ kind: 'frame', bytes: chunk.subarray(from, at + 1) });
          from = at + 1;
        }
        return framed;
      },
      end: () => [],
    }),
    decode: (frame) => {
      const [wireId = '', number = ''] = Buffer.from(frame).toString().trim().split(' ');
      const reports = (held[Number(number)] ?? []).map((over, at) => said(over, frame, at));
      return { kind: 'reports', wireId, secrets: [], ack: { number: Number(number) }, reports };
    },
    acknowledge: ({ ack }, outcome) =>
      outcome === 'stored' ? Buffer.from(`(${ack?.['number']})`) : undefined,
    frame: (wireId, reports) => Buffer.from(`${wireId} ${held.push(reports) - 1}\n`),
  };
}

function said(over: Partial<Report>, frame: Uint8Array, at: number): Report {
  return {
    occurredAt: Date.now() as Instant,
    source: 'live',
    fix: 'gnss',
    lat: -4.045,
    lon: 39.64,
    speedKmh: 40,
    courseDeg: 300,
    altitudeM: null,
    satellites: 9,
    odometerKm: 10,
    batteryPct: 90,
    bits: { ...NO_BITS, motorLocked: true },
    event: null,
    raw: {},
    record: Buffer.concat([frame, Uint8Array.of(at)]),
    ...over,
  };
}
