import { problemsOf } from '@lakiri/platform/http';
import type { CellRefusal, LiftRefusal, SealKeyRefusal } from '../core/index.ts';

type Refusal = LiftRefusal | SealKeyRefusal | CellRefusal;

const statusOf = {
  'no-such-seal': 404,
  'not-doubted': 409,
  'reason-empty': 422,
  'reason-too-long': 422,
  'key-bad': 422,
  'key-id-taken': 409,
  'key-unknown': 404,
  'already-revoked': 409,
  'cell-unreadable': 422,
  'cell-twice': 422,
  'cell-place': 422,
  'cell-source': 422,
  'too-many-cells': 409,
} as const satisfies Record<Refusal['code'], number>;

const words = {
  'no-such-seal': ['No such seal', 'It does not exist, or it is not yours to see.'],
  'not-doubted': [
    'This seal is not set apart',
    'Load the list again: somebody may have lifted it.',
  ],
  'reason-empty': ['The reason is missing', 'Write what was found at the seal itself.'],
  'reason-too-long': ['The reason is too long', 'Shorten it.'],
  'key-bad': [
    'This is no key of that kind',
    'Check it, and its time, against what the maker gave.',
  ],
  'key-id-taken': ['This seal has a key of that name', 'Give the new key another name.'],
  'key-unknown': ['This seal has no key of that name', 'Choose it from the list.'],
  'cell-unreadable': ['This names no cell', 'Write it as mcc-mnc-area-cell, in decimal digits.'],
  'cell-twice': ['One cell is named twice', 'Name each once.'],
  'cell-place': [
    'This is no place of a cell',
    'Check its degrees, and that it reaches 50 m to 100 km.',
  ],
  'cell-source': ['The source is missing or too long', 'Say who knows where the cells are.'],
  'too-many-cells': ['There are too many cells', 'Place those along the corridors.'],
  'already-revoked': ['This key is revoked already', 'Nothing is left to do.'],
} as const satisfies Record<Refusal['code'], readonly [string, string]>;

/** The refusal as a person reads it; its facts stay in the problem. */
export const problemOf = problemsOf<Refusal>({ statusOf, words });
