import { MeScreen } from './me/me-screen.tsx';
import { OutboxScreen } from './outbox/outbox-screen.tsx';
import type { Phone } from './phone/phone.ts';
import { ThisPlace, useTellingPlace } from './phone/place.ts';
import { ThisPhone, usePhone } from './phone/use-phone.ts';
import { VerifyScreen } from './seal/verify-screen.tsx';
import { Frame } from './shell/frame.tsx';
import { usePath } from './shell/path.ts';
import { SignInScreen } from './sign-in/sign-in-screen.tsx';
import { TaskScreen } from './tasks/task-screen.tsx';
import { TasksScreen } from './tasks/tasks-screen.tsx';
import { SpokenLanguage, useSay } from './words/spoken.tsx';

export function App({ phone }: { phone: Phone }) {
  return (
    <ThisPhone value={phone}>
      <Spoken />
    </ThisPhone>
  );
}

function Spoken() {
  const { me } = usePhone();
  const place = useTellingPlace();
  return (
    <SpokenLanguage account={me?.language}>
      <ThisPlace value={place}>
        <Screen />
      </ThisPlace>
    </SpokenLanguage>
  );
}

function Screen() {
  const say = useSay();
  const { me } = usePhone();
  const [place = '', about] = usePath().split('/');
  if (me === undefined || place === 'sign-in') return <SignInScreen />;
  if (place === 'task' && about !== undefined) return <TaskScreen key={about} dispatch={about} />;
  if (place === 'verify') return <VerifyScreen key={about} dispatch={about} />;
  if (place === 'outbox') return <OutboxScreen />;
  if (place === 'me') return <MeScreen />;
  if (place === '') return <TasksScreen />;
  return <Frame title={say('field.nowhere')}>{null}</Frame>;
}
