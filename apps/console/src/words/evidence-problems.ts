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
  'problem.no-such-subject': {
    en: 'Nothing is known of this, or it is not yours to see.',
    sw: 'Hakuna kinachojulikana kuhusu hili, au huna ruhusa ya kuliona.',
  },
  'problem.no-such-subject.do': {
    en: 'Check the address, or search for the plate.',
    sw: 'Hakiki anwani, au tafuta namba ya gari.',
  },
  'problem.no-log-yet': { en: 'This node has no log yet.', sw: 'Nodi hii haina daftari bado.' },
  'problem.no-log-yet.do': {
    en: 'Facts are kept meanwhile. Ask the administrator whether the sequencer runs.',
    sw: 'Matukio yanahifadhiwa kwa sasa. Muulize mtawala wa mfumo kama mpangaji wa daftari anafanya kazi.',
  },
  'problem.log-files-away': {
    en: 'The files of the log cannot be read just now.',
    sw: 'Faili za daftari haziwezi kusomwa kwa sasa.',
  },
  'problem.log-files-away.do': {
    en: 'Try again in a minute. If it stays, tell the administrator.',
    sw: 'Jaribu tena baada ya dakika moja. Ikiendelea, mwambie mtawala wa mfumo.',
  },
  'problem.export-differs': {
    en: 'This bundle cannot be made again as it was.',
    sw: 'Kifurushi hiki hakiwezi kutengenezwa tena kama kilivyokuwa.',
  },
  'problem.export-differs.do': {
    en: 'Names in it were forgotten since, as the law asks, or the program is another. Export it anew.',
    sw: 'Majina yaliyomo yamesahauliwa kama sheria inavyotaka, au programu ni nyingine. Kitoe upya.',
  },
  'problem.bundle-too-large': {
    en: 'This is too much for one bundle.',
    sw: 'Hiki ni kikubwa mno kwa kifurushi kimoja.',
  },
  'problem.bundle-too-large.facts': {
    en: 'At most {max} records or messages go into one.',
    sw: 'Rekodi au ujumbe usiozidi {max} huingia kwenye kimoja.',
  },
  'problem.bundle-too-large.do': {
    en: 'Export the alarms of this journey one by one.',
    sw: 'Toa tahadhari za safari hii moja baada ya nyingine.',
  },
  'problem.bundle-busy': {
    en: 'Other bundles are being made just now.',
    sw: 'Vifurushi vingine vinatengenezwa sasa hivi.',
  },
  'problem.bundle-busy.do': {
    en: 'Try again in a minute. Your text is kept.',
    sw: 'Jaribu tena baada ya dakika moja. Maandishi yako yamehifadhiwa.',
  },
} as const satisfies WordTable;
