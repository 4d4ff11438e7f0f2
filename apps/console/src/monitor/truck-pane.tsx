import { Link } from '@tanstack/react-router';
import type { Truck } from '../api/live-contract.ts';
import { SeverityMark } from '../severity/severity-mark.tsx';
import { useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import type { Say } from '../words/words.ts';
import { useDesk, useView } from './desk.tsx';
import { Drawer, Facts, Section } from './drawer.tsx';
import { caseOf } from './fleet-pane.tsx';
import styles from './truck-pane.module.css';

/** What a click on the map found: one truck, or the list of those that stand at one point. */
export function TruckPane({ seals }: { seals: readonly string[] }) {
  const { feed } = useDesk();
  // The pulse, every 2 s, draws the facts again; a position tick does not.
  useView();
  const trucks = seals.map((seal) => feed.trucks.get(seal)).filter((it) => it !== undefined);
  const [only] = trucks;
  if (trucks.length > 1) return <Stack trucks={trucks} />;
  return <OneTruck truck={only} />;
}

function OneTruck({ truck }: { truck: Truck | undefined }) {
  const say = useSay();
  const { go } = useDesk();
  const close = (): void => go({ truck: undefined });
  if (truck === undefined) {
    return (
      <Drawer label={say('truck.gone')} head={<h2>{say('truck.gone')}</h2>} onClose={close}>
        {null}
      </Drawer>
    );
  }
  return (
    <Drawer
      label={plateOf(truck)}
      head={<TruckHead truck={truck} />}
      onClose={close}
      foot={<Open truck={truck} />}
    >
      <Section title={say('case.facts')}>
        <Facts
          facts={[
            { label: say('truck.state'), value: stateWords(say, truck) },
            { label: say('truck.heard'), value: agoOr(truck.receivedAt, say('journey.never')) },
            {
              label: say('truck.measured'),
              value: agoOr(truck.positionAt ?? truck.occurredAt, say('state.unknown')),
            },
            {
              label: say('truck.battery'),
              value: truck.batteryPct === null ? say('state.unknown') : `${truck.batteryPct} %`,
            },
          ]}
        />
      </Section>
    </Drawer>
  );
}

/** A plate that was forgotten, or is not the viewer's to see, gives way to the seal's number. */
const plateOf = ({ plate, number }: Truck): string => plate ?? number;

function agoOr(at: string | null, otherwise: string) {
  return at === null ? otherwise : <Age at={at} />;
}

function TruckHead({ truck }: { truck: Truck }) {
  const say = useSay();
  return (
    <>
      <p>{truck.severity === null ? say('truck.noAlarm') : say(`severity.${truck.severity}`)}</p>
      <h2>{say('case.title', { plate: plateOf(truck), seal: truck.number })}</h2>
      {truck.ref === null ? null : <p>{say('case.journey', { ref: truck.ref })}</p>}
    </>
  );
}

function Open({ truck }: { truck: Truck }) {
  const say = useSay();
  if (truck.journeyId === null) return <p>{say('truck.noJourney')}</p>;
  return (
    <Link className={styles.open} to="/journeys/$id" params={{ id: truck.journeyId }}>
      {say('truck.openJourney')}
    </Link>
  );
}

function stateWords(say: Say, { state, speedKmh }: Truck): string {
  if (state !== 'moving') return say(`truck.state.${state}`);
  if (speedKmh === null) return say('truck.state.movingUnknown');
  return say('truck.state.moving', { speed: Math.round(speedKmh) });
}

function Stack({ trucks }: { trucks: readonly Truck[] }) {
  const say = useSay();
  const { feed, go } = useDesk();
  const open = (truck: Truck): void => {
    const urgent = caseOf(feed.view().cases.values(), truck.sealId);
    if (urgent === undefined) go({ truck: truck.sealId });
    else go({ case: urgent.id, truck: undefined });
  };
  const title = say('stack.title', { n: trucks.length });
  return (
    <Drawer label={title} head={<h2>{title}</h2>} onClose={() => go({ truck: undefined })}>
      <ul>
        {trucks.map((truck) => (
          <li key={truck.sealId}>
            <button type="button" className={styles.row} onClick={() => open(truck)}>
              {truck.severity === null ? <span /> : <SeverityMark severity={truck.severity} />}
              <span className="mono">{plateOf(truck)}</span>
              <span className={styles.state}>{stateWords(say, truck)}</span>
              {truck.receivedAt === null ? null : <Age at={truck.receivedAt} short />}
            </button>
          </li>
        ))}
      </ul>
    </Drawer>
  );
}
