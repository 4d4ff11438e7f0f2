import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Case, CaseDetail } from '../api/case-contract.ts';
import { problemIn } from '../api/client.ts';
import { caseQuery } from '../api/queries.ts';
import { EvidenceOf } from '../evidence/evidence-of.tsx';
import { LogLineOf } from '../evidence/log-line-of.tsx';
import { DoNext } from '../response/do-next.tsx';
import { ResponsePanel } from '../response/response-panel.tsx';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import { Refused } from '../ui/refused.tsx';
import { Waiting } from '../ui/waiting.tsx';
import type { Form } from './act-form.tsx';
import { CaseActs } from './case-acts.tsx';
import styles from './case-detail.module.css';
import { useCaseKeys } from './case-keys.ts';
import { CaseFacts, Recent, SoFarList, WhyList } from './case-sections.tsx';
import { useDesk, useView } from './desk.tsx';
import { Drawer, Section } from './drawer.tsx';
import { casesOf, isOver, stepped } from './queue.ts';

/** One alarm: why it fired, the facts, what was done, and what can be done now. */
export function CaseDetailPane({ id }: { id: string }) {
  const say = useSay();
  const { go, told } = useDesk();
  const live = useView().cases.get(id);
  const { data, error, refetch } = useQuery(caseQuery(id));
  useRenewed(id, live);
  const [form, setForm] = useState<Form>();
  const step = useStep(id);
  const problem = problemIn(error);
  const shown = live ?? data;
  useCaseKeys(shown, form, setForm);
  const close = (): void => go({ case: undefined });
  const refusal = told?.refused.find((one) => one.id === id)?.problem;
  return (
    <Drawer
      label={say('case.label')}
      head={shown === undefined ? <h2>{say('case.label')}</h2> : <Head it={shown} />}
      foot={shown && <CaseActs it={shown} refusal={refusal} form={form} onForm={setForm} />}
      onClose={close}
      {...(step === undefined ? {} : { onStep: step })}
    >
      {problem === undefined ? null : <Refused problem={problem} onRetry={() => void refetch()} />}
      {shown === undefined ? null : <WhyList why={shown.why} rule={shown.rule} />}
      {data === undefined && problem === undefined ? <Waiting lines={10} /> : null}
      {data === undefined ? null : <Sections detail={data} it={shown ?? data} onForm={setForm} />}
    </Drawer>
  );
}

function Sections(props: { detail: CaseDetail; it: Case; onForm: (form: Form) => void }) {
  const { detail, it, onForm } = props;
  const say = useSay();
  return (
    <>
      <CaseFacts detail={detail} it={it} />
      {isOver(it) ? null : <DoNext it={it} onForm={onForm} />}
      <Recent detail={detail} />
      <SoFarList detail={detail} />
      <ResponsePanel id={it.id} closed={isOver(it)} />
      <Section title={say('evidence.title')}>
        <LogLineOf subject={it.id} search={{ subject: it.id }} />
        <EvidenceOf subject={{ kind: 'case', id: it.id }} />
      </Section>
    </>
  );
}

function Head({ it }: { it: Case }) {
  const say = useSay();
  const { severity, journey, seal, outcome } = it;
  return (
    <>
      <span className={styles.badge} data-severity={severity}>
        <SeverityMark severity={severity} size={20} />
        {say(`severity.${severity}`)} · {say(`kind.${it.kind}`)}
      </span>
      <h2 tabIndex={-1}>{say('case.title', { plate: journey.plate, seal: seal.number })}</h2>
      <p>
        {[journey.routeName, journey.cargo].filter(Boolean).join(' · ')} ·{' '}
        <span className={styles.ref}>{say('case.journey', { ref: journey.ref })}</span>
      </p>
      {outcome === null ? null : (
        <p className={styles.outcome}>
          <strong>{say(`case.outcome.${outcome.outcome}`)}</strong> · <Age at={outcome.at} /> ·{' '}
          {[outcome.proposedBy, outcome.by].filter(Boolean).join(' + ')}
        </p>
      )}
      {it.merged === null ? null : (
        <p className={styles.outcome}>
          <strong>{say('case.mergedAway')}</strong> · <Age at={it.merged.at} /> ·{' '}
          {it.merged.by.name}
        </p>
      )}
      {it.reviewed === null ? null : (
        <p className={styles.outcome}>
          <strong>{say(`case.verdict.${it.reviewed.verdict}`)}</strong> · {it.reviewed.by.name}
        </p>
      )}
    </>
  );
}

/** Asks for the detail again when the stream says that the case has changed. */
function useRenewed(id: string, live: Case | undefined): void {
  const client = useQueryClient();
  const version = live && `${live.version} ${live.state}`;
  const seen = useRef(version);
  useEffect(() => {
    if (version !== seen.current) void client.invalidateQueries({ queryKey: ['case', id] });
    seen.current = version;
  }, [client, id, version]);
}

/** Steps to the neighbours in the open tab; closed cases come by page and have no fixed neighbours. */
function useStep(id: string): ((by: 1 | -1) => void) | undefined {
  const { search, go, me } = useDesk();
  const { cases } = useView();
  const { view = 'open' } = search;
  if (view === 'closed' || view === 'team') return undefined;
  return (by) => {
    const ids = casesOf(cases.values(), view, me.id).map((it) => it.id);
    const next = stepped(ids, id, by);
    if (next !== undefined) go({ case: next, truck: undefined, storm: undefined });
  };
}
