import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { command } from '../api/client.ts';
import type { Problem, Session } from '../api/contract.ts';
import { sessionQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { focusSummary } from '../ui/faulty-field.ts';
import { Select, TextField } from '../ui/field.tsx';
import { Refused } from '../ui/refused.tsx';
import { Gate } from './gate.tsx';

const countries = ['KE', 'UG', 'TZ', 'RW', 'BI', 'SS', 'CD', 'SO'] as const;
const PASSWORD_CHARS_MIN = 12;
const nothing = { token: '', administration: '', country: 'KE', name: '', login: '', password: '' };
const fields = [
  ['token', 'setup.token', 'setup.tokenHint', 'off'],
  ['administration', 'setup.administration', undefined, 'organization'],
  ['name', 'setup.name', undefined, 'name'],
  ['login', 'setup.login', undefined, 'username'],
  ['password', 'setup.password', 'setup.passwordHint', 'new-password'],
] as const;

export function SetupScreen() {
  const say = useSay();
  const client = useQueryClient();
  const navigate = useNavigate();
  // The server prints this address with the token behind the #, which is never sent to anybody.
  const [form, setForm] = useState({ ...nothing, token: location.hash.slice(1) });
  const [problem, setProblem] = useState<Problem>();
  useTitle(say('setup.title'));
  const [tried, setTried] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const wrong = fields.map(([name]) => name).filter((name) => !isGood(name, form[name]));
  const errors = tried ? wrong : [];
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (wrong.length > 0) {
      focusSummary(summary);
      return;
    }
    const answer = await command<Session>('/setup', form);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    client.setQueryData(sessionQuery.queryKey, answer.value);
    await navigate({ to: '/monitor' });
  };
  return (
    <Gate title={say('setup.title')} lead={say('setup.lead')}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <ErrorSummary ref={summary} errors={errors.map((it) => say(`setup.wrong.${it}`))} />
        {problem === undefined ? null : <Refused problem={problem} takesFocus />}
        {fields.map(([name, label, hint, autoComplete]) => (
          <TextField
            key={name}
            label={say(label)}
            hint={hint === undefined ? undefined : say(hint)}
            error={errors.includes(name) ? say(`setup.wrong.${name}`) : undefined}
            type={name === 'password' ? 'password' : 'text'}
            value={form[name]}
            autoComplete={autoComplete}
            onChange={(value) => setForm({ ...form, [name]: value })}
          />
        ))}
        <Select
          label={say('setup.country')}
          value={form.country}
          choices={countries.map((value) => ({ value, label: say(`country.${value}`) }))}
          onChange={(country) => setForm({ ...form, country })}
        />
        <Button look="primary" type="submit">
          {say('setup.submit')}
        </Button>
      </form>
    </Gate>
  );
}

const isGood = (name: (typeof fields)[number][0], value: string): boolean =>
  name === 'password' ? value.length >= PASSWORD_CHARS_MIN : value.trim() !== '';
