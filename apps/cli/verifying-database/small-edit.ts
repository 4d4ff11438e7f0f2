/** One edit, and where a verification must find it. */
export type Edit = {
  readonly say: string;
  readonly sql: readonly string[];
  readonly table: string;
  readonly column?: string | null;
};
