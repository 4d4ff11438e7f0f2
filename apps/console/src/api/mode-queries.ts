import type { Mode, ModeReason } from '@lakiri/shifts';
import { queryOptions } from '@tanstack/react-query';
import { look } from './client.ts';
import type { Named } from './contract.ts';

// The mode of the centre, as the server's OpenAPI document says it.

type DoneBy = { readonly by: Named; readonly at: string };
export type ModeDeclaration = {
  readonly id: string;
  readonly mode: Mode;
  readonly reason: ModeReason;
  readonly proposed: DoneBy;
  readonly confirmed: DoneBy | null;
};
export type CentreMode = {
  readonly mode: Mode;
  readonly declared: ModeDeclaration | null;
  readonly pending: ModeDeclaration | null;
};

/** Somebody waits for a second officer: it must be seen within a breath or two. */
const MODE_MS = 10_000;

export const modeQuery = queryOptions({
  queryKey: ['mode'],
  queryFn: ({ signal }) => look<CentreMode>('/mode', signal),
  refetchInterval: MODE_MS,
});
