import type { WordTable } from './said.ts';

/** Reports: what a period was like, in figures. */
export const reportWords = {
  'problem.period-backwards': {
    en: 'The period ends before it begins.',
    sw: 'Kipindi kinaisha kabla ya kuanza.',
  },
  'problem.period-backwards.do': {
    en: 'Choose a last day after the first.',
    sw: 'Chagua siku ya mwisho iliyo baada ya ya kwanza.',
  },
  'problem.period-too-long': { en: 'The period is too long.', sw: 'Kipindi ni kirefu mno.' },
  'problem.period-too-long.do': {
    en: 'Choose at most 92 days: a quarter of a year.',
    sw: 'Chagua siku 92 kwa zaidi: robo ya mwaka.',
  },
  'problem.too-much-to-report': {
    en: 'There is too much in this period.',
    sw: 'Kuna mengi mno katika kipindi hiki.',
  },
  'problem.too-much-to-report.do': { en: 'Choose fewer days.', sw: 'Chagua siku chache zaidi.' },
} satisfies WordTable;
