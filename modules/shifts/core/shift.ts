// The life of a shift: started by the person who watches; handed over with a word to the next; ended when somebody has
// accepted it, or at once where no case is held.
import type { PersonRef } from '@lakiri/alarms';
import { accept, addMs, type Decision, HOUR_MS, type Id, type Instant, refuse } from '@lakiri/kit';

export type ShiftId = Id<'Shift'>;
type Acted = { readonly by: PersonRef; readonly at: Instant };
export type HandedOver = { readonly at: Instant; readonly noteSha256: string };

type Common = {
  readonly id: ShiftId;
  readonly person: PersonRef;
  readonly startedAt: Instant;
  /** As planned; it ends when somebody ends it. */
  readonly endsAt: Instant;
};
export type Shift = Common &
  (
    | { readonly state: 'on' }
    | { readonly state: 'handed-over'; readonly handedOver: HandedOver }
    | {
        readonly state: 'ended';
        readonly handedOver: HandedOver | null;
        /** Null where nothing had to be handed over. */
        readonly acceptedBy: PersonRef | null;
        readonly endedAt: Instant;
      }
  );

export const nextStates = {
  on: ['handed-over', 'ended'],
  'handed-over': ['ended'],
  ended: [],
} as const satisfies Record<Shift['state'], readonly Shift['state'][]>;

type On = { readonly subjectKind: 'shift'; readonly subject: ShiftId };
export type ShiftEvents = On &
  (
    | { readonly type: 'shift-started'; readonly body: Acted & { readonly endsAt: Instant } }
    | { readonly type: 'shift-handed-over'; readonly body: Acted & { readonly noteSha256: string } }
    | { readonly type: 'shift-accepted'; readonly body: Acted & { readonly cases: number } }
    | { readonly type: 'shift-ended'; readonly body: Acted }
  );

/** The only way a fact changes a shift. Throws on a fact that cannot follow. */
export function evolveShift(known: Shift | undefined, event: ShiftEvents): Shift {
  if (event.type === 'shift-started') {
    const { by, at, endsAt } = event.body;
    return { id: event.subject, person: by, startedAt: at, endsAt, state: 'on' };
  }
  if (known === undefined || known.state === 'ended')
    throw new Error(`${event.type} of a shift that is not on`);
  return changed(known, event);
}

type Later = Exclude<ShiftEvents, { readonly type: 'shift-started' }>;
type Running = Exclude<Shift, { readonly state: 'ended' }>;

function changed(known: Running, event: Later): Shift {
  const { at } = event.body;
  switch (event.type) {
    case 'shift-handed-over':
      return {
        ...known,
        state: 'handed-over',
        handedOver: { at, noteSha256: event.body.noteSha256 },
      };
    case 'shift-accepted': {
      if (known.state !== 'handed-over') throw new Error('accepted, but not handed over');
      return { ...known, state: 'ended', acceptedBy: event.body.by, endedAt: at };
    }
    case 'shift-ended': {
      const handedOver = known.state === 'handed-over' ? known.handedOver : null;
      return { ...known, state: 'ended', handedOver, acceptedBy: null, endedAt: at };
    }
  }
}

export type ShiftRefusal =
  | { readonly code: 'already-on-shift'; readonly since: Instant }
  | { readonly code: 'shift-ends-behind' }
  | { readonly code: 'shift-too-long'; readonly hoursMax: number }
  | { readonly code: 'not-your-shift' }
  | { readonly code: 'shift-ended'; readonly at: Instant }
  | { readonly code: 'not-handed-over' }
  | { readonly code: 'not-on-shift' }
  | { readonly code: 'same-officer' }
  | { readonly code: 'holds-cases'; readonly cases: number }
  | { readonly code: 'note-empty' }
  | { readonly code: 'note-too-long'; readonly charsMax: number };
type Decided = Decision<ShiftEvents, ShiftRefusal>;

/** A double shift and no more: whoever watches longer sees less. */
export const SHIFT_HOURS_MAX = 14;
/** What fits on a screen beside the queue. */
export const HAND_OVER_CHARS_MAX = 2_000;

const on = (id: ShiftId): On => ({ subjectKind: 'shift', subject: id });

export type StartShift = Acted & {
  readonly id: ShiftId;
  readonly endsAt: Instant;
  /** The person's shift that has not ended. */
  readonly current: Shift | undefined;
};

export function startShift({ id, by, at, endsAt, current }: StartShift): Decided {
  if (current !== undefined) return refuse({ code: 'already-on-shift', since: current.startedAt });
  if (endsAt <= at) return refuse({ code: 'shift-ends-behind' });
  if (endsAt > addMs(at, SHIFT_HOURS_MAX * HOUR_MS))
    return refuse({ code: 'shift-too-long', hoursMax: SHIFT_HOURS_MAX });
  return accept({ ...on(id), type: 'shift-started', body: { by, at, endsAt } });
}

type Own = Acted & { readonly shift: Shift };

/** Leaves a word for the next; a better word may follow until somebody accepts. */
export function handOver(
  asked: Own & { readonly note: { readonly text: string; readonly sha256: string } },
): Decided {
  const { shift, by, at, note } = asked;
  if (shift.person !== by) return refuse({ code: 'not-your-shift' });
  if (shift.state === 'ended') return refuse({ code: 'shift-ended', at: shift.endedAt });
  if (note.text.trim() === '') return refuse({ code: 'note-empty' });
  if (note.text.length > HAND_OVER_CHARS_MAX)
    return refuse({ code: 'note-too-long', charsMax: HAND_OVER_CHARS_MAX });
  return accept({
    ...on(shift.id),
    type: 'shift-handed-over',
    body: { by, at, noteSha256: note.sha256 },
  });
}

export type AcceptShift = Own & {
  /** The shift of who accepts. */
  readonly own: Shift | undefined;
  /** How many open cases go over with it. */
  readonly cases: number;
};

/** The next one takes over: the shift ends, and what was held is held by who accepts. */
export function acceptShift({ shift, own, by, at, cases }: AcceptShift): Decided {
  if (shift.state === 'ended') return refuse({ code: 'shift-ended', at: shift.endedAt });
  if (shift.person === by) return refuse({ code: 'same-officer' });
  if (shift.state !== 'handed-over') return refuse({ code: 'not-handed-over' });
  if (own === undefined || own.state !== 'on') return refuse({ code: 'not-on-shift' });
  return accept({ ...on(shift.id), type: 'shift-accepted', body: { by, at, cases } });
}

/** Whoever holds nothing may simply go. */
export function endShift({ shift, by, at, cases }: Own & { readonly cases: number }): Decided {
  if (shift.person !== by) return refuse({ code: 'not-your-shift' });
  if (shift.state === 'ended') return refuse({ code: 'shift-ended', at: shift.endedAt });
  if (cases > 0) return refuse({ code: 'holds-cases', cases });
  return accept({ ...on(shift.id), type: 'shift-ended', body: { by, at } });
}
