import { type Instant, type Malformed, NO_BITS, type RawValue, type Report } from '@lakiri/kit';
import { instantOfClock } from './clock.ts';
import type { OmniProfile } from './profile.ts';
import type { OmniText } from './text.ts';

/** A text being read: its envelope, its bytes, and the model's profile. */
export type Reading = {
  readonly text: OmniText;
  readonly frame: Uint8Array;
  readonly profile: OmniProfile;
};

/** What a text says beyond its envelope. */
export type Said = Partial<Omit<Report, 'raw' | 'record' | 'source'>> & {
  readonly raw: Readonly<Record<string, RawValue>>;
};

/** What the parameters of a text say, or the field that makes no sense. */
export type Read = { readonly said: Said } | Malformed;

/** One report: nothing but what the text says, with its clock unless it says a better one. */
export function reportOf({ text, frame, profile }: Reading, said: Said): Report {
  const occurredAt: Instant | null = instantOfClock(text.clock, profile.utcOffsetMinutes);
  return {
    occurredAt,
    source: 'live',
    fix: 'none',
    lat: null,
    lon: null,
    speedKmh: null,
    courseDeg: null,
    altitudeM: null,
    satellites: null,
    odometerKm: null,
    batteryPct: null,
    bits: NO_BITS,
    event: null,
    ...said,
    raw: { form: text.form, maker: text.maker, word: text.word, clock: text.clock, ...said.raw },
    // Without the envelope, whose clock may be that of the sending.
    record: frame.slice(text.wordAt, frame.length - 1),
  };
}
