import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { newQueryClient, sessionQuery } from './api/queries.ts';
import { makeRouter } from './router.tsx';
import { SpokenLanguage } from './shell/language.tsx';

const client = newQueryClient();
const router = makeRouter(client);

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

export function App() {
  return (
    <QueryClientProvider client={client}>
      <Spoken />
    </QueryClientProvider>
  );
}

function Spoken() {
  const { data } = useQuery({ ...sessionQuery, enabled: false });
  return (
    <SpokenLanguage account={data?.person.language}>
      <RouterProvider router={router} />
    </SpokenLanguage>
  );
}
