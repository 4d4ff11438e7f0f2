import type { Instant } from '@lakiri/kit';
import { pressOf } from './frame-press.ts';
import type { Track } from './track.ts';
import type { FleetClock, FleetSpeech } from './voice.ts';
import {
  gt06Speech,
  jt808Speech,
  meitrackSpeech,
  suntechSpeech,
  teltonikaSpeech,
} from './voices/binary.ts';
import { jointechSpeech } from './voices/jointech.ts';
import { lakiriSpeech } from './voices/lakiri.ts';
import { esealSpeech, omniSpeech, queclinkSpeech } from './voices/text.ts';

type SpeechAt = (clock: FleetClock) => FleetSpeech;

const SPEECHES = {
  eseal: esealSpeech,
  gt06: gt06Speech,
  jt808: jt808Speech,
  lakiri: lakiriSpeech,
  meitrack: meitrackSpeech,
  omni: omniSpeech,
  queclink: queclinkSpeech,
  suntech: suntechSpeech,
  teltonika: teltonikaSpeech,
} as const satisfies Readonly<Record<string, SpeechAt>>;

export type FleetDialect = keyof typeof SPEECHES | 'jointech';

/** What a fleet can speak. */
export const FLEET_DIALECTS = ['jointech', ...Object.keys(SPEECHES)] as readonly FleetDialect[];

/** Whether reports of it are answered; of the others only the register tells that they are stored. */
export function isAnswered(dialect: FleetDialect): boolean {
  return dialect !== 'suntech';
}

export type Speaking = {
  readonly clock: FleetClock;
  speechOf(dialect: FleetDialect): FleetSpeech;
};

/**
 * `from`: device time of frame 0, whole seconds. `stepS`: device seconds between two frames of a seal, a
 * whole number. Throws RangeError otherwise.
 */
export function speakingFrom(from: Instant, stepS: number): Speaking {
  const press = pressOf(from, stepS);
  const made = new Map<FleetDialect, FleetSpeech>([['jointech', jointechSpeech(press)]]);
  return {
    clock: press.occurredAt,
    speechOf: (dialect) => {
      const known = made.get(dialect);
      if (known !== undefined || dialect === 'jointech') return known ?? jointechSpeech(press);
      const speech = SPEECHES[dialect](press.occurredAt);
      made.set(dialect, speech);
      return speech;
    },
  };
}

/** The first `count` reports of a seal, each as the frame that a fleet sends. */
export function framesOf(
  dialect: FleetDialect,
  seal: { readonly wireId: string; readonly track: Track },
  { from, count }: { readonly from: Instant; readonly count: number },
): readonly Uint8Array[] {
  const speech = speakingFrom(from, 1).speechOf(dialect);
  const voice = speech.voiceOf(seal);
  return Array.from({ length: count }, (_, k) => {
    const frame = new Uint8Array(speech.frameBytesMax);
    return frame.slice(0, voice.put(frame, 0, { k, count: 1, stored: false, cut: false }));
  });
}
