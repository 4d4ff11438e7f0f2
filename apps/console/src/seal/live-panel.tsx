import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Live, Seal } from '../api/contract.ts';
import { placesQuery } from '../api/queries.ts';
import { distance } from '../map/distance.ts';
import { nearPlace } from '../map/near-place.ts';
import { useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import page from '../ui/page.module.css';
import { Panel, type Row, Rows } from '../ui/panel.tsx';
import type { Say, WordKey } from '../words/words.ts';

/** What the seal last said, each thing with its age: nothing old pretends to be now. */
export function LivePanel({ seal: { live } }: { seal: Seal }) {
  const say = useSay();
  return (
    <Panel title={say('seal.now')}>
      {live === null ? (
        <>
          <p>{say('seal.never')}</p>
          <p className={page.quiet}>{say('seal.neverHint')}</p>
        </>
      ) : (
        <Rows rows={[...heardRows(say, live), ...bitRows(say, live), ...latchRows(say, live)]} />
      )}
    </Panel>
  );
}

const ago = (at: string | null, otherwise: string): ReactNode =>
  at === null ? otherwise : <Age at={at} />;

function heardRows(say: Say, live: Live): readonly (Row | undefined)[] {
  const { receivedAt, occurredAt, link, clock, speedKmh, batteryPct, charging } = live;
  const stale = link === 'silent' ? ('stale' as const) : undefined;
  const wrong = clock === 'ahead' || clock === 'behind' ? clock : undefined;
  return [
    {
      label: say('col.heard'),
      value: (
        <>
          {ago(receivedAt, say('seal.never'))}
          {link === 'silent' ? ` · ${say('seal.silent')}` : null}
        </>
      ),
      look: stale,
    },
    {
      label: say('seal.measured'),
      value: (
        <>
          {ago(occurredAt, say('state.unknown'))}
          {wrong === undefined ? null : ` · ${say(`seal.clock.${wrong}`)}`}
        </>
      ),
      look: wrong === undefined ? stale : 'bad',
    },
    { label: say('col.where'), value: <Where live={live} />, look: stale },
    speedKmh === null
      ? undefined
      : {
          label: say('case.speed'),
          value: say('case.kmh', { speed: Math.round(speedKmh) }),
          look: stale,
        },
    {
      label: say('truck.battery'),
      value: (
        <>
          {batteryPct === null ? say('state.unknown') : `${Math.round(batteryPct)} %`}
          {charging === true ? ` · ${say('seal.charging')}` : null}
        </>
      ),
      look: stale,
    },
  ];
}

function Where({ live: { lat, lon, positionAt } }: { live: Live }) {
  const say = useSay();
  const { data } = useQuery(placesQuery);
  if (lat === null || lon === null) return say('seal.noPosition');
  const near = nearPlace(data?.places ?? [], { lat, lon });
  return (
    <>
      {near === undefined ? null : (
        <>
          {say('seal.from', { away: distance(near.awayM), place: near.name })}
          {' · '}
        </>
      )}
      {positionAt === null ? null : <Age at={positionAt} />}
      <br />
      <span className="mono">
        {lat.toFixed(4)}, {lon.toFixed(4)}
      </span>
    </>
  );
}

/** The seal's own words about lock, rope and cover; what it has no bit for is left out. */
function bitRows(say: Say, live: Live): readonly (Row | undefined)[] {
  const { motorLocked, ropeInserted, ropeCut, coverOpen, motorStuck } = live;
  const row = (is: boolean | null, label: WordKey, words: WordKey): Row | undefined =>
    is === null
      ? undefined
      : { label: say(label), value: say(words), look: is ? 'bad' : undefined };
  const isOpen = motorLocked === null ? null : !motorLocked;
  const isOut = ropeInserted === false ? true : ropeCut;
  return [
    row(isOpen, 'replay.lock', isOpen ? 'replay.lock.open' : 'replay.lock.locked'),
    row(isOut, 'replay.rope', ropeWords(ropeCut, ropeInserted)),
    row(coverOpen, 'replay.cover', coverOpen ? 'replay.cover.open' : 'replay.cover.closed'),
    row(motorStuck || null, 'seal.motor', 'seal.motorStuck'),
  ];
}

function ropeWords(cut: boolean | null, inserted: boolean | null): WordKey {
  if (cut === true) return 'replay.rope.cut';
  return inserted === false ? 'seal.ropeOut' : 'replay.rope.whole';
}

function latchRows(say: Say, { latched }: Live): readonly Row[] {
  if (latched.length === 0) return [{ label: say('seal.latches'), value: say('seal.noLatch') }];
  return [
    {
      label: say('seal.latches'),
      value: (
        <>
          {latched.map(({ flag, since }) => (
            <div key={flag}>
              {say(`seal.flag.${flag}`)} · <Age at={since} />
            </div>
          ))}
        </>
      ),
      look: 'bad',
    },
  ];
}
