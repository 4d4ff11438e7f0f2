/** Marks a button that sends a unit, and the heading above them. */
export const SEND = { 'data-send-unit': true } as const;
export const NEAR = { 'data-near-units': true } as const;

/**
 * Brings the unit that is soonest there under the finger: one more press sends it. Where nobody can be sent, the heading
 * says so.
 */
export function focusFirstUnit(): void {
  const found =
    document.querySelector<HTMLElement>('[data-send-unit]:not(:disabled)') ??
    document.querySelector<HTMLElement>('[data-near-units]');
  found?.closest('details')?.setAttribute('open', '');
  found?.scrollIntoView({ block: 'center' });
  found?.focus();
}
