import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { command } from '../api/client.ts';
import type { Problem, Session } from '../api/contract.ts';
import { sessionQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Refused } from '../ui/refused.tsx';
import { Gate } from './gate.tsx';
import styles from './sign-in.module.css';

const route = getRouteApi('/sign-in');

export function SignInScreen() {
  const say = useSay();
  const client = useQueryClient();
  const router = useRouter();
  const { to = '/monitor' } = route.useSearch();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  useTitle(say('signIn.title'));
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const empty = [...event.currentTarget.querySelectorAll('input')].find((it) => it.value === '');
    if (empty !== undefined) {
      empty.focus();
      return;
    }
    setSending(true);
    const answer = await command<Session>('/session', { login, password });
    setSending(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    client.setQueryData(sessionQuery.queryKey, answer.value);
    router.history.push(to);
  };
  return (
    <Gate title={say('signIn.title')} lead={say('signIn.lead')}>
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
      <p className={styles.verify}>
        <Link to="/verify">{say('verify.title')}</Link>
      </p>
    </Gate>
  );
}
