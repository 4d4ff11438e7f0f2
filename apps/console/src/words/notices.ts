import type { WordTable } from './said.ts';

/** Who is told of what, by which channel; and what was sent. */
export const noticeWords = {
  'fact.notice-channel-added': { en: 'Notice channel added', sw: 'Njia ya taarifa imeongezwa' },
  'fact.notice-channel-rekeyed': {
    en: 'Notice channel given new keys',
    sw: 'Njia ya taarifa imepewa funguo mpya',
  },
  'fact.notice-channel-paused': {
    en: 'Notice channel paused',
    sw: 'Njia ya taarifa imesimamishwa',
  },
  'fact.notice-channel-resumed': { en: 'Notice channel resumed', sw: 'Njia ya taarifa imeendelea' },
  'fact.notice-channel-removed': {
    en: 'Notice channel removed',
    sw: 'Njia ya taarifa imeondolewa',
  },
  'fact.notice-subscription-made': { en: 'Notices subscribed to', sw: 'Taarifa zimeombwa' },
  'fact.notice-subscription-changed': {
    en: 'Subscription to notices changed',
    sw: 'Ombi la taarifa limebadilishwa',
  },
  'fact.notice-subscription-ended': {
    en: 'Subscription to notices ended',
    sw: 'Ombi la taarifa limekomeshwa',
  },
  'fact.notice-carrier-set': {
    en: 'Mail relay or SMS gateway set',
    sw: 'Kipeleka barua au SMS kimewekwa',
  },
  'menu.notices': { en: 'Notices', sw: 'Taarifa' },
  'notices.title': { en: 'Notices', sw: 'Taarifa' },
  'notices.lead': {
    en: 'What you are told outside these screens, where, and when not. You are told only what you may see here.',
    sw: 'Unachojulishwa nje ya skrini hizi, wapi, na lini usijulishwe. Unajulishwa tu unachoruhusiwa kuona hapa.',
  },
  'notices.channels': { en: 'Channels', sw: 'Njia' },
  'notices.noChannel': {
    en: 'No channel yet. Add where you want to be told.',
    sw: 'Bado hakuna njia. Ongeza mahali unapotaka kujulishwa.',
  },
  'notices.addChannel': { en: 'Add channel', sw: 'Ongeza njia' },
  'notices.kind.email': { en: 'Mailbox', sw: 'Sanduku la barua' },
  'notices.kind.sms': { en: 'Phone (SMS)', sw: 'Simu (SMS)' },
  'notices.kind.push': { en: 'This browser', sw: 'Kivinjari hiki' },
  'notices.kind.webhook': { en: 'System (webhook)', sw: 'Mfumo (webhook)' },
  'notices.kindOfChannel': { en: 'Kind', sw: 'Aina' },
  'notices.for': { en: 'For', sw: 'Kwa' },
  'notices.for.me': { en: 'Me', sw: 'Mimi' },
  'notices.for.party': { en: 'My organisation', sw: 'Taasisi yangu' },
  'notices.name': { en: 'Name', sw: 'Jina' },
  'notices.nameHint': { en: 'As you call it: My phone', sw: 'Unavyoiita: Simu yangu' },
  'notices.address': { en: 'E-mail address', sw: 'Anwani ya barua pepe' },
  'notices.phone': { en: 'Phone number', sw: 'Namba ya simu' },
  'notices.phoneHint': {
    en: 'With country: +254 712 345 678',
    sw: 'Pamoja na nchi: +254 712 345 678',
  },
  'notices.url': { en: 'Address of the system', sw: 'Anwani ya mfumo' },
  'notices.missing': { en: 'Fill this in.', sw: 'Jaza hapa.' },
  'notices.pushHint': {
    en: 'Your browser asks whether it may show notices.',
    sw: 'Kivinjari chako kitauliza kama kinaweza kuonyesha taarifa.',
  },
  'notices.pushDenied': {
    en: 'This browser shows no notices. Allow them in its settings, over https.',
    sw: 'Kivinjari hiki hakionyeshi taarifa. Ziruhusu kwenye mipangilio yake, kupitia https.',
  },
  'notices.key': { en: 'Key of the receiver', sw: 'Ufunguo wa mpokeaji' },
  'notices.keyHint': {
    en: 'The receiver checks each message with it (Standard Webhooks, Ed25519).',
    sw: 'Mpokeaji huhakiki kila ujumbe kwa huo (Standard Webhooks, Ed25519).',
  },
  'notices.paused': { en: 'Paused', sw: 'Imesimamishwa' },
  'notices.test': { en: 'Send a test', sw: 'Tuma jaribio' },
  'notices.tested': {
    en: 'The test is on its way. It appears below.',
    sw: 'Jaribio liko njiani. Linaonekana hapa chini.',
  },
  'notices.pause': { en: 'Pause', sw: 'Simamisha' },
  'notices.resume': { en: 'Resume', sw: 'Endeleza' },
  'notices.remove': { en: 'Remove', sw: 'Ondoa' },
  'notices.subscriptions': { en: 'What you are told', sw: 'Unachojulishwa' },
  'notices.noSubscription': { en: 'You are told nothing yet.', sw: 'Bado hujulishwi chochote.' },
  'notices.subscribe': { en: 'Be told of more', sw: 'Julishwa zaidi' },
  'notices.subscribeFirst': {
    en: 'Add a channel first.',
    sw: 'Ongeza njia kwanza.',
  },
  'notices.channel': { en: 'Channel', sw: 'Njia' },
  'notices.language': { en: 'Language', sw: 'Lugha' },
  'notices.topics': { en: 'Tell me when', sw: 'Nijulishe' },
  'notices.severities': { en: 'Severities', sw: 'Uzito' },
  'notices.allSeverities': { en: 'all severities', sw: 'uzito wowote' },
  'notices.severity': { en: 'Severity {n}', sw: 'Uzito {n}' },
  'notices.kinds': { en: 'Kinds of alarms', sw: 'Aina za tahadhari' },
  'notices.allKinds': { en: 'All kinds', sw: 'Aina zote' },
  'notices.someKinds': {
    en: '{n, plural, one {# kind} other {# kinds}}',
    sw: '{n, plural, one {aina #} other {aina #}}',
  },
  'notices.scopeJourneys': {
    en: '{n, plural, one {# journey only} other {# journeys only}}',
    sw: '{n, plural, one {safari # tu} other {safari # tu}}',
  },
  'notices.scopeSeals': {
    en: '{n, plural, one {# seal only} other {# seals only}}',
    sw: '{n, plural, one {lakiri # tu} other {lakiri # tu}}',
  },
  'notices.quiet': { en: 'Quiet hours', sw: 'Saa za utulivu' },
  'notices.quietNone': { en: 'None', sw: 'Hakuna' },
  'notices.quietSome': { en: 'From … until …', sw: 'Kuanzia … hadi …' },
  'notices.quietWrong': { en: 'Write it as 22:00.', sw: 'Andika kama 22:00.' },
  'notices.quietFrom': { en: 'From', sw: 'Kuanzia' },
  'notices.quietUntil': { en: 'Until', sw: 'Hadi' },
  'notices.quietSaid': { en: 'quiet {from}–{until} {zone}', sw: 'utulivu {from}–{until} {zone}' },
  'notices.quietThrough': {
    en: 'severity 1 comes all the same',
    sw: 'uzito 1 huja hata hivyo',
  },
  'notices.zone': { en: 'Clock', sw: 'Saa ya' },
  'notices.zone.eat': {
    en: 'EAT: Kenya, Uganda and Tanzania',
    sw: 'EAT: Kenya, Uganda na Tanzania',
  },
  'notices.zone.cat': {
    en: 'CAT: Rwanda, Burundi, South Sudan, eastern DRC',
    sw: 'CAT: Rwanda, Burundi, Sudan Kusini, mashariki mwa DRC',
  },
  'notices.through': {
    en: 'Severity 1 during quiet hours',
    sw: 'Uzito 1 wakati wa utulivu',
  },
  'notices.through.yes': { en: 'Tell me at once', sw: 'Nijulishe mara moja' },
  'notices.through.no': { en: 'Hold it too', sw: 'Izuie pia' },
  'notices.end': { en: 'Stop telling', sw: 'Acha kujulisha' },
  'notices.change': { en: 'Change', sw: 'Badilisha' },
  'notices.save': { en: 'Save', sw: 'Hifadhi' },
  'notices.deliveries': { en: 'Sent and to be sent', sw: 'Zilizotumwa na zitakazotumwa' },
  'notices.noDelivery': {
    en: 'Nothing was sent in the last 30 days.',
    sw: 'Hakuna kilichotumwa katika siku 30 zilizopita.',
  },
  'notices.count': {
    en: '{more, select, true {The newest {n}} other {{n, plural, one {# notice} other {# notices}}}}',
    sw: '{more, select, true {{n} za karibuni} other {{n, plural, one {taarifa #} other {taarifa #}}}}',
  },
  'notices.what': { en: 'What', sw: 'Nini' },
  'notices.when': { en: 'Made', sw: 'Ilitengenezwa' },
  'notices.state': { en: 'State', sw: 'Hali' },
  'notices.act': { en: 'Act', sw: 'Tendo' },
  'notices.resend': { en: 'Send again', sw: 'Tuma tena' },
  'notices.tries': {
    en: '{n, plural, =0 {not tried yet} one {# try} other {# tries}}',
    sw: '{n, plural, =0 {bado haijajaribiwa} one {jaribio #} other {majaribio #}}',
  },
  'notices.next': { en: 'next {at}', sw: 'lijalo {at}' },
  'notices.state.waiting': { en: 'Waiting', sw: 'Inasubiri' },
  'notices.state.sent': { en: 'Sent', sw: 'Imetumwa' },
  'notices.state.dead': { en: 'Given up', sw: 'Imeachwa' },
  'notices.state.withheld': { en: 'Withheld', sw: 'Imezuiliwa' },
  'notices.why.refused-by-receiver': {
    en: 'the receiver refused it',
    sw: 'mpokeaji aliikataa',
  },
  'notices.why.redirected': {
    en: 'the receiver pointed elsewhere, which is not followed',
    sw: 'mpokeaji alielekeza kwingine, na hakufuatwi',
  },
  'notices.why.unreachable': { en: 'nobody answers there', sw: 'hakuna anayejibu hapo' },
  'notices.why.unresolved': { en: 'its name is not known', sw: 'jina lake halijulikani' },
  'notices.why.too-slow': { en: 'it answered too late', sw: 'lilichelewa kujibu' },
  'notices.why.tls': { en: 'its certificate is not trusted', sw: 'cheti chake hakiaminiki' },
  'notices.why.broken-off': { en: 'the connection broke', sw: 'muunganisho ulikatika' },
  'notices.why.answer-too-large': { en: 'its answer is too large', sw: 'jibu lake ni kubwa mno' },
  'notices.why.sign-in-refused': {
    en: 'the relay refused our password',
    sw: 'kipeleka barua kilikataa nywila yetu',
  },
  'notices.why.no-carrier': {
    en: 'the node has nothing to carry it',
    sw: 'kituo hakina cha kuipeleka',
  },
  'notices.why.channel-closed': {
    en: 'the channel was paused or removed',
    sw: 'njia ilisimamishwa au kuondolewa',
  },
  'notices.why.not-yours-to-see': {
    en: 'you may no longer see what it is about',
    sw: 'huruhusiwi tena kuona inachohusu',
  },
  'notices.why.address-refused': {
    en: 'the address is on a closed network',
    sw: 'anwani iko kwenye mtandao uliofungwa',
  },
  'notices.why.not-encrypted': {
    en: 'the address is without https',
    sw: 'anwani haina https',
  },
  'notices.topic.case-opened': { en: 'An alarm opens a case', sw: 'Tahadhari inafungua kesi' },
  'notices.topic.case-escalated': {
    en: 'Nobody takes a case in time',
    sw: 'Hakuna anayechukua kesi kwa wakati',
  },
  'notices.topic.case-acknowledged': { en: 'A case is taken', sw: 'Kesi inachukuliwa' },
  'notices.topic.case-closed': { en: 'A case is closed', sw: 'Kesi inafungwa' },
  'notices.topic.journey-armed': { en: 'A journey is armed', sw: 'Ulinzi wa safari unawashwa' },
  'notices.topic.journey-departed': { en: 'A truck departs', sw: 'Lori linaondoka' },
  'notices.topic.journey-arrived': { en: 'A truck arrives', sw: 'Lori linafika' },
  'notices.topic.journey-disarmed': {
    en: 'A journey is disarmed',
    sw: 'Ulinzi wa safari unazimwa',
  },
  'notices.topic.journey-closed': { en: 'A journey is closed', sw: 'Safari inafungwa' },
  'notices.topic.test': { en: 'A test', sw: 'Jaribio' },
} as const satisfies WordTable;

/** What of notices is refused, and what to do. */
export const noticeProblemWords = {
  'problem.no-such-channel': {
    en: 'There is no such channel, or it is not yours.',
    sw: 'Njia hii haipo, au si yako.',
  },
  'problem.no-such-channel.do': { en: 'Reload the page.', sw: 'Pakia ukurasa upya.' },
  'problem.no-such-subscription': {
    en: 'There is no such subscription, or it is not yours.',
    sw: 'Ombi hili halipo, au si lako.',
  },
  'problem.no-such-subscription.do': { en: 'Reload the page.', sw: 'Pakia ukurasa upya.' },
  'problem.no-such-delivery': {
    en: 'This notice was forgotten, or it is not yours.',
    sw: 'Taarifa hii imesahaulika, au si yako.',
  },
  'problem.no-such-delivery.do': { en: 'Reload the page.', sw: 'Pakia ukurasa upya.' },
  'problem.not-the-partys-keeper': {
    en: 'This belongs to your organisation.',
    sw: 'Hii ni ya taasisi yako.',
  },
  'problem.not-the-partys-keeper.do': {
    en: 'Ask a supervisor or an administrator.',
    sw: 'Muulize msimamizi au mkuu wa mfumo.',
  },
  'problem.channel-paused-already': {
    en: 'This channel is paused already.',
    sw: 'Njia hii tayari imesimamishwa.',
  },
  'problem.channel-paused-already.do': { en: 'Nothing is left to do.', sw: 'Hakuna kilichobaki.' },
  'problem.channel-not-paused': {
    en: 'This channel is not paused.',
    sw: 'Njia hii haijasimamishwa.',
  },
  'problem.channel-not-paused.do': { en: 'Nothing is left to do.', sw: 'Hakuna kilichobaki.' },
  'problem.channel-not-signed': {
    en: 'Only what systems are sent is signed.',
    sw: 'Kinachosainiwa ni kile kinachotumwa kwa mifumo tu.',
  },
  'problem.channel-not-signed.do': { en: 'Nothing is left to do.', sw: 'Hakuna kilichobaki.' },
  'problem.delivery-waits': { en: 'It is still to be sent.', sw: 'Bado itatumwa.' },
  'problem.delivery-waits.do': { en: 'Wait for its next try.', sw: 'Subiri jaribio lijalo.' },
  'problem.no-carrier': {
    en: 'The node cannot send this kind yet.',
    sw: 'Kituo bado hakiwezi kutuma aina hii.',
  },
  'problem.no-carrier.do': {
    en: 'An administrator sets the mail relay or the SMS gateway first.',
    sw: 'Mkuu wa mfumo aweke kwanza kipeleka barua au SMS.',
  },
  'problem.too-many-channels': { en: 'That are too many channels.', sw: 'Njia ni nyingi mno.' },
  'problem.too-many-channels.do': {
    en: 'Remove one that you no longer use.',
    sw: 'Ondoa moja usiyoitumia tena.',
  },
  'problem.too-many-subscriptions': {
    en: 'That are too many subscriptions.',
    sw: 'Maombi ni mengi mno.',
  },
  'problem.too-many-subscriptions.do': {
    en: 'End one, or widen another.',
    sw: 'Komesha moja, au panua jingine.',
  },
  'problem.too-many-tests': { en: 'That are too many tests.', sw: 'Majaribio ni mengi mno.' },
  'problem.too-many-tests.do': {
    en: 'Wait an hour, and look below at what the last ones did.',
    sw: 'Subiri saa moja, na tazama hapa chini yaliyopita yalivyokwenda.',
  },
  'problem.not-for-a-party': {
    en: 'A browser is one person’s.',
    sw: 'Kivinjari ni cha mtu mmoja.',
  },
  'problem.not-for-a-party.do': { en: 'Add it for yourself.', sw: 'Kiongeze kwa ajili yako.' },
  'problem.only-for-a-party': {
    en: 'A system is an organisation’s.',
    sw: 'Mfumo ni wa taasisi.',
  },
  'problem.only-for-a-party.do': {
    en: 'Add it for your organisation.',
    sw: 'Uongeze kwa ajili ya taasisi yako.',
  },
  'problem.nothing-to-tell': { en: 'Nothing is chosen.', sw: 'Hakuna kilichochaguliwa.' },
  'problem.nothing-to-tell.do': {
    en: 'Choose what you want to be told.',
    sw: 'Chagua unachotaka kujulishwa.',
  },
  'problem.no-such-zone': {
    en: 'This time zone is not known.',
    sw: 'Ukanda huu wa saa haujulikani.',
  },
  'problem.no-such-zone.do': { en: 'Choose one of the list.', sw: 'Chagua mmoja wa orodha.' },
  'problem.never-quiet': {
    en: 'The quiet hours have no length.',
    sw: 'Saa za utulivu hazina urefu.',
  },
  'problem.never-quiet.do': {
    en: 'Give an end that is not the beginning.',
    sw: 'Weka mwisho usio sawa na mwanzo.',
  },
  'problem.bad-target': { en: 'This is no address.', sw: 'Hii si anwani.' },
  'problem.bad-target.do': {
    en: 'Compare it with what you wanted to write.',
    sw: 'Ilinganishe na ulichotaka kuandika.',
  },
  'problem.bad-template': {
    en: 'This request cannot be filled.',
    sw: 'Ombi hili haliwezi kujazwa.',
  },
  'problem.bad-template.do': {
    en: 'It names a number and a text; see the operations page.',
    sw: 'Litaje namba na maneno; tazama ukurasa wa uendeshaji.',
  },
  'problem.cannot-seal': {
    en: 'This server has no key to keep secrets.',
    sw: 'Seva hii haina ufunguo wa kutunza siri.',
  },
  'problem.cannot-seal.do': {
    en: 'Tell whoever runs the node.',
    sw: 'Mwambie anayeendesha kituo.',
  },
} as const satisfies WordTable;
