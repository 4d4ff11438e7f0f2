import type { WordTable } from './said.ts';

/** What the console says for each refusal's code, and what to do next. A code that is not here is shown in the server's words. */
export const problemWords = {
  'problem.no-connection': { en: 'The centre did not answer.', sw: 'Kituo hakikujibu.' },
  'problem.no-connection.do': {
    en: 'Nothing was changed that you can rely on. Your text is kept; try again.',
    sw: 'Usitegemee kwamba kuna kilichobadilika. Maandishi yako yamehifadhiwa; jaribu tena.',
  },
  'problem.unexpected': {
    en: 'The centre could not do this.',
    sw: 'Kituo hakikuweza kufanya hivi.',
  },
  'problem.unexpected.do': {
    en: 'Try again. If it stays, tell the administrator.',
    sw: 'Jaribu tena. Ikiendelea, mwambie msimamizi wa mfumo.',
  },
  'problem.not-signed-in': { en: 'You are signed out.', sw: 'Umetoka.' },
  'problem.not-signed-in.do': {
    en: 'Sign in again, then do it once more.',
    sw: 'Ingia tena, kisha ufanye tena.',
  },
  'problem.sign-in-refused': {
    en: 'User name or password is not right.',
    sw: 'Jina au nenosiri si sahihi.',
  },
  'problem.sign-in-refused.do': {
    en: 'Check both and try again.',
    sw: 'Hakiki vyote viwili na ujaribu tena.',
  },
  'problem.too-many-tries': { en: 'Too many tries.', sw: 'Umejaribu mara nyingi mno.' },
  'problem.too-many-tries.do': {
    en: 'Wait a few minutes and try again.',
    sw: 'Subiri dakika chache kisha ujaribu tena.',
  },
  'problem.already-acknowledged': {
    en: 'Somebody acknowledged this first.',
    sw: 'Mwingine amepokea hii kwanza.',
  },
  'problem.already-acknowledged.do': {
    en: 'It stays with them. You can add a note.',
    sw: 'Inabaki kwake. Unaweza kuongeza maelezo.',
  },
  'problem.case-closed': { en: 'This alarm is already closed.', sw: 'Tahadhari hii imeshafungwa.' },
  'problem.case-closed.do': { en: 'Nothing is left to do.', sw: 'Hakuna kilichobaki.' },
  'problem.journey-not-yet-known': {
    en: 'Nothing of this journey had been recorded at that moment.',
    sw: 'Hakuna chochote cha safari hii kilichokuwa kimerekodiwa wakati huo.',
  },
  'problem.journey-not-yet-known.do': {
    en: 'Choose a later moment.',
    sw: 'Chagua wakati wa baadaye.',
  },
  'problem.conflict': {
    en: 'Somebody acted at the same moment.',
    sw: 'Mwingine ametenda wakati huo huo.',
  },
  'problem.conflict.do': {
    en: 'Look at what they did, then decide again. Your text is kept.',
    sw: 'Angalia alichofanya, kisha uamue tena. Maandishi yako yamehifadhiwa.',
  },
  'problem.not-found': {
    en: 'This is not there, or not yours to see.',
    sw: 'Haipo, au huna ruhusa ya kuiona.',
  },
  'problem.not-found.do': {
    en: 'Check the address or search again.',
    sw: 'Hakiki anwani au tafuta tena.',
  },
  'problem.forbidden': { en: 'Your role may not do this.', sw: 'Jukumu lako haliruhusu hili.' },
  'problem.forbidden.do': { en: 'Ask your supervisor.', sw: 'Muulize msimamizi wako.' },
  'problem.seal-number-taken': {
    en: 'A seal with this number is already registered.',
    sw: 'Lakiri yenye namba hii imeshasajiliwa.',
  },
  'problem.seal-number-taken.do': {
    en: 'Check the number on the seal.',
    sw: 'Hakiki namba iliyo kwenye lakiri.',
  },
  'problem.address-taken': {
    en: 'This device id belongs to another seal.',
    sw: 'Kitambulisho hiki ni cha lakiri nyingine.',
  },
  'problem.address-taken.do': { en: 'Check the device id.', sw: 'Hakiki kitambulisho cha kifaa.' },
  'problem.bad-profile': {
    en: 'The profile makes no sense to the dialect.',
    sw: 'Wasifu huu haueleweki kwa lahaja ya kifaa.',
  },
  'problem.bad-profile.do': {
    en: 'Correct it at the place that is named.',
    sw: 'Usahihishe mahali palipotajwa.',
  },
  'problem.effective-too-soon': {
    en: 'This would hold too soon.',
    sw: 'Hili lingeanza kutumika mapema mno.',
  },
  'problem.effective-too-soon.do': {
    en: 'Choose a time two minutes ahead or later.',
    sw: 'Chagua wakati wa dakika mbili mbele au zaidi.',
  },
  'problem.effective-before-last': {
    en: 'A later version of this model holds already.',
    sw: 'Toleo la baadaye la modeli hii tayari lipo.',
  },
  'problem.effective-before-last.do': {
    en: 'Choose a time after the newest version.',
    sw: 'Chagua wakati baada ya toleo jipya zaidi.',
  },
  'problem.no-such-party': { en: 'This owner is not known.', sw: 'Mmiliki huyu hajulikani.' },
  'problem.no-such-party.do': { en: 'Choose another owner.', sw: 'Chagua mmiliki mwingine.' },
  'problem.note-empty': { en: 'The note is empty.', sw: 'Maelezo ni tupu.' },
  'problem.note-empty.do': { en: 'Write what you know.', sw: 'Andika unachojua.' },
  'problem.note-too-long': { en: 'The note is too long.', sw: 'Maelezo ni marefu mno.' },
  'problem.note-too-long.do': { en: 'Say it shorter.', sw: 'Fupisha.' },
  'problem.outcome-missing': {
    en: 'It was not said what the alarm was.',
    sw: 'Haikusemwa tahadhari ilikuwa nini.',
  },
  'problem.outcome-missing.do': { en: 'Choose what it was.', sw: 'Chagua ilikuwa nini.' },
  'problem.cause-unknown': { en: 'This cause is not in use.', sw: 'Sababu hii haitumiki.' },
  'problem.cause-unknown.do': { en: 'Choose another cause.', sw: 'Chagua sababu nyingine.' },
  'problem.claim-in-future': {
    en: 'The time given has not come yet.',
    sw: 'Wakati uliotajwa haujafika.',
  },
  'problem.claim-in-future.do': { en: 'Check the time.', sw: 'Hakiki wakati.' },
  'problem.claim-before-last-act': {
    en: 'The time given is before the last step.',
    sw: 'Wakati uliotajwa ni kabla ya hatua ya mwisho.',
  },
  'problem.claim-before-last-act.do': { en: 'Check the time.', sw: 'Hakiki wakati.' },
  'problem.seal-place-unknown': {
    en: 'The seal does not know where it is.',
    sw: 'Lakiri haijui iko wapi.',
  },
  'problem.seal-place-unknown.do': {
    en: 'Move it under open sky and wait for a position.',
    sw: 'Iweke mahali wazi na usubiri ipate mahali.',
  },
  'problem.seal-not-at-station': {
    en: 'The seal is not at a station of this route.',
    sw: 'Lakiri haiko kwenye kituo cha njia hii.',
  },
  'problem.seal-not-at-station.do': {
    en: 'Arm it where the route begins or at an allowed stop.',
    sw: 'Washa ulinzi mwanzo wa njia au kwenye kituo kinachoruhusiwa.',
  },
  'problem.not-at-destination': {
    en: 'The truck is not at the destination.',
    sw: 'Lori haliko mwisho wa safari.',
  },
  'problem.not-at-destination.do': {
    en: 'If you have the truck before you, give the reason.',
    sw: 'Kama lori liko mbele yako, toa sababu.',
  },
  'problem.route-not-current': {
    en: 'This route has a newer version.',
    sw: 'Njia hii ina toleo jipya.',
  },
  'problem.route-not-current.do': { en: 'Choose the route again.', sw: 'Chagua njia tena.' },
  'problem.journey-past-sealing': {
    en: 'This journey is past sealing.',
    sw: 'Safari hii imepita hatua ya kufunga lakiri.',
  },
  'problem.journey-past-sealing.do': {
    en: 'Disarm it first to change seals.',
    sw: 'Zima ulinzi kwanza ili kubadilisha lakiri.',
  },
  'problem.too-many-seals': {
    en: 'This journey has as many seals as it may.',
    sw: 'Safari hii ina lakiri nyingi kadiri inavyoruhusiwa.',
  },
  'problem.too-many-seals.do': {
    en: 'Use the seals that are fitted.',
    sw: 'Tumia lakiri zilizofungwa.',
  },
  'problem.journey-not-sealed': {
    en: 'No seal is fitted yet.',
    sw: 'Hakuna lakiri iliyofungwa bado.',
  },
  'problem.journey-not-sealed.do': { en: 'Fit a seal first.', sw: 'Funga lakiri kwanza.' },
  'problem.battery-short': {
    en: 'The battery will not last this route.',
    sw: 'Betri haitatosha njia hii.',
  },
  'problem.battery-short.do': {
    en: 'Charge the seal or fit another.',
    sw: 'Chaji lakiri au funga nyingine.',
  },
  'problem.journey-not-armed': {
    en: 'The journey is not armed.',
    sw: 'Ulinzi wa safari haujawashwa.',
  },
  'problem.journey-not-armed.do': { en: 'Arm it first.', sw: 'Washa ulinzi kwanza.' },
  'problem.deadline-passed': {
    en: 'The time allowed for this route has passed.',
    sw: 'Muda wa njia hii umepita.',
  },
  'problem.deadline-passed.do': {
    en: 'Disarm, and arm again for a new time.',
    sw: 'Zima ulinzi, kisha uwashe tena kwa muda mpya.',
  },
  'problem.journey-not-in-transit': {
    en: 'The journey is not under way.',
    sw: 'Safari haiko njiani.',
  },
  'problem.journey-not-in-transit.do': { en: 'Let it depart first.', sw: 'Iache iondoke kwanza.' },
  'problem.reason-needed': {
    en: 'A reason is needed before arrival.',
    sw: 'Sababu inahitajika kabla ya kufika.',
  },
  'problem.reason-needed.do': { en: 'Write why.', sw: 'Andika kwa nini.' },
  'problem.journey-still-armed': {
    en: 'The journey is still armed.',
    sw: 'Ulinzi wa safari bado umewashwa.',
  },
  'problem.journey-still-armed.do': { en: 'Disarm it first.', sw: 'Zima ulinzi kwanza.' },
  'problem.journey-closed': { en: 'This journey is closed.', sw: 'Safari hii imekamilika.' },
  'problem.journey-closed.do': { en: 'Nothing is left to do.', sw: 'Hakuna kilichobaki.' },
  'problem.seal-not-free': {
    en: 'This seal is on another journey.',
    sw: 'Lakiri hii iko kwenye safari nyingine.',
  },
  'problem.seal-not-free.do': { en: 'Use a free seal.', sw: 'Tumia lakiri huru.' },
  'problem.seal-not-fitted': { en: 'This seal is not fitted.', sw: 'Lakiri hii haijafungwa.' },
  'problem.seal-not-fitted.do': { en: 'Fit it first.', sw: 'Ifunge kwanza.' },
  'problem.seal-not-armed': {
    en: 'This seal is not armed.',
    sw: 'Ulinzi wa lakiri hii haujawashwa.',
  },
  'problem.seal-not-armed.do': {
    en: 'Arm the journey first.',
    sw: 'Washa ulinzi wa safari kwanza.',
  },
  'problem.seal-still-armed': {
    en: 'This seal is still armed.',
    sw: 'Ulinzi wa lakiri hii bado umewashwa.',
  },
  'problem.seal-still-armed.do': {
    en: 'Disarm the journey first.',
    sw: 'Zima ulinzi wa safari kwanza.',
  },
  'problem.seal-doubted': {
    en: 'It is in doubt which device is this seal.',
    sw: 'Kuna shaka ni kifaa kipi ndicho lakiri hii.',
  },
  'problem.seal-doubted.do': {
    en: 'Look at the seal itself, and take its word again in the quarantine, or fit another.',
    sw: 'Kagua lakiri yenyewe, kisha kubali tena neno lake kwenye karantini, au funga nyingine.',
  },
  'problem.seal-never-heard': {
    en: 'This seal has never been heard.',
    sw: 'Lakiri hii haijawahi kusikika.',
  },
  'problem.seal-never-heard.do': {
    en: 'Wake it and wait for its first signal.',
    sw: 'Iamshe na usubiri ishara ya kwanza.',
  },
  'problem.seal-not-locked': { en: 'The seal is not locked.', sw: 'Lakiri haijafungwa.' },
  'problem.seal-not-locked.do': {
    en: 'Lock it, wait for its signal, then try again.',
    sw: 'Ifunge, subiri ishara yake, kisha ujaribu tena.',
  },
  'problem.already-acknowledged.facts': {
    en: '{by} acknowledged it on {at}.',
    sw: '{by} aliipokea {at}.',
  },
  'problem.case-closed.facts': { en: '{by} closed it on {at}.', sw: '{by} aliifunga {at}.' },
  'problem.seal-not-at-station.facts': {
    en: 'The nearest is {nearest}, {awayM} away.',
    sw: 'Kilicho karibu ni {nearest}, umbali wa {awayM}.',
  },
  'problem.not-at-destination.facts': {
    en: '{destination} is {awayM} away.',
    sw: '{destination} iko umbali wa {awayM}.',
  },
  'problem.battery-short.facts': {
    en: 'It has {batteryPct} %, the route needs {neededPct} %.',
    sw: 'Ina {batteryPct} %, njia inahitaji {neededPct} %.',
  },
  'problem.deadline-passed.facts': {
    en: 'It ended on {deadlineAt}.',
    sw: 'Uliisha {deadlineAt}.',
  },
  'problem.claim-before-last-act.facts': {
    en: 'The last step was on {lastAct}.',
    sw: 'Hatua ya mwisho ilikuwa {lastAct}.',
  },
  'problem.broken.facts': {
    en: 'Quote {incident} when you report it.',
    sw: 'Taja {incident} unaporipoti.',
  },
} as const satisfies WordTable;
