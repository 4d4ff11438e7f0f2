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
  'newModel.title': { en: 'New model', sw: 'Aina mpya' },
  'newModel.lead': {
    en: 'It begins with what a model that speaks alike does. Another supervisor agrees, and two minutes later seals may be registered as it.',
    sw: 'Huanza na maelezo ya aina inayozungumza vivyo hivyo. Msimamizi mwingine hukubali, na dakika mbili baadaye lakiri zinaweza kusajiliwa kwayo.',
  },
  'newModel.model': { en: 'Name of the model', sw: 'Jina la aina' },
  'newModel.modelHint': {
    en: 'As it stands on the type plate, at most 40 characters.',
    sw: 'Kama lilivyo kwenye bamba la aina, herufi 40 kwa zaidi.',
  },
  'newModel.maker': { en: 'Maker', sw: 'Mtengenezaji' },
  'newModel.like': { en: 'Speaks like', sw: 'Huzungumza kama' },
  'newModel.likeHint': {
    en: 'A known model of the same dialect: its figures and words are copied here to be changed.',
    sw: 'Aina inayojulikana ya lugha hiyo hiyo: takwimu na maneno yake hunakiliwa hapa ili yabadilishwe.',
  },
  'newModel.submit': { en: 'Propose this model', sw: 'Pendekeza aina hii' },
  'newModel.wrong.model': {
    en: 'Enter a name: a letter or a figure first, at most 40 characters.',
    sw: 'Andika jina: herufi au tarakimu kwanza, herufi 40 kwa zaidi.',
  },
  'newModel.wrong.maker': { en: 'Enter the maker.', sw: 'Andika mtengenezaji.' },
  'newModel.wrong.like': {
    en: 'Choose a model that speaks alike.',
    sw: 'Chagua aina inayozungumza vivyo hivyo.',
  },
  'modelDrafts.title': { en: 'Proposed models', sw: 'Aina zilizopendekezwa' },
  'modelDrafts.by': {
    en: 'Proposed by {name}, {at}; speaks like {like}',
    sw: 'Imependekezwa na {name}, {at}; huzungumza kama {like}',
  },
  'modelDrafts.own': {
    en: 'You proposed it: another supervisor must agree.',
    sw: 'Umeipendekeza wewe: msimamizi mwingine lazima akubali.',
  },
  'modelDrafts.approve': { en: 'Approve {model}', sw: 'Idhinisha {model}' },
  'modelDrafts.withdraw': { en: 'Withdraw {model}', sw: 'Ondoa {model}' },
  'modelDrafts.why': { en: 'Why it is withdrawn', sw: 'Kwa nini inaondolewa' },
  'modelDrafts.why.mistaken': { en: 'It is mistaken', sw: 'Ina kosa' },
  'modelDrafts.why.known-already': {
    en: 'The model is known already',
    sw: 'Aina hii inajulikana tayari',
  },
  'modelDrafts.why.not-approved': { en: 'It has no type approval', sw: 'Haina idhini ya aina' },
  'problem.bad-model-name': {
    en: 'This is no name of a model.',
    sw: 'Hili si jina la aina.',
  },
  'problem.bad-model-name.do': {
    en: 'Begin with a letter or a figure; at most 40 characters.',
    sw: 'Anza na herufi au tarakimu; herufi 40 kwa zaidi.',
  },
  'problem.model-taken': {
    en: 'There is a model of this name, or a proposal of it.',
    sw: 'Kuna aina yenye jina hili, au pendekezo lake.',
  },
  'problem.model-taken.do': {
    en: 'Revise that model, or wait for what becomes of the proposal.',
    sw: 'Badilisha aina hiyo, au subiri uamuzi wa pendekezo.',
  },
  'problem.no-such-model-draft': { en: 'There is no such proposal.', sw: 'Hakuna pendekezo hilo.' },
  'problem.no-such-model-draft.do': {
    en: 'Look at the list of models.',
    sw: 'Angalia orodha ya aina.',
  },
  'problem.model-draft-decided': {
    en: 'Somebody has decided this proposal.',
    sw: 'Pendekezo hili limeshaamuliwa.',
  },
  'problem.model-draft-decided.do': {
    en: 'Look at the list of models for what became of it.',
    sw: 'Angalia orodha ya aina kuona matokeo.',
  },
  'problem.own-model-draft': {
    en: 'Who proposes a model does not approve it.',
    sw: 'Anayependekeza aina haidhinishi mwenyewe.',
  },
  'problem.own-model-draft.do': {
    en: 'Another supervisor must agree.',
    sw: 'Msimamizi mwingine lazima akubali.',
  },
} as const satisfies WordTable;
