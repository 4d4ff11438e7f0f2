import type { Command, CommandState } from '../api/command-contract.ts';

/** What becomes of an order, as far as a screen must tell it apart. */
type Manner = 'waits' | 'moves' | 'done' | 'failed' | 'unsure' | 'over';

export const mannerOf = {
  requested: 'waits',
  approved: 'moves',
  recorded: 'moves',
  sent: 'moves',
  acknowledged: 'moves',
  confirmed: 'done',
  refused: 'failed',
  uncertain: 'unsure',
  expired: 'over',
  cancelled: 'over',
} as const satisfies Record<CommandState, Manner>;

/** Something may still become of it by itself or by a second officer. */
export function isInFlight({ state }: Pick<Command, 'state'>): boolean {
  const manner = mannerOf[state];
  return manner === 'waits' || manner === 'moves';
}

export type Tray = {
  /** Asked for by others: a second officer must want it too. */
  readonly toApprove: readonly Command[];
  readonly mine: readonly Command[];
  /** Others' that are on their way. */
  readonly others: readonly Command[];
};

/** The orders as they concern one person, each once. */
export function trayOf(commands: readonly Command[], me: string): Tray {
  const mine = commands.filter(({ requestedBy }) => requestedBy.id === me);
  const theirs = commands.filter(({ requestedBy }) => requestedBy.id !== me);
  const toApprove = theirs.filter(({ mayApprove }) => mayApprove);
  const others = theirs.filter((it) => isInFlight(it) && !it.mayApprove);
  return { toApprove, mine, others };
}
