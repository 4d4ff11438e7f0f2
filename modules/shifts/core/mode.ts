// The mode of the centre says how much of it works: green all, amber part, red none of it, black not even the border's own
// node. One officer says it with the reason, a second agrees; until then the mode before holds.
import type { PersonRef } from '@lakiri/alarms';
import { accept, type Decision, type Id, type Instant, refuse } from '@lakiri/kit';

export const MODES = ['green', 'amber', 'red', 'black'] as const;
export type Mode = (typeof MODES)[number];
export const MODE_REASONS = [
  'restored',
  'own-systems',
  'partner-link',
  'network',
  'power',
  'attack',
  'drill',
] as const;
export type ModeReason = (typeof MODE_REASONS)[number];

export type ModeId = Id<'Mode'>;
type Acted = { readonly by: PersonRef; readonly at: Instant };
type Said = { readonly mode: Mode; readonly reason: ModeReason };

export type Declaration = Said & { readonly id: ModeId; readonly proposed: Acted } & (
    | { readonly state: 'proposed' }
    | { readonly state: 'in-force'; readonly confirmed: Acted }
    | { readonly state: 'declined'; readonly declined: Acted }
  );

export const nextModeStates = {
  proposed: ['in-force', 'declined'],
  'in-force': [],
  declined: [],
} as const satisfies Record<Declaration['state'], readonly Declaration['state'][]>;

type On = { readonly subjectKind: 'mode'; readonly subject: ModeId };
export type ModeEvents = On &
  (
    | { readonly type: 'mode-proposed'; readonly body: Acted & Said }
    | { readonly type: 'mode-confirmed'; readonly body: Acted }
    | { readonly type: 'mode-declined'; readonly body: Acted }
  );

/** The only way a fact changes a declaration. Throws on a fact that cannot follow. */
export function evolveMode(known: Declaration | undefined, event: ModeEvents): Declaration {
  const { by, at } = event.body;
  if (event.type === 'mode-proposed') {
    const { mode, reason } = event.body;
    return { id: event.subject, mode, reason, proposed: { by, at }, state: 'proposed' };
  }
  if (known?.state !== 'proposed') throw new Error(`${event.type} of nothing that is proposed`);
  return event.type === 'mode-confirmed'
    ? { ...known, state: 'in-force', confirmed: { by, at } }
    : { ...known, state: 'declined', declined: { by, at } };
}

export type ModeRefusal =
  | { readonly code: 'mode-holds-already'; readonly mode: Mode }
  | { readonly code: 'mode-proposed-already'; readonly mode: Mode }
  | { readonly code: 'mode-settled' }
  | { readonly code: 'same-officer' };
type Decided = Decision<ModeEvents, ModeRefusal>;

export type ProposeMode = Acted &
  Said & {
    readonly id: ModeId;
    /** What holds; green where nothing was ever declared. */
    readonly current: Mode;
    readonly pending: Declaration | undefined;
  };

export function proposeMode({ id, by, at, mode, reason, ...known }: ProposeMode): Decided {
  if (known.pending !== undefined)
    return refuse({ code: 'mode-proposed-already', mode: known.pending.mode });
  if (mode === known.current) return refuse({ code: 'mode-holds-already', mode });
  return accept({
    subjectKind: 'mode',
    subject: id,
    type: 'mode-proposed',
    body: { by, at, mode, reason },
  });
}

type Settle = Acted & { readonly declaration: Declaration };

/** A second officer agrees, and the mode holds from now on. */
export function confirmMode({ declaration: { id, state, proposed }, by, at }: Settle): Decided {
  if (state !== 'proposed') return refuse({ code: 'mode-settled' });
  if (proposed.by === by) return refuse({ code: 'same-officer' });
  return accept({ subjectKind: 'mode', subject: id, type: 'mode-confirmed', body: { by, at } });
}

/** Declined by a second officer, or taken back by the first. */
export function declineMode({ declaration: { id, state }, by, at }: Settle): Decided {
  if (state !== 'proposed') return refuse({ code: 'mode-settled' });
  return accept({ subjectKind: 'mode', subject: id, type: 'mode-declined', body: { by, at } });
}
