import type { Model } from '../api/contract.ts';
import { dataOf, faultyIn, type RevisionField, type RevisionSaid, saidOf } from './revision.ts';

/** What a person says of a model that is not known yet, as typed. */
export type NewModelSaid = RevisionSaid & {
  readonly model: string;
  readonly maker: string;
  /** The model that it speaks like; empty while none is chosen. */
  readonly like: string;
};
export type NewModelField = 'model' | 'maker' | 'like' | Exclude<RevisionField, 'effectiveFrom'>;

/** The server's own rule for a name. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._+()-]{0,39}$/u;
const MAKER_CHARS_MAX = 60;

export const NO_MODEL = { model: '', maker: '', like: '' };

/** What the model it speaks like does, to be changed; its maker where none was said. */
export function beginLike(
  said: Pick<NewModelSaid, 'model' | 'maker'>,
  like: Model,
): NewModelSaid | undefined {
  const last = like.versions.at(-1);
  if (last === undefined) return undefined;
  return { ...saidOf(last), ...said, maker: said.maker || like.maker, like: like.model };
}

/** The fields that are missing or cannot be right, in the order in which they stand. */
export function faultyInNew(
  said: Pick<NewModelSaid, 'model' | 'maker' | 'like'> & Partial<NewModelSaid>,
): readonly NewModelField[] {
  const maker = said.maker.trim();
  const faults: readonly (readonly [NewModelField, boolean])[] = [
    ['model', !NAME.test(said.model.trim())],
    ['like', said.like === ''],
    ['maker', maker === '' || maker.length > MAKER_CHARS_MAX],
  ];
  const own = faults.filter(([, isFaulty]) => isFaulty).map(([field]) => field);
  if (!isBegun(said)) return own;
  return [...own, ...faultyIn(said).filter((field) => field !== 'effectiveFrom')];
}

/** Whether a model was chosen to begin with. */
export function isBegun(
  said: Pick<NewModelSaid, 'like'> & Partial<NewModelSaid>,
): said is NewModelSaid {
  return said.like !== '' && said.reportIntervalS !== undefined;
}

/** The same as the server asks for it. */
export function newModelBody(said: NewModelSaid): object {
  const { model, maker, like } = said;
  return { ...dataOf(said), model: model.trim(), maker: maker.trim(), like };
}
