import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { focusSummary } from '../ui/faulty-field.ts';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import type { SaidParts } from '../ui/said-field.tsx';
import { useSend } from '../ui/use-send.ts';
import styles from './corridors.module.css';

type DrawnFormProps<Said, Field extends string> = {
  readonly start: Said;
  readonly path: string;
  readonly bodyOf: (said: Said) => object;
  /** The fields that cannot be sent as they are, and what is wrong with one of them, in words. */
  readonly faultyIn: (said: Said) => readonly Field[];
  readonly wrong: (field: Field) => string;
  /** What was read and is asked for again once it is sent, and where one goes then. */
  readonly stale: 'gazette' | 'bulletins';
  readonly then: '/admin/corridors/drafts' | '/admin/corridors/bulletins';
  /** Where one goes who gives it up. */
  readonly back: `/admin/corridors/${'fences' | 'places' | 'routes' | 'bulletins'}`;
  /** On the button that sends it. */
  readonly write: string;
  readonly fields: (parts: SaidParts<Said, Field>) => ReactNode;
  /** The map beside the fields. */
  readonly drawn: (parts: Omit<SaidParts<Said, Field>, 'error'>) => ReactNode;
};

/** Writes a draft: by its fields, or by drawing on the map what the fields then say. What is wrong is told once it was tried. */
export function DrawnForm<Said extends object, Field extends string>(
  props: DrawnFormProps<Said, Field>,
) {
  const { stale, then, wrong, fields, drawn } = props;
  const say = useSay();
  const navigate = useNavigate();
  const [said, setSaid] = useState(props.start);
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const { send, sending, problem } = useSend(stale, () => navigate({ to: then }));
  const wrongs = props.faultyIn(said);
  const faulty = tried ? wrongs : [];
  const change = (some: Partial<Said>): void => setSaid((now) => ({ ...now, ...some }));
  const error = (field: Field) => (faulty.includes(field) ? wrong(field) : undefined);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (wrongs.length > 0) focusSummary(summary);
    else void send(props.path, props.bodyOf(said));
  };
  return (
    <div className={styles.split}>
      <form className={page.form} onSubmit={submit} noValidate>
        <ErrorSummary ref={summary} errors={faulty.map(wrong)} />
        {problem === undefined ? null : <Refused problem={problem} takesFocus />}
        {fields({ said, change, error })}
        <div className={page.ends}>
          <Button look="primary" type="submit" disabled={sending}>
            {sending ? say('act.sending') : props.write}
          </Button>
          <Link to={props.back}>{say('act.cancel')}</Link>
        </div>
      </form>
      {drawn({ said, change })}
    </div>
  );
}
