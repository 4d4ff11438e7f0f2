// What another version of a route changes: for the officer who approves it, and for whoever asks later why.

import type { Opening } from './opening.ts';
import type { LonLat, Route, Stop } from './route.ts';
import { indexLine, type LineIndex, locate, pointAtKm } from './route-index.ts';
import type { Width } from './width.ts';

/** A stretch of the way; `line` has its points, `was` those it takes the place of. */
export type Stretch = {
  readonly is: 'added' | 'removed' | 'moved';
  /** On the line that it lies on: of the new version, or of the old one where it is removed. */
  readonly fromKm: number;
  readonly toKm: number;
  readonly line: readonly LonLat[];
  readonly was: readonly LonLat[];
};

type StopChange = {
  readonly is: 'added' | 'removed' | 'changed';
  readonly id: string;
  readonly name: string;
  /** Minutes; null: as its kind allows. */
  readonly was: number | null;
  readonly becomes: number | null;
  /** Null: at any hour. */
  readonly wasOpen: Opening | null;
  readonly becomesOpen: Opening | null;
};

type FieldChange = {
  readonly field: 'name' | 'km' | 'bufferM' | 'timeLimitH';
  readonly was: string | number;
  readonly becomes: string | number;
};

export type RouteDiff = {
  readonly stretches: readonly Stretch[];
  readonly stops: readonly StopChange[];
  readonly fields: readonly FieldChange[];
  /** Stretches of another width; null where they stay as they were. */
  readonly widths: { readonly was: readonly Width[]; readonly becomes: readonly Width[] } | null;
};

/** Half the least buffer that a surveyed line may have: what lies nearer is the same road, drawn by another hand. */
const SAME_M = 250;
/** A stretch is told to a fifth of a kilometre. */
const STEP_KM = 0.2;
/** Two stretches that leave and join nearer than this are one, moved. */
const JOINT_KM = 2;

/** Compares two versions of a route; stretches in the order of the way, removed ones after. */
export function diffRoutes(was: Route, becomes: Route): RouteDiff {
  const [old, fresh] = [indexLine(was.line), indexLine(becomes.line)];
  return {
    stretches: paired(apart(fresh, old), apart(old, fresh)),
    stops: stopChanges(was, becomes),
    fields: fieldChanges(was, becomes),
    widths: widthChange(was.widths ?? [], becomes.widths ?? []),
  };
}

type Run = { readonly fromKm: number; readonly toKm: number; readonly line: readonly LonLat[] };

/** The runs of a line that are farther from another than the same road would be. */
function apart(line: LineIndex, other: LineIndex): readonly Run[] {
  const runs: Run[] = [];
  let points: LonLat[] = [];
  let fromKm = 0;
  const steps = Math.ceil(line.totalKm / STEP_KM);
  for (let step = 0; step <= steps; step++) {
    const km = Math.min(step * STEP_KM, line.totalKm);
    const at = pointAtKm(line, km);
    const isApart = locate(other, at).offM > SAME_M;
    if (isApart && points.length === 0) fromKm = km;
    if (isApart) points.push([at.lon, at.lat]);
    if (points.length === 0 || (isApart && step < steps)) continue;
    runs.push({ fromKm, toKm: km, line: points });
    points = [];
  }
  return runs;
}

function paired(added: readonly Run[], removed: readonly Run[]): readonly Stretch[] {
  const left = [...removed];
  const stretches = added.map((run): Stretch => {
    const at = left.findIndex((one) => joins(run, one));
    if (at === -1) return { is: 'added', ...run, was: [] };
    const [old] = left.splice(at, 1);
    return { is: 'moved', ...run, was: old?.line ?? [] };
  });
  return [...stretches, ...left.map((run): Stretch => ({ is: 'removed', ...run, was: run.line }))];
}

function joins(a: Run, b: Run): boolean {
  return isNear(a.line.at(0), b.line.at(0)) && isNear(a.line.at(-1), b.line.at(-1));
}

function isNear(a: LonLat | undefined, b: LonLat | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const index = indexLine([a, [a[0] + 1e-9, a[1]]]);
  return locate(index, { lon: b[0], lat: b[1] }).offM <= JOINT_KM * 1_000;
}

function stopChanges(was: Route, becomes: Route): readonly StopChange[] {
  const minutes = ({ allowedMin }: Stop): number | null => allowedMin ?? null;
  const hours = (stop: Stop | undefined): Opening | null => stop?.open ?? null;
  const gone = was.allowedStops
    .filter(({ id }) => !becomes.allowedStops.some((one) => one.id === id))
    .map(
      (one): StopChange => ({
        ...{ is: 'removed', id: one.id, name: one.name },
        ...{ was: minutes(one), becomes: null, wasOpen: hours(one), becomesOpen: null },
      }),
    );
  const rest = becomes.allowedStops.flatMap((one): readonly StopChange[] => {
    const before = was.allowedStops.find(({ id }) => id === one.id);
    const open = { wasOpen: hours(before), becomesOpen: hours(one) };
    const now = { id: one.id, name: one.name, becomes: minutes(one), ...open };
    if (before === undefined) return [{ is: 'added', ...now, was: null }];
    const then = minutes(before);
    const isSame = then === now.becomes && isOpenAlike(open.wasOpen, open.becomesOpen);
    return isSame ? [] : [{ is: 'changed', ...now, was: then }];
  });
  return [...rest, ...gone];
}

function isOpenAlike(a: Opening | null, b: Opening | null): boolean {
  return (
    a?.opensMin === b?.opensMin &&
    a?.closesMin === b?.closesMin &&
    a?.utcOffsetMin === b?.utcOffsetMin
  );
}

function widthChange(was: readonly Width[], becomes: readonly Width[]): RouteDiff['widths'] {
  const isSame =
    was.length === becomes.length &&
    was.every(({ fromKm, toKm, bufferM }, at) => {
      const other = becomes[at];
      return fromKm === other?.fromKm && toKm === other.toKm && bufferM === other.bufferM;
    });
  return isSame ? null : { was, becomes };
}

function fieldChanges(was: Route, becomes: Route): readonly FieldChange[] {
  return (['name', 'km', 'bufferM', 'timeLimitH'] as const).flatMap((field) =>
    was[field] === becomes[field] ? [] : [{ field, was: was[field], becomes: becomes[field] }],
  );
}
