import { type FormEvent, useState } from 'react';
import { command } from '../api/client.ts';
import type { Problem, Session } from '../api/contract.ts';
import { useSay } from '../shell/language.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Refused } from '../ui/refused.tsx';

/** User name and password; what is missing has the focus, what was refused is said above. */
export function SignInForm({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const say = useSay();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const empty = [...event.currentTarget.querySelectorAll('input')].find((it) => it.value === '');
    if (empty !== undefined) {
      empty.focus();
      return;
    }
    setSending(true);
    const answer = await command<Session>('/session', { login }, { password });
    setSending(false);
    if (answer.ok) onSignedIn(answer.value);
    else setProblem(answer.problem);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      {problem === undefined ? null : <Refused problem={problem} />}
      <TextField
        label={say('signIn.login')}
        value={login}
        autoComplete="username"
        onChange={setLogin}
      />
      <TextField
        label={say('signIn.password')}
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
