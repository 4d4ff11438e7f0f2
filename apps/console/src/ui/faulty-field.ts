import type { RefObject } from 'react';

// A group of choices has no aria-invalid of its own.
const FAULTY = '[aria-invalid=true], [data-faulty=true]';
const CONTROL = 'input, select, textarea';

/** Puts the focus on the first field that a form was refused for, once its error is drawn (§4.5). */
export function focusFaulty(form: RefObject<HTMLFormElement | null>): void {
  requestAnimationFrame(() => {
    const faulty = form.current?.querySelector<HTMLElement>(FAULTY);
    const control = faulty?.matches(CONTROL) ? faulty : faulty?.querySelector<HTMLElement>(CONTROL);
    control?.focus();
  });
}
