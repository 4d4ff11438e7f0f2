import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useMemo, useRef, useState } from 'react';
import type { Draft } from '../api/gazette-queries.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Select } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { SaidField, type SaidParts } from '../ui/said-field.tsx';
import { useSend } from '../ui/use-send.ts';
import styles from './corridors.module.css';
import { DrawPane } from './draw-pane.tsx';
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
  const navigate = useNavigate();
  const [said, setSaid] = useState(start);
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const { send, sending, problem } = useSend<Draft>('gazette', () =>
    navigate({ to: '/admin/corridors/drafts' }),
  );
  const wrong = faultyIn(said);
  const faulty = tried ? wrong : [];
  const circle = useMemo(() => circleIn(said), [said]);
  const change = (some: Partial<PlaceSaid>): void => setSaid((now) => ({ ...now, ...some }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (wrong.length > 0) requestAnimationFrame(() => summary.current?.focus());
    else void send(path, bodyOf(said, place));
  };
  return (
    <div className={styles.split}>
      <form className={page.form} onSubmit={submit} noValidate>
        <ErrorSummary ref={summary} errors={faulty.map((it) => say(`place.wrong.${it}`))} />
        {problem === undefined ? null : <Refused problem={problem} takesFocus />}
        <Fields
          {...{ said, change }}
          error={(field) => (faulty.includes(field) ? say(`place.wrong.${field}`) : undefined)}
        />
        <div className={page.ends}>
          <Button look="primary" type="submit" disabled={sending}>
            {say(sending ? 'act.sending' : 'fence.write')}
          </Button>
          <Link to="/admin/corridors/places">{say('act.cancel')}</Link>
        </div>
      </form>
      <DrawPane
        area={circle}
        onDrawn={(shape) => shape.is === 'circle' && change(circleSaid(shape))}
        tools={CIRCLE_TOOLS}
      />
    </div>
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
