/** Why nobody knows that the person of a session is there. */
export type PresenceRefusal =
  | { readonly code: 'presence-refused' }
  | { readonly code: 'too-many-tries' | 'busy'; readonly retryAfterS: number };
