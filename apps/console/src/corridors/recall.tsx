import type { RecallOf } from '../api/gazette-queries.ts';
import { useSay } from '../shell/language.tsx';
import { SourcedAct } from './sourced-act.tsx';

type RecallProps = {
  readonly of: RecallOf;
  readonly id: string;
  /** Of the last version, ISO 8601. */
  readonly effectiveFrom: string;
};

/** Where the last version lies ahead: how it is taken back. */
export function Recall({ of, id, effectiveFrom }: RecallProps) {
  const say = useSay();
  if (Date.parse(effectiveFrom) <= Date.now()) return null;
  const asks = { is: 'recall', of, id };
  return <SourcedAct title={say('recall.title')} hint={say('recall.hint')} asks={asks} />;
}
