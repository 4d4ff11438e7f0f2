import { type Instant, isoOf } from '@lakiri/kit';
import { nextSteps, type PlaybookStep, type StandingStep } from '@lakiri/response';
import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import type { Case } from '../api/case-contract.ts';
import { placesQuery } from '../api/queries.ts';
import type { CaseResponse } from '../api/response-contract.ts';
import { responseQuery } from '../api/response-queries.ts';
import { hourMinute, timeOfDay } from '../clock/instants.ts';
import { useNow } from '../clock/ticker.ts';
import type { Form } from '../monitor/act-form.tsx';
import { useDesk } from '../monitor/desk.tsx';
import { Section } from '../monitor/drawer.tsx';
import { nameNear } from '../monitor/place-words.ts';
import { useTerritory } from '../monitor/use-territory.ts';
import { useMayOrder } from '../orders/may-order.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { useKeys } from '../ui/keys.ts';
import styles from './do-next.module.css';
import { playbookFacts } from './playbook-facts.ts';
import { focusFirstUnit } from './send-first.ts';

type About = { it: Case; onForm: (form: Form) => void };

/** What the centre wants done about this alarm, each step ticked by what is on record; the first to do is a button. */
export function DoNext({ it, onForm }: About) {
  const { mayOrder } = useMayOrder();
  const { data } = useQuery({ ...responseQuery(it.id), enabled: mayOrder });
  if (!mayOrder || data?.playbook == null) return null;
  return <Steps it={it} onForm={onForm} response={data} playbook={data.playbook} />;
}

function Steps(
  props: About & { response: CaseResponse; playbook: NonNullable<CaseResponse['playbook']> },
) {
  const { it, onForm, response, playbook } = props;
  const say = useSay();
  const { selected } = useDesk();
  const now = useNow() as Instant;
  const { own } = useTerritory();
  const standing = nextSteps(playbook.steps, playbookFacts(it, response, own?.name), now);
  const acts = useStepActs(it, onForm);
  const first = standing.find((one) => one.state === 'due' && acts(one.step) !== undefined);
  const tell = standing.find(({ state, step }) => state === 'due' && step.step in TELLS)?.step.step;
  useKeys({
    p: selected.size > 0 ? undefined : () => onForm(TELLS[tell ?? ''] ?? 'tell-police'),
  });
  return (
    <Section title={say('playbook.title')}>
      <ol className={styles.steps}>
        {standing.map((one) => (
          <li key={one.step.step} data-state={one.state}>
            <Mark state={one.state} />
            <StepWords one={one} it={it} act={one === first ? acts(one.step) : undefined} />
            <When one={one} now={now} />
          </li>
        ))}
      </ol>
      <p className={styles.source}>{say('playbook.version', { version: playbook.version })}</p>
    </Section>
  );
}

const TELLS: Readonly<Record<string, Form>> = {
  'tell-police': 'tell-police',
  'tell-administration': 'tell-administration',
};

type Act = { readonly hotkey?: string; readonly act: () => void };

/** What a press does about each step; a step that others do has none. */
function useStepActs(it: Case, onForm: (form: Form) => void) {
  const { act, acknowledging } = useDesk();
  return ({ step }: PlaybookStep): Act | undefined => {
    switch (step) {
      case 'acknowledge':
        if (acknowledging.has(it.id)) return undefined;
        return {
          hotkey: 'A',
          act: () => void act([it.id], { act: 'acknowledge', body: {} }),
        };
      case 'call-driver':
        return { hotkey: 'C', act: () => onForm('call') };
      case 'dispatch':
      case 'check-seal':
        return { hotkey: 'D', act: focusFirstUnit };
      case 'tell-police':
      case 'tell-administration':
        return { hotkey: 'P', act: () => onForm(step) };
      case 'tell-owner':
        return { act: () => onForm('call-owner') };
      case 'attach-evidence':
        return undefined;
      case 'ask-second':
        return it.state === 'open' ? undefined : { hotkey: 'E', act: () => onForm('close') };
    }
  };
}

function Mark({ state }: Pick<StandingStep, 'state'>) {
  const say = useSay();
  if (state !== 'done') return <span className={styles.mark} aria-hidden="true" />;
  return (
    <span className={styles.mark}>
      <Check size={14} aria-hidden="true" />
      <span className="unseen">{say('playbook.done')}: </span>
    </span>
  );
}

function StepWords({ one, it, act }: { one: StandingStep; it: Case; act: Act | undefined }) {
  const words = useStepWords(it)(one.step);
  if (act === undefined) return <span>{words}</span>;
  return (
    <Button look="primary" hotkey={act.hotkey} onClick={act.act}>
      {words}
    </Button>
  );
}

/** A step in words, with the post or the office that it means where that is known. */
function useStepWords({ jurisdiction, place }: Case): (step: PlaybookStep) => string {
  const say = useSay();
  const { data } = useQuery(placesQuery);
  const near = place === null ? undefined : nameNear(data?.places ?? [], place);
  return (step) => {
    if (step.step === 'dispatch' && step.afterMin !== null)
      return say('playbook.step.dispatchAfter', { n: step.afterMin });
    if (step.step === 'tell-police' && near !== undefined)
      return say('playbook.step.policeNear', { near });
    if (step.step === 'tell-administration' && jurisdiction !== null)
      return say('playbook.step.tellNamed', { name: jurisdiction });
    return say(`playbook.step.${step.step}`);
  };
}

function When({ one: { state, at, dueAt }, now }: { one: StandingStep; now: number }) {
  const say = useSay();
  if (at !== null) return <time dateTime={isoOf(at)}>{timeOfDay(at)}</time>;
  if (state === 'not-needed') return <span>{say('playbook.notNeeded')}</span>;
  if (dueAt === null) return <span>{state === 'waiting' ? say('playbook.later') : ''}</span>;
  const late = state === 'due' && now > dueAt;
  const key = state === 'waiting' ? 'playbook.from' : late ? 'playbook.late' : 'playbook.by';
  return <span data-late={late}>{say(key, { at: hourMinute(dueAt) })}</span>;
}
