import { useState } from 'react';
import { usePhone } from '../phone/use-phone.ts';
import { Frame } from '../shell/frame.tsx';
import { Button, Faults, TextField } from '../ui/form.tsx';
import { ProblemBox } from '../ui/problem.tsx';
import { useSay } from '../words/spoken.tsx';
import { Result } from './result.tsx';
import { ScanButton } from './scan-button.tsx';
import { TellForm } from './tell-form.tsx';
import { type Outcome, useCompare } from './use-compare.ts';
import styles from './verify.module.css';

/** Reads a seal's number off a truck and says whether it is the one that was fitted there. */
export function VerifyScreen({ dispatch }: { dispatch: string | undefined }) {
  const say = useSay();
  const { tasks } = usePhone();
  const { outcome, isComparing, compare, forget } = useCompare();
  const [read, setRead] = useState<Read>({ truck: '', seen: '' });
  const task = tasks?.tasks.find((it) => it.dispatch.id === dispatch);
  const known = task && (task.journey.plate ?? task.journey.ref);
  const truck = known ?? read.truck.trim();
  const seen = read.seen.trim();
  const frame = {
    title: say('field.verify'),
    ...(dispatch === undefined ? {} : { back: `task/${dispatch}`, lead: known }),
  };
  const again = (): void => {
    setRead({ ...read, seen: '' });
    forget();
  };
  switch (outcome?.is) {
    case 'differs':
      return <TellForm truck={outcome.truck} onBack={again} {...{ typed: truck, seen, frame }} />;
    case 'later':
      return <TellForm truck={undefined} onBack={again} {...{ typed: truck, seen, frame }} />;
    case 'matches':
      return (
        <Frame {...frame} action={<Button onClick={again}>{say('verify.again')}</Button>}>
          <Result is="matches" title={say('verify.matches')}>
            {say('verify.matchesHint', { number: outcome.number, truck: outcome.label })}
          </Result>
        </Frame>
      );
    default:
      return (
        <ReadForm
          {...{ frame, read, outcome, isComparing }}
          needsTruck={known === undefined}
          onChange={setRead}
          onCompare={() => void compare(truck, seen)}
        />
      );
  }
}

type Read = { readonly truck: string; readonly seen: string };
type ReadFormProps = {
  readonly frame: {
    readonly title: string;
    readonly back?: string;
    readonly lead?: string | undefined;
  };
  readonly read: Read;
  readonly needsTruck: boolean;
  readonly outcome: Outcome | undefined;
  readonly isComparing: boolean;
  readonly onChange: (read: Read) => void;
  readonly onCompare: () => void;
};

/** Which truck, and what stands on its seal. */
function ReadForm(props: ReadFormProps) {
  const say = useSay();
  const { frame, read, needsTruck, outcome, isComparing, onChange, onCompare } = props;
  const [isAsked, setAsked] = useState(false);
  const noTruck = needsTruck && read.truck.trim() === '' ? say('form.truckMissing') : undefined;
  const noSeen = read.seen.trim() === '' ? say('form.seenMissing') : undefined;
  const [truckFault, seenFault] = isAsked ? [noTruck, noSeen] : [];
  const submit = (): void => {
    setAsked(true);
    if (noTruck === undefined && noSeen === undefined) onCompare();
  };
  const action = (
    <Button look="primary" disabled={isComparing} onClick={submit}>
      {say(isComparing ? 'verify.comparing' : 'verify.compare')}
    </Button>
  );
  return (
    <Frame {...frame} action={action}>
      <p className={styles.lead}>{say('verify.lead')}</p>
      <Faults faults={[truckFault, seenFault].filter((it) => it !== undefined)} />
      {outcome?.is === 'refused' ? <ProblemBox problem={outcome.problem} /> : null}
      {outcome?.is === 'not-watched' ? (
        <Result is="none" title={say('verify.notWatched')}>
          {say('verify.notWatchedHint')}
        </Result>
      ) : null}
      {needsTruck ? (
        <TextField
          label={say('verify.truck')}
          value={read.truck}
          error={truckFault}
          capitals
          onChange={(truck) => onChange({ ...read, truck })}
        />
      ) : null}
      <TextField
        label={say('verify.seen')}
        value={read.seen}
        error={seenFault}
        capitals
        onChange={(seen) => onChange({ ...read, seen })}
      />
      <ScanButton onRead={(seen) => onChange({ ...read, seen })} />
    </Frame>
  );
}
