import { change } from '@lakiri/console/settings';
import { languages } from '@lakiri/console/words/said';
import { type FormEvent, useState } from 'react';
import { act } from '../api/client.ts';
import type { Problem, Session } from '../api/contract.ts';
import { usePhone } from '../phone/use-phone.ts';
import { go, useTitle } from '../shell/path.ts';
import formStyles from '../ui/form.module.css';
import { Button, Choices, TextField } from '../ui/form.tsx';
import { ProblemBox } from '../ui/problem.tsx';
import { useLanguage, useSay } from '../words/spoken.tsx';
import styles from './sign-in.module.css';

export function SignInScreen() {
  const say = useSay();
  const { phone } = usePhone();
  const language = useLanguage();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [isAsked, setAsked] = useState(false);
  const [isSending, setSending] = useState(false);
  useTitle(say('signIn.title'));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (login === '' || password === '') return;
    setSending(true);
    const answer = await act<Session>('/session', crypto.randomUUID?.() ?? '', { login, password });
    setSending(false);
    if (!answer.ok) return setProblem(answer.problem);
    go('');
    await phone.signedIn(answer.value.person);
  };
  const missing = (value: string) => (isAsked && value === '' ? say('signIn.needed') : undefined);
  return (
    <main className={styles.gate}>
      <p className={styles.name}>
        <img src="/field/lakiri.svg" alt="" width="32" height="32" />
        {say('field.name')}
      </p>
      <div>
        <h1>{say('signIn.title')}</h1>
        <p className={styles.lead}>{say('signIn.lead')}</p>
      </div>
      <form className={formStyles.form} onSubmit={(event) => void submit(event)} noValidate>
        {problem === undefined ? null : <ProblemBox problem={problem} />}
        <TextField
          label={say('signIn.login')}
          value={login}
          error={missing(login)}
          autoComplete="username"
          onChange={setLogin}
        />
        <TextField
          label={say('signIn.password')}
          type="password"
          value={password}
          error={missing(password)}
          autoComplete="current-password"
          onChange={setPassword}
        />
        <Button look="primary" type="submit" disabled={isSending}>
          {say('signIn.submit')}
        </Button>
        <p className={formStyles.hint}>{say('signIn.once')}</p>
      </form>
      <Choices
        label={say('me.language')}
        value={language}
        choices={languages.map((value) => ({ value, label: say(`me.language.${value}`) }))}
        onChange={(value) => change({ language: value })}
      />
    </main>
  );
}
