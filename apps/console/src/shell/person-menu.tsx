import { Popover } from '@base-ui/react/popover';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { BellRing, Keyboard, LogOut, UserRound } from 'lucide-react';
import { useState } from 'react';
import { end } from '../api/client.ts';
import type { Problem, Session } from '../api/contract.ts';
import { Button } from '../ui/button.tsx';
import { Refused } from '../ui/refused.tsx';
import { Segments } from '../ui/segments.tsx';
import { languages } from '../words/said.ts';
import { showKeysHelp } from './keys-help.tsx';
import { useLanguage, useSay } from './language.tsx';
import styles from './person-menu.module.css';
import { change, type ThemeChoice, useSettings } from './settings.ts';

const themes = ['system', 'light', 'dark'] as const satisfies readonly ThemeChoice[];

export function PersonMenu({ session }: { session: Session }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { name } = session.person;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={styles.person} aria-label={say('bar.person', { name })}>
        <UserRound size={18} aria-hidden="true" />
        <span aria-hidden="true">{name}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={8} align="end" className={styles.place}>
          <Popover.Popup className={styles.menu}>
            <Popover.Title className={styles.name}>{name}</Popover.Title>
            <Popover.Description className={styles.role}>
              {session.person.roles.map((role) => say(`role.${role}`)).join(', ')} ·{' '}
              {session.party.name}
            </Popover.Description>
            <Choices />
            <Acts onDone={() => setOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choices() {
  const say = useSay();
  const language = useLanguage();
  const { theme } = useSettings();
  return (
    <>
      <Segments
        label={say('menu.theme')}
        value={theme}
        choices={themes.map((value) => ({ value, label: say(`menu.theme.${value}`) }))}
        onChange={(value) => change({ theme: value })}
      />
      <Segments
        label={say('menu.language')}
        value={language}
        choices={languages.map((value) => ({ value, label: say(`menu.language.${value}`) }))}
        onChange={(value) => change({ language: value })}
      />
    </>
  );
}

function Acts({ onDone }: { onDone: () => void }) {
  const say = useSay();
  const client = useQueryClient();
  const router = useRouter();
  const [problem, setProblem] = useState<Problem>();
  const signOut = async (): Promise<void> => {
    const answer = await end('/session');
    if (!answer.ok && answer.problem.code !== 'not-signed-in') {
      setProblem(answer.problem);
      return;
    }
    client.clear();
    await router.navigate({ to: '/sign-in' });
  };
  return (
    <div className={styles.acts}>
      {problem === undefined ? null : <Refused problem={problem} />}
      <Button
        look="quiet"
        wide
        onClick={() => {
          onDone();
          void router.navigate({ to: '/notices' });
        }}
      >
        <BellRing size={16} aria-hidden="true" />
        {say('menu.notices')}
      </Button>
      <Button
        look="quiet"
        wide
        hotkey="?"
        onClick={() => {
          onDone();
          showKeysHelp();
        }}
      >
        <Keyboard size={16} aria-hidden="true" />
        {say('menu.keys')}
      </Button>
      <Button look="quiet" wide onClick={() => void signOut()}>
        <LogOut size={16} aria-hidden="true" />
        {say('menu.signOut')}
      </Button>
    </div>
  );
}
