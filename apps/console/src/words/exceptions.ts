import type { WordTable } from './said.ts';

/** What befalls a journey on the road: its forms, its place on the timeline, and what is refused. */
export const exceptionWords = {
  'exception.title': { en: 'Exceptions', sw: 'Matukio ya dharura' },
  'exception.none': { en: 'Nothing out of the ordinary.', sw: 'Hakuna jambo lisilo la kawaida.' },
  'exception.report': { en: 'Report an exception', sw: 'Ripoti tukio' },
  'exception.what': { en: 'What happened', sw: 'Kilichotokea' },
  'exception.breakdown': { en: 'Breakdown', sw: 'Lori limeharibika' },
  'exception.accident': { en: 'Accident', sw: 'Ajali' },
  'exception.transload': {
    en: 'Load moved to another truck',
    sw: 'Mzigo umehamishiwa lori lingine',
  },
  'exception.driver-change': { en: 'Another driver', sw: 'Dereva mwingine' },
  'exception.route-change': { en: 'Another route', sw: 'Njia nyingine' },
  'exception.theft': { en: 'Theft', sw: 'Wizi' },
  'exception.escort': { en: 'Escort ordered', sw: 'Ulinzi wa msafara umeagizwa' },
  'exception.convoy': { en: 'Convoy ordered', sw: 'Msafara umeagizwa' },
  'exception.mechanical-seal': { en: 'Mechanical seal fitted', sw: 'Lakiri ya kawaida imefungwa' },
  'exception.reseal': { en: 'Seal replaced on the road', sw: 'Lakiri imebadilishwa njiani' },
  'exception.notYours': { en: 'not yours to report', sw: 'si jukumu lako kuripoti' },
  'exception.part': { en: 'What broke', sw: 'Kilichoharibika' },
  'exception.part.tyre': { en: 'Tyre', sw: 'Tairi' },
  'exception.part.engine': { en: 'Engine', sw: 'Injini' },
  'exception.part.axle': { en: 'Axle', sw: 'Ekseli' },
  'exception.part.brakes': { en: 'Brakes', sw: 'Breki' },
  'exception.part.electrical': { en: 'Electrical', sw: 'Umeme' },
  'exception.part.other': { en: 'Something else', sw: 'Kingine' },
  'exception.injured': { en: 'Somebody is hurt', sw: 'Kuna aliyejeruhiwa' },
  'exception.plate': { en: 'Plate of the other truck', sw: 'Namba ya lori lingine' },
  'exception.trailer': { en: 'Plate of its trailer, if any', sw: 'Namba ya tela lake, kama lipo' },
  'exception.order': { en: 'Order by which the load is opened', sw: 'Amri ya kufungua mzigo' },
  'exception.orderNone': {
    en: 'None: the load stays sealed',
    sw: 'Hakuna: mzigo unabaki umefungwa',
  },
  'exception.driverName': { en: 'Name of the driver', sw: 'Jina la dereva' },
  'exception.driverPhone': { en: 'Telephone of the driver', sw: 'Simu ya dereva' },
  'exception.route': { en: 'Route from here on', sw: 'Njia kuanzia hapa' },
  'exception.of': { en: 'What was stolen', sw: 'Kilichoibiwa' },
  'exception.of.cargo': { en: 'Cargo', sw: 'Mzigo' },
  'exception.of.truck': { en: 'The truck', sw: 'Lori' },
  'exception.of.attempt': { en: 'An attempt only', sw: 'Jaribio tu' },
  'exception.by': { en: 'Escorted by', sw: 'Walinzi' },
  'exception.by.customs': { en: 'Customs', sw: 'Forodha' },
  'exception.by.police': { en: 'Police', sw: 'Polisi' },
  'exception.with': {
    en: 'Reference of the journey it goes with',
    sw: 'Rejea ya safari inayoambatana nayo',
  },
  'exception.number': { en: 'Number of the mechanical seal', sw: 'Namba ya lakiri ya kawaida' },
  'exception.old': { en: 'Seal that came off', sw: 'Lakiri iliyotolewa' },
  'exception.new': { en: 'Seal that went on', sw: 'Lakiri iliyofungwa' },
  'exception.newMissing': { en: 'Choose the seal that went on.', sw: 'Chagua lakiri iliyofungwa.' },
  'exception.oldPhoto': { en: 'Photograph of the old seal', sw: 'Picha ya lakiri ya zamani' },
  'exception.newPhoto': { en: 'Photograph of the new seal', sw: 'Picha ya lakiri mpya' },
  'exception.photoMissing': { en: 'Choose a photograph.', sw: 'Chagua picha.' },
  'exception.resealHint': {
    en: 'Fit and lock the new seal first, and wait until it has told its place. Watching goes over to it without a gap.',
    sw: 'Funga lakiri mpya kwanza, usubiri iseme mahali ilipo. Ulinzi unahamia kwake bila pengo.',
  },
  'exception.stopMin': {
    en: 'May stand for, minutes (at most {max})',
    sw: 'Linaruhusiwa kusimama, dakika (zisizozidi {max})',
  },
  'exception.stopMinWrong': { en: 'From 1 to {max} minutes.', sw: 'Kuanzia dakika 1 hadi {max}.' },
  'exception.note': { en: 'What is known', sw: 'Kinachojulikana' },
  'exception.noteMissing': { en: 'Write what is known.', sw: 'Andika kinachojulikana.' },
  'exception.missing': { en: 'This is needed.', sw: 'Hili linahitajika.' },
  'exception.until': { en: 'may stand until {at}', sw: 'linaruhusiwa kusimama hadi {at}' },
  'exception.over': { en: 'over since {at}', sw: 'limeisha tangu {at}' },
  'exception.end': { en: 'It is over', sw: 'Limeisha' },
  'event.exception-reported': { en: 'Exception', sw: 'Tukio' },
  'event.exception-ended': { en: 'Exception over', sw: 'Tukio limeisha' },

  'fact.journey-exception-reported': {
    en: 'Exception reported on a journey',
    sw: 'Tukio la safari limeripotiwa',
  },
  'fact.journey-exception-ended': {
    en: 'Exception of a journey ended',
    sw: 'Tukio la safari limeisha',
  },
  'fact.watching-changed': {
    en: 'How a seal’s journey is judged has changed',
    sw: 'Namna ya kupima safari ya lakiri imebadilika',
  },
  'fact.watch-taken-over': {
    en: 'Seal went on where another left off',
    sw: 'Lakiri imeendeleza ulinzi wa nyingine',
  },
  'fact.seal-replaced': {
    en: 'Seal replaced by another on the road',
    sw: 'Lakiri imebadilishwa na nyingine njiani',
  },

  'problem.exception-not-yours': {
    en: 'Your role may not report this.',
    sw: 'Jukumu lako haliruhusu kuripoti hili.',
  },
  'problem.exception-not-yours.do': {
    en: 'Ask your supervisor to report it.',
    sw: 'Mwombe msimamizi wako aripoti.',
  },
  'problem.stop-too-long': {
    en: 'The truck may not stand that long for this.',
    sw: 'Lori haliruhusiwi kusimama muda huo.',
  },
  'problem.stop-too-long.do': {
    en: 'Say a shorter time, and report again when it is over.',
    sw: 'Taja muda mfupi, kisha ripoti tena ukiisha.',
  },
  'problem.too-many-exceptions': {
    en: 'This journey has had too many exceptions.',
    sw: 'Safari hii imekuwa na matukio mengi mno.',
  },
  'problem.too-many-exceptions.do': {
    en: 'Disarm it with a reason and begin a new journey.',
    sw: 'Zima ulinzi kwa sababu, uanze safari mpya.',
  },
  'problem.vehicle-unchanged': {
    en: 'This is the truck that it was.',
    sw: 'Hili ni lori lile lile.',
  },
  'problem.vehicle-unchanged.do': {
    en: 'Give the plates of the other truck.',
    sw: 'Taja namba za lori lingine.',
  },
  'problem.order-not-of-journey': {
    en: 'This order opens no seal of the journey.',
    sw: 'Amri hii haifungui lakiri yoyote ya safari.',
  },
  'problem.order-not-of-journey.do': {
    en: 'Order the opening first, then report by it.',
    sw: 'Agiza ufunguzi kwanza, kisha uripoti.',
  },
  'problem.driver-unchanged': {
    en: 'This is the driver that it was.',
    sw: 'Huyu ni dereva yule yule.',
  },
  'problem.driver-unchanged.do': {
    en: 'Give the name or telephone of the other driver.',
    sw: 'Taja jina au simu ya dereva mwingine.',
  },
  'problem.route-unchanged': {
    en: 'This is the route that it was.',
    sw: 'Hii ni njia ile ile.',
  },
  'problem.route-unchanged.do': { en: 'Choose another route.', sw: 'Chagua njia nyingine.' },
  'problem.no-such-companion': {
    en: 'There is no such journey under way.',
    sw: 'Hakuna safari kama hiyo inayoendelea.',
  },
  'problem.no-such-companion.do': {
    en: 'Check the reference.',
    sw: 'Hakiki rejea.',
  },
  'problem.mechanical-seal-known': {
    en: 'This mechanical seal is on the truck already.',
    sw: 'Lakiri hii ya kawaida tayari iko kwenye lori.',
  },
  'problem.mechanical-seal-known.do': { en: 'Check the number.', sw: 'Hakiki namba.' },
  'problem.no-such-exception': {
    en: 'There is no such exception.',
    sw: 'Hakuna tukio kama hilo.',
  },
  'problem.no-such-exception.do': { en: 'Reload the page.', sw: 'Pakia ukurasa upya.' },
  'problem.exception-over': { en: 'This is over already.', sw: 'Hili limeshaisha.' },
  'problem.exception-over.do': { en: 'Nothing is left to do.', sw: 'Hakuna kilichobaki.' },
  'problem.seal-not-on-journey': {
    en: 'This seal is not on the truck.',
    sw: 'Lakiri hii haiko kwenye lori.',
  },
  'problem.seal-not-on-journey.do': {
    en: 'Choose the seal that came off.',
    sw: 'Chagua lakiri iliyotolewa.',
  },
  'problem.seal-was-on-journey': {
    en: 'This seal was on this journey before.',
    sw: 'Lakiri hii ilishakuwa kwenye safari hii.',
  },
  'problem.seal-was-on-journey.do': { en: 'Take another seal.', sw: 'Chukua lakiri nyingine.' },
  'problem.seals-apart': {
    en: 'The two seals are not in one place.',
    sw: 'Lakiri mbili haziko mahali pamoja.',
  },
  'problem.seals-apart.facts': {
    en: 'They are {awayM} apart.',
    sw: 'Zimetengana kwa {awayM}.',
  },
  'problem.seals-apart.do': {
    en: 'Check the numbers, and wait for the new seal’s next report.',
    sw: 'Hakiki namba, usubiri taarifa inayofuata ya lakiri mpya.',
  },
  'problem.photo-missing': { en: 'A photograph is missing.', sw: 'Picha moja haipo.' },
  'problem.photo-missing.do': {
    en: 'Send one of each seal.',
    sw: 'Tuma picha ya kila lakiri.',
  },
  'problem.no-such-photo': { en: 'This photograph is not here.', sw: 'Picha hii haipo hapa.' },
  'problem.no-such-photo.do': { en: 'Choose it again.', sw: 'Ichague tena.' },
} as const satisfies WordTable;
