import type { Case, CaseDetail, Why } from '../api/contract.ts';
import { secondInstant, timeOfDay } from '../clock/instants.ts';
import { useNow } from '../clock/ticker.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import { wordKey } from '../words/words.ts';
import styles from './case-detail.module.css';
import { type Fact, Facts, Section } from './drawer.tsx';
import { placeWords } from './place-words.ts';
import { RecentChart } from './recent-chart.tsx';
import { whySentence } from './why-sentence.ts';

const HOUR_MS = 3_600_000;

export function WhyList({ why, rule }: { why: readonly Why[]; rule: Case['rule'] }) {
  const say = useSay();
  const language = useLanguage();
  // A sentence names a day only when it was not today; an hour's grain keeps it still.
  const now = Math.floor(useNow() / HOUR_MS) * HOUR_MS;
  const kind = wordKey('kind', rule.kind);
  return (
    <Section title={say('case.why')}>
      <ul className={styles.why}>
        {why.map((it) => (
          <li key={it.code + JSON.stringify(it.params)}>
            {whySentence(it, { say, language, now })}
          </li>
        ))}
      </ul>
      <p className={styles.rule}>
        {say('case.rule', {
          kind: kind === undefined ? rule.kind : say(kind),
          version: rule.version,
        })}
      </p>
    </Section>
  );
}

export function CaseFacts({ detail, it }: { detail: CaseDetail; it: Case }) {
  const say = useSay();
  const { facts } = detail;
  const driver = [facts.driver?.name, facts.driver?.phone].filter(Boolean).join(' · ');
  const unknown = say('state.unknown');
  const all: readonly Fact[] = [
    {
      label: say('case.position'),
      value: (
        <>
          {placeWords(say, it.place)}
          {facts.positionAt === null ? null : (
            <>
              , <Age at={facts.positionAt} />
            </>
          )}
        </>
      ),
    },
    {
      label: say('case.received'),
      value: facts.receivedAt === null ? unknown : <Age at={facts.receivedAt} />,
    },
    {
      label: say('case.speed'),
      value:
        facts.speedKmh === null ? unknown : say('case.kmh', { speed: Math.round(facts.speedKmh) }),
    },
    {
      label: say('case.sealOwner'),
      value: [
        say('case.ownedBy', { owner: facts.sealOwner }),
        facts.batteryPct === null
          ? undefined
          : `${say('case.battery').toLowerCase()} ${facts.batteryPct} %`,
      ]
        .filter(Boolean)
        .join(' · '),
    },
    { label: say('case.driver'), value: driver === '' ? unknown : driver },
    { label: say('case.nearest'), value: facts.nearestPlace ?? unknown },
    { label: say('case.owner'), value: it.owner?.name ?? say('queue.nobody') },
  ];
  return (
    <Section title={say('case.facts')}>
      <Facts facts={all} />
    </Section>
  );
}

export function Recent({ detail }: { detail: CaseDetail }) {
  const say = useSay();
  return (
    <Section title={say('case.recent')}>
      {detail.recent.length === 0 ? (
        <p>{say('case.recentNone')}</p>
      ) : (
        <RecentChart points={detail.recent} until={firstAlarmAt(detail)} />
      )}
    </Section>
  );
}

export function SoFarList({ detail }: { detail: CaseDetail }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <Section title={say('case.soFar')}>
      <ol className={styles.soFar}>
        {detail.soFar.map(({ at, type, by, text }) => (
          <li key={`${at}${type}${text}`}>
            <time dateTime={at} title={secondInstant(at, language)}>
              {timeOfDay(at)}
            </time>
            <span>
              {say(`case.did.${type}`, { by: by ?? '' })}
              {text === null || text === '' ? null : <span className={styles.said}> “{text}”</span>}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** By the seal's clock, as the readings before it are; a late seal tells of it when it is over. */
function firstAlarmAt({ alarmList, openedAt }: CaseDetail): string {
  return alarmList.at(-1)?.occurredAt ?? openedAt;
}
