import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { type Draft, FENCE_KINDS, type FenceKind } from '../api/gazette-queries.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Select, TextField } from '../ui/field.tsx';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import { Refused } from '../ui/refused.tsx';
import { SaidField, type SaidParts } from '../ui/said-field.tsx';
import { Segments } from '../ui/segments.tsx';
import { useSend } from '../ui/use-send.ts';
import styles from './corridors.module.css';
import { DrawPane } from './draw-pane.tsx';
import {
  areaIn,
  bodyOf,
  type FenceField,
  type FenceSaid,
  faultyIn,
  saidOfArea,
} from './fence-form.ts';

const shapes = ['circle', 'polygon'] as const;

type EditorProps = {
  readonly path: string;
  readonly fence: string | undefined;
  readonly start: FenceSaid;
};

/** Writes a draft of a fence: by its fields, or by drawing on the map what the fields then say. */
export function FenceEditor({ path, fence, start }: EditorProps) {
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
  const change = (some: Partial<FenceSaid>): void => setSaid((now) => ({ ...now, ...some }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (wrong.length > 0) requestAnimationFrame(() => summary.current?.focus());
    else void send(path, bodyOf(said, fence));
  };
  return (
    <div className={styles.split}>
      <form className={page.form} onSubmit={submit} noValidate>
        <ErrorSummary ref={summary} errors={faulty.map((it) => say(`fence.wrong.${it}`))} />
        {problem === undefined ? null : <Refused problem={problem} takesFocus />}
        <Fields
          said={said}
          change={change}
          error={(field) => (faulty.includes(field) ? say(`fence.wrong.${field}`) : undefined)}
        />
        <div className={page.ends}>
          <Button look="primary" type="submit" disabled={sending}>
            {say(sending ? 'act.sending' : 'fence.write')}
          </Button>
          <Link to="/admin/corridors/fences">{say('act.cancel')}</Link>
        </div>
      </form>
      <DrawPane
        area={areaIn(said)}
        onDrawn={(shape) => shape.is !== 'line' && change(saidOfArea(shape))}
      />
    </div>
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

/** Said before it is done: another officer must approve it. */
export function Withdrawal({ fence }: { fence: string }) {
  const say = useSay();
  const navigate = useNavigate();
  const [source, setSource] = useState('');
  const { send, sending, problem } = useSend<Draft>('gazette', () =>
    navigate({ to: '/admin/corridors/drafts' }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send('/gazette/drafts', { is: 'fence-end', fence, source: source.trim() });
  };
  return (
    <Panel title={say('fence.withdraw')}>
      <form className={page.form} onSubmit={submit} noValidate>
        {problem === undefined ? null : <Refused problem={problem} takesFocus />}
        <p>{say('fence.withdrawHint')}</p>
        <TextField
          label={say('fence.field.source')}
          hint={say('fence.sourceHint')}
          value={source}
          onChange={setSource}
        />
        <div className={page.ends}>
          <Button type="submit" disabled={sending || source.trim() === ''}>
            {say(sending ? 'act.sending' : 'fence.withdraw')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
