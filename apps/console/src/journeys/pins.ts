import type { JourneyEvent } from '../api/contract.ts';
import type { Span } from './playback.ts';

/** What people did about a journey, by the sign it has on the rail. */
export type PinKind = 'photo' | 'call' | 'unit' | 'exception';

export type Pin = {
  readonly kind: PinKind;
  /** UTC milliseconds, of the first that stands here. */
  readonly at: number;
  /** Its place on the rail, 0 to 1. */
  readonly part: number;
  /** All that fall together here, oldest first. */
  readonly events: readonly JourneyEvent[];
};

/** Pins closer than this part of the rail would lie over each other: they are one, with a number. */
const APART = 0.03;

/** The photographs, calls, units and exceptions of a journey, each in its moment on the rail. */
export function pinsOf(events: readonly JourneyEvent[], { from, to }: Span): readonly Pin[] {
  const pins: { kind: PinKind; at: number; part: number; events: JourneyEvent[] }[] = [];
  const told = events
    .map((event) => ({ event, at: Date.parse(event.at), kind: pinKind(event) }))
    .sort((one, other) => one.at - other.at);
  for (const { event, at, kind } of told) {
    if (kind === undefined || at < from || at > to) continue;
    const part = (at - from) / Math.max(1, to - from);
    const last = pins.at(-1);
    if (last !== undefined && part - last.part < APART) {
      last.events.push(event);
      if (ORDER.indexOf(kind) < ORDER.indexOf(last.kind)) last.kind = kind;
    } else pins.push({ kind, at, part, events: [event] });
  }
  return pins;
}

/** Of several in one place the first of these gives the sign. */
const ORDER: readonly PinKind[] = ['photo', 'exception', 'unit', 'call'];

function pinKind({ type, params }: JourneyEvent): PinKind | undefined {
  if (hasPhoto(params)) return 'photo';
  if (type === 'journey-exception-reported') return 'exception';
  if (type === 'call-logged') return 'call';
  return type.startsWith('dispatch-') ? 'unit' : undefined;
}

const hasPhoto = (params: JourneyEvent['params']): boolean =>
  Object.entries(params).some(
    ([name, value]) => /photoSha256$/i.test(name) && typeof value === 'string',
  ) ||
  (typeof params.photos === 'number' && params.photos > 0);
