import { useQuery } from '@tanstack/react-query';
import { problemIn } from '../api/client.ts';
import type { DeadZoneArea } from '../api/dead-zone-queries.ts';
import { routesQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { Select } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { SaidField, type SaidParts } from '../ui/said-field.tsx';
import { Segments } from '../ui/segments.tsx';
import type { ZoneField, ZoneSaid } from './zone-form.ts';

type Parts = SaidParts<ZoneSaid, ZoneField>;

const kinds = ['stretch', 'circle'] as const satisfies readonly DeadZoneArea['is'][];

/** All that is said of a dead zone: what it is called, where it is, for how long it excuses, and who says so. */
export function ZoneFields(parts: Parts) {
  const say = useSay();
  const { said, change } = parts;
  return (
    <>
      <Text {...parts} field="name" hint={say('zone.nameHint')} />
      <Segments
        label={say('zone.where')}
        value={said.is}
        choices={kinds.map((is) => ({ value: is, label: say(`zone.is.${is}`) }))}
        onChange={(is) => change({ is })}
      />
      {said.is === 'stretch' ? <Stretch {...parts} /> : <Circle {...parts} />}
      <Text {...parts} field="excusedMin" hint={say('zone.excusedHint')} inputMode="numeric" />
      <Text {...parts} field="source" hint={say('zone.sourceHint')} lines={2} />
      <Text
        {...parts}
        field="effectiveFrom"
        hint={say('zone.effectiveHint')}
        type="datetime-local"
      />
    </>
  );
}

type TextProps = Omit<Parameters<typeof SaidField<ZoneSaid, ZoneField>>[0], 'label'>;

function Text(props: TextProps) {
  const say = useSay();
  return <SaidField {...props} label={say(`zone.field.${props.field}`)} />;
}

function Stretch(parts: Parts) {
  const say = useSay();
  const { data, error: failure } = useQuery(routesQuery);
  const problem = problemIn(failure);
  if (problem !== undefined) return <Refused problem={problem} />;
  const { said, change, error } = parts;
  return (
    <>
      <Select
        label={say('zone.field.route')}
        placeholder={say('create.choose')}
        error={error('route')}
        value={said.route}
        choices={data?.routes.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        onChange={(route) => change({ route })}
      />
      <div className={page.pair}>
        <Text {...parts} field="fromKm" inputMode="decimal" />
        <Text {...parts} field="toKm" inputMode="decimal" />
      </div>
    </>
  );
}

function Circle(parts: Parts) {
  return (
    <>
      <div className={page.pair}>
        <Text {...parts} field="lat" />
        <Text {...parts} field="lon" />
      </div>
      <Text {...parts} field="radiusKm" inputMode="decimal" />
    </>
  );
}
