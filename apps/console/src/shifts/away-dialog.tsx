import { Dialog } from '@base-ui/react/dialog';
import { Volume2, VolumeX } from 'lucide-react';
import { soundOnce } from '../monitor/tone.ts';
import dialog from '../shell/keys-help.module.css';
import { useSay } from '../shell/language.tsx';
import { change, useSettings } from '../shell/settings.ts';
import { Button } from '../ui/button.tsx';
import { AwayList } from './away-list.tsx';
import styles from './shifts.module.css';

/** A shift begins with what happened meanwhile, and with the volume of the tone (§4.1). */
export function AwayDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const say = useSay();
  const leave = (): void => props.onOpenChange(false);
  return (
    <Dialog.Root {...props}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog.backdrop} />
        <Dialog.Popup className={dialog.dialog} data-narrow>
          <Dialog.Title className={dialog.title}>{say('shift.away')}</Dialog.Title>
          <AwayList onLeave={leave} untitled />
          <ToneTest />
          <Dialog.Close render={<Button look="primary">{say('shift.toAlarms')}</Button>} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function ToneTest() {
  const say = useSay();
  const { sound } = useSettings();
  const Icon = sound ? Volume2 : VolumeX;
  return (
    <p className={styles.tone}>
      <Icon size={16} aria-hidden="true" />
      <span>{say(sound ? 'sound.on' : 'sound.off')}</span>
      <Button onClick={soundOnce}>{say('sound.test')}</Button>
      {sound ? null : (
        <Button onClick={() => change({ sound: true })}>{say('sound.turnOn')}</Button>
      )}
    </p>
  );
}
