import type { WordTable } from './said.ts';

/** What each rule says, as one sentence with its numbers in their places; the number’s unit stands with the number. */
export const ruleSentences = {
  'rule.says.seal-cut': {
    en: 'The seal says that its rope is cut.',
    sw: 'Lakiri yenyewe yasema kamba yake imekatwa.',
  },
  'rule.says.opened-no-order': {
    en: 'The seal is opened and nobody ordered it.',
    sw: 'Lakiri imefunguliwa na hakuna aliyeamuru.',
  },
  'rule.says.cover-opened': {
    en: 'The seal says that its own cover is open.',
    sw: 'Lakiri yenyewe yasema kifuniko chake kiko wazi.',
  },
  'rule.says.unlock-refused': {
    en: 'The seal refuses {attemptsMin} attempts to open it within {windowMin}.',
    sw: 'Lakiri imekataa majaribio {attemptsMin} ya kuifungua ndani ya {windowMin}.',
  },
  'rule.says.off-route': {
    en: 'The truck is outside the corridor of its route for {fixesMin} fixes, or for {outsideS}, whichever comes first. It is back when within {backWithinPct} of the corridor for {backFixes} fixes. Fixes told late belong to one leaving when at most {lateWindowMin} apart.',
    sw: 'Lori liko nje ya ukanda wa njia yake kwa vipimo {fixesMin}, au kwa {outsideS}, kinachotangulia. Limerudi likiwa ndani ya {backWithinPct} ya ukanda kwa vipimo {backFixes}. Vipimo vilivyochelewa ni vya kutoka kumoja vikipishana kwa {lateWindowMin} au chini.',
  },
  'rule.says.long-stop': {
    en: 'The truck has stood for {dayMin} by day, or {nightMin} by night, outside the stops that its route allows. Night is from {nightFromH} until {nightUntilH} by the clock of {utcOffsetMin}. To stand is to be slower than {slowKmh} within {anchorRadiusM}. From {growMin} on its severity is {growSeverity}.',
    sw: 'Lori limesimama kwa {dayMin} mchana, au {nightMin} usiku, nje ya vituo vinavyoruhusiwa na njia yake. Usiku ni kuanzia {nightFromH} hadi {nightUntilH} kwa saa za {utcOffsetMin}. Kusimama ni kwenda chini ya {slowKmh} ndani ya {anchorRadiusM}. Kuanzia {growMin} ukali wake ni {growSeverity}.',
  },
  'rule.says.silent': {
    en: 'No report has come for {intervals} times the interval that its model promises, and for {graceMin} more.',
    sw: 'Hakuna ripoti iliyofika kwa mara {intervals} ya muda ulioahidiwa na aina yake, na kwa {graceMin} zaidi.',
  },
  'rule.says.battery-short': {
    en: 'The battery will not last for the rest of the way at {paceKmh} with {reservePct} left over. It is enough again when {recoverPct} above the need.',
    sw: 'Betri haitatosha kwa njia iliyobaki kwa mwendo wa {paceKmh} na akiba ya {reservePct}. Inatosha tena ikizidi hitaji kwa {recoverPct}.',
  },
  'rule.says.opening-uncertain': {
    en: 'It was ordered to open, and its lock has said nothing of it.',
    sw: 'Iliamriwa kufunguka, na kufuli yake haijasema lolote.',
  },
  'rule.says.identity-doubted': {
    en: 'Two devices seem to speak under one name: a connection that was left comes back with news {turnsMin} times within {windowMin}; or {againMin} stored readings, older than {againOlderMin}, are told again by another connection; or one track returns {trackTurnsMin} times between two places.',
    sw: 'Vifaa viwili huonekana kutumia jina moja: muunganisho ulioachwa warudi na habari mara {turnsMin} ndani ya {windowMin}; au vipimo {againMin} vilivyohifadhiwa, vya zaidi ya {againOlderMin}, vyasemwa tena na muunganisho mwingine; au mwendo mmoja warudi mara {trackTurnsMin} kati ya mahali pawili.',
  },
  'rule.says.position-doubted': {
    en: 'The place cannot be so: what speaks against it weighs {oddsMin} or more. A jump of {jumpKmMin} at {jumpKmhMin} weighs {jumpOdds}. One same place at a told speed of {frozenKmhMin} for {frozenFixesMin} fixes weighs {frozenOdds}. A track smooth to {smoothM} for {smoothFixesMin} fixes weighs {smoothOdds}. Speeds {mismatchKmh} from what was driven for {mismatchFixesMin} fixes weigh {mismatchOdds}. An odometer that disagrees over {odometerKmMin} weighs {odometerOdds}. A place out of reach of its cell weighs {cellOdds}. Each ordinary fix takes away {easeOdds}.',
    sw: 'Mahali hapawezi kuwa hivyo: kinachopinga kina uzito wa {oddsMin} au zaidi. Kuruka {jumpKmMin} kwa {jumpKmhMin} kuna uzito {jumpOdds}. Mahali palepale kwa mwendo unaosemwa wa {frozenKmhMin} kwa vipimo {frozenFixesMin} kuna uzito {frozenOdds}. Mwendo laini hadi {smoothM} kwa vipimo {smoothFixesMin} una uzito {smoothOdds}. Mwendo unaotofautiana {mismatchKmh} na uliokwendwa kwa vipimo {mismatchFixesMin} una uzito {mismatchOdds}. Kipima umbali kinachopingana kwa {odometerKmMin} kina uzito {odometerOdds}. Mahali nje ya upeo wa mnara wake pana uzito {cellOdds}. Kila kipimo cha kawaida hupunguza {easeOdds}.',
  },
  'rule.says.jamming-suspected': {
    en: 'Reports come without a place while it drives: what speaks for jamming weighs {oddsMin} or more. It was driving at {movingKmhMin} or faster. Such a report weighs {noSatelliteOdds} when it hears no satellite, {fewSatellitesOdds} when it hears few, {unknownSatellitesOdds} when it does not say. To have moved {movedKmMin} in between weighs {movedOdds}.',
    sw: 'Ripoti zaja bila mahali likiwa mwendoni: kinachoonyesha kuzuiwa kina uzito wa {oddsMin} au zaidi. Lilikuwa likienda {movingKmhMin} au zaidi. Ripoti hiyo ina uzito {noSatelliteOdds} isiposikia setilaiti, {fewSatellitesOdds} ikisikia chache, {unknownSatellitesOdds} isiposema. Kusogea {movedKmMin} katikati kuna uzito {movedOdds}.',
  },
  'rule.says.clock-jumped': {
    en: 'Its clock was moved: {offMinS} or more from ours, steady to {steadyS}, in {reportsMin} reports at least {apartMinS} apart. Beyond {offMaxS} it is a fault, told as such.',
    sw: 'Saa yake imesogezwa: {offMinS} au zaidi kutoka yetu, ikiwa thabiti hadi {steadyS}, katika ripoti {reportsMin} zinazopishana angalau {apartMinS}. Zaidi ya {offMaxS} ni hitilafu, na husemwa hivyo.',
  },
  'rule.says.opened-outside': {
    en: 'It was opened by an order, in none of the places of its route. A place older than {ageMin} does not say where it was.',
    sw: 'Imefunguliwa kwa amri, lakini si katika mahali pa njia yake. Mahali pa zaidi ya {ageMin} hapasemi ilikuwa wapi.',
  },
  'rule.says.device-removed': {
    en: 'The device says that it was taken off. Told again within {againMin}, it is the same alarm.',
    sw: 'Kifaa chasema kimeondolewa. Kikisema tena ndani ya {againMin}, ni tahadhari ileile.',
  },
  'rule.says.tractor-trailer-split': {
    en: 'Two seals of one journey are more than {apartM} apart for {holdMin}. They are together again when nearer than {togetherM}. Two places are compared when at most {alignS} apart in time.',
    sw: 'Lakiri mbili za safari moja ziko mbali zaidi ya {apartM} kwa {holdMin}. Ziko pamoja tena zikiwa karibu kuliko {togetherM}. Mahali pawili hulinganishwa wakipishana kwa {alignS} au chini.',
  },
  'rule.says.wrong-way': {
    en: 'The truck goes back {backKm} along its route, faster than {slowKmh}. Less than {startM} from one fix to the next is noise. It is over when at most {recoverKm} behind.',
    sw: 'Lori larudi nyuma {backKm} kwenye njia yake, kwa zaidi ya {slowKmh}. Chini ya {startM} kati ya vipimo viwili ni makosa ya kipimo. Imekwisha likiwa nyuma {recoverKm} au chini.',
  },
  'rule.says.forbidden-place': {
    en: 'The truck is inside a forbidden place for {fixesMin} fixes. It is out again when {leaveM} beyond it.',
    sw: 'Lori liko ndani ya mahali palipokatazwa kwa vipimo {fixesMin}. Limetoka likiwa {leaveM} nje yake.',
  },
  'rule.says.stop-overdue': {
    en: 'The truck stands at an allowed stop for longer than it allows: {weighbridgeMin} at a weighbridge, {borderMin} at a border, {restMin} at a rest place, {otherMin} elsewhere. To stand is to be slower than {slowKmh}.',
    sw: 'Lori limesimama kwenye kituo kuliko kinavyoruhusu: {weighbridgeMin} kwenye mizani, {borderMin} mpakani, {restMin} mahali pa kupumzika, {otherMin} kwingine. Kusimama ni kwenda chini ya {slowKmh}.',
  },
  'rule.says.night-move': {
    en: 'The truck drives at {movingKmh} or faster for {holdMin} by night, from {fromH} until {untilH} by the clock of {utcOffsetMin}. This rule is {on}.',
    sw: 'Lori lakwenda {movingKmh} au zaidi kwa {holdMin} usiku, kuanzia {fromH} hadi {untilH} kwa saa za {utcOffsetMin}. Kanuni hii {on}.',
  },
  'rule.says.trip-time': {
    en: 'The journey is {warnH} or less from the limit of time of its route. At the limit its severity is {limitSeverity}.',
    sw: 'Safari imebakiza {warnH} au chini kufikia kikomo cha muda wa njia yake. Ikifika kikomo ukali wake ni {limitSeverity}.',
  },
  'rule.says.transit-period': {
    en: 'The goods have been under transit for {warnDays}. At {limitDays}, the limit of the law, its severity is {limitSeverity}.',
    sw: 'Bidhaa zimekuwa zikipitishwa kwa {warnDays}. Zikifika {limitDays}, kikomo cha sheria, ukali wake ni {limitSeverity}.',
  },
  'rule.says.trip-distance': {
    en: 'The truck has driven more than {pctMax} of the length of its route and {slackKm} on top. An odometer that runs faster than {kmhMax} is begun anew.',
    sw: 'Lori limekwenda zaidi ya {pctMax} ya urefu wa njia yake na {slackKm} juu yake. Kipima umbali kinachozidi {kmhMax} huanza upya.',
  },
  'rule.says.overspeed': {
    en: 'The truck drives faster than {limitKmh} for {holdS}. It is over when {easeKmh} slower. Fixes more than {gapMin} apart say nothing of the time between.',
    sw: 'Lori lakwenda zaidi ya {limitKmh} kwa {holdS}. Imekwisha mwendo ukipungua kwa {easeKmh}. Vipimo vinavyopishana zaidi ya {gapMin} havisemi lolote la katikati.',
  },
  'rule.says.gps-lost': {
    en: 'Reports come without a place for {movingMin} while it drives, or for {standingMin} while it stands. To drive is to go {movingKmh} or faster, or to have moved {movedKm}.',
    sw: 'Ripoti zaja bila mahali kwa {movingMin} likiwa mwendoni, au kwa {standingMin} likiwa limesimama. Kuwa mwendoni ni kwenda {movingKmh} au zaidi, au kuwa limesogea {movedKm}.',
  },
  'rule.says.power-cut': {
    en: 'The device says that its power was cut. Told again within {againMin}, it is the same alarm.',
    sw: 'Kifaa chasema umeme wake umekatwa. Kikisema tena ndani ya {againMin}, ni tahadhari ileile.',
  },
  'rule.says.shock': {
    en: 'The device tells of {shocksMin} shocks within {windowMin}. Told again within {againMin}, it is the same alarm.',
    sw: 'Kifaa chasema mishtuko {shocksMin} ndani ya {windowMin}. Kikisema tena ndani ya {againMin}, ni tahadhari ileile.',
  },
  'rule.says.temperature-out': {
    en: 'The cargo is colder than {minC} or warmer than {maxC} for {holdMin}. It is over when {easeC} within the limits.',
    sw: 'Mzigo ni baridi chini ya {minC} au moto zaidi ya {maxC} kwa {holdMin}. Imekwisha ukiwa ndani ya mipaka kwa {easeC}.',
  },
  'rule.says.humidity-out': {
    en: 'The air at the cargo is drier than {minPct} or damper than {maxPct} for {holdMin}. It is over when {easePct} within the limits.',
    sw: 'Hewa ya mzigo ina unyevu chini ya {minPct} au zaidi ya {maxPct} kwa {holdMin}. Imekwisha ikiwa ndani ya mipaka kwa {easePct}.',
  },
  'rule.says.seal-mismatch': {
    en: 'An officer finds another seal on the truck than the one that was fitted.',
    sw: 'Afisa akuta lakiri nyingine kwenye lori, si ile iliyofungwa.',
  },
  'rule.says.sos': {
    en: 'Somebody presses SOS on the device. Told again within {againMin}, it is the same alarm.',
    sw: 'Mtu abonyeza SOS kwenye kifaa. Kikisema tena ndani ya {againMin}, ni tahadhari ileile.',
  },
  'rule.says.accident': {
    en: 'The device or an officer tells of an accident. Told again within {againMin}, it is the same alarm.',
    sw: 'Kifaa au afisa aeleza ajali. Ikisemwa tena ndani ya {againMin}, ni tahadhari ileile.',
  },
  'rule.says.driver-report': {
    en: 'An officer writes down what the driver reports.',
    sw: 'Afisa aandika kile dereva anachoripoti.',
  },
  'rule.says.stop-cluster': {
    en: '{trucksMin} trucks or more have stood for {stoppedMin} within {radiusM} of each other, where none may stand.',
    sw: 'Malori {trucksMin} au zaidi yamesimama kwa {stoppedMin} ndani ya {radiusM} kati yao, mahali ambapo hakuna linaloruhusiwa.',
  },
} as const satisfies WordTable;
