import type { WordTable } from './said.ts';

/** What the console says when evidence is refused. */
export const evidenceProblemWords = {
  'problem.no-such-fact': {
    en: 'There is no such fact, or it is not yours to see.',
    sw: 'Hakuna tukio kama hilo, au huna ruhusa ya kuliona.',
  },
  'problem.no-such-fact.do': {
    en: 'Search for it by its journey or its place in the log.',
    sw: 'Litafute kwa safari yake au nafasi yake daftarini.',
  },
  'problem.no-such-export': {
    en: 'There is no such bundle, or it is not yours to see.',
    sw: 'Hakuna kifurushi kama hicho, au huna ruhusa ya kukiona.',
  },
  'problem.no-such-export.do': {
    en: 'Export it again from its journey or alarm.',
    sw: 'Kitoe tena kutoka kwenye safari au tahadhari yake.',
  },
  'problem.not-in-the-log-yet': {
    en: 'This is not in the log yet.',
    sw: 'Hili haliko daftarini bado.',
  },
  'problem.not-in-the-log-yet.do': {
    en: 'Wait a few seconds and try again. If it stays, look at the log’s state on the evidence page.',
    sw: 'Subiri sekunde chache kisha ujaribu tena. Ikiendelea, angalia hali ya daftari kwenye ukurasa wa ushahidi.',
  },
  'problem.no-log': { en: 'This node has no log yet.', sw: 'Nodi hii haina daftari bado.' },
  'problem.no-log.do': {
    en: 'Facts are kept. Ask the administrator whether the sequencer runs.',
    sw: 'Matukio yanahifadhiwa. Muulize mtawala wa mfumo kama mpangaji anafanya kazi.',
  },
} as const satisfies WordTable;
