import { Dialog } from '@base-ui/react/dialog';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { Session } from '../api/contract.ts';
import { sessionQuery } from '../api/queries.ts';
import { useSignedOut } from '../api/signed-out.ts';
import { SignInForm } from '../sign-in/sign-in-form.tsx';
import dialog from './keys-help.module.css';
import { useSay } from './language.tsx';
import styles from './session-dialog.module.css';

/** Over the screen of somebody whose session has ended: it is gone on with where it was, and what was written is kept. */
export function SessionDialog() {
  const say = useSay();
  const client = useQueryClient();
  const { data: before } = useSuspenseQuery(sessionQuery);
  const isOut = useSignedOut();
  const goOn = (session: Session): void => {
    client.setQueryData(sessionQuery.queryKey, session);
    // What stands half written is another person's; it goes with the page.
    if (session.person.id !== before.person.id) location.reload();
    else void client.invalidateQueries();
  };
  return (
    <Dialog.Root open={isOut}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog.backdrop} />
        <Dialog.Popup className={`${dialog.dialog} ${styles.session}`} data-narrow>
          <Dialog.Title className={dialog.title}>{say('session.over')}</Dialog.Title>
          <Dialog.Description>
            {say('session.overDo', { name: before.person.name })}
          </Dialog.Description>
          <SignInForm onSignedIn={goOn} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
