import type { WordTable } from './said.ts';

/** The log, the facts in it, and bundles that are handed out. */
export const evidenceWords = {
  'nav.evidence': { en: 'Evidence', sw: 'Ushahidi' },
  'bar.log': { en: 'Not witnessed', sw: 'Bila shahidi' },
  'bar.witnessed': {
    en: 'Witnessed {age} by {by} of {of}',
    sw: 'Imeshuhudiwa {age} na {by} kati ya {of}',
  },
  'bar.witnessedShort': { en: 'Witnessed {by}/{of}', sw: 'Mashahidi {by}/{of}' },
  'bar.noWitness': { en: 'Log without a witness', sw: 'Daftari bila shahidi' },
  'bar.logRefuses': { en: 'The log refuses to sign', sw: 'Daftari linakataa kutia sahihi' },
  'evidence.title': { en: 'Evidence', sw: 'Ushahidi' },
  'evidence.search': {
    en: 'Journey, plate, seal, fact, place in the log',
    sw: 'Safari, gari, lakiri, tukio, nafasi daftarini',
  },
  'evidence.searchLabel': { en: 'Search facts', sw: 'Tafuta matukio' },
  'evidence.type': { en: 'What happened', sw: 'Kilichotokea' },
  'evidence.anyType': { en: 'Anything', sw: 'Chochote' },
  'evidence.from': { en: 'From', sw: 'Kuanzia' },
  'evidence.to': { en: 'To', sw: 'Hadi' },
  'evidence.clear': { en: 'Clear search', sw: 'Futa utafutaji' },
  'evidence.verify': { en: 'Verify a bundle', sw: 'Thibitisha kifurushi' },
  'evidence.ofOne': {
    en: 'Only facts of one subject are shown.',
    sw: 'Matukio ya jambo moja tu yanaonyeshwa.',
  },
  'evidence.count': {
    en: '{n, plural, one {# fact} other {# facts}}{more, select, true { so far} other {}}',
    sw: '{n, plural, one {Tukio #} other {Matukio #}}{more, select, true { hadi sasa} other {}}',
  },
  'evidence.empty': {
    en: 'No fact fits this search.',
    sw: 'Hakuna tukio linalolingana na utafutaji huu.',
  },
  'evidence.emptyHint': {
    en: 'Search by a journey’s reference, a plate, a seal’s number, a fact’s id or its place in the log. Facts that are not yours to see are not found.',
    sw: 'Tafuta kwa kumbukumbu ya safari, namba ya gari, namba ya lakiri, kitambulisho cha tukio au nafasi yake daftarini. Matukio usiyoruhusiwa kuyaona hayapatikani.',
  },
  'evidence.none': { en: 'Nothing has been recorded yet.', sw: 'Hakuna kilichorekodiwa bado.' },
  'evidence.noneHint': {
    en: 'Every act and every alarm stands here within seconds of being made.',
    sw: 'Kila tendo na kila tahadhari huonekana hapa ndani ya sekunde chache.',
  },
  'col.what': { en: 'What happened', sw: 'Kilichotokea' },
  'col.about': { en: 'About', sw: 'Kuhusu' },
  'col.by': { en: 'By', sw: 'Na' },
  'col.when': { en: 'When', sw: 'Lini' },
  'col.index': { en: 'In the log at', sw: 'Nafasi daftarini' },
  'col.witnesses': { en: 'Witnessed by', sw: 'Mashahidi' },
  'fact.waiting': { en: 'waiting', sw: 'linasubiri' },
  'fact.notWitnessed': { en: 'nobody', sw: 'hakuna' },
  'fact.recorded': { en: 'recorded {span} later', sw: 'lilirekodiwa {span} baadaye' },
  'actor.gateway': { en: 'Gateway {name}', sw: 'Lango {name}' },
  'actor.rule': { en: 'Rule “{kind}”', sw: 'Kanuni “{kind}”' },
  'actor.node': { en: 'This node', sw: 'Nodi hii' },
  'actor.person': { en: 'A person not named here', sw: 'Mtu asiyetajwa hapa' },

  'log.title': { en: 'The log', sw: 'Daftari' },
  'log.size': {
    en: '{n, plural, one {{count} fact} other {{count} facts}} in the log',
    sw: '{n, plural, one {Tukio {count}} other {Matukio {count}}} kwenye daftari',
  },
  'log.integrated': { en: 'last one added {age}', sw: 'la mwisho limeongezwa {age}' },
  'log.asOf': { en: 'As of {age}.', sw: 'Ilivyokuwa {age}.' },
  'log.pendingNone': { en: 'No fact waits for the log.', sw: 'Hakuna tukio linalosubiri daftari.' },
  'log.pending': {
    en: '{n, plural, one {{count} fact waits} other {{count} facts wait}} for the log',
    sw: '{n, plural, one {Tukio {count} linasubiri} other {Matukio {count} yanasubiri}} daftari',
  },
  'log.pendingFor': { en: 'the oldest for {span}', sw: 'la zamani zaidi kwa {span}' },
  'log.witnessed': {
    en: 'Witnessed at {count} by {names}',
    sw: 'Limeshuhudiwa likiwa na {count} na {names}',
  },
  'log.newer': {
    en: '{n, plural, one {{count} newer fact is not witnessed yet.} other {{count} newer facts are not witnessed yet.}}',
    sw: '{n, plural, one {Tukio jipya {count} halijashuhudiwa bado.} other {Matukio mapya {count} hayajashuhudiwa bado.}}',
  },
  'log.short': {
    en: 'Fewer witnesses have signed than the {quorum} that the policy asks for.',
    sw: 'Mashahidi waliotia sahihi ni wachache kuliko {quorum} wanaotakiwa na sera.',
  },
  'log.neverWitnessed': {
    en: '{n, plural, one {# witness is named} other {# witnesses are named}}, none has signed yet.',
    sw: '{n, plural, one {Shahidi # ametajwa} other {Mashahidi # wametajwa}}, hakuna aliyetia sahihi bado.',
  },
  'log.noPolicy': {
    en: 'Not witnessed: none configured. Nobody outside vouches that this log is the only one.',
    sw: 'Halijashuhudiwa: hakuna aliyetajwa. Hakuna wa nje anayethibitisha kwamba daftari hili ni moja tu.',
  },
  'log.refuses': {
    en: 'The log refuses to sign. Facts are still kept; nothing new is published until an administrator has looked.',
    sw: 'Daftari linakataa kutia sahihi. Matukio bado yanahifadhiwa; hakuna jipya litakalochapishwa hadi mtawala wa mfumo aangalie.',
  },
  'log.why': { en: 'Its reason', sw: 'Sababu yake' },
  'log.key': { en: 'Its key, for outsiders', sw: 'Ufunguo wake, kwa walio nje' },
  'log.root': { en: 'Its root hash', sw: 'Heshi ya mzizi wake' },
  'log.public': { en: 'Public page of the log', sw: 'Ukurasa wa umma wa daftari' },
  'log.details': { en: 'Key and root hash', sw: 'Ufunguo na heshi ya mzizi' },

  'line.none': {
    en: 'Nothing about this is recorded yet.',
    sw: 'Hakuna kilichorekodiwa kuhusu hili bado.',
  },
  'line.in': { en: 'In the log at {index}', sw: 'Kwenye daftari, nafasi {index}' },
  'line.witnessed': {
    en: 'witnessed by {n, plural, one {#} other {#}}',
    sw: '{n, plural, one {shahidi #} other {mashahidi #}}',
  },
  'line.notYet': { en: 'not witnessed yet', sw: 'bado halijashuhudiwa' },
  'line.noneConfigured': {
    en: 'not witnessed: none configured',
    sw: 'halijashuhudiwa: hakuna aliyetajwa',
  },
  'line.waiting': { en: 'waiting for the log', sw: 'linasubiri daftari' },
  'line.waitingSome': {
    en: '{n, plural, one {# of {of} facts waits for the log} other {# of {of} facts wait for the log}}',
    sw: '{n, plural, one {tukio # kati ya {of} linasubiri daftari} other {matukio # kati ya {of} yanasubiri daftari}}',
  },
  'line.refuses': { en: 'the log refuses to sign', sw: 'daftari linakataa kutia sahihi' },
  'line.facts': { en: 'its facts', sw: 'matukio yake' },

  'entry.title': { en: 'The exact entry', sw: 'Kiingilio chenyewe' },
  'entry.hint': {
    en: 'These bytes stand in the log. Whoever has them and the proof needs nothing from us.',
    sw: 'Maneno haya ndiyo yaliyo daftarini. Aliye nayo pamoja na uthibitisho hahitaji chochote kutoka kwetu.',
  },
  'entry.hash': { en: 'Hash in the log', sw: 'Heshi daftarini' },
  'entry.checked': {
    en: 'Recomputed here from the entry: the same.',
    sw: 'Imekokotolewa hapa kutoka kwenye kiingilio: ni ileile.',
  },
  'entry.differs': {
    en: 'Recomputed here from the entry: not the same. Tell the administrator.',
    sw: 'Imekokotolewa hapa kutoka kwenye kiingilio: si ileile. Mwambie mtawala wa mfumo.',
  },
  'entry.file': { en: 'File of the log', sw: 'Faili ya daftari' },
  'entry.proof': { en: 'Download proof', sw: 'Pakua uthibitisho' },
  'entry.save': { en: 'Download entry', sw: 'Pakua kiingilio' },
  'entry.noProof': {
    en: 'Its proof can be had once it is in the log.',
    sw: 'Uthibitisho wake utapatikana likiwa daftarini.',
  },
  'entry.others': { en: 'Other facts about the same', sw: 'Matukio mengine kuhusu hilohilo' },
  'entry.alone': { en: 'There is no other.', sw: 'Hakuna lingine.' },
  'entry.thisOne': { en: 'this one', sw: 'hili' },
  'entry.claimed': { en: 'Happened', sw: 'Lilitokea' },
  'entry.recorded': { en: 'Recorded', sw: 'Lilirekodiwa' },
  'entry.id': { en: 'Fact', sw: 'Tukio' },

  'export.title': { en: 'Export evidence', sw: 'Toa ushahidi' },
  'export.hint': {
    en: 'A file with the records, the received messages and their proofs, which anybody can verify without us. That you export it is recorded.',
    sw: 'Faili yenye rekodi, ujumbe uliopokelewa na uthibitisho wake, ambayo yeyote anaweza kuihakiki bila sisi. Kuitoa kwako kunarekodiwa.',
  },
  'export.reason': { en: 'Why it is handed out', sw: 'Kwa nini inatolewa' },
  'export.reasonHint': {
    en: 'Such as: for the court in Nakuru.',
    sw: 'Kama: kwa mahakama ya Nakuru.',
  },
  'export.reasonMissing': { en: 'Write why it is handed out.', sw: 'Andika kwa nini inatolewa.' },
  'export.caseNo': { en: 'Case number, if any', sw: 'Namba ya kesi, kama ipo' },
  'export.submit': { en: 'Export', sw: 'Toa' },
  'export.working': {
    en: 'Gathering records, messages and proofs: {span}',
    sw: 'Inakusanya rekodi, ujumbe na uthibitisho: {span}',
  },
  'export.fetching': { en: 'Fetching the file: {span}', sw: 'Faili inaletwa: {span}' },
  'export.done': { en: 'The bundle is ready.', sw: 'Kifurushi kiko tayari.' },
  'export.download': { en: 'Download the file', sw: 'Pakua faili' },
  'export.notYours': {
    en: 'Officers and supervisors may export evidence.',
    sw: 'Maafisa na wasimamizi wanaruhusiwa kutoa ushahidi.',
  },
  'custody.title': { en: 'Handed out', sw: 'Uliotolewa' },
  'custody.none': { en: 'Not handed out to anybody yet.', sw: 'Haujatolewa kwa yeyote bado.' },
  'custody.case': { en: 'case {caseNo}', sw: 'kesi {caseNo}' },
  'custody.exported': { en: '{who} exported it', sw: '{who} aliutoa' },
  'custody.fetched': { en: '{who} downloaded the file', sw: '{who} alipakua faili' },
  'custody.again': { en: 'Download again', sw: 'Pakua tena' },
} as const satisfies WordTable;
