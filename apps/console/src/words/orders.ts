import type { WordTable } from './said.ts';

/** Orders to seals: the tray in every screen's head, the form, and what becomes of each. */
export const orderWords = {
  'order.tray': { en: 'Orders', sw: 'Amri' },
  'order.trayLabel': {
    en: 'Orders: {waiting} to approve, {moving} of yours on their way',
    sw: 'Amri: {waiting} za kuidhinisha, {moving} zako ziko njiani',
  },
  'order.saysWaiting': {
    en: '{n, plural, one {# order waits for your approval} other {# orders wait for your approval}}',
    sw: '{n, plural, one {Amri # inasubiri idhini yako} other {Amri # zinasubiri idhini yako}}',
  },
  'order.toApprove': { en: 'Waiting for your approval', sw: 'Zinasubiri idhini yako' },
  'order.noneToApprove': { en: 'Nothing waits for you.', sw: 'Hakuna kinachokusubiri.' },
  'order.mine': { en: 'Your orders', sw: 'Amri zako' },
  'order.noneMine': {
    en: 'You have asked for none. Ask on the page of a seal or of its journey.',
    sw: 'Hujaomba yoyote. Omba kwenye ukurasa wa lakiri au wa safari yake.',
  },
  'order.others': { en: 'Others’, on their way', sw: 'Za wengine, ziko njiani' },
  'order.title': { en: 'Orders to the seal', sw: 'Amri kwa lakiri' },
  'order.askFor': { en: 'Give an order', sw: 'Toa amri' },
  'order.ask': { en: 'Ask for it', sw: 'Omba' },
  'order.takesNone': {
    en: 'This kind of seal takes no orders.',
    sw: 'Aina hii ya lakiri haipokei amri.',
  },
  'order.setPassword': { en: 'Set password', sw: 'Weka nenosiri' },
  'order.changePassword': { en: 'Change password', sw: 'Badilisha nenosiri' },
  'order.password': { en: 'Password that opens the seal', sw: 'Nenosiri linalofungua lakiri' },
  'order.passwordHint': {
    en: 'It is kept sealed; nobody can read it again. It does not change the password in the seal itself.',
    sw: 'Linahifadhiwa kwa kufungwa; hakuna anayeweza kulisoma tena. Halibadilishi nenosiri ndani ya lakiri yenyewe.',
  },
  'order.missing.password': { en: 'Enter the password.', sw: 'Andika nenosiri.' },
  'order.noneOfSeal': {
    en: 'No order was given to it yet.',
    sw: 'Bado haijapewa amri yoyote.',
  },
  'order.what': { en: 'Order', sw: 'Amri' },
  'order.word.unlock': { en: 'Open', sw: 'Fungua' },
  'order.word.lock': { en: 'Lock', sw: 'Funga' },
  'order.word.locate': { en: 'Say where it is', sw: 'Sema iko wapi' },
  'order.word.set-interval': { en: 'Report more or less often', sw: 'Badilisha muda wa ripoti' },
  'order.unlockHint': {
    en: 'An opening needs a second officer, and holds for ten minutes.',
    sw: 'Kufungua kunahitaji afisa wa pili, na kunadumu kwa dakika kumi.',
  },
  'order.interval': { en: 'Seconds between reports', sw: 'Sekunde kati ya ripoti' },
  'order.reasonHint': {
    en: 'It stays on record with your name.',
    sw: 'Inabaki kwenye kumbukumbu pamoja na jina lako.',
  },
  'order.override': {
    en: 'Why it must be done all the same',
    sw: 'Kwa nini lazima ifanyike hata hivyo',
  },
  'order.overrideHint': {
    en: 'The condition is overruled by your name and this reason.',
    sw: 'Sharti linapitwa kwa jina lako na sababu hii.',
  },
  'order.missing.reason': { en: 'Write why.', sw: 'Andika kwa nini.' },
  'order.missing.interval': {
    en: 'Enter whole seconds, 10 to 86400.',
    sw: 'Andika sekunde kamili, 10 hadi 86400.',
  },
  'order.by': { en: 'Asked for by {name}', sw: 'Imeombwa na {name}' },
  'order.left': { en: '{span} left', sw: 'imebaki {span}' },
  'order.overrides': { en: 'Overrules a condition: {reason}', sw: 'Inapita sharti: {reason}' },
  'order.needsSecond': {
    en: 'Another officer must approve it.',
    sw: 'Afisa mwingine lazima aidhinishe.',
  },
  'order.approve': { en: 'Approve', sw: 'Idhinisha' },
  'order.approveNow': { en: 'Approve the opening', sw: 'Idhinisha kufungua' },
  'order.ownPassword': { en: 'Your own password', sw: 'Nenosiri lako mwenyewe' },
  'order.ownPasswordHint': {
    en: 'Entered again for this approval alone. Compare the number on the seal: {number}.',
    sw: 'Linaandikwa tena kwa idhini hii pekee. Linganisha namba iliyo kwenye lakiri: {number}.',
  },
  'order.missing.ownPassword': { en: 'Enter your password.', sw: 'Andika nenosiri lako.' },
  'order.cancel': { en: 'Take it back', sw: 'Iondoe' },
  'order.reject': { en: 'Cancel it', sw: 'Ighairi' },
  'order.state.requested': { en: 'Waits for approval', sw: 'Inasubiri idhini' },
  'order.state.approved': { en: 'Approved', sw: 'Imeidhinishwa' },
  'order.state.recorded': { en: 'Recorded, about to be sent', sw: 'Imerekodiwa, itatumwa' },
  'order.state.sent': { en: 'Sent', sw: 'Imetumwa' },
  'order.state.acknowledged': { en: 'Heard by the seal', sw: 'Imesikika na lakiri' },
  'order.state.confirmed': { en: 'Confirmed', sw: 'Imethibitishwa' },
  'order.state.refused': { en: 'Refused', sw: 'Imekataliwa' },
  'order.state.uncertain': { en: 'Not known', sw: 'Haijulikani' },
  'order.state.expired': { en: 'Expired', sw: 'Muda umeisha' },
  'order.state.cancelled': { en: 'Taken back', sw: 'Imeondolewa' },
  'order.then.uncertain': {
    en: 'Look at the lock before you do anything. It is never sent again by itself.',
    sw: 'Angalia kufuli kabla ya kufanya chochote. Haitumwi tena yenyewe kamwe.',
  },
  'order.then.expired': {
    en: 'Nothing was opened by it. Ask again if it is still needed.',
    sw: 'Hakuna kilichofunguliwa nayo. Omba tena ikiwa bado inahitajika.',
  },
  'order.then.refused': {
    en: 'Put right what it says, then ask again.',
    sw: 'Rekebisha kinachosemwa, kisha uombe tena.',
  },
  'order.why.ttl-passed': { en: 'Ten minutes had passed.', sw: 'Dakika kumi zilipita.' },
  'order.why.no-session': {
    en: 'The seal was not connected in that time.',
    sw: 'Lakiri haikuunganishwa katika muda huo.',
  },
  'order.why.session-lost': {
    en: 'The connection broke while it was sent.',
    sw: 'Muunganisho ulikatika wakati wa kutuma.',
  },
  'order.why.killed-before-sent': {
    en: 'The gateway stopped before it was sent.',
    sw: 'Lango lilisimama kabla ya kutuma.',
  },
  'order.why.not-confirmed': {
    en: 'The lock said nothing within a minute.',
    sw: 'Kufuli halikusema chochote ndani ya dakika moja.',
  },
  'order.why.device-refused': { en: 'The seal refused it.', sw: 'Lakiri ilikataa.' },
  'order.why.opened-by-event': {
    en: 'The lock told that it opened.',
    sw: 'Kufuli limesema limefunguka.',
  },
  'order.why.seen-open': {
    en: 'The lock was seen open afterwards.',
    sw: 'Kufuli limeonekana wazi baadaye.',
  },
  'order.why.device-answered': {
    en: 'The seal answered that it is done.',
    sw: 'Lakiri imejibu kwamba imefanyika.',
  },
  'order.why.conditions-changed': {
    en: 'It no longer held when it was to be sent: {code}',
    sw: 'Masharti yalibadilika kabla ya kutuma: {code}',
  },
  'order.why.cancelled-by-officer': { en: 'An officer took it back.', sw: 'Afisa aliiondoa.' },
} as const satisfies WordTable;

export const orderProblemWords = {
  'problem.interval-misfit': {
    en: 'This seal cannot be set to that.',
    sw: 'Lakiri hii haiwezi kuwekwa hivyo.',
  },
  'problem.interval-misfit.do': { en: 'Enter another number.', sw: 'Andika namba nyingine.' },
  'problem.session-not-heard': {
    en: 'The seal has not said yet how it is spoken to.',
    sw: 'Lakiri bado haijasema inavyozungumzishwa.',
  },
  'problem.session-not-heard.do': {
    en: 'Wait for its next signal.',
    sw: 'Subiri ishara yake ijayo.',
  },
  'problem.address-misfit': {
    en: 'The seal’s device id cannot be addressed.',
    sw: 'Kitambulisho cha lakiri hakiwezi kuelekezwa.',
  },
  'problem.address-misfit.do': {
    en: 'Check the device id it was registered with.',
    sw: 'Hakiki kitambulisho ilichosajiliwa nacho.',
  },
  'problem.command-not-proven': {
    en: 'This command was not yet tried on a seal of this model.',
    sw: 'Amri hii bado haijajaribiwa kwenye lakiri ya modeli hii.',
  },
  'problem.command-not-proven.do': {
    en: 'Try it on a bench first; a supervisor then says so in the model.',
    sw: 'Ijaribu kwanza kwenye meza ya majaribio; kisha msimamizi aliandike kwenye modeli.',
  },
  'problem.order-not-spoken': {
    en: 'This seal cannot be told that.',
    sw: 'Lakiri hii haiwezi kuambiwa hilo.',
  },
  'problem.order-not-spoken.do': { en: 'Choose another order.', sw: 'Chagua amri nyingine.' },
  'problem.password-needed': {
    en: 'The password of this seal is not known here.',
    sw: 'Nenosiri la lakiri hii halijulikani hapa.',
  },
  'problem.password-needed.do': {
    en: 'Ask a supervisor to set it.',
    sw: 'Muombe msimamizi aliweke.',
  },
  'problem.already-in-flight': {
    en: 'The same order is already on its way to this seal.',
    sw: 'Amri hiyo hiyo tayari iko njiani kwenda kwa lakiri hii.',
  },
  'problem.already-in-flight.do': {
    en: 'Wait for its end, or take it back.',
    sw: 'Subiri iishe, au iondoe.',
  },
  'problem.same-officer': {
    en: 'Whoever asks cannot also agree.',
    sw: 'Aliyeomba hawezi kukubali mwenyewe.',
  },
  'problem.same-officer.do': {
    en: 'Another officer must approve it.',
    sw: 'Afisa mwingine lazima aidhinishe.',
  },
  'problem.presence-needed': {
    en: 'An opening is approved by who is there, not by an open screen.',
    sw: 'Kufungua kunaidhinishwa na aliyepo, si kwa skrini iliyoachwa wazi.',
  },
  'problem.presence-needed.do': {
    en: 'Enter your own password.',
    sw: 'Andika nenosiri lako mwenyewe.',
  },
  'problem.presence-refused': {
    en: 'That is not your password; nothing was approved.',
    sw: 'Hilo si nenosiri lako; hakuna kilichoidhinishwa.',
  },
  'problem.presence-refused.do': {
    en: 'Enter the password that you sign in with.',
    sw: 'Andika nenosiri unaloingilia nalo.',
  },
  'problem.command-expired': { en: 'This order has expired.', sw: 'Muda wa amri hii umeisha.' },
  'problem.command-expired.do': { en: 'Ask for it again.', sw: 'Iombe tena.' },
  'problem.command-not-requested': {
    en: 'This order no longer waits for approval.',
    sw: 'Amri hii haisubiri idhini tena.',
  },
  'problem.command-not-requested.do': {
    en: 'Look at what became of it.',
    sw: 'Angalia imekuwaje.',
  },
  'problem.already-sent': {
    en: 'It is on its way and cannot be called back.',
    sw: 'Iko njiani na haiwezi kurudishwa.',
  },
  'problem.already-sent.do': {
    en: 'Watch what the lock says.',
    sw: 'Fuatilia kufuli linasema nini.',
  },
  'problem.wrong-seal': {
    en: 'This order is of another seal.',
    sw: 'Amri hii ni ya lakiri nyingine.',
  },
  'problem.wrong-seal.do': { en: 'Check the seal’s number.', sw: 'Hakiki namba ya lakiri.' },
  'problem.journey-changed': {
    en: 'The seal is no longer on the journey that it was asked for.',
    sw: 'Lakiri haiko tena kwenye safari iliyoombewa.',
  },
  'problem.journey-changed.do': {
    en: 'Look where the seal is now, then ask again.',
    sw: 'Angalia lakiri iko wapi sasa, kisha uombe tena.',
  },
  'problem.outside-hours': {
    en: 'Openings are not allowed at this hour.',
    sw: 'Kufungua hakuruhusiwi saa hii.',
  },
  'problem.outside-hours.do': {
    en: 'Wait, or write why it must be done all the same.',
    sw: 'Subiri, au andika kwa nini lazima ifanyike hata hivyo.',
  },
  'problem.case-open': {
    en: 'A critical alarm of this seal is open.',
    sw: 'Kuna tahadhari kali ya lakiri hii iliyo wazi.',
  },
  'problem.case-open.do': {
    en: 'Deal with the alarm first, or write why it must be done all the same.',
    sw: 'Shughulikia tahadhari kwanza, au andika kwa nini lazima ifanyike hata hivyo.',
  },
} as const satisfies WordTable;
