import { indexLine } from '@lakiri/corridors';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { problemIn } from '../api/client.ts';
import type { Journey, JourneyEvent, Problem } from '../api/contract.ts';
import { journeyEventsQuery, journeyQuery, routesQuery } from '../api/queries.ts';
import { markFrom, shownAt } from '../journeys/playback.ts';
import { Current, type Replay, useReplay, useTrack } from '../journeys/replay.tsx';
import { type Gap, gapsOf, type Signal, signalsOf } from '../journeys/track.ts';
import { type Align, shifted, shiftOf, type Under } from './alignment.ts';
import { type Compared, wayOf } from './difference.ts';
import { alignOf } from './search.ts';

const route = getRouteApi('/office/journeys/$id');

/** An event of the other journey, with its moment on this one's clock. */
export type OtherEvent = { readonly at: number; readonly event: JourneyEvent };

/** The journey beside this one. Its times are on this one's clock. */
export type Other = {
  readonly journey: Journey;
  readonly align: Align;
  /** Milliseconds by which its times were moved; `undefined`: the two cannot be aligned so, and nothing of it is shown. */
  readonly shiftMs: number | undefined;
  readonly signals: readonly Signal[];
  readonly gaps: readonly Gap[];
  readonly events: readonly OtherEvent[];
  readonly compared: Compared;
  readonly loading: boolean;
};

type Comparison = {
  readonly other: Other | undefined;
  /** Asked for in the address, and not to be had. */
  readonly problem: Problem | undefined;
  readonly asked: string | undefined;
  readonly choosing: boolean;
  readonly choose: (choosing: boolean) => void;
};

const Beside = createContext<Comparison | undefined>(undefined);

export function useComparison(): Comparison {
  const comparison = useContext(Beside);
  if (comparison === undefined) throw new Error('outside a comparison');
  return comparison;
}

export const useOther = (): Other | undefined => useComparison().other;

/** Sets the other journey, and how the two are laid on one clock. */
export function useSetOther() {
  const navigate = route.useNavigate();
  return (other: string | undefined, align: Align): void =>
    void navigate({
      search: ({ with: _with, align: _align, tab, ...rest }) => ({
        ...rest,
        ...(tab === undefined || (tab === 'compared' && other === undefined) ? {} : { tab }),
        ...(other === undefined ? {} : { with: other }),
        ...(align === 'departure' && other !== undefined ? { align } : {}),
      }),
      replace: true,
    });
}

/** What is inside sees both journeys, and steps through the events of both. */
export function ComparisonOf({ children }: { children: ReactNode }) {
  const search = route.useSearch();
  const [choosing, choose] = useState(false);
  const asked = search.with;
  if (asked === undefined)
    return (
      <Beside value={{ other: undefined, problem: undefined, asked, choosing, choose }}>
        {children}
      </Beside>
    );
  return (
    <Asked key={asked} asked={asked} choosing={choosing} choose={choose}>
      {children}
    </Asked>
  );
}

type AskedProps = Pick<Comparison, 'choosing' | 'choose'> & {
  readonly asked: string;
  readonly children: ReactNode;
};

function Asked({ asked, choosing, choose, children }: AskedProps) {
  const { known } = route.useSearch();
  const { data, error } = useQuery(journeyQuery(asked, known));
  const problem = problemIn(error);
  if (data === undefined || problem !== undefined)
    return (
      <Beside value={{ other: undefined, problem, asked, choosing, choose }}>{children}</Beside>
    );
  return (
    <Read journey={data} known={known} asked={asked} choosing={choosing} choose={choose}>
      {children}
    </Read>
  );
}

type ReadProps = AskedProps & { readonly journey: Journey; readonly known: string | undefined };

function Read({ journey, known, asked, choosing, choose, children }: ReadProps) {
  const replay = useReplay();
  const other = useOtherRead(journey, known);
  const stepping = useMemo(() => steppingBoth(replay, other.events), [replay, other.events]);
  const beside = useMemo(
    () => ({ other, problem: undefined, asked, choosing, choose }),
    [other, asked, choosing, choose],
  );
  return (
    <Current value={stepping}>
      <Beside value={beside}>{children}</Beside>
    </Current>
  );
}

function useOtherRead(journey: Journey, known: string | undefined): Other {
  const { journey: mine, signals: ours, span } = useReplay();
  const align = alignOf(route.useSearch());
  const { read, loading } = useTrack(journey, known);
  const { data } = useQuery(journeyEventsQuery(journey.id, known));
  const own = useMemo(() => signalsOf(read?.parts ?? []), [read]);
  const shiftMs = shiftOf(align, underOf(mine, span), underOf(journey, span));
  const signals = useMemo(
    () => (shiftMs === undefined ? [] : shifted(own, shiftMs)),
    [own, shiftMs],
  );
  const gaps = useMemo(() => gapsOf(signals), [signals]);
  const events = useMemo(
    () => (shiftMs === undefined ? [] : eventsOn(data?.items ?? [], shiftMs)),
    [data, shiftMs],
  );
  const compared = useCompared(
    ours,
    signals,
    mine.route.id === journey.route.id ? mine.route.id : '',
  );
  return useMemo(
    () => ({ journey, align, shiftMs, signals, gaps, events, compared, loading }),
    [journey, align, shiftMs, signals, gaps, events, compared, loading],
  );
}

const eventsOn = (events: readonly JourneyEvent[], shiftMs: number): readonly OtherEvent[] =>
  events.map((event) => ({ at: Date.parse(event.at) + shiftMs, event }));

/** From when to when a journey was under way, as far as it is told. */
export function underOf({ milestones, live }: Journey, { to }: { readonly to: number }): Under {
  const departed = milestones.find(({ type }) => type.endsWith('departed'))?.occurredAt;
  const first = milestones[0]?.occurredAt;
  const last = milestones.at(-1);
  const ended = last?.type.endsWith('closed') ? last.occurredAt : live?.occurredAt;
  return {
    departedAt: departed === undefined ? null : Date.parse(departed),
    from: first === undefined ? to : Date.parse(first),
    to: ended == null ? to : Date.parse(ended),
  };
}

/** A truck is followed along the route while it is within its corridor; a narrow one is widened for wandering fixes. */
const OFF_M_MIN = 2_000;

function useCompared(mine: readonly Signal[], other: readonly Signal[], shared: string): Compared {
  const { data } = useQuery(routesQuery);
  const common = shared === '' ? undefined : data?.routes.find(({ id }) => id === shared);
  const line = useMemo(() => common && indexLine(common.line), [common]);
  const offMax = Math.max(OFF_M_MIN, common?.bufferM ?? 0);
  const ours = useMemo(() => line && wayOf(mine, line, offMax), [mine, line, offMax]);
  const theirs = useMemo(() => line && wayOf(other, line, offMax), [other, line, offMax]);
  return useMemo(
    () => ({
      mine,
      other,
      ways: ours === undefined || theirs === undefined ? undefined : { mine: ours, other: theirs },
    }),
    [mine, other, ours, theirs],
  );
}

/** The same replay, whose steps from event to event are those of both journeys. */
function steppingBoth(replay: Replay, events: readonly OtherEvent[]): Replay {
  const { store, span, goTo, step } = replay;
  const marks = events.map(({ at }) => at).sort((one, other) => one - other);
  return {
    ...replay,
    step: (of, by) => {
      if (of === 'signals') return step(of, by);
      const at = shownAt(store.now(), span);
      const theirs = markFrom(
        marks.filter((mark) => mark >= span.from && mark <= span.to),
        at,
        by,
      );
      step(of, by);
      const ours = shownAt(store.now(), span);
      const nearer = theirs !== undefined && (ours === at || (theirs - ours) * by < 0);
      if (nearer) goTo(theirs);
    },
  };
}
