import type { RefObject } from 'react';
import { linesOf } from './summary-lines.ts';

// A group of choices has no aria-invalid of its own.
const FAULTY = '[aria-invalid=true], [data-faulty=true]';
const CONTROL = 'input, select, textarea';

/** Puts the focus on the first field that a form was refused for, once its error is drawn (§4.5). */
export function focusFaulty(form: RefObject<HTMLFormElement | null>): void {
  requestAnimationFrame(() => {
    const faulty = form.current?.querySelector<HTMLElement>(FAULTY);
    if (faulty) controlOf(faulty)?.focus();
  });
}

/** Puts the focus on the summary of what is wrong, once it is drawn. */
export function focusSummary(summary: RefObject<HTMLElement | null>): void {
  requestAnimationFrame(() => summary.current?.focus());
}

/** For each line of a summary the control that it speaks of; its form is looked through first, then what stands around that. */
export function fieldsOf(
  summary: HTMLElement,
  errors: readonly string[],
): readonly (HTMLElement | undefined)[] {
  const around = [summary.closest('form, fieldset'), summary.closest('section'), document.body];
  const faulty = new Set(
    around.flatMap((place) => [...(place?.querySelectorAll<HTMLElement>(FAULTY) ?? [])]),
  );
  const controls = [...faulty].flatMap((it) => {
    const control = controlOf(it);
    return control === null ? [] : [{ control, says: saysOf(it) }];
  });
  const lines = linesOf(
    errors,
    controls.map(({ says }) => says),
  );
  return lines.map((at) => (at === undefined ? undefined : controls[at]?.control));
}

const controlOf = (faulty: HTMLElement): HTMLElement | null =>
  faulty.matches(CONTROL) ? faulty : faulty.querySelector<HTMLElement>(CONTROL);

/** What stands beside a control about itself; of a group, all that stands in it. */
function saysOf(faulty: HTMLElement): string {
  if (!faulty.matches(CONTROL)) return faulty.textContent ?? '';
  const ids = faulty.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
}
