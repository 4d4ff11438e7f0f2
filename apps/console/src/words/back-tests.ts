import type { WordTable } from './said.ts';

/** What a drafted rule would have done. */
export const backTestWords = {
  'rules.backTest': { en: 'Back-test', sw: 'Jaribio la nyuma' },
  'rules.testHint': {
    en: 'The draft and the version in force judge the same stored reports. Nothing is changed by it.',
    sw: 'Rasimu na toleo linalotumika huhukumu ripoti zilezile zilizohifadhiwa. Hakuna kinachobadilishwa.',
  },
  'rules.testNeedsDraft': {
    en: 'Save a draft to try it on past reports.',
    sw: 'Hifadhi rasimu ili kuijaribu kwa ripoti zilizopita.',
  },
  'rules.notTestable.trust': {
    en: 'It weighs each report as it comes, by cells and satellites too. Those are not stored, so the doubt is not weighed again.',
    sw: 'Hupima kila ripoti inapofika, pamoja na minara ya simu na setilaiti. Hizo hazihifadhiwi, hivyo shaka haipimwi upya.',
  },
  'rules.notTestable.connections': {
    en: 'It rests on which connection each report came by. Stored reports do not say that, so it cannot be tried on them.',
    sw: 'Inategemea kila ripoti ilikuja kwa muunganisho upi. Ripoti zilizohifadhiwa hazisemi hilo, hivyo haiwezi kujaribiwa kwazo.',
  },
  'rules.notTestable.clocks': {
    en: 'It rests on reports whose clock is wrong. A back-test leaves out those whose clock was ahead, so it cannot try this rule.',
    sw: 'Inategemea ripoti ambazo saa yake si sahihi. Jaribio huacha zile ambazo saa yake ilikuwa mbele, hivyo haliwezi kuijaribu kanuni hii.',
  },
  'rules.notTestable.orders': {
    en: 'It rests on how an order to open ended, which the seal’s reports do not say, so it cannot be tried on them.',
    sw: 'Inategemea jinsi amri ya kufungua ilivyoisha, jambo ambalo ripoti za lakiri hazisemi, hivyo haiwezi kujaribiwa kwazo.',
  },
  'rules.notTestable.other-seals': {
    en: 'It compares several seals at once. A back-test judges one seal at a time, so it cannot try this rule.',
    sw: 'Hulinganisha lakiri kadhaa kwa pamoja. Jaribio huhukumu lakiri moja moja, hivyo haliwezi kuijaribu kanuni hii.',
  },
  'rules.notTestable.climate': {
    en: 'It rests on temperature or humidity, which are not kept with the stored reports, so it cannot be tried on them.',
    sw: 'Inategemea joto au unyevu, ambao hauhifadhiwi pamoja na ripoti, hivyo haiwezi kujaribiwa kwazo.',
  },
  'rules.notTestable.people': {
    en: 'It rests on what people reported, not on what the seal said, so it cannot be tried on stored reports.',
    sw: 'Inategemea walichoripoti watu, si ilichosema lakiri, hivyo haiwezi kujaribiwa kwa ripoti zilizohifadhiwa.',
  },
  'rules.testDays': { en: 'Days', sw: 'Siku' },
  'rules.lastDays': {
    en: '{n, plural, one {the last day} other {the last # days}}',
    sw: '{n, plural, one {siku iliyopita} other {siku # zilizopita}}',
  },
  'rules.testSample': { en: 'Journeys', sw: 'Safari' },
  'rules.oneIn': {
    en: '{n, plural, one {every journey} other {one in #}}',
    sw: '{n, plural, one {kila safari} other {moja kati ya #}}',
  },
  'rules.runTest': { en: 'Run back-test', sw: 'Anza jaribio' },
  'rules.stopTest': { en: 'Stop', sw: 'Simamisha' },
  'rules.earlierTests': { en: 'Back-test shown', sw: 'Jaribio linaloonyeshwa' },
  'rules.testName': {
    en: 'Draft {n}, {from} to {until}, {state}',
    sw: 'Rasimu {n}, {from} hadi {until}, {state}',
  },
  'rules.testOf': {
    en: 'From {from} to {until}, {oneIn, plural, one {every journey} other {one journey in #}}, by {name}.',
    sw: 'Kuanzia {from} hadi {until}, {oneIn, plural, one {kila safari} other {safari moja kati ya #}}, na {name}.',
  },
  'rules.testOld': {
    en: 'This tried draft {n}; it has been changed since.',
    sw: 'Hili lilijaribu rasimu {n}; imebadilishwa tangu hapo.',
  },
  'rules.test.state.running': { en: 'running', sw: 'linaendelea' },
  'rules.test.state.done': { en: 'done', sw: 'limekamilika' },
  'rules.test.state.cancelled': { en: 'stopped', sw: 'limesimamishwa' },
  'rules.test.state.failed': { en: 'failed', sw: 'limeshindwa' },
  'rules.test.state.interrupted': { en: 'interrupted', sw: 'limekatizwa' },
  'rules.test.why.server-gone': {
    en: 'the server that ran it was cut off. Start it again.',
    sw: 'seva iliyokuwa ikiliendesha ilikatika ghafla. Lianzishe tena.',
  },
  'rules.test.why.server-stopped': {
    en: 'the server that ran it was stopped. Start it again.',
    sw: 'seva iliyokuwa ikiliendesha ilizimwa. Lianzishe tena.',
  },
  'rules.progress': {
    en: '{pct} %: {journeys, number} of {journeysInAll, number} journeys',
    sw: '{pct} %: safari {journeys, number} kati ya {journeysInAll, number}',
  },
  'rules.pace': {
    en: '{reports, number} reports, {reportsPerS, number} a second',
    sw: 'ripoti {reports, number}, {reportsPerS, number} kwa sekunde',
  },
  'rules.readFrom': {
    en: '{reports, number} reports of {journeys, plural, one {# journey} other {# journeys}}, read in {s} s ({pace, number} judged a second).',
    sw: 'Ripoti {reports, number} za {journeys, plural, one {safari #} other {safari #}}, zilisomwa kwa sek {s} ({pace, number} zilihukumiwa kwa sekunde).',
  },
  'rules.shiftsAssumed': {
    en: 'Shifts are assumed: 8 hours, one operator.',
    sw: 'Zamu zimedhaniwa: saa 8, mwangalizi mmoja.',
  },
  'rules.measure': { en: 'Measure', sw: 'Kipimo' },
  'rules.versionInForce': { en: 'Version {n}, in force', sw: 'Toleo {n}, linalotumika' },
  'rules.draftN': { en: 'Draft {n}', sw: 'Rasimu {n}' },
  'rules.difference': { en: 'Difference', sw: 'Tofauti kati yao' },
  'rules.measure.per-shift': {
    en: 'Alarms a shift and operator (target {target} or fewer)',
    sw: 'Tahadhari kwa zamu na mwangalizi (lengo {target} au chini)',
  },
  'rules.measure.alarms': { en: 'Alarms in all', sw: 'Tahadhari zote' },
  'rules.measure.per-100': { en: 'Alarms per 100 journeys', sw: 'Tahadhari kwa safari 100' },
  'rules.measure.confirmed': {
    en: 'Caught, of {total, plural, one {# confirmed case} other {# confirmed cases}}',
    sw: 'Zilizonaswa, kati ya {total, plural, one {kesi # iliyothibitishwa} other {kesi # zilizothibitishwa}}',
  },
  'rules.measure.unfounded': {
    en: 'Raised all the same, of {total, plural, one {# false or nuisance case} other {# false or nuisance cases}}',
    sw: 'Zilizotolewa hata hivyo, kati ya {total, plural, one {kesi # ya uongo au kero} other {kesi # za uongo au kero}}',
  },
  'rules.same': { en: 'same', sw: 'sawa' },
  'rules.is.better': { en: 'better', sw: 'bora' },
  'rules.is.worse': { en: 'worse', sw: 'mbaya zaidi' },
  'rules.lost': {
    en: '{n, plural, one {# confirmed case would be lost} other {# confirmed cases would be lost}}',
    sw: '{n, plural, one {Kesi # iliyothibitishwa ingekosekana} other {Kesi # zilizothibitishwa zingekosekana}}',
  },
  'rules.won': {
    en: '{n, plural, one {# more confirmed case would be caught} other {# more confirmed cases would be caught}}',
    sw: '{n, plural, one {Kesi # zaidi iliyothibitishwa ingenaswa} other {Kesi # zaidi zilizothibitishwa zingenaswa}}',
  },
  'rules.gone': {
    en: '{n, plural, one {# false one would be gone} other {# false ones would be gone}}',
    sw: '{n, plural, one {# ya uongo ingeondoka} other {# za uongo zingeondoka}}',
  },
  'rules.added': {
    en: '{n, plural, one {# false one would be added} other {# false ones would be added}}',
    sw: '{n, plural, one {# ya uongo ingeongezeka} other {# za uongo zingeongezeka}}',
  },
  'rules.andMore': { en: 'and {n} more', sw: 'na {n} zaidi' },
  'rules.who': { en: 'On whom it falls', sw: 'Inamhusu nani' },
  'rules.whoBy': { en: 'Counted by', sw: 'Huhesabiwa kwa' },
  'rules.byPlace': { en: 'Place', sw: 'Mahali' },
  'rules.byMaker': { en: 'Maker of the seal', sw: 'Mtengenezaji wa lakiri' },
  'rules.byCountry': { en: 'Country of the plate', sw: 'Nchi ya namba ya gari' },
  'rules.nobody': { en: 'Neither raises anything.', sw: 'Hakuna inayotoa chochote.' },
  'rules.now': { en: 'In force', sw: 'Linalotumika' },
  'rules.draft': { en: 'Draft', sw: 'Rasimu' },
  'rules.whereChanges': { en: 'Where it changes', sw: 'Inabadilika wapi' },
  'rules.shown': { en: 'Shown', sw: 'Zinazoonyeshwa' },
  'rules.fires.no-longer': { en: 'No longer raised: {n}', sw: 'Hazitolewi tena: {n}' },
  'rules.fires.now': { en: 'Raised anew: {n}', sw: 'Zinatolewa upya: {n}' },
  'rules.fires.both': { en: 'Raised by both: {n}', sw: 'Zinatolewa na zote mbili: {n}' },
  'rules.fires.one.no-longer': { en: 'no longer raised', sw: 'haitolewi tena' },
  'rules.fires.one.now': { en: 'raised anew', sw: 'inatolewa upya' },
  'rules.fires.one.both': { en: 'raised by both', sw: 'inatolewa na zote mbili' },
  'rules.firstOf': {
    en: 'The first {n, number} of {inAll, number}; what changed comes first.',
    sw: 'Za kwanza {n, number} kati ya {inAll, number}; zilizobadilika huja kwanza.',
  },
  'rules.nowhere': { en: 'None of these.', sw: 'Hakuna hizi.' },
  'rules.map': { en: 'Map of what changes', sw: 'Ramani ya kinachobadilika' },
} as const satisfies WordTable;
