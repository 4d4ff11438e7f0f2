import { useMemo } from 'react';
import { useSay } from '../shell/language.tsx';
import { Select } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { SaidField, type SaidParts } from '../ui/said-field.tsx';
import { DrawPane } from './draw-pane.tsx';
import { DrawnForm } from './drawn-form.tsx';
import {
  bodyOf,
  circleIn,
  circleSaid,
  faultyIn,
  PLACE_KINDS,
  type PlaceField,
  type PlaceRef,
  type PlaceSaid,
} from './place-form.ts';

const CIRCLE_TOOLS = ['circle'] as const;

type EditorProps = {
  readonly path: string;
  readonly place: PlaceRef;
  readonly start: PlaceSaid;
};

/** Writes a draft of a place: by its fields, or by drawing its circle on the map. */
export function PlaceEditor({ path, place, start }: EditorProps) {
  const say = useSay();
  return (
    <DrawnForm<PlaceSaid, PlaceField>
      {...{ start, path, faultyIn }}
      bodyOf={(said) => bodyOf(said, place)}
      wrong={(field) => say(`place.wrong.${field}`)}
      stale="gazette"
      then="/admin/corridors/drafts"
      back="/admin/corridors/places"
      write={say('fence.write')}
      fields={(parts) => <Fields {...parts} />}
      drawn={(parts) => <Drawn {...parts} />}
    />
  );
}

function Drawn({ said, change }: Pick<Parts, 'said' | 'change'>) {
  const circle = useMemo(() => circleIn(said), [said]);
  return (
    <DrawPane
      area={circle}
      onDrawn={(shape) => shape.is === 'circle' && change(circleSaid(shape))}
      tools={CIRCLE_TOOLS}
    />
  );
}

type Parts = SaidParts<PlaceSaid, PlaceField>;

function Fields(parts: Parts) {
  const say = useSay();
  const { said, change } = parts;
  return (
    <>
      <Text {...parts} field="name" hint={say('fence.nameHint')} />
      <Select
        label={say('place.field.kind')}
        value={said.kind}
        choices={PLACE_KINDS.map((value) => ({ value, label: say(`place.kind.${value}`) }))}
        onChange={(kind) => change({ kind: kind as PlaceSaid['kind'] })}
      />
      <Text {...parts} field="country" hint={say('place.countryHint')} />
      <div className={page.pair}>
        <Text {...parts} field="lat" />
        <Text {...parts} field="lon" />
      </div>
      <Text {...parts} field="radiusKm" inputMode="decimal" />
      <Text {...parts} field="source" hint={say('fence.sourceHint')} lines={2} />
    </>
  );
}

type TextProps = Omit<Parameters<typeof SaidField<PlaceSaid, PlaceField>>[0], 'label'>;

function Text(props: TextProps) {
  const say = useSay();
  return <SaidField {...props} label={say(`place.field.${props.field}`)} />;
}
