import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Rule, RuleEffect, RuleVersion } from '../api/rule-contract.ts';
import { ruleEffectQuery } from '../api/rule-queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { useNow } from '../clock/ticker.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import { useSend } from '../ui/use-send.ts';
import { Differences } from './differences.tsx';
import { WhyForm } from './draft-acts.tsx';
import styles from './rules.module.css';

/** Every version, the newest first: who made it and why, what it changed, and what came of it. */
export function HistoryPanel({ rule, maySupervise }: { rule: Rule; maySupervise: boolean }) {
  const say = useSay();
  const { data } = useQuery(ruleEffectQuery(rule.kind));
  return (
    <Panel title={say('rules.history')}>
      <ol className={styles.history}>
        {rule.versions.map((version, at) => (
          <li key={version.version} data-in-force={version.version === rule.inForce}>
            <Version
              rule={rule}
              version={version}
              before={rule.versions.slice(at + 1).find((it) => it.withdrawn === null)}
              effect={data?.items.find((it) => it.version === version.version)}
              maySupervise={maySupervise}
            />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

type VersionProps = {
  readonly rule: Rule;
  readonly version: RuleVersion;
  readonly before: RuleVersion | undefined;
  readonly effect: RuleEffect | undefined;
  readonly maySupervise: boolean;
};

function Version({ rule, version, before, effect, maySupervise }: VersionProps) {
  const say = useSay();
  const language = useLanguage();
  const now = useNow();
  const { effectiveFrom, withdrawn, basis, source, why, draftedBy, approvedBy } = version;
  const isAhead = Date.parse(effectiveFrom) > now;
  const from =
    Date.parse(effectiveFrom) === 0
      ? say('models.beginning')
      : fullInstant(effectiveFrom, language);
  return (
    <>
      <p>
        <strong>{say('models.version', { n: version.version })}</strong>{' '}
        {say('models.from', { at: from })}{' '}
        {version.version === rule.inForce ? (
          <span className={page.chip}>{say('models.inForce')}</span>
        ) : null}
        {isAhead && withdrawn === null ? (
          <span className={page.chip}>{say('models.ahead')}</span>
        ) : null}
      </p>
      {withdrawn === null ? null : (
        <p className={page.bad}>
          {say('rules.withdrawnBy', { name: withdrawn.by.name, why: withdrawn.why })}
        </p>
      )}
      {draftedBy === null || approvedBy === null ? (
        <p className={page.quiet}>{say('rules.isShipped')}</p>
      ) : (
        <p>
          {say('rules.madeBy', { name: draftedBy.name, second: approvedBy.name })}
          {why === null ? null : ` “${why}”`}
        </p>
      )}
      <p className={page.quiet}>
        {say(`rules.basis.${basis}`)}: <span translate="no">{source}</span>
      </p>
      {before === undefined ? null : (
        <Differences
          kind={rule.kind}
          before={before.content}
          after={version.content}
          numbers={rule.numbers}
        />
      )}
      <Effect effect={effect} isShipped={version.isShipped} />
      {maySupervise && isAhead && withdrawn === null ? (
        <Withdraw kind={rule.kind} version={version.version} />
      ) : null}
    </>
  );
}

function Effect({ effect, isShipped }: { effect: RuleEffect | undefined; isShipped: boolean }) {
  const say = useSay();
  if (effect === undefined || effect.after === null) return null;
  // What a release brought was in force nowhere before it was installed.
  if (isShipped) return null;
  const { before, after } = effect;
  return (
    <p>
      {say('rules.effect', {
        before: before.perShift.toFixed(1),
        after: after.perShift.toFixed(1),
        days: Math.round(after.days * 10) / 10,
      })}
    </p>
  );
}

function Withdraw({ kind, version }: { kind: string; version: number }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { send, sending, problem } = useSend('rules', () => setOpen(false));
  if (!open)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{say('rules.withdraw')}</Button>
      </div>
    );
  return (
    <WhyForm
      label={say('rules.withdrawWhy')}
      submit={say(sending ? 'act.sending' : 'rules.withdrawNow')}
      problem={problem}
      sending={sending}
      onSubmit={(why) => void send(`/rules/${kind}/versions/${version}/withdraw`, { why })}
      onCancel={() => setOpen(false)}
    />
  );
}
