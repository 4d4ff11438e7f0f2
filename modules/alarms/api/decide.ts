// Which core function an act is, and what it is given.
import { type Instant, refuse } from '@lakiri/kit';
import {
  acknowledge,
  addNote,
  assign,
  type Case,
  clockAt,
  closeCase,
  confirmClose,
  declineClose,
  merge,
  type Note,
  type PersonRef,
  reopen,
  review,
  setCheck,
  shelve,
  unshelve,
  withdrawAcknowledgement,
} from '../core/index.ts';
import type { ActWords, CaseAct, Decided, Loaded } from './acts.ts';

type Known = Loaded & { readonly case: Case };
type With = { readonly at: Instant; readonly note: Note | null };

export function decideAct(asked: CaseAct, loaded: Known, { at, note }: With): Decided {
  const { person, roles } = asked.viewer;
  const by = person.id as string as PersonRef;
  const { case: one } = loaded;
  const clock = clockAt(loaded.clocks, { severity: one.severity, at });
  const base = { case: one, by, at, clock };
  const isSupervisor = roles.includes('supervisor');
  switch (asked.act) {
    case 'acknowledge':
      return acknowledge({ ...base, note });
    case 'withdraw':
      return withdrawAcknowledgement(base);
    case 'assign':
      return assign({ ...base, to: loaded.mayAct ? asked.to : null, isSupervisor });
    case 'check':
      return setCheck({ ...base, checkAt: asked.checkAt });
    case 'unshelve':
      return unshelve(base);
    case 'merge':
      return merge({ ...base, into: loaded.into, seal: sealIn(loaded) });
    case 'confirm':
      return confirmClose({ ...base, seal: sealIn(loaded) });
    case 'review':
      return review({ ...base, verdict: asked.verdict, note, isSupervisor });
    default:
      return decideWithNote(asked, loaded, { ...base, note });
  }
}

type Written = Extract<
  ActWords,
  { readonly act: 'note' | 'shelve' | 'close' | 'decline' | 'reopen' }
>;
type Based = Parameters<typeof acknowledge>[0];

function decideWithNote(asked: Written, loaded: Known, { note, ...base }: Based): Decided {
  if (note === null) return refuse({ code: 'note-empty' });
  switch (asked.act) {
    case 'note':
      return addNote({ ...base, note });
    case 'shelve':
      return shelve({ ...base, until: asked.until, note });
    case 'decline':
      return declineClose({ ...base, note });
    case 'reopen':
      return reopen({ ...base, note });
    case 'close': {
      const { outcome, cause, evidence = [] } = asked;
      return closeCase({ ...base, note, outcome, cause, evidence, seal: sealIn(loaded) });
    }
  }
}

function sealIn({ seal, case: { id } }: Known): NonNullable<Loaded['seal']> {
  if (seal === undefined) throw new Error(`case ${id} is of a seal nobody sees`);
  return seal;
}
