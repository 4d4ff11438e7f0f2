import { FENCE_KINDS, type FenceKind } from '../api/gazette-queries.ts';
import { useSay } from '../shell/language.tsx';
import { Select } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { SaidField, type SaidParts } from '../ui/said-field.tsx';
import { Segments } from '../ui/segments.tsx';
import { DrawPane } from './draw-pane.tsx';
import { DrawnForm } from './drawn-form.tsx';
import {
  areaIn,
  bodyOf,
  type FenceField,
  type FenceSaid,
  faultyIn,
  saidOfArea,
} from './fence-form.ts';
import { SourcedAct } from './sourced-act.tsx';

const shapes = ['circle', 'polygon'] as const;

type EditorProps = {
  readonly path: string;
  readonly fence: string | undefined;
  readonly start: FenceSaid;
};

/** Writes a draft of a fence: by its fields, or by drawing on the map what the fields then say. */
export function FenceEditor({ path, fence, start }: EditorProps) {
  const say = useSay();
  return (
    <DrawnForm<FenceSaid, FenceField>
      {...{ start, path, faultyIn }}
      bodyOf={(said) => bodyOf(said, fence)}
      wrong={(field) => say(`fence.wrong.${field}`)}
      stale="gazette"
      then="/admin/corridors/drafts"
      back="/admin/corridors/fences"
      write={say('fence.write')}
      fields={(parts) => <Fields {...parts} />}
      drawn={({ said, change }) => (
        <DrawPane
          area={areaIn(said)}
          onDrawn={(shape) => shape.is !== 'line' && change(saidOfArea(shape))}
        />
      )}
    />
  );
}

type Parts = SaidParts<FenceSaid, FenceField>;

function Fields(parts: Parts) {
  const say = useSay();
  const { said, change } = parts;
  return (
    <>
      <Text {...parts} field="name" hint={say('fence.nameHint')} />
      <Select
        label={say('fence.field.kind')}
        value={said.kind}
        choices={FENCE_KINDS.map((value) => ({ value, label: say(`fence.kind.${value}`) }))}
        onChange={(kind) => change({ kind: kind as FenceKind })}
      />
      <Segments
        label={say('fence.shape')}
        value={said.is}
        choices={shapes.map((is) => ({ value: is, label: say(`fence.is.${is}`) }))}
        onChange={(is) => change({ is })}
      />
      {said.is === 'circle' ? (
        <>
          <div className={page.pair}>
            <Text {...parts} field="lat" />
            <Text {...parts} field="lon" />
          </div>
          <Text {...parts} field="radiusKm" inputMode="decimal" />
        </>
      ) : (
        <Text {...parts} field="ring" hint={say('fence.ringHint')} lines={6} mono />
      )}
      <Text {...parts} field="source" hint={say('fence.sourceHint')} lines={2} />
    </>
  );
}

type TextProps = Omit<Parameters<typeof SaidField<FenceSaid, FenceField>>[0], 'label'>;

function Text(props: TextProps) {
  const say = useSay();
  return <SaidField {...props} label={say(`fence.field.${props.field}`)} />;
}

/** A fence that stands is taken away. */
export function Withdrawal({ fence }: { fence: string }) {
  const say = useSay();
  const asks = { is: 'fence-end', fence };
  return <SourcedAct title={say('fence.withdraw')} hint={say('fence.withdrawHint')} asks={asks} />;
}
