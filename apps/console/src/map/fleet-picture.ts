import type { Severity } from '../api/contract.ts';
import type { TruckSign } from './truck-sign.ts';

// Which of many trucks a picture shows, and where: pure, so that a table can say it. Twenty thousand trucks along five roads
// lie many deep; only what can be seen is drawn.

export type Shown = { readonly trucks: boolean; readonly alarms: boolean };

/** What part of the square of the world is on the screen, in CSS pixels. */
export type Eye = {
  readonly zoom: number;
  /** Of the screen's upper left corner, from the world's. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** A sign in its place on the screen. */
export type Mark = { readonly sign: TruckSign; readonly x: number; readonly y: number };

export type Picture = {
  readonly healthy: readonly Mark[];
  /** The most urgent last, so that it lies on top. */
  readonly alarmed: readonly Mark[];
  /** Those whose label is written. */
  readonly labelled: readonly Mark[];
};

/** MapLibre's tiles are so wide: at zoom 0 the world is one of them. */
const TILE_PX = 512;
/** A sign whose middle is outside may still reach in. */
const REACH_IN_PX = 24;
/** Two signs of a state closer than this look like one: the smallest is ten pixels wide. */
const APART_PX = 3;
const STATES = ['moving', 'stopped', 'silent'] as const;
/** Beyond so many, nobody reads them; and each costs as much as a hundred signs. */
const LABELS_MAX = 100;
/** Of a plate in 11.5 px type. */
const LABEL_LETTER_PX = 7;
const LABEL_HIGH_PX = 14;

/** Pixels of the whole world at a zoom. */
export const worldPx = (zoom: number): number => TILE_PX * 2 ** zoom;

/** The severity with which a sign is drawn. With alarms hidden, an alarmed truck is one like any other and must not vanish. */
function drawnSeverity({ severity }: TruckSign, shown: Shown): Severity | null | undefined {
  if (severity !== null && shown.alarms) return severity;
  return shown.trucks ? null : undefined;
}

/**
 * What is drawn of all trucks. Of healthy ones of one state that lie within three pixels the first is; an alarmed one is
 * always drawn.
 */
export function pictureOf(signs: Iterable<TruckSign>, eye: Eye, shown: Shown): Picture {
  const healthy: Mark[] = [];
  const alarmed: Mark[] = [];
  const taken = takenOf(eye);
  for (const mark of marksOf(signs, eye)) {
    const severity = drawnSeverity(mark.sign, shown);
    if (severity === null) {
      if (taken(mark)) continue;
      healthy.push(mark);
    } else if (severity !== undefined) alarmed.push(mark);
  }
  alarmed.sort((one, other) => (other.sign.severity ?? 0) - (one.sign.severity ?? 0));
  return { healthy, alarmed, labelled: labelled(alarmed) };
}

function* marksOf(signs: Iterable<TruckSign>, eye: Eye): Generator<Mark> {
  const world = worldPx(eye.zoom);
  for (const sign of signs) {
    const x = sign.x * world - eye.left;
    const y = sign.y * world - eye.top;
    if (x < -REACH_IN_PX || x > eye.width + REACH_IN_PX) continue;
    if (y < -REACH_IN_PX || y > eye.height + REACH_IN_PX) continue;
    yield { sign, x, y };
  }
}

/** Says whether a sign of the same state has been seen in the same small square, and remembers it. */
function takenOf({ width, height }: Eye): (mark: Mark) => boolean {
  const across = Math.ceil((width + 2 * REACH_IN_PX) / APART_PX) + 1;
  const down = Math.ceil((height + 2 * REACH_IN_PX) / APART_PX) + 1;
  const cells = new Uint8Array(across * down);
  return ({ sign, x, y }) => {
    const column = Math.floor((x + REACH_IN_PX) / APART_PX);
    const row = Math.floor((y + REACH_IN_PX) / APART_PX);
    const cell = row * across + column;
    const bit = 1 << STATES.indexOf(sign.state);
    const before = cells[cell] ?? 0;
    cells[cell] = before | bit;
    return (before & bit) !== 0;
  };
}

/** Of two labels on one spot one is readable; both would be neither. */
function labelled(alarmed: readonly Mark[]): readonly Mark[] {
  const written: Mark[] = [];
  for (const mark of alarmed) {
    if (mark.sign.label === '') continue;
    if (written.length >= LABELS_MAX) break;
    if (!written.some((other) => isUnder(mark, other))) written.push(mark);
  }
  return written;
}

function isUnder(one: Mark, other: Mark): boolean {
  const letters = (one.sign.label.length + other.sign.label.length) / 2;
  return (
    Math.abs(one.x - other.x) < letters * LABEL_LETTER_PX &&
    Math.abs(one.y - other.y) < LABEL_HIGH_PX
  );
}

/** How large a healthy truck's sign of 16 px is drawn: small over the whole corridor, larger where there is room. */
export function healthyScale(zoom: number): number {
  if (zoom <= 4) return 0.62;
  if (zoom <= 6) return 0.62 + ((zoom - 4) / 2) * 0.23;
  return Math.min(1.1, 0.85 + ((zoom - 6) / 3) * 0.25);
}

/** Of a severity's sign of 24 px. */
export const ALARMED_SCALE = 0.82;
const HEALTHY_PX = 16;
const ALARMED_PX = 24;

type At = { readonly x: number; readonly y: number; readonly reachPx: number };

/** The trucks whose signs lie at a point of the screen, the most urgent first, then the nearest. Also those that lie under others. */
export function signsAt(
  signs: Iterable<TruckSign>,
  eye: Eye,
  { x, y, reachPx, shown }: At & { readonly shown: Shown },
): readonly TruckSign[] {
  const healthyPx = (healthyScale(eye.zoom) * HEALTHY_PX) / 2 + reachPx;
  const alarmedPx = (ALARMED_SCALE * ALARMED_PX) / 2 + reachPx;
  const found: { sign: TruckSign; urgency: number; px: number }[] = [];
  for (const mark of marksOf(signs, eye)) {
    const severity = drawnSeverity(mark.sign, shown);
    if (severity === undefined) continue;
    const px = Math.max(Math.abs(mark.x - x), Math.abs(mark.y - y));
    if (px > (severity === null ? healthyPx : alarmedPx)) continue;
    found.push({ sign: mark.sign, urgency: severity ?? Number.POSITIVE_INFINITY, px });
  }
  // Infinity less itself is no number; two healthy ones are told apart by their distance.
  const order = (one: number, other: number): number => (one === other ? 0 : one - other);
  return found
    .sort((one, other) => order(one.urgency, other.urgency) || one.px - other.px)
    .map(({ sign }) => sign);
}
