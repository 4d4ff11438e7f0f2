import type { WhyCode } from '@lakiri/alarms';
import { doubtWhys } from './doubts.ts';
import type { Said, WordTable } from './said.ts';
import { sealEvents } from './seal-events.ts';

/** One plain sentence for each fact that can make a rule fire. A new fact does not compile until it is said here. */
const facts = {
  'why.rope-cut-reported': {
    en: 'The seal reported its rope cut at {at}',
    sw: 'Lakiri iliripoti kamba yake kukatwa {at}',
  },
  'why.cover-open-reported': {
    en: 'The seal reported its cover open at {at}',
    sw: 'Lakiri iliripoti kifuniko chake kuwa wazi {at}',
  },
  'why.motor-unlocked': {
    en: 'The lock was open at {at}',
    sw: 'Kufuli lilikuwa wazi {at}',
  },
  'why.rope-out': {
    en: 'The rope was out of the seal at {at}',
    sw: 'Kamba ilikuwa nje ya lakiri {at}',
  },
  'why.rope-pulled': {
    en: 'The rope was pulled at {at}',
    sw: 'Kamba ilivutwa {at}',
  },
  'why.unlocked-by': {
    en: 'Unlocked by {method}{credential, select, none {} other {, number {credential}}}',
    sw: 'Imefunguliwa kwa {method}{credential, select, none {} other {, namba {credential}}}',
  },
  'why.no-unlock-order': {
    en: 'No unlock order exists; the seal has been armed since {armedAt}',
    sw: 'Hakuna amri ya kufungua; ulinzi wa lakiri umewashwa tangu {armedAt}',
  },
  'why.told-by': {
    en: 'Told by a {maker} seal of {owner}, trust tier T{tier}',
    sw: 'Imetolewa na lakiri ya {maker} ya {owner}, kiwango cha uaminifu T{tier}',
  },
  'why.opening-unproved': {
    en: 'It was ordered open at {orderedAt}, and its lock said nothing for {waitedS} s: look at the lock itself',
    sw: 'Iliagizwa kufunguka {orderedAt}, na kufuli lake halikusema chochote kwa sek {waitedS}: angalia kufuli lenyewe',
  },
  'why.attempts-refused': {
    en: 'The seal refused {attempts} attempts to unlock it within {withinMin} min',
    sw: 'Lakiri ilikataa majaribio {attempts} ya kuifungua ndani ya dak {withinMin}',
  },
  'why.attempt-refused': {
    en: 'Refused: {method}{credential, select, none {} other {, number {credential}}}',
    sw: 'Imekataliwa: {method}{credential, select, none {} other {, namba {credential}}}',
  },
  'why.device-counted': {
    en: 'The seal itself counted {wrongCount} wrong attempts',
    sw: 'Lakiri yenyewe ilihesabu majaribio {wrongCount} yasiyo sahihi',
  },
  'why.wrong-password-reported': {
    en: 'The seal reported a wrong password at {at}',
    sw: 'Lakiri iliripoti nenosiri lisilo sahihi {at}',
  },
  'why.illegal-card-reported': {
    en: 'The seal reported a card it does not know at {at}',
    sw: 'Lakiri iliripoti kadi isiyoijua {at}',
  },
  'why.off-route': {
    en: '{offM} off the route (allowed {bufferM}), {fixes} positions in a row, since {since}',
    sw: '{offM} nje ya njia (inaruhusiwa {bufferM}), mahali {fixes} mfululizo, tangu {since}',
  },
  'why.stopped': {
    en: 'Standing for {minutes}, since {since}',
    sw: 'Limesimama kwa {minutes}, tangu {since}',
  },
  'why.outside-allowed-stops': {
    en: 'Not at an allowed stop; {limitMin} min are allowed{night, select, true { at night} other {}}',
    sw: 'Si kituo kinachoruhusiwa; dak {limitMin} zinaruhusiwa{night, select, true { usiku} other {}}',
  },
  'why.silent-for': {
    en: 'No signal for {minutes}; one is expected every {expectedS} s',
    sw: 'Hakuna ishara kwa {minutes}; inatarajiwa kila sek {expectedS}',
  },
  'why.last-heard': { en: 'Last heard at {at}', sw: 'Ilisikika mara ya mwisho {at}' },
  'why.silence-jamming': {
    en: 'It was suspected of being jammed since {at}; have it looked at',
    sw: 'Ilishukiwa kuzuiwa mawimbi tangu {at}; ikaguliwe',
  },
  'why.silence-no-fix': {
    en: 'It had lost its satellites when it was last heard, {at}; that may be a jammer, a roof or a tunnel',
    sw: 'Ilikuwa imepoteza setilaiti iliposikika mwisho, {at}; huenda ni kizuia mawimbi, paa au handaki',
  },
  'why.silence-battery': {
    en: 'Its battery may be empty: {pct} % when last told, about {leftPct} % now by its model',
    sw: 'Huenda betri imeisha: {pct} % iliposema mwisho, takriban {leftPct} % sasa kwa modeli yake',
  },
  'why.silence-near': {
    en: '{late} of {seals} other seals at the same place fell silent too',
    sw: 'Lakiri nyingine {late} kati ya {seals} mahali hapo zimenyamaza pia',
  },
  'why.silence-dead-zone': {
    en: 'Last heard in the dead zone {name}; {excusedMin} min to pass through it are over',
    sw: 'Ilisikika mwisho katika eneo lisilo na mtandao {name}; dak {excusedMin} za kulipita zimekwisha',
  },
  'why.silence-asleep': {
    en: 'It stood and may sleep; a word was due every {expectedS} s all the same',
    sw: 'Ilisimama na huenda inalala; hata hivyo ilitarajiwa kila sek {expectedS}',
  },
  'why.silence-after-incident': {
    en: 'All of {name} was silent until {until}; this one has not come back',
    sw: '{name} yote ilikuwa kimya hadi {until}; hii haijarudi',
  },
  'why.condition-unanswered': {
    en: 'Its rule asks “{condition}”, which nobody can answer here; so it is raised',
    sw: 'Kanuni yake inauliza “{condition}”, na hapa hakuna anayejua jibu; kwa hiyo imetolewa',
  },
  'why.silence-unexplained': {
    en: 'Nothing known explains it',
    sw: 'Hakuna kinachojulikana kinachoeleza ukimya huu',
  },
  'why.battery': {
    en: 'Battery {pct} %, the remaining {remainingKm} km need {needsPct} %',
    sw: 'Betri {pct} %, km {remainingKm} zilizobaki zinahitaji {needsPct} %',
  },
  'why.told-late': {
    en: 'The seal told this {minutes} late',
    sw: 'Lakiri ilisema hili {minutes} baadaye',
  },
  'why.device-clock-wrong': {
    en: 'The seal’s own clock is {verdict, select, ahead {ahead} behind {behind} other {not to be trusted}}{said, select, none {} other {; it said {said}}}',
    sw: 'Saa ya lakiri yenyewe {verdict, select, ahead {iko mbele} behind {iko nyuma} other {haiaminiki}}{said, select, none {} other {; ilisema {said}}}',
  },
  'why.place-last-known': {
    en: 'The place shown is the last known, from {at}',
    sw: 'Mahali panapoonyeshwa ni pa mwisho kujulikana, {at}',
  },
  'why.stopped-longer': {
    en: 'That is longer than {growMin} min, from when on it is graver',
    sw: 'Ni zaidi ya dak {growMin}, ambapo huhesabiwa kuwa kubwa zaidi',
  },
  'why.stop-allows': {
    en: 'Standing at {name} for {minutes}, since {since}; {limitMin} min are allowed there',
    sw: 'Limesimama {name} kwa {minutes}, tangu {since}; dak {limitMin} zinaruhusiwa hapo',
  },
  'why.moved-back': {
    en: 'Went back {backKm} km along its route, from km {fromKm}, since {since}',
    sw: 'Limerudi nyuma km {backKm} kwenye njia yake, kutoka km {fromKm}, tangu {since}',
  },
  'why.faster-than': {
    en: 'Drives {kmh} km/h, {limitKmh} are allowed, since {since}',
    sw: 'Linakwenda km {kmh} kwa saa, zinaruhusiwa {limitKmh}, tangu {since}',
  },
  'why.moved-by-night': {
    en: 'Drives between {fromH}:00 and {untilH}:00, which is forbidden here, since {since}',
    sw: 'Linakwenda kati ya saa {fromH}:00 na {untilH}:00, jambo lililokatazwa hapa, tangu {since}',
  },
  'why.in-forbidden-place': {
    en: 'In the forbidden place {name}, {fixes} positions in a row, since {since}',
    sw: 'Ndani ya mahali palipokatazwa {name}, mahali {fixes} mfululizo, tangu {since}',
  },
  'why.temperature': {
    en: '{degreesC} °C; {minC} to {maxC} °C are allowed, since {since}',
    sw: '{degreesC} °C; zinaruhusiwa {minC} hadi {maxC} °C, tangu {since}',
  },
  'why.humidity': {
    en: 'Humidity {pct} %; {minPct} to {maxPct} % are allowed, since {since}',
    sw: 'Unyevu {pct} %; zinaruhusiwa {minPct} hadi {maxPct} %, tangu {since}',
  },
  'why.driven': {
    en: 'Drove {drivenKm} km by its odometer where the route has {lineKm} km; {pctMax} % and {slackKm} km more are allowed, since {since}',
    sw: 'Limekwenda km {drivenKm} kwa kipima mwendo pale njia ina km {lineKm}; zinaruhusiwa {pctMax} % na km {slackKm} zaidi, tangu {since}',
  },
  'why.no-fix-for': {
    en: 'Reports without knowing its place for {minutes}{moves, select, true {, while driving} other {}}, since {since}',
    sw: 'Inaripoti bila kujua mahali kwa {minutes}{moves, select, true {, likiwa linakwenda} other {}}, tangu {since}',
  },
  'why.device-told': {
    en: 'The device itself reported at {at}: {method}',
    sw: 'Kifaa chenyewe kiliripoti {at}: {method}',
  },
  'why.shocks': {
    en: '{shocks} shocks within {withinMin} min',
    sw: 'Mishtuko {shocks} ndani ya dak {withinMin}',
  },
  'why.opened-by-order': {
    en: 'Opened by an order that stands, at {at}',
    sw: 'Imefunguliwa kwa amri halali, {at}',
  },
  'why.outside-places': {
    en: 'In none of the places of its route; the nearest is {nearest}, {awayKm} km away',
    sw: 'Si katika mahali popote pa njia yake; pa karibu ni {nearest}, umbali wa km {awayKm}',
  },
  'why.trip-time-near': {
    en: 'The journey must be over by {limitAt}, {limitH} h after arming',
    sw: 'Safari lazima iishe kabla ya {limitAt}, saa {limitH} baada ya kufungwa',
  },
  'why.trip-time-over': {
    en: 'The journey had to be over by {limitAt}, {limitH} h after arming',
    sw: 'Safari ilipaswa kuisha kabla ya {limitAt}, saa {limitH} baada ya kufungwa',
  },
  'why.period-near': {
    en: 'The goods must have left by {limitAt}: the law gives {limitDays} days',
    sw: 'Bidhaa lazima ziwe zimeondoka kabla ya {limitAt}: sheria inatoa siku {limitDays}',
  },
  'why.period-over': {
    en: 'The goods had to have left by {limitAt}: the law gives {limitDays} days',
    sw: 'Bidhaa zilipaswa kuondoka kabla ya {limitAt}: sheria inatoa siku {limitDays}',
  },
  'why.apart-from': {
    en: '{apartM} from seal {other} of the same journey, since {since}',
    sw: '{apartM} kutoka lakiri {other} ya safari hiyo hiyo, tangu {since}',
  },
  'why.trucks-at-one-spot': {
    en: '{trucks} trucks stand within {radiusM} of one spot that no route allows, since {since}',
    sw: 'Malori {trucks} yamesimama ndani ya {radiusM} ya mahali pamoja pasiporuhusiwa na njia yoyote, tangu {since}',
  },
  'why.reported-by-officer': {
    en: 'An officer reported {exception, select, theft {a theft} accident {an accident} mismatch {another seal on the truck} other {what the driver said}}, of {at}',
    sw: 'Afisa aliripoti {exception, select, theft {wizi} accident {ajali} mismatch {lakiri nyingine kwenye lori} other {alichosema dereva}}, ya {at}',
  },
  'why.number-seen': {
    en: 'Seal {seen} was seen on the truck; {fitted} is the one fitted',
    sw: 'Lakiri {seen} ilionekana kwenye lori; iliyofungwa ni {fitted}',
  },
  ...doubtWhys,
} as const satisfies Readonly<Record<`why.${WhyCode}`, Said>>;

export const whyWords = {
  ...facts,
  ...sealEvents,
  'why.unknown': { en: '{code}: {params}', sw: '{code}: {params}' },
} as const satisfies WordTable;
