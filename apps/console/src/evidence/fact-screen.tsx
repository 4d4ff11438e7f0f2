import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { problemIn } from '../api/client.ts';
import type { FactDetail } from '../api/evidence-contract.ts';
import { factQuery, proofFile } from '../api/evidence-queries.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { Button } from '../ui/button.tsx';
import { download } from '../ui/download.ts';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { AboutLink } from './about-link.tsx';
import { isLeafOf } from './entry-hash.ts';
import evidence from './evidence.module.css';
import { EvidenceOf } from './evidence-of.tsx';
import { When, Witnesses } from './fact-columns.tsx';
import styles from './fact-screen.module.css';
import { actorWords, factWords } from './fact-words.ts';
import { FileButton } from './file-button.tsx';
import { grouped } from './log-line.ts';
import { Neighbours } from './neighbours.tsx';

const route = getRouteApi('/office/evidence/facts/$id');

/** One fact: what it says, its exact entry in the log, and its proof. */
export function FactScreen() {
  const say = useSay();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(factQuery(id));
  const problem = problemIn(error);
  useTitle(data === undefined ? say('evidence.title') : factWords(say, data.type));
  return (
    <div className={`${page.page} ${evidence.screen}`}>
      <header className={page.head}>
        <h1>{data === undefined ? say('entry.id') : factWords(say, data.type)}</h1>
        <p>
          <Link to="/evidence">{say('evidence.title')}</Link>
        </p>
      </header>
      <div className={page.scroller}>
        {problem === undefined ? null : (
          <Refused problem={problem} onRetry={() => void refetch()} />
        )}
        {data === undefined && problem === undefined ? <Waiting lines={10} /> : null}
        {data === undefined ? null : <Fact key={id} fact={data} />}
      </div>
    </div>
  );
}

function Fact({ fact }: { fact: FactDetail }) {
  const say = useSay();
  return (
    <div className={styles.fact}>
      <div className={styles.column}>
        <Told fact={fact} />
        <Entry fact={fact} />
        <section>
          <h2>{say('evidence.title')}</h2>
          <EvidenceOf subject={{ kind: 'fact', id: fact.id }} />
        </section>
      </div>
      <Neighbours fact={fact} />
    </div>
  );
}

function Told({ fact }: { fact: FactDetail }) {
  const say = useSay();
  return (
    <dl className={styles.told}>
      <Row label={say('col.about')}>
        <AboutLink fact={fact} />
      </Row>
      <Row label={say('entry.claimed')}>
        <When at={fact.occurredAt} />
      </Row>
      <Row label={say('entry.recorded')}>
        <When at={fact.recordedAt} />
      </Row>
      <Row label={say('col.by')}>{actorWords(say, fact)}</Row>
      <Row label={say('col.index')}>
        {fact.index === null ? say('line.waiting') : <strong>{grouped(fact.index)}</strong>}
      </Row>
      <Row label={say('col.witnesses')}>
        <Witnesses fact={fact} />
      </Row>
      <Row label={say('entry.id')}>
        <span className="mono">{fact.id}</span>
      </Row>
    </dl>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Entry({ fact }: { fact: FactDetail }) {
  const say = useSay();
  const { id, entry, leaf, path, index } = fact;
  const same = isLeafOf(entry, leaf);
  return (
    <section>
      <h2>{say('entry.title')}</h2>
      <p className={page.quiet}>{say('entry.hint')}</p>
      <pre className={styles.entry}>{entry}</pre>
      <dl className={styles.told}>
        <Row label={say('entry.hash')}>
          <span className="mono">{leaf}</span>
          <span className={same ? styles.same : styles.differs}>
            {say(same ? 'entry.checked' : 'entry.differs')}
          </span>
        </Row>
        {path === null ? null : (
          <Row label={say('entry.file')}>
            <a className="mono" href={path}>
              {path}
            </a>
          </Row>
        )}
      </dl>
      <div className={styles.acts}>
        {index === null ? (
          <p className={page.quiet}>{say('entry.noProof')}</p>
        ) : (
          <FileButton look="primary" path={proofFile(id)} label={say('entry.proof')} />
        )}
        <Button
          onClick={() =>
            download(`${index ?? id}.json`, new Blob([entry], { type: 'application/json' }))
          }
        >
          {say('entry.save')}
        </Button>
      </div>
    </section>
  );
}
