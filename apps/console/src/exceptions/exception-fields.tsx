import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Journey } from '../api/contract.ts';
import { journeysQuery, routesQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Segments } from '../ui/segments.tsx';
import type { Filled } from './exception-body.ts';
import { OrderField } from './order-field.tsx';
import { ResealFields } from './reseal-fields.tsx';

export type Fields = {
  readonly journey: Journey;
  readonly filled: Filled;
  readonly change: (some: Partial<Filled>) => void;
  readonly fault: (field: keyof Filled) => string | undefined;
};

const PARTS = ['tyre', 'engine', 'axle', 'brakes', 'electrical', 'other'] as const;
const TARGETS = ['cargo', 'truck', 'attempt'] as const;
const TOPICS = ['threat', 'illness', 'load', 'road', 'other'] as const;
const FORCES = ['police', 'customs'] as const;

/** What the chosen kind asks for. */
export function ExceptionFields(fields: Fields) {
  const say = useSay();
  const { filled, change } = fields;
  switch (filled.kind) {
    case 'breakdown':
      return (
        <Select
          label={say('exception.part')}
          value={filled.part}
          choices={PARTS.map((value) => ({ value, label: say(`exception.part.${value}`) }))}
          onChange={(part) => change({ part })}
        />
      );
    case 'accident':
      return (
        <label>
          <input
            type="checkbox"
            checked={filled.injured}
            onChange={({ target }) => change({ injured: target.checked })}
          />{' '}
          {say('exception.injured')}
        </label>
      );
    case 'theft':
      return (
        <Segments
          label={say('exception.of')}
          value={filled.of}
          choices={TARGETS.map((value) => ({ value, label: say(`exception.of.${value}`) }))}
          onChange={(of) => change({ of })}
        />
      );
    case 'driver-report':
      return <Topic {...fields} />;
    case 'seal-mismatch':
      return <SealNumber {...fields} label={say('exception.seen')} />;
    case 'escort':
      return (
        <Segments
          label={say('exception.by')}
          value={filled.by}
          choices={FORCES.map((value) => ({ value, label: say(`exception.by.${value}`) }))}
          onChange={(by) => change({ by })}
        />
      );
    case 'transload':
      return <Transload {...fields} />;
    case 'driver-change':
      return <Driver {...fields} />;
    case 'route-change':
      return <RouteField {...fields} />;
    case 'convoy':
      return <Companion {...fields} />;
    case 'mechanical-seal':
      return <SealNumber {...fields} label={say('exception.number')} />;
    case 'reseal':
      return <ResealFields {...fields} />;
    case '':
      return null;
  }
}

function Topic({ filled, change }: Fields) {
  const say = useSay();
  return (
    <Select
      label={say('exception.about')}
      value={filled.about}
      choices={TOPICS.map((value) => ({ value, label: say(`exception.about.${value}`) }))}
      onChange={(about) => change({ about })}
    />
  );
}

function SealNumber({ filled, change, fault, label }: Fields & { readonly label: string }) {
  return (
    <TextField
      label={label}
      mono
      error={fault('number')}
      value={filled.number}
      onChange={(number) => change({ number })}
    />
  );
}

function Transload(fields: Fields) {
  const say = useSay();
  const { filled, change, fault } = fields;
  return (
    <>
      <TextField
        label={say('exception.plate')}
        mono
        error={fault('plate')}
        value={filled.plate}
        onChange={(plate) => change({ plate })}
      />
      <TextField
        label={say('exception.trailer')}
        mono
        value={filled.trailer}
        onChange={(trailer) => change({ trailer })}
      />
      <OrderField {...fields} />
    </>
  );
}

function Driver({ filled, change, fault }: Fields) {
  const say = useSay();
  return (
    <>
      <TextField
        label={say('exception.driverName')}
        error={fault('driverName')}
        value={filled.driverName}
        onChange={(driverName) => change({ driverName })}
      />
      <TextField
        label={say('exception.driverPhone')}
        type="tel"
        value={filled.driverPhone}
        onChange={(driverPhone) => change({ driverPhone })}
      />
    </>
  );
}

function RouteField({ journey, filled, change, fault }: Fields) {
  const say = useSay();
  const { data } = useQuery(routesQuery);
  const choices = (data?.routes ?? [])
    .filter(({ id, version }) => id !== journey.route.id || version !== journey.route.version)
    .map(({ id, version, name }) => ({ value: `${id}@${version}`, label: name }));
  return (
    <Select
      label={say('exception.route')}
      placeholder={say('create.choose')}
      error={fault('route')}
      value={filled.route}
      choices={choices}
      onChange={(route) => change({ route })}
    />
  );
}

function Companion({ journey, filled, change, fault }: Fields) {
  const say = useSay();
  const { data } = useInfiniteQuery(journeysQuery(undefined, 'in-transit'));
  const choices = (data?.pages.flatMap(({ items }) => items) ?? [])
    .filter(({ id }) => id !== journey.id)
    .map(({ id, ref, vehicle }) => ({ value: id, label: `${ref} · ${vehicle.plate ?? ''}` }));
  return (
    <Select
      label={say('exception.with')}
      placeholder={say('create.choose')}
      error={fault('with')}
      value={filled.with}
      choices={choices}
      onChange={(companion) => change({ with: companion })}
    />
  );
}
