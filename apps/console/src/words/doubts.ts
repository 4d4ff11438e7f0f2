import type { DoubtWhyCode } from '@lakiri/trust';
import type { Said, WordTable } from './said.ts';

/** Why a seal's word is doubted. Every sentence says what was seen, and accuses nobody. */
export const doubtWhys = {
  'why.two-peers': {
    en: 'Two connections told different things under this seal’s name, {turns} times within {withinMin} min',
    sw: 'Miunganisho miwili ilisema mambo tofauti kwa jina la lakiri hii, mara {turns} ndani ya dak {withinMin}',
  },
  'why.two-places': {
    en: 'Two connections put it {km} km apart within {minutes}',
    sw: 'Miunganisho miwili iliiweka umbali wa km {km} ndani ya {minutes}',
  },
  'why.two-tracks': {
    en: 'Its reports went to and fro {turns} times between places {km} km apart',
    sw: 'Ripoti zake zilikwenda na kurudi mara {turns} kati ya sehemu zilizo umbali wa km {km}',
  },
  'why.id-swapped': {
    en: 'One connection spoke for two devices, at {at}',
    sw: 'Muunganisho mmoja ulizungumza kwa vifaa viwili, {at}',
  },
  'why.told-again': {
    en: 'Another connection told {readings} stored readings over again',
    sw: 'Muunganisho mwingine ulirudia vipimo {readings} vilivyohifadhiwa',
  },
  'why.sequence-forked': {
    en: 'Record number {counter} of start {bootEpoch} came with two contents',
    sw: 'Rekodi namba {counter} ya kuwashwa {bootEpoch} ilikuja na maudhui mawili',
  },
  'why.proof-failed': {
    en: 'The signature of its message at {at} does not hold',
    sw: 'Sahihi ya ujumbe wake wa {at} haikubaliki',
  },
  'why.tamper-in-quarantine': {
    en: 'While set apart, one of them told a tamper ({latch, select, cut {cut} opened {opened} cover {cover} other {lock}}) at {at}',
    sw: 'Wakati imetengwa, mmoja wao alisema imechezewa ({latch, select, cut {kukatwa} opened {kufunguliwa} cover {kifuniko} other {kufuli}}) {at}',
  },
  'why.jumped-to': {
    en: 'It was {km} km further after {minutes}, which is {kmh} km/h',
    sw: 'Ilikuwa km {km} mbele baada ya {minutes}, yaani km {kmh} kwa saa',
  },
  'why.track-frozen': {
    en: 'It says that it drives, and its place has not changed at {fixes} fixes in {minutes}',
    sw: 'Inasema inaenda, na mahali pake hapajabadilika katika vipimo {fixes} kwa {minutes}',
  },
  'why.track-too-smooth': {
    en: '{fixes} fixes in a row lie within {residualM} m of a computed line',
    sw: 'Vipimo {fixes} mfululizo viko ndani ya mita {residualM} za mstari uliokokotolewa',
  },
  'why.speed-contradicts': {
    en: 'It says {saidKmh} km/h and moves at {movedKmh} km/h, at {fixes} fixes',
    sw: 'Inasema km {saidKmh} kwa saa na inasogea kwa km {movedKmh}, katika vipimo {fixes}',
  },
  'why.odometer-contradicts': {
    en: 'Its odometer went on by {saidKm} km and its place by {movedKm} km',
    sw: 'Odomita yake iliongezeka km {saidKm} na mahali pake km {movedKm}',
  },
  'why.fix-lost-moving': {
    en: 'Driving, it lost its fix for {reports} reports in {minutes} while the network held{satellites, plural, =0 {; it heard no satellite} other {}}',
    sw: 'Ikienda, ilipoteza mahali kwa ripoti {reports} ndani ya {minutes} huku mtandao ukiwapo{satellites, plural, =0 {; haikusikia setilaiti yoyote} other {}}',
  },
  'why.moved-without-fix': {
    en: 'It came {km} km further without a fix, in {minutes}',
    sw: 'Ilisogea km {km} bila kujua mahali, kwa {minutes}',
  },
  'why.cell-too-far': {
    en: 'At {fixes} fixes in a row it says that it is {km} km from the mast that carries its reports, which is heard for {reachKm} km',
    sw: 'Katika vipimo {fixes} mfululizo inasema iko km {km} kutoka mnara unaobeba ripoti zake, unaosikika kwa km {reachKm}',
  },
  'why.odometer-exceeded': {
    en: 'At {fixes} fixes in a row it lies further on than its wheels have turned, {km} km in all',
    sw: 'Katika vipimo {fixes} mfululizo iko mbele kuliko magurudumu yalivyozunguka, jumla km {km}',
  },
  'why.signal-weak': {
    en: 'Its network has been weak as well, since {at}',
    sw: 'Mtandao wake umekuwa dhaifu pia, tangu {at}',
  },
  'why.signal-good': {
    en: 'Its network was still good at {at}: only the satellites were gone',
    sw: 'Mtandao wake ulikuwa bado imara {at}: ni setilaiti tu zilizopotea',
  },
  'why.jamming-reported': {
    en: 'The seal itself reported jamming at {at}',
    sw: 'Lakiri yenyewe iliripoti kuingiliwa kwa mawimbi {at}',
  },
  'why.clock-moved': {
    en: 'Its clock has been off by the same {offS} s at {reports} live reports',
    sw: 'Saa yake imekosea kwa sek {offS} zilezile katika ripoti {reports} za moja kwa moja',
  },
} as const satisfies Readonly<Record<`why.${DoubtWhyCode}`, Said>>;

/** What is done about doubt, and why the server would not. */
export const doubtWords = {
  'kind.identity-doubted': {
    en: 'Check which is the seal',
    sw: 'Hakiki ipi ni lakiri halisi',
  },
  'kind.position-doubted': { en: 'Check where it is', sw: 'Hakiki ilipo' },
  'kind.jamming-suspected': { en: 'Position signal lost', sw: 'Ishara ya mahali imepotea' },
  'kind.clock-jumped': { en: 'Check its clock', sw: 'Hakiki saa yake' },
  'fact.seal-quarantined': {
    en: 'Set apart until a person has looked',
    sw: 'Imetengwa hadi mtu aangalie',
  },
  'fact.doubt-lifted': { en: 'Its word is taken again', sw: 'Neno lake linakubaliwa tena' },
  'fact.seal-key-registered': {
    en: 'Key of a seal registered',
    sw: 'Ufunguo wa lakiri umesajiliwa',
  },
  'fact.seal-key-revoked': { en: 'Key of a seal revoked', sw: 'Ufunguo wa lakiri umebatilishwa' },
  'fact.seal-keys-changed': {
    en: 'Keys that prove its word changed',
    sw: 'Funguo zinazothibitisha neno lake zimebadilika',
  },
  'problem.not-doubted': {
    en: 'This seal is not set apart.',
    sw: 'Lakiri hii haijatengwa.',
  },
  'problem.not-doubted.do': { en: 'Load the list again.', sw: 'Pakia orodha tena.' },
  'problem.reason-empty': { en: 'The reason is missing.', sw: 'Sababu haipo.' },
  'problem.reason-empty.do': {
    en: 'Write what was found at the seal itself.',
    sw: 'Andika kilichopatikana kwenye lakiri yenyewe.',
  },
  'problem.reason-too-long': { en: 'The reason is too long.', sw: 'Sababu ni ndefu mno.' },
  'problem.reason-too-long.do': { en: 'Shorten it.', sw: 'Ifupishe.' },
  'problem.key-bad': {
    en: 'This is no key of that kind, or its time ends before it begins.',
    sw: 'Huu si ufunguo wa aina hiyo, au muda wake unaisha kabla ya kuanza.',
  },
  'problem.key-bad.do': {
    en: 'Check it against what the maker gave.',
    sw: 'Ulinganishe na ule uliotolewa na mtengenezaji.',
  },
  'problem.key-id-taken': {
    en: 'This seal has a key of that name already.',
    sw: 'Lakiri hii tayari ina ufunguo wa jina hilo.',
  },
  'problem.key-id-taken.do': {
    en: 'Give the new key another name.',
    sw: 'Upe ufunguo mpya jina lingine.',
  },
  'problem.key-unknown': {
    en: 'This seal has no key of that name.',
    sw: 'Lakiri hii haina ufunguo wa jina hilo.',
  },
  'problem.key-unknown.do': { en: 'Choose it from the list.', sw: 'Uchague kwenye orodha.' },
  'problem.already-revoked': {
    en: 'This key is revoked already.',
    sw: 'Ufunguo huu umeshabatilishwa.',
  },
  'problem.already-revoked.do': { en: 'Nothing is left to do.', sw: 'Hakuna la kufanya zaidi.' },
} as const satisfies WordTable;
