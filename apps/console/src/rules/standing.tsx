import { CircleCheck, CircleDashed, CircleDot } from 'lucide-react';
import type { Rule, RuleVersion } from '../api/rule-contract.ts';
import { fullInstant } from '../clock/instants.ts';
import { useNow } from '../clock/ticker.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import type { Say } from '../words/words.ts';
import { DraftActs } from './draft-acts.tsx';
import styles from './rules.module.css';
import { type RuleStep, stepsOf } from './steps.ts';

type StandingProps = {
  readonly rule: Rule;
  readonly inForce: RuleVersion;
  readonly maySupervise: boolean;
};

/** How far the next version has come, and what may be done now: draft, back-test, second officer, in force. */
export function Standing({ rule, inForce, maySupervise }: StandingProps) {
  const say = useSay();
  const now = useNow();
  const { draft } = rule;
  const planned = rule.versions.filter(
    (it) => it.withdrawn === null && Date.parse(it.effectiveFrom) > now,
  );
  return (
    <Panel title={say('rules.standing')}>
      <ol className={styles.steps}>
        {stepsOf(rule, now).map((step) => (
          <li
            key={step.name}
            data-is={step.is}
            aria-current={step.is === 'next' ? 'step' : undefined}
          >
            <Mark is={step.is} />
            <span>
              {say(`rules.step.${step.name}`)}
              <span className="unseen">: {say(`rules.step.is.${step.is}`)}</span>
            </span>
          </li>
        ))}
      </ol>
      {draft === null ? (
        <p className={page.quiet}>
          {say(planned.length > 0 ? 'rules.plannedAhead' : 'rules.noDraft', { n: inForce.version })}
        </p>
      ) : (
        <>
          <p>
            {say(draft.state === 'proposed' ? 'rules.proposedBy' : 'rules.draftBy', {
              name: (draft.proposed ?? draft).by.name,
            })}
            , <Age at={(draft.proposed ?? draft).at} /> · “{draft.why}”{' '}
            <span className={page.quiet}>
              ({say(`rules.basis.${draft.basis}`)}: <span translate="no">{draft.source}</span>)
            </span>
          </p>
          <Declined draft={draft} />
          {maySupervise ? <DraftActs rule={rule} draft={draft} /> : null}
        </>
      )}
      {planned.map((version) => (
        <Planned key={version.version} version={version} />
      ))}
    </Panel>
  );
}

const marks = { done: CircleCheck, next: CircleDot, ahead: CircleDashed } as const;

function Mark({ is }: { is: RuleStep['is'] }) {
  const Icon = marks[is];
  return <Icon size={16} aria-hidden="true" />;
}

function Declined({ draft: { declined } }: { draft: NonNullable<Rule['draft']> }) {
  const say = useSay();
  if (declined === null) return null;
  return (
    <p className={page.bad}>
      {declinedWords(say, declined.by.name, declined.why)} <Age at={declined.at} />
    </p>
  );
}

const declinedWords = (say: Say, name: string, why: string): string =>
  say('rules.declinedBy', { name, why });

function Planned({ version }: { version: RuleVersion }) {
  const say = useSay();
  const at = fullInstant(version.effectiveFrom, useLanguage());
  return <p className={page.done}>{say('rules.planned', { n: version.version, at })}</p>;
}
