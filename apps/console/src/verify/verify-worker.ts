// Verification beside the page, so that a large bundle does not hold it up.
import { verifyChosen, type Work } from './work.ts';

type Scope = {
  onmessage: ((event: MessageEvent<{ id: number; work: Work }>) => void) | null;
  postMessage(message: unknown): void;
};
const scope = self as unknown as Scope;

scope.onmessage = ({ data: { id, work } }) => {
  scope.postMessage({ id, done: verifyChosen(work) });
};
