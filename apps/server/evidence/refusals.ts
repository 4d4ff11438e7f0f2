import type { KeyReused } from '@lakiri/platform/execute';
import { KEY_REUSED, type Problem } from '@lakiri/platform/http';
import type { MakeRefusal } from './bundle/make.ts';

type OwnRefusal =
  | MakeRefusal
  | { readonly code: 'no-such-fact' }
  | { readonly code: 'no-such-export' }
  | { readonly code: 'no-log-yet' }
  | { readonly code: 'not-in-the-log-yet'; readonly waiting: number }
  | { readonly code: 'log-files-away' }
  | { readonly code: 'export-differs' }
  | { readonly code: 'busy' };
export type EvidenceRefusal = OwnRefusal | KeyReused;
type Code = OwnRefusal['code'];

const statusOf = {
  'no-such-subject': 404,
  'no-such-fact': 404,
  'no-such-export': 404,
  'no-log-yet': 409,
  'not-in-the-log-yet': 409,
  'export-differs': 409,
  'too-large': 422,
  'log-files-away': 503,
  busy: 503,
} as const satisfies Record<Code, number>;

const titleOf = {
  'no-such-subject': 'No such journey, case or record',
  'no-such-fact': 'No such record',
  'no-such-export': 'No such export',
  'no-log-yet': 'The log has not begun yet',
  'not-in-the-log-yet': 'Not in the log yet',
  'export-differs': 'This export cannot be made again as it was',
  'too-large': 'Too much for one bundle',
  'log-files-away': 'The files of the log are not here',
  busy: 'Other bundles are being made',
} as const satisfies Record<Code, string>;

export function problemOf(refusal: EvidenceRefusal): Problem {
  if (refusal.code === 'key-reused') return KEY_REUSED;
  const { code } = refusal;
  return {
    ...refusal,
    status: statusOf[code],
    code,
    title: titleOf[code],
    detail: detailOf(refusal),
  };
}

function detailOf(refusal: OwnRefusal): string {
  switch (refusal.code) {
    case 'no-such-subject':
    case 'no-such-fact':
    case 'no-such-export':
      return 'It does not exist, or it is not yours to see.';
    case 'no-log-yet':
      return 'The sequencer has not started on this node. Its administrator finds why in /readyz.';
    case 'not-in-the-log-yet':
      return 'What was just recorded is in the log within a second or two. Try again.';
    case 'export-differs':
      return 'A name or a word in it was forgotten since, as the law wants, or the program is another one. Export it anew.';
    case 'too-large':
      return `At most ${refusal.max} ${refusal.what} go into one bundle. Export the cases of the journey one by one.`;
    case 'log-files-away':
      return 'They are being mended, or lie on another machine. Try again in a minute.';
    case 'busy':
      return 'Try again in a minute.';
  }
}
