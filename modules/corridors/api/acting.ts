// Who asks for an act, and by which key of theirs.
import { type Viewer, viewerOf } from '@lakiri/parties';

/** `key`: the idempotency key of the request, where it came with one. */
export type Acting = { readonly viewer: Viewer; readonly key: string | undefined };

/** Throws where nobody is signed in: the route lets nobody in then. */
export const actOf = (request: {
  readonly viewer: Viewer | null;
  readonly headers: Readonly<Record<string, unknown>>;
}): Acting => ({
  viewer: viewerOf(request),
  key: request.headers['idempotency-key'] as string | undefined,
});
