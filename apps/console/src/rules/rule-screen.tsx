import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { problemIn } from '../api/client.ts';
import type { Rule } from '../api/rule-contract.ts';
import { ruleQuery } from '../api/rule-queries.ts';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useSay } from '../shell/language.tsx';
import { useMaySupervise } from '../shell/may-supervise.ts';
import { useTitle } from '../shell/title.ts';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { BackTestPanel } from './back-test-panel.tsx';
import { Editor } from './editor.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { useKindWords } from './kind-words.ts';
import styles from './rules.module.css';
import { Standing } from './standing.tsx';

const route = getRouteApi('/office/rules/$kind');

/** One rule: what it says, its next version from draft to force, what that would have done, and all it was. */
export function RuleScreen() {
  const say = useSay();
  const { kind } = route.useParams();
  const title = useKindWords(kind);
  useTitle(title);
  const { data, error, refetch } = useQuery(ruleQuery(kind));
  const problem = data === undefined ? problemIn(error) : undefined;
  const severity = inForceOf(data)?.content.severity;
  return (
    <div className={page.page}>
      <header className={page.head}>
        {severity === undefined ? null : <SeverityMark severity={severity} />}
        <h1>{title}</h1>
        {data === undefined ? null : (
          <span className={page.chip}>
            {say('models.version', { n: data.inForce })} {say('models.inForce')}
          </span>
        )}
        <p>
          <Link to="/rules">{say('rules.title')}</Link>
        </p>
      </header>
      <div className={page.scroller}>
        {problem === undefined ? null : (
          <Refused problem={problem} onRetry={() => void refetch()} />
        )}
        {data === undefined && problem === undefined ? <Waiting lines={12} /> : null}
        {data === undefined ? null : <OneRule key={data.kind} rule={data} />}
      </div>
    </div>
  );
}

const inForceOf = (rule: Rule | undefined) =>
  rule?.versions.find(({ version }) => version === rule.inForce);

function OneRule({ rule }: { rule: Rule }) {
  const maySupervise = useMaySupervise();
  const inForce = inForceOf(rule);
  if (inForce === undefined) return null;
  const { draft } = rule;
  return (
    <div className={styles.rule}>
      <Standing rule={rule} inForce={inForce} maySupervise={maySupervise} />
      <Editor
        key={`${rule.inForce} ${draft?.draft ?? 0} ${draft?.state ?? ''}`}
        rule={rule}
        inForce={inForce}
        isOpen={maySupervise && draft?.state !== 'proposed'}
      />
      <BackTestPanel rule={rule} mayRun={maySupervise} />
      <HistoryPanel rule={rule} maySupervise={maySupervise} />
    </div>
  );
}
