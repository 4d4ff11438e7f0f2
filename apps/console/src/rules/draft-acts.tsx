import { useSuspenseQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sessionQuery } from '../api/queries.ts';
import type { Rule, RuleDraft } from '../api/rule-contract.ts';
import { fullInstant, instantOnWall } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { focusFaulty } from '../ui/faulty-field.ts';
import { TextField } from '../ui/field.tsx';
import { useFirstField } from '../ui/first-field.ts';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { useSend } from '../ui/use-send.ts';
import styles from './rules.module.css';
import { triedOf } from './steps.ts';

type ActsProps = { readonly rule: Rule; readonly draft: RuleDraft };

/** What may be done with the draft now: propose or discard it; of a proposed one, another officer approves or declines. */
export function DraftActs({ rule, draft }: ActsProps) {
  return draft.state === 'proposed' ? (
    <Proposed rule={rule} draft={draft} />
  ) : (
    <Drafted key={draft.draft} rule={rule} />
  );
}

function Drafted({ rule }: { rule: Rule }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { send, sending, problem } = useSend('rules', () => undefined);
  const tried = triedOf(rule);
  if (open) return <ProposeForm rule={rule} onCancel={() => setOpen(false)} />;
  return (
    <>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <div className={styles.acts}>
        <Button look="primary" disabled={sending} onClick={() => setOpen(true)}>
          {say('rules.askSecond')}
        </Button>
        <Button
          disabled={sending}
          onClick={() => void send(`/rules/${rule.kind}/draft/discard`, {})}
        >
          {say('rules.discard')}
        </Button>
        {tried === undefined && rule.notBackTestable === null ? (
          <p className={page.quiet}>{say('rules.notTried')}</p>
        ) : null}
      </div>
    </>
  );
}

function ProposeForm({ rule, onCancel }: { rule: Rule; onCancel: () => void }) {
  const say = useSay();
  const form = useFirstField();
  const [from, setFrom] = useState('');
  const [tried, setTried] = useState(false);
  const { send, sending, problem } = useSend('rules', () => undefined);
  const at = from === '' ? undefined : instantOnWall(from, 'EAT');
  const isFaulty = from !== '' && at === undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const test = triedOf(rule);
    if (isFaulty) focusFaulty(form);
    else
      void send(`/rules/${rule.kind}/draft/propose`, {
        ...(at === undefined ? {} : { effectiveFrom: at }),
        ...(test === undefined ? {} : { backTest: test.id }),
      });
  };
  return (
    <form ref={form} className={styles.small} onSubmit={submit} noValidate>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <TextField
        label={say('revise.effectiveFrom')}
        hint={say('rules.fromHint')}
        type="datetime-local"
        error={tried && isFaulty ? say('revise.wrong.effectiveFrom') : undefined}
        value={from}
        onChange={setFrom}
      />
      <div className={page.ends}>
        <Button look="primary" type="submit" disabled={sending}>
          {say(sending ? 'act.sending' : 'rules.askSecond')}
        </Button>
        <Button onClick={onCancel}>{say('act.cancel')}</Button>
      </div>
    </form>
  );
}

function Proposed({ rule, draft }: ActsProps) {
  const say = useSay();
  const language = useLanguage();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const [declines, setDeclines] = useState(false);
  const { send, sending, problem } = useSend('rules', () => undefined);
  const me = session.person.id;
  const isMine = draft.by.id === me || draft.proposed?.by.id === me;
  const from = draft.proposed?.effectiveFrom ?? null;
  if (declines) return <DeclineForm rule={rule} onCancel={() => setDeclines(false)} />;
  return (
    <>
      {problem === undefined ? null : <Refused problem={problem} takesFocus />}
      <p className={page.quiet}>
        {from === null
          ? say('rules.fromApproval')
          : say('rules.plannedFrom', { at: fullInstant(from, language) })}{' '}
        {isMine ? say('rules.needsSecond') : null}
      </p>
      <div className={styles.acts}>
        {isMine ? null : (
          <Button
            look="primary"
            disabled={sending}
            onClick={() => void send(`/rules/${rule.kind}/draft/approve`, {})}
          >
            {say(sending ? 'act.sending' : 'rules.approve')}
          </Button>
        )}
        <Button disabled={sending} onClick={() => setDeclines(true)}>
          {say(isMine ? 'rules.takeBack' : 'rules.decline')}
        </Button>
      </div>
    </>
  );
}

function DeclineForm({ rule, onCancel }: { rule: Rule; onCancel: () => void }) {
  const say = useSay();
  const { send, sending, problem } = useSend('rules', onCancel);
  return (
    <WhyForm
      label={say('rules.declineWhy')}
      submit={say(sending ? 'act.sending' : 'rules.declineNow')}
      problem={problem}
      sending={sending}
      onSubmit={(why) => void send(`/rules/${rule.kind}/draft/decline`, { why })}
      onCancel={onCancel}
    />
  );
}

/** A reason, and one act. */
export function WhyForm(props: {
  label: string;
  submit: string;
  problem: Parameters<typeof Refused>[0]['problem'] | undefined;
  sending: boolean;
  onSubmit: (why: string) => void;
  onCancel: () => void;
}) {
  const say = useSay();
  const form = useFirstField();
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const isEmpty = why.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isEmpty) focusFaulty(form);
    else props.onSubmit(why.trim());
  };
  return (
    <form ref={form} className={styles.small} onSubmit={submit} noValidate>
      {props.problem === undefined ? null : <Refused problem={props.problem} takesFocus />}
      <TextField
        label={props.label}
        lines={2}
        error={tried && isEmpty ? say('rules.missing.why') : undefined}
        value={why}
        onChange={setWhy}
      />
      <div className={page.ends}>
        <Button look="primary" type="submit" disabled={props.sending}>
          {props.submit}
        </Button>
        <Button onClick={props.onCancel}>{say('act.cancel')}</Button>
      </div>
    </form>
  );
}
