import type { WordTable } from './said.ts';

/** The models of seals, and how they are revised. */
export const modelWords = {
  'seals.tab.all': { en: 'Registered', sw: 'Zilizosajiliwa' },
  'models.title': { en: 'Models', sw: 'Aina' },
  'models.lead': {
    en: 'What each model is expected to do. Each revision holds from a time on, and a reading is judged by the version of its day.',
    sw: 'Kinachotarajiwa kwa kila aina. Kila toleo hutumika kuanzia wakati fulani, na kipimo huhukumiwa kwa toleo la siku yake.',
  },
  'models.version': { en: 'Version {n}', sw: 'Toleo {n}' },
  'models.from': { en: 'from {at}', sw: 'kuanzia {at}' },
  'models.beginning': { en: 'the beginning', sw: 'mwanzo' },
  'models.inForce': { en: 'in force', sw: 'linatumika' },
  'models.every': { en: 'every {span} on the road', sw: 'kila {span} barabarani' },
  'models.parked': { en: 'every {span} parked', sw: 'kila {span} likiegeshwa' },
  'models.asleep': { en: 'every {span} asleep', sw: 'kila {span} ikilala' },
  'models.drain': { en: 'battery {pct} % an hour', sw: 'betri {pct} % kwa saa' },
  'models.tierMax': { en: 'trusted to T{tier} at most', sw: 'huaminiwa hadi T{tier}' },
  'models.source': { en: 'Source:', sw: 'Chanzo:' },
} as const satisfies WordTable;
