import { change, useSettings } from '@lakiri/console/settings';
import { languages } from '@lakiri/console/words/said';
import { useState } from 'react';
import { usePlace } from '../phone/place.ts';
import { usePhone } from '../phone/use-phone.ts';
import { Frame } from '../shell/frame.tsx';
import { go } from '../shell/path.ts';
import formStyles from '../ui/form.module.css';
import { Button, Choices } from '../ui/form.tsx';
import { useLanguage, useSay } from '../words/spoken.tsx';

const THEMES = ['system', 'light', 'dark'] as const;

/** Who is signed in, what this phone tells of the unit, and how the app looks. */
export function MeScreen() {
  const say = useSay();
  const { me, phone } = usePhone();
  const { theme } = useSettings();
  const language = useLanguage();
  const [isOffline, setOffline] = useState(false);
  const signOut = async (): Promise<void> => {
    const isOut = await phone.signOut();
    setOffline(!isOut);
    if (isOut) go('');
  };
  return (
    <Frame title={say('field.me')} lead={say('me.signedIn', { name: me?.name ?? '' })}>
      <Place />
      <Choices
        label={say('me.language')}
        value={language}
        choices={languages.map((value) => ({ value, label: say(`me.language.${value}`) }))}
        onChange={(value) => change({ language: value })}
      />
      <Choices
        label={say('me.theme')}
        value={theme}
        choices={THEMES.map((value) => ({ value, label: say(`me.theme.${value}`) }))}
        onChange={(value) => change({ theme: value })}
      />
      <div className={formStyles.field}>
        <p className={formStyles.hint}>{say('me.signOutKept')}</p>
        {isOffline ? (
          <p className={formStyles.error} role="alert">
            {say('me.signOutOffline')}
          </p>
        ) : null}
        <Button onClick={() => void signOut()}>{say('me.signOut')}</Button>
      </div>
    </Frame>
  );
}

function Place() {
  const say = useSay();
  const { tasks } = usePhone();
  const { isWanted, placing, want } = usePlace();
  return (
    <div className={formStyles.field}>
      <label className={formStyles.choice}>
        <input
          type="checkbox"
          checked={isWanted}
          aria-describedby="place-why"
          onChange={(event) => want(event.target.checked)}
        />
        {say('me.place')}
      </label>
      <p id="place-why" className={formStyles.hint}>
        {say('me.placeWhy')}
      </p>
      <p role="status">{say(`me.place.${placing}`, { unit: tasks?.units[0]?.name ?? '' })}</p>
    </div>
  );
}
