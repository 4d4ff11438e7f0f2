import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { bulletinsQuery } from '../api/bulletin-queries.ts';
import type { Case, CaseDetail } from '../api/case-contract.ts';
import type { Place, Why } from '../api/contract.ts';
import { placesQuery, routesQuery } from '../api/queries.ts';
import { secondInstant, timeOfDay } from '../clock/instants.ts';
import { useNow } from '../clock/ticker.ts';
import { bulletinOver } from '../corridors/bulletin-cover.ts';
import { hourOfMoment } from '../fleet-replay/search.ts';
import { distance } from '../map/distance.ts';
import { nearPlace } from '../map/near-place.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import { wordKey } from '../words/words.ts';
import { alarmPlaceAt, livePlaceOf } from './alarm-place.ts';
import styles from './case-detail.module.css';
import { useDesk, useView } from './desk.tsx';
import { didWords } from './did-words.ts';
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
  const { data } = useQuery(placesQuery);
  const { facts } = detail;
  const places = data?.places ?? [];
  const driver = [facts.driver?.name, facts.driver?.phone].filter(Boolean).join(' · ');
  const unknown = say('state.unknown');
  const over = useBulletinOver(it);
  const all: readonly Fact[] = [
    { label: say('case.alarmPlace'), value: <AlarmPlace {...{ detail, it, places }} /> },
    { label: say('case.livePlace'), value: <TruckPlace {...{ detail, it, places }} /> },
    ...(over === undefined ? [] : [{ label: say('subject.bulletin'), value: over }]),
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
    { label: say('case.owner'), value: it.owner?.name ?? say('queue.nobody') },
  ];
  return (
    <Section title={say('case.facts')}>
      <Facts facts={all} />
      <Link to="/monitor/replay" search={hourOfMoment(it.lastAlarmAt, it.id)}>
        {say('hour.openAt')}
      </Link>
    </Section>
  );
}

/** That a bulletin has come to cover the place of an alarm, in words; undefined where none does. */
function useBulletinOver({ journey, place }: Case): string | undefined {
  const say = useSay();
  const { data } = useQuery(bulletinsQuery);
  const { data: gazette } = useQuery(routesQuery);
  if (data === undefined) return undefined;
  const route = gazette?.routes.find(({ name }) => name === journey.routeName)?.id;
  const over = bulletinOver(data.items, { route, place, now: Date.parse(data.now) });
  return over && say('bulletin.covers', { number: over.number ?? '' });
}

type Placed = { detail: CaseDetail; it: Case; places: readonly Place[] };

/** Where the alarm says that it happened, at the alarm's own time. */
function AlarmPlace({ detail, it, places }: Placed) {
  const say = useSay();
  const language = useLanguage();
  const at = alarmPlaceAt(detail);
  return (
    <>
      {placeWords(say, it.place, places)}
      {it.place === null ? null : (
        <span className={styles.when}>
          <time dateTime={at}>{secondInstant(at, language)} EAT</time>, <Age at={at} />
        </span>
      )}
    </>
  );
}

/** Where the truck is now, with the age of that; a distance where no place is near. */
function TruckPlace({ detail, it, places }: Placed) {
  const say = useSay();
  const { feed } = useDesk();
  // The pulse, every 2 s, draws it again.
  useView();
  const live = livePlaceOf(it, feed.trucks.get(it.seal.id));
  if (live === undefined) {
    const { positionAt } = detail.facts;
    return (
      <>
        {say('case.livePlaceNone')}
        {positionAt === null ? null : (
          <span className={styles.when}>
            {say('case.lastFix')} <Age at={positionAt} />
          </span>
        )}
      </>
    );
  }
  const near = nearPlace(places, live);
  return (
    <>
      {near === undefined
        ? `${live.lat.toFixed(3)}, ${live.lon.toFixed(3)}`
        : say('seal.from', { away: distance(near.awayM), place: near.name })}
      <span className={styles.when}>
        <Age at={live.at} />
      </span>
    </>
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
        {detail.soFar.map((done) => (
          <li key={JSON.stringify(done)}>
            <time dateTime={done.at} title={secondInstant(done.at, language)}>
              {timeOfDay(done.at)}
            </time>
            <span>
              {didWords(say, done)}
              {done.text === null || done.text === '' ? null : (
                <span className={styles.said}> “{done.text}”</span>
              )}
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
