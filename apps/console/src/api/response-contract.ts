import type { ExceptionKind } from '@lakiri/journeys';
import type {
  CALL_RESULTS,
  CALLED,
  DispatchState,
  Finding,
  MEANS,
  NOTIFIED,
  PlaceSource,
  PlaybookStep,
  Reckoned,
} from '@lakiri/response';

// What befalls a journey and what is done about a case, as the server's OpenAPI document says them.

export type JourneyException = {
  readonly id: string;
  readonly kind: ExceptionKind;
  readonly at: string;
  readonly until: string | null;
  readonly endedAt: string | null;
  readonly by: string | null;
  readonly note: string | null;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
};

export type ExceptionRule = {
  readonly kind: ExceptionKind;
  /** Whether the viewer may report it. */
  readonly may: boolean;
  readonly stopMin: { readonly default: number; readonly max: number } | null;
  readonly needsNote: boolean;
};

export type JourneyExceptions = {
  readonly items: readonly JourneyException[];
  readonly rules: readonly ExceptionRule[];
};

export type Unit = {
  readonly id: string;
  readonly name: string;
  readonly base: { readonly name: string; readonly lat: number; readonly lon: number };
  readonly areaKm: number;
  readonly languages: readonly string[];
  readonly person: string | null;
  readonly phone: string | null;
  readonly place: {
    readonly lat: number;
    readonly lon: number;
    readonly at: string;
    readonly source: PlaceSource;
  } | null;
  readonly retiredAt: string | null;
  readonly out: { readonly dispatch: string; readonly case: string; readonly state: string } | null;
};

export type Dispatch = {
  readonly id: string;
  readonly unit: { readonly id: string; readonly name: string; readonly phone: string | null };
  readonly by: string | null;
  readonly state: DispatchState;
  readonly reckoned: Reckoned | null;
  readonly sentAt: string;
  readonly seenAt: string | null;
  readonly answeredAt: string | null;
  readonly onSiteAt: string | null;
  readonly releasedAt: string | null;
  readonly declined: string | null;
  readonly report: {
    readonly finding: Finding;
    readonly text: string | null;
    readonly photos: readonly string[];
    readonly at: string;
  } | null;
};

export type CaseResponse = {
  /** What is to be done about its kind, in order. */
  readonly playbook: {
    readonly version: number;
    readonly from: string;
    readonly source: string;
    readonly steps: readonly PlaybookStep[];
  } | null;
  readonly resealedAt: string | null;
  readonly dispatches: readonly Dispatch[];
  readonly calls: readonly {
    readonly id: string;
    readonly at: string;
    readonly by: string | null;
    readonly whom: (typeof CALLED)[number];
    readonly result: (typeof CALL_RESULTS)[number];
    readonly number: string | null;
    readonly note: string | null;
  }[];
  readonly notified: readonly {
    readonly id: string;
    readonly at: string;
    readonly by: string | null;
    readonly whom: (typeof NOTIFIED)[number];
    readonly means: (typeof MEANS)[number];
    readonly who: string | null;
    readonly note: string | null;
  }[];
  readonly near: readonly {
    readonly unit: Unit;
    readonly reckoned: Reckoned;
    readonly placeAt: string | null;
    readonly inArea: boolean;
  }[];
};
