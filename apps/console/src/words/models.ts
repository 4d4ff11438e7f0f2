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
  'models.ahead': { en: 'lies ahead', sw: 'bado halijaanza' },
  'models.basis.manual': { en: 'By the maker’s manual', sw: 'Kwa kitabu cha mtengenezaji' },
  'models.basis.approval': { en: 'By the type approval', sw: 'Kwa idhini ya aina' },
  'models.basis.measured': { en: 'Measured', sw: 'Imepimwa' },
  'models.basis.assumed': { en: 'Assumed', sw: 'Inadhaniwa' },
  'revise.title': { en: 'Revise {model}', sw: 'Badilisha {model}' },
  'revise.lead': {
    en: 'This makes version {n}. Versions are never changed: what was judged before stays judged as it was.',
    sw: 'Hili litakuwa toleo {n}. Matoleo hayabadilishwi kamwe: kilichohukumiwa awali kinabaki kama kilivyohukumiwa.',
  },
  'revise.reportIntervalS': {
    en: 'Longest between two reports on the road (seconds)',
    sw: 'Muda mrefu zaidi kati ya ripoti mbili barabarani (sekunde)',
  },
  'revise.parkedIntervalS': {
    en: 'The same while parked (seconds)',
    sw: 'Muda huo ikiegeshwa (sekunde)',
  },
  'revise.asleepIntervalS': {
    en: 'The same while asleep (seconds)',
    sw: 'Muda huo ikilala (sekunde)',
  },
  'revise.unknownHint': { en: 'Empty where nobody knows.', sw: 'Acha wazi ikiwa haijulikani.' },
  'revise.drainPctPerHour': {
    en: 'Battery used in an hour (%)',
    sw: 'Betri inayotumika kwa saa (%)',
  },
  'revise.tierMax': {
    en: 'Highest trust that its approval grants',
    sw: 'Imani ya juu inayoruhusiwa na idhini yake',
  },
  'revise.profile': { en: 'What it means by what it sends', sw: 'Inachomaanisha kwa inachotuma' },
  'revise.profileHint': {
    en: 'One entry a line: its name, with a dot between its parts, and its value. Its dialect checks them all.',
    sw: 'Ingizo moja kwa mstari: jina lake, lenye nukta kati ya sehemu zake, na thamani yake. Lugha ya kifaa hukagua yote.',
  },
  'revise.entryPath': { en: 'Name of entry {n}', sw: 'Jina la ingizo {n}' },
  'revise.entryValue': { en: 'Value of entry {n}', sw: 'Thamani ya ingizo {n}' },
  'revise.entryRemove': { en: 'Remove entry {n}', sw: 'Ondoa ingizo {n}' },
  'revise.entryAdd': { en: 'Add entry', sw: 'Ongeza ingizo' },
  'revise.basis': { en: 'Whose word it is', sw: 'Ni neno la nani' },
  'revise.source': { en: 'Source', sw: 'Chanzo' },
  'revise.sourceHint': {
    en: 'The manual and its paragraph, the approval’s number, or what was measured where.',
    sw: 'Kitabu na kifungu chake, namba ya idhini, au kilichopimwa na wapi.',
  },
  'revise.effectiveFrom': { en: 'Holds from (EAT)', sw: 'Linatumika kuanzia (EAT)' },
  'revise.effectiveHint': {
    en: 'Empty: two minutes after it is sent, so that every gateway has heard of it.',
    sw: 'Acha wazi: dakika mbili baada ya kutumwa, ili kila lango liwe limesikia.',
  },
  'revise.changes': { en: 'What changes', sw: 'Kinachobadilika' },
  'revise.nothing': {
    en: 'Nothing that is judged by: only whose word it is.',
    sw: 'Hakuna kinachobadilisha hukumu: ni chanzo tu.',
  },
  'revise.notYet': {
    en: 'A field above cannot be right yet.',
    sw: 'Sehemu moja hapo juu bado si sahihi.',
  },
  'revise.noEntry': { en: 'no entry', sw: 'hakuna ingizo' },
  'revise.submit': { en: 'Make this version', sw: 'Tengeneza toleo hili' },
  'revise.done': { en: 'Model {model} is revised.', sw: 'Aina {model} imebadilishwa.' },
  'revise.wrong.reportIntervalS': {
    en: 'Enter the longest between two reports on the road: 1 to 86400 seconds.',
    sw: 'Andika muda mrefu zaidi kati ya ripoti barabarani: sekunde 1 hadi 86400.',
  },
  'revise.wrong.parkedIntervalS': {
    en: 'While parked: 1 to 86400 seconds, or nothing.',
    sw: 'Ikiegeshwa: sekunde 1 hadi 86400, au wazi.',
  },
  'revise.wrong.asleepIntervalS': {
    en: 'While asleep: 1 to 86400 seconds, or nothing.',
    sw: 'Ikilala: sekunde 1 hadi 86400, au wazi.',
  },
  'revise.wrong.drainPctPerHour': {
    en: 'Enter the battery used in an hour: 0 to 100 %.',
    sw: 'Andika betri inayotumika kwa saa: 0 hadi 100 %.',
  },
  'revise.wrong.profile': {
    en: 'An entry has no name, or a name that stands twice or within another.',
    sw: 'Ingizo moja halina jina, au jina lake limerudiwa au liko ndani ya lingine.',
  },
  'revise.wrong.source': { en: 'Enter the source.', sw: 'Andika chanzo.' },
  'revise.wrong.effectiveFrom': {
    en: 'Enter a day and a time, or nothing.',
    sw: 'Andika siku na saa, au acha wazi.',
  },
  'problem.bad-profile.facts': { en: 'It is wrong at “{path}”.', sw: 'Kosa liko kwenye “{path}”.' },
  'problem.effective-too-soon.facts': {
    en: 'The earliest is {earliest}.',
    sw: 'Mapema zaidi ni {earliest}.',
  },
  'problem.effective-before-last.facts': {
    en: 'The newest version holds from {last}.',
    sw: 'Toleo jipya linatumika kuanzia {last}.',
  },
  'problem.profile-too-long': { en: 'The profile is too long.', sw: 'Wasifu ni mrefu mno.' },
  'problem.profile-too-long.do': {
    en: 'Leave out what its dialect has as its standard.',
    sw: 'Ondoa yaliyo tayari katika kiwango cha lugha yake.',
  },
} as const satisfies WordTable;
