// `npm run -s bench:decode`: how many frames a second one core decodes, by dialect: the everyday report that a
// fleet of the dialect sends, framed once and decoded over and over. Dialects of bytes must reach 500,000;
// of texts the figure is only told.
import { DIALECTS } from '@lakiri/cli/dialects';
import type { Dialect, Instant } from '@lakiri/kit';
import { encodeBatch as encodeCce, type ParameterInput } from '@lakiri/protocol-meitrack';
import { anyTrack, FLEET_DIALECTS, type FleetDialect, framesOf } from '@lakiri/simulator';
import { readFlags } from './flags.ts';
import { command, progress } from './report.ts';

/** Of a core; see the issue of dialects. */
const BINARY_FRAMES_PER_S_MIN = 500_000;
const BINARY: readonly string[] = [
  ...['jointech', 'jt808', 'gt06', 'teltonika', 'suntech', 'meitrack', 'meitrack-cce'],
];
const standard = { 'seconds-each': 1, rounds: 3 };
const FROM = Date.UTC(2026, 10, 23, 4, 29, 26) as Instant;
/** Different frames, so that nothing is decoded out of a cache of one. */
const FRAMES = 512;

const WIRE_IDS: Partial<Record<FleetDialect, string>> = {
  jointech: '8131000007',
  jt808: '013900000007',
  suntech: '0850000007',
  lakiri: 'LKR-00000007',
};

await command(() => {
  const flags = readFlags(standard);
  const slow: string[] = [];
  for (const [name, { dialect, frames }] of subjects()) {
    const perS = framesPerS(dialect, framed(dialect, frames), flags);
    const isBinary = BINARY.includes(name);
    const holds = !isBinary || perS >= BINARY_FRAMES_PER_S_MIN;
    if (!holds) slow.push(name);
    const bytes = Math.round(frames.reduce((sum, it) => sum + it.length, 0) / frames.length);
    const judged = isBinary ? { at_least: BINARY_FRAMES_PER_S_MIN, holds } : {};
    console.log(JSON.stringify({ dialect: name, frame_bytes: bytes, per_s: perS, ...judged }));
  }
  if (slow.length > 0) progress(`below ${BINARY_FRAMES_PER_S_MIN}: ${slow.join(', ')}`);
  process.exitCode = slow.length > 0 ? 1 : 0;
  return Promise.resolve();
});

type Subject = { readonly dialect: Dialect; readonly frames: readonly Uint8Array[] };

function subjects(): readonly (readonly [string, Subject])[] {
  const said = FLEET_DIALECTS.map((name) => {
    const wireId = WIRE_IDS[name] ?? '352093000000007';
    const seal = { wireId, track: anyTrack() };
    const frames = framesOf(name, seal, { from: FROM, count: FRAMES });
    return [name, { dialect: dialectOf(name), frames }] as const;
  });
  return [...said, ['meitrack-cce', { dialect: dialectOf('meitrack'), frames: cceFrames() }]];
}

function dialectOf(name: string): Dialect {
  const spoken = DIALECTS.get(name);
  if (spoken === undefined) throw new RangeError(`nothing decodes ${name}`);
  return spoken.dialect;
}

function framed(dialect: Dialect, frames: readonly Uint8Array[]): readonly Uint8Array[] {
  const framer = dialect.framer();
  return frames.flatMap((frame) => framer.push(frame).map(({ bytes }) => bytes));
}

/** The best of the rounds: what else the machine does is not the decoder's. */
function framesPerS(
  dialect: Dialect,
  frames: readonly Uint8Array[],
  flags: Readonly<Record<keyof typeof standard, number>>,
): number {
  for (const frame of frames) {
    const { kind } = dialect.decode(frame);
    if (kind !== 'reports') throw new Error(`${dialect.name} reads its everyday report as ${kind}`);
  }
  let best = 0;
  for (let round = 0; round < flags.rounds; round++) {
    const untilMs = performance.now() + flags['seconds-each'] * 1_000;
    const from = process.cpuUsage();
    let decoded = 0;
    while (performance.now() < untilMs) {
      for (const frame of frames) dialect.decode(frame);
      decoded += frames.length;
    }
    const { user, system } = process.cpuUsage(from);
    best = Math.max(best, (decoded * 1e6) / (user + system));
  }
  return Math.round(best);
}

/** CCE with one record of twelve parameters. */
function cceFrames(): readonly Uint8Array[] {
  const of = (id: number, bytes: 1 | 2 | 4, number: number): ParameterInput => ({
    id,
    value: { bytes, number },
  });
  return Array.from({ length: FRAMES }, (_, k) =>
    encodeCce(
      { imei: '352093000000007', flag: 'A' },
      {
        remaining: 0,
        records: [
          [
            ...[of(0x01, 1, 35), of(0x05, 1, 1), of(0x06, 1, 11), of(0x07, 1, 24)],
            ...[of(0x08, 2, 61), of(0x09, 2, 316), of(0x0b, 2, 17), of(0x19, 2, 400)],
            ...[of(0x02, 4, 2 ** 32 - 3_860_000 + k), of(0x03, 4, 39_470_000 - k)],
            ...[of(0x04, 4, 848_000_000 + k), of(0x0c, 4, 1_204_000 + k)],
          ],
        ],
      },
    ),
  );
}
