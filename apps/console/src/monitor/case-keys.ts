import { useNavigate } from '@tanstack/react-router';
import type { Case } from '../api/case-contract.ts';
import { useMayOrder } from '../orders/may-order.ts';
import { focusFirstUnit } from '../response/send-first.ts';
import { useKeys } from '../ui/keys.ts';
import type { Form } from './act-form.tsx';
import { useDesk } from './desk.tsx';
import { isOver } from './queue.ts';
import { replayOf } from './replay-of.ts';

/** The keys of one case. While several are chosen, the keys are theirs. */
export function useCaseKeys(
  it: Case | undefined,
  form: Form | undefined,
  setForm: (form: Form | undefined) => void,
): void {
  const navigate = useNavigate();
  const { act, go, selected } = useDesk();
  const { mayOrder } = useMayOrder();
  const shown = it === undefined || selected.size > 0 ? undefined : it;
  const open = shown === undefined || isOver(shown) ? undefined : shown;
  const ask = (name: Form) => (open === undefined ? undefined : () => setForm(name));
  const now = (name: string, may: boolean) =>
    open === undefined || !may ? undefined : () => void act([open.id], { act: name, body: {} });
  const leave = (): void => (form === undefined ? go({ case: undefined }) : setForm(undefined));
  const read = (): void => document.querySelector<HTMLElement>('aside h2')?.focus();
  useKeys({
    a: now('acknowledge', open?.state === 'open'),
    c: mayOrder ? ask('call') : undefined,
    d: mayOrder && open !== undefined ? focusFirstUnit : undefined,
    n: ask('note'),
    t: open?.state === 'acknowledged' ? ask('check') : undefined,
    s: open?.shelved == null ? ask('shelve') : now('unshelve', true),
    g: ask('give'),
    m: ask('merge'),
    e: open?.proposed == null ? ask('close') : undefined,
    r: it && (() => void navigate(replayOf(it))),
    Escape: selected.size > 0 ? undefined : leave,
    Enter: read,
  });
}
