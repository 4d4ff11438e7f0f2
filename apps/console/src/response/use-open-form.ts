import { useState } from 'react';

/** One form of several is open, or none. */
export function useOpenForm<Form extends string>() {
  const [form, setForm] = useState<Form>();
  return {
    form,
    open: (one: Form): void => setForm(one),
    close: (): void => setForm(undefined),
  };
}
