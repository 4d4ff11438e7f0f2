import type { WordTable } from './said.ts';

/** Diversions by signed bulletin: their screen, their facts, and why an act on one is refused. */
export const bulletinWords = {
  'fact.bulletin-drafted': {
    en: 'Bulletin drafted',
    sw: 'Rasimu ya taarifa ya mchepuko imeandikwa',
  },
  'fact.bulletin-changed': {
    en: 'Draft of a bulletin changed',
    sw: 'Rasimu ya taarifa ya mchepuko imebadilishwa',
  },
  'fact.bulletin-published': {
    en: 'Bulletin signed and published',
    sw: 'Taarifa ya mchepuko imetiwa saini na kutangazwa',
  },
  'fact.bulletin-ended': {
    en: 'Bulletin ended early',
    sw: 'Taarifa ya mchepuko imesitishwa kabla ya muda',
  },
  'fact.bulletin-discarded': {
    en: 'Draft of a bulletin discarded',
    sw: 'Rasimu ya taarifa ya mchepuko imetupwa',
  },
  'subject.bulletin': { en: 'Bulletin', sw: 'Taarifa ya mchepuko' },
  'event.bulletin-published': {
    en: 'Diversion in force by bulletin {number}',
    sw: 'Mchepuko umeanza kwa taarifa namba {number}',
  },
  'event.bulletin-ended': {
    en: 'Diversion of bulletin {number} ended early',
    sw: 'Mchepuko wa taarifa namba {number} umesitishwa mapema',
  },
  'bulletins.title': { en: 'Bulletins', sw: 'Taarifa za michepuko' },
  'bulletins.lead': {
    en: 'Emergency diversions. While a bulletin holds, a truck of its route is as right on the diversion as on the road. One officer writes it, another signs it with the authority’s key.',
    sw: 'Michepuko ya dharura. Taarifa inapotumika, lori la njia hiyo liko sahihi kwenye mchepuko kama lilivyo barabarani. Afisa mmoja huiandika, mwingine huitia saini kwa ufunguo wa mamlaka.',
  },
  'bulletins.add': { en: 'Write bulletin', sw: 'Andika taarifa' },
  'bulletins.none': {
    en: 'No diversion holds or waits.',
    sw: 'Hakuna mchepuko unaotumika wala unaosubiri.',
  },
  'bulletins.noneHint': {
    en: 'A supervisor writes one when a road is closed, and another officer signs it.',
    sw: 'Msimamizi huandika moja barabara inapofungwa, na afisa mwingine huitia saini.',
  },
  'bulletins.over': { en: 'Those that are over', sw: 'Zilizokwisha' },
  'bulletins.key': {
    en: 'Signatures are checked by this public key (Ed25519)',
    sw: 'Saini huhakikiwa kwa ufunguo huu wa umma (Ed25519)',
  },
  'bulletins.noKey': {
    en: 'This node has no key to sign with: no bulletin can be published.',
    sw: 'Nodi hii haina ufunguo wa kutia saini: hakuna taarifa inayoweza kutangazwa.',
  },
  'bulletin.covers': {
    en: 'Bulletin {number} now covers this place',
    sw: 'Taarifa namba {number} sasa inahusu mahali hapa',
  },
  'bulletin.numbered': { en: 'Bulletin {number}', sw: 'Taarifa namba {number}' },
  'bulletin.draft': { en: 'Draft of a bulletin', sw: 'Rasimu ya taarifa' },
  'bulletin.change': { en: 'Change the draft', sw: 'Badilisha rasimu' },
  'bulletin.gone': { en: 'There is no such bulletin.', sw: 'Hakuna taarifa kama hiyo.' },
  'bulletin.is.drafted': { en: 'waits for another officer', sw: 'inasubiri afisa mwingine' },
  'bulletin.is.coming': { en: 'takes force in {left}', sw: 'itaanza kutumika baada ya {left}' },
  'bulletin.is.holding': { en: 'in force, {left} left', sw: 'inatumika, imebaki {left}' },
  'bulletin.is.over': { en: 'ran out', sw: 'muda wake umekwisha' },
  'bulletin.is.ended': { en: 'ended early', sw: 'imesitishwa mapema' },
  'bulletin.is.discarded': { en: 'discarded', sw: 'imetupwa' },
  'bulletin.reason': { en: 'Reason', sw: 'Sababu' },
  'bulletin.reason.flood': { en: 'Flood', sw: 'Mafuriko' },
  'bulletin.reason.landslide': { en: 'Landslide', sw: 'Maporomoko ya ardhi' },
  'bulletin.reason.accident': { en: 'Accident', sw: 'Ajali' },
  'bulletin.reason.bridge': { en: 'Bridge', sw: 'Daraja' },
  'bulletin.reason.security': { en: 'Security', sw: 'Usalama' },
  'bulletin.reason.works': { en: 'Road works', sw: 'Ukarabati wa barabara' },
  'bulletin.reason.other': { en: 'Other', sw: 'Nyingine' },
  'bulletin.closed': { en: 'Closed stretch', sw: 'Kipande kilichofungwa' },
  'bulletin.closedKm': { en: 'km {from} to {to}', sw: 'km {from} hadi {to}' },
  'bulletin.diversion': { en: 'Diversion', sw: 'Mchepuko' },
  'bulletin.diversionKm': {
    en: '{km} km, {width} to each side',
    sw: 'km {km}, {width} kila upande',
  },
  'bulletin.stops': {
    en: 'Where a truck may stand on it',
    sw: 'Mahali lori linaruhusiwa kusimama',
  },
  'bulletin.noStops': { en: 'nowhere', sw: 'hakuna' },
  'bulletin.extra': { en: 'More time for journeys', sw: 'Muda wa ziada kwa safari' },
  'bulletin.extraH': {
    en: '{n, plural, =0 {none} one {# hour} other {# hours}}',
    sw: '{n, plural, =0 {hakuna} one {saa #} other {saa #}}',
  },
  'bulletin.from': { en: 'From', sw: 'Kuanzia' },
  'bulletin.until': { en: 'Until', sw: 'Hadi' },
  'bulletin.soon': { en: 'as soon as it is signed', sw: 'mara itakapotiwa saini' },
  'bulletin.authors': { en: 'Written by', sw: 'Imeandikwa na' },
  'bulletin.publishedBy': { en: 'Signed by', sw: 'Imetiwa saini na' },
  'bulletin.endedBy': { en: 'Ended by', sw: 'Imesitishwa na' },
  'bulletin.onMap': { en: 'On the map', sw: 'Kwenye ramani' },
  'bulletin.text': { en: 'What was signed', sw: 'Kilichotiwa saini' },
  'bulletin.signature': { en: 'Signature', sw: 'Saini' },
  'bulletin.holds': {
    en: 'The signature is the authority’s, over this very text.',
    sw: 'Saini ni ya mamlaka, juu ya maandishi haya haya.',
  },
  'bulletin.forged': {
    en: 'This signature is not the authority’s. Do not trust this text.',
    sw: 'Saini hii si ya mamlaka. Usiyaamini maandishi haya.',
  },
  'bulletin.mine': {
    en: 'You wrote it: another officer must sign it.',
    sw: 'Uliiandika wewe: afisa mwingine lazima aitie saini.',
  },
  'bulletin.supervisors': {
    en: 'A supervisor decides about it.',
    sw: 'Msimamizi ndiye anayeamua juu yake.',
  },
  'bulletin.publish': { en: 'Sign and publish', sw: 'Tia saini na utangaze' },
  'bulletin.discard': { en: 'Discard', sw: 'Tupa' },
  'bulletin.end': { en: 'End now', sw: 'Sitisha sasa' },
  'bulletin.endWhy': {
    en: 'Why it ends before its time',
    sw: 'Kwa nini inasitishwa kabla ya muda',
  },
  'bulletin.endHint': {
    en: 'Trucks that are still on the diversion then raise an alarm.',
    sw: 'Malori yatakayokuwa bado kwenye mchepuko yatatoa tahadhari.',
  },
  'bulletin.facts': { en: 'Who did what, as evidence', sw: 'Nani alifanya nini, kama ushahidi' },
  'bulletin.write': { en: 'Write draft', sw: 'Andika rasimu' },
  'bulletin.map': { en: 'Map of the diversion', sw: 'Ramani ya mchepuko' },
  'bulletin.field.route': { en: 'Route', sw: 'Njia' },
  'bulletin.field.reason': { en: 'Reason', sw: 'Sababu' },
  'bulletin.field.note': { en: 'What has happened', sw: 'Kilichotokea' },
  'bulletin.noteHint': {
    en: 'And on whose word: the police, the roads authority.',
    sw: 'Na kwa taarifa ya nani: polisi, mamlaka ya barabara.',
  },
  'bulletin.field.closedFrom': { en: 'Closed from km', sw: 'Imefungwa kuanzia km' },
  'bulletin.field.closedTo': { en: 'Closed to km', sw: 'Imefungwa hadi km' },
  'bulletin.closedHint': {
    en: 'Kilometres from the beginning of the route, which is {km} km long.',
    sw: 'Kilomita tangu mwanzo wa njia, yenye urefu wa km {km}.',
  },
  'bulletin.field.line': { en: 'Points of the diversion', sw: 'Sehemu za mchepuko' },
  'bulletin.lineHint': {
    en: 'From where it leaves the road to where it joins it again, one point a line: latitude, longitude.',
    sw: 'Kuanzia unapoacha barabara hadi unapoirudia, sehemu moja kwa mstari: latitudo, longitudo.',
  },
  'bulletin.field.width': { en: 'Width to each side (m)', sw: 'Upana kila upande (m)' },
  'bulletin.field.extra': { en: 'More hours for journeys', sw: 'Saa za ziada kwa safari' },
  'bulletin.field.from': { en: 'From', sw: 'Kuanzia' },
  'bulletin.fromHint': {
    en: 'East African Time. Leave it empty: as soon as it is signed.',
    sw: 'Saa za Afrika Mashariki. Ukiacha wazi: mara itakapotiwa saini.',
  },
  'bulletin.field.until': { en: 'Until', sw: 'Hadi' },
  'bulletin.untilHint': {
    en: 'At most {n, plural, one {# day} other {# days}} later.',
    sw: 'Si zaidi ya {n, plural, one {siku #} other {siku #}} baadaye.',
  },
  'bulletin.stopsHint': {
    en: 'Places beside the line; one not beside it is refused.',
    sw: 'Mahali kando ya mstari; pasipo kando yake hukataliwa.',
  },
  'bulletin.stopIn': { en: 'Add a stop', sw: 'Ongeza kituo' },
  'bulletin.stopOut': { en: 'Leave out {name}', sw: 'Acha {name}' },
  'bulletin.wrong.route': { en: 'Choose a route.', sw: 'Chagua njia.' },
  'bulletin.wrong.note': { en: 'Enter what has happened.', sw: 'Andika kilichotokea.' },
  'bulletin.wrong.closedFrom': {
    en: 'Enter a kilometre of the route.',
    sw: 'Andika kilomita ya njia.',
  },
  'bulletin.wrong.closedTo': {
    en: 'Enter a later kilometre of the route.',
    sw: 'Andika kilomita ya njia iliyo mbele zaidi.',
  },
  'bulletin.wrong.line': {
    en: 'Enter two points or more, each as latitude, longitude.',
    sw: 'Andika sehemu mbili au zaidi, kila moja kama latitudo, longitudo.',
  },
  'bulletin.wrong.width': { en: 'Enter metres: 50 to 10000.', sw: 'Andika mita: 50 hadi 10000.' },
  'bulletin.wrong.extra': {
    en: 'Enter whole hours: 0 to 72.',
    sw: 'Andika saa kamili: 0 hadi 72.',
  },
  'bulletin.wrong.until': {
    en: 'Enter when it ends, later than it begins.',
    sw: 'Andika inapokwisha, baada ya inapoanza.',
  },
  'problem.no-such-bulletin': { en: 'There is no such bulletin.', sw: 'Hakuna taarifa kama hiyo.' },
  'problem.no-such-bulletin.do': {
    en: 'Choose it from the list.',
    sw: 'Ichague kwenye orodha.',
  },
  'problem.no-authority-key': {
    en: 'This node has no key to sign with.',
    sw: 'Nodi hii haina ufunguo wa kutia saini.',
  },
  'problem.no-authority-key.do': {
    en: 'Ask who runs the node to start it with its secrets.',
    sw: 'Muombe anayeendesha nodi aianzishe pamoja na siri zake.',
  },
  'problem.bulletin-note': {
    en: 'What has happened is missing or too long.',
    sw: 'Kilichotokea hakijaandikwa au ni kirefu mno.',
  },
  'problem.bulletin-note.do': {
    en: 'Say it in a sentence, and on whose word.',
    sw: 'Kieleze kwa sentensi moja, na kwa taarifa ya nani.',
  },
  'problem.closed-off-route': {
    en: 'The closed stretch is not on the route.',
    sw: 'Kipande kilichofungwa hakiko kwenye njia.',
  },
  'problem.closed-off-route.do': {
    en: 'Give two different kilometres of the route.',
    sw: 'Andika kilomita mbili tofauti za njia.',
  },
  'problem.diversion-too-long': {
    en: 'The diversion has too many points.',
    sw: 'Mchepuko una sehemu nyingi mno.',
  },
  'problem.diversion-too-long.do': {
    en: 'Leave out points where it is straight.',
    sw: 'Acha sehemu ambako umenyooka.',
  },
  'problem.diversion-broken': { en: 'The diversion has a gap.', sw: 'Mchepuko una pengo.' },
  'problem.diversion-broken.do': {
    en: 'No two points may be farther apart than 60 km.',
    sw: 'Sehemu mbili zisipite umbali wa km 60.',
  },
  'problem.diversion-apart': {
    en: 'The diversion does not begin and end on the road.',
    sw: 'Mchepuko hauanzi wala kuishia barabarani.',
  },
  'problem.diversion-apart.do': {
    en: 'Begin it where it leaves the route, and end it where it joins it again.',
    sw: 'Uanzishe unapoacha njia, na uumalizie unapoirudia.',
  },
  'problem.diversion-width': {
    en: 'The width cannot be.',
    sw: 'Upana huo hauwezekani.',
  },
  'problem.diversion-width.do': {
    en: 'Give 50 m to 10 km to each side.',
    sw: 'Andika mita 50 hadi km 10 kila upande.',
  },
  'problem.stop-off-diversion': {
    en: 'A stop is not on the diversion.',
    sw: 'Kituo kimoja hakiko kwenye mchepuko.',
  },
  'problem.stop-off-diversion.do': {
    en: 'Choose stops beside its line.',
    sw: 'Chagua vituo vilivyo kando ya mstari wake.',
  },
  'problem.extra-out-of-range': {
    en: 'So many hours cannot be given.',
    sw: 'Saa nyingi hivyo haziwezi kutolewa.',
  },
  'problem.extra-out-of-range.do': {
    en: 'Give whole hours, from 0 to 72.',
    sw: 'Andika saa kamili, kuanzia 0 hadi 72.',
  },
  'problem.bulletin-no-time': {
    en: 'It would be over before it begins.',
    sw: 'Ingekwisha kabla ya kuanza.',
  },
  'problem.bulletin-no-time.do': { en: 'Give a later end.', sw: 'Weka mwisho wa baadaye.' },
  'problem.bulletin-too-long': {
    en: 'No bulletin may hold so long.',
    sw: 'Hakuna taarifa inayoweza kutumika muda mrefu hivyo.',
  },
  'problem.bulletin-too-long.do': {
    en: 'Give an earlier end, or draft a new version of the route.',
    sw: 'Weka mwisho wa mapema zaidi, au andika rasimu ya toleo jipya la njia.',
  },
  'problem.end-source': {
    en: 'Why it ends is missing or too long.',
    sw: 'Sababu ya kusitisha haijaandikwa au ni ndefu mno.',
  },
  'problem.end-source.do': {
    en: 'Say why, and on whose word.',
    sw: 'Eleza kwa nini, na kwa taarifa ya nani.',
  },
  'problem.bulletin-over': {
    en: 'This bulletin was published, ended or discarded already.',
    sw: 'Taarifa hii tayari imetangazwa, imesitishwa au imetupwa.',
  },
  'problem.bulletin-over.do': { en: 'Write a new one.', sw: 'Andika mpya.' },
  'problem.bulletin-changed': {
    en: 'It was changed since you read it.',
    sw: 'Imebadilishwa tangu uisome.',
  },
  'problem.bulletin-changed.do': {
    en: 'Read it again, then decide.',
    sw: 'Isome tena, kisha uamue.',
  },
  'problem.own-bulletin': {
    en: 'Whoever wrote a bulletin does not sign it.',
    sw: 'Aliyeandika taarifa haitii saini.',
  },
  'problem.own-bulletin.do': { en: 'Ask another officer.', sw: 'Muombe afisa mwingine.' },
  'problem.too-many-bulletins': {
    en: 'There are as many bulletins as there may be.',
    sw: 'Taarifa zimefika idadi ya juu kabisa.',
  },
  'problem.too-many-bulletins.do': {
    en: 'End or discard some first.',
    sw: 'Sitisha au tupa baadhi kwanza.',
  },
  'problem.bulletin-not-published': {
    en: 'Nobody has published this bulletin.',
    sw: 'Hakuna aliyetangaza taarifa hii.',
  },
  'problem.bulletin-not-published.do': { en: 'Discard the draft.', sw: 'Tupa rasimu.' },
  'problem.bulletin-run-out': {
    en: 'It is over by itself.',
    sw: 'Muda wake umekwisha wenyewe.',
  },
  'problem.bulletin-run-out.do': {
    en: 'Nothing is left to do.',
    sw: 'Hakuna lililobaki kufanywa.',
  },
} as const satisfies WordTable;
