import { type FormEvent, useRef, useState } from 'react';
import { command } from '../api/client.ts';
import type { Problem, Session } from '../api/contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { focusSummary } from '../ui/faulty-field.ts';
import { TextField } from '../ui/field.tsx';
import { Refused } from '../ui/refused.tsx';

const FIELDS = ['login', 'password'] as const;

/** User name and password; what is missing and what was refused is said above. */
export function SignInForm({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const say = useSay();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const said = { login, password };
  const missing = tried ? FIELDS.filter((field) => said[field] === '') : [];
  const error = (field: (typeof FIELDS)[number]): string | undefined =>
    missing.includes(field) ? say(`signIn.missing.${field}`) : undefined;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (FIELDS.some((field) => said[field] === '')) {
      setProblem(undefined);
      focusSummary(summary);
      return;
    }
    setSending(true);
    const answer = await command<Session>('/session', { login }, { password });
    setSending(false);
    if (answer.ok) onSignedIn(answer.value);
    else setProblem(answer.problem);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <ErrorSummary ref={summary} errors={missing.map((it) => say(`signIn.missing.${it}`))} />
      {/* Read aloud where it stands; the focus stays in the password, which is typed anew. */}
      {problem === undefined ? null : <Refused problem={problem} />}
      <TextField
        label={say('signIn.login')}
        error={error('login')}
        value={login}
        autoComplete="username"
        onChange={setLogin}
      />
      <TextField
        label={say('signIn.password')}
        error={error('password')}
        type="password"
        value={password}
        autoComplete="current-password"
        onChange={setPassword}
      />
      <Button look="primary" type="submit" disabled={sending}>
        {say(sending ? 'act.sending' : 'signIn.submit')}
      </Button>
    </form>
  );
}
