import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { sessionQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { useTitle } from '../shell/title.ts';
import { Gate } from './gate.tsx';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

const route = getRouteApi('/sign-in');

export function SignInScreen() {
  const say = useSay();
  const client = useQueryClient();
  const router = useRouter();
  const { to = '/monitor' } = route.useSearch();
  useTitle(say('signIn.title'));
  return (
    <Gate title={say('signIn.title')} lead={say('signIn.lead')}>
      <SignInForm
        onSignedIn={(session) => {
          client.setQueryData(sessionQuery.queryKey, session);
          router.history.push(to);
        }}
      />
      <p className={styles.verify}>
        <Link to="/verify">{say('verify.title')}</Link>
      </p>
    </Gate>
  );
}
