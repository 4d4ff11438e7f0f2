import type { WordTable } from './said.ts';

/** How a feed is let in, its keys, and why the server would not. */
export const feedFormWords = {
  'feeds.register': { en: 'Register feed', sw: 'Sajili mkondo' },
  'feedForm.title': { en: 'Register a feed', sw: 'Sajili mkondo' },
  'feedForm.name': { en: 'Name of the feed', sw: 'Jina la mkondo' },
  'feedForm.nameHint': {
    en: 'Small letters, digits and hyphens: the vendor’s batches are sent to this address.',
    sw: 'Herufi ndogo, tarakimu na vistari: mafungu ya muuzaji hutumwa kwenye anwani hii.',
  },
  'feedForm.vendorHint': {
    en: 'Who answers for it. It may speak for this party’s seals.',
    sw: 'Anayewajibika nao. Unaweza kusema kwa niaba ya lakiri zake.',
  },
  'feedForm.makersHint': {
    en: 'It may speak for all seals of these makers too. Tick none where it speaks for the vendor’s own only.',
    sw: 'Unaweza kusema pia kwa lakiri zote za watengenezaji hawa. Usichague yeyote ikiwa ni kwa lakiri za muuzaji tu.',
  },
  'feedForm.keysAfter': {
    en: 'The key that it signs with is added next, on the feed’s own page.',
    sw: 'Ufunguo unaosaini nao huongezwa baadaye, kwenye ukurasa wa mkondo.',
  },
  'feedForm.url': { en: 'Broker', sw: 'Wakala' },
  'feedForm.urlHint': {
    en: 'As mqtts://broker.example:8883. Without the s it is not encrypted.',
    sw: 'Kama mqtts://broker.example:8883. Bila s hakuna usimbaji.',
  },
  'feedForm.version': { en: 'It speaks', sw: 'Lugha yake' },
  'feedForm.mqtt': { en: 'MQTT version {version}', sw: 'MQTT toleo {version}' },
  'feedForm.topic': { en: 'Topic', sw: 'Mada' },
  'feedForm.username': { en: 'User name at the broker', sw: 'Jina la mtumiaji kwa wakala' },
  'feedForm.usernameHint': {
    en: 'Empty where it asks for none. The password lies in a file on the gateway’s machine, never here.',
    sw: 'Acha wazi kama hahitaji. Nenosiri liko kwenye faili la mashine ya lango, si hapa.',
  },
  'feedForm.proof': { en: 'Its messages', sw: 'Jumbe zake' },
  'feedForm.proof.none': {
    en: 'Are not signed (tier 0)',
    sw: 'Hazijasainiwa (ngazi 0)',
  },
  'feedForm.proof.signed': {
    en: 'Are each signed, COSE (tier 1)',
    sw: 'Kila mmoja umesainiwa, COSE (ngazi 1)',
  },
  'feeds.signed': { en: 'Each message is signed.', sw: 'Kila ujumbe umesainiwa.' },
  'feeds.unsigned': {
    en: 'Messages are not signed: nothing proves who told them.',
    sw: 'Jumbe hazijasainiwa: hakuna kinachothibitisha aliyezisema.',
  },
  'feedForm.expectedS': { en: 'Expected every (seconds)', sw: 'Inatarajiwa kila (sekunde)' },
  'feedForm.expectedHint': {
    en: 'Quiet for three times as long, it counts as silent.',
    sw: 'Ukikaa kimya mara tatu ya muda huu, unahesabiwa kuwa kimya.',
  },
  'feedForm.lateAfterS': { en: 'Late after (seconds)', sw: 'Imechelewa baada ya (sekunde)' },
  'feedForm.lateHint': {
    en: 'From the seal’s own time until it is told here.',
    sw: 'Kuanzia wakati wa lakiri hadi isemwe hapa.',
  },
  'feedForm.wrong.name': {
    en: 'Enter a name of small letters, digits and single hyphens, 60 at most.',
    sw: 'Andika jina la herufi ndogo, tarakimu na vistari, zisizozidi 60.',
  },
  'feedForm.wrong.partyId': { en: 'Choose the vendor.', sw: 'Chagua muuzaji.' },
  'feedForm.wrong.expectedS': {
    en: 'Enter how often it is expected: 10 to 86400 seconds.',
    sw: 'Andika inatarajiwa kila baada ya muda gani: sekunde 10 hadi 86400.',
  },
  'feedForm.wrong.lateAfterS': {
    en: 'Enter after how long it is late: 1 to 86400 seconds.',
    sw: 'Andika inachelewa baada ya muda gani: sekunde 1 hadi 86400.',
  },
  'feedForm.wrong.url': {
    en: 'Enter the broker’s address; it begins with mqtt:// or mqtts://.',
    sw: 'Andika anwani ya wakala; huanza na mqtt:// au mqtts://.',
  },
  'feedForm.wrong.topic': { en: 'Enter the topic.', sw: 'Andika mada.' },
  'feedKey.add': { en: 'Add key', sw: 'Ongeza ufunguo' },
  'feedKey.id': { en: 'Key id', sw: 'Kitambulisho cha ufunguo' },
  'feedKey.idHint': {
    en: 'As the vendor names the key in its signatures.',
    sw: 'Kama muuzaji anavyoutaja kwenye sahihi zake.',
  },
  'feedKey.idWrong': {
    en: 'Enter the key id: letters, digits, dots, hyphens and underscores, 60 at most.',
    sw: 'Andika kitambulisho: herufi, tarakimu, nukta, vistari na mistari ya chini, zisizozidi 60.',
  },
  'feedKey.public': { en: 'Public key (Ed25519)', sw: 'Ufunguo wa wazi (Ed25519)' },
  'feedKey.publicHint': {
    en: 'In hexadecimal, base64 or as a PEM file. Never ask a vendor for its private key.',
    sw: 'Kwa heksadesimali, base64 au faili la PEM. Kamwe usimwombe muuzaji ufunguo wake wa siri.',
  },
  'feedKey.revoke': { en: 'Revoke', sw: 'Batilisha' },
  'feedKey.revokeThis': { en: 'Revoke key {keyId}', sw: 'Batilisha ufunguo {keyId}' },
  'feedKey.revokeHint': {
    en: 'What is signed with {keyId} is refused from now on. A revoked key never comes back.',
    sw: 'Kinachosainiwa kwa {keyId} kinakataliwa kuanzia sasa. Ufunguo uliobatilishwa haurudi tena.',
  },
  'feedKey.revokeSubmit': { en: 'Revoke this key', sw: 'Batilisha ufunguo huu' },
  'problem.feed-name-taken': {
    en: 'Another feed has this name.',
    sw: 'Mkondo mwingine una jina hili.',
  },
  'problem.feed-name-taken.do': { en: 'Choose another name.', sw: 'Chagua jina lingine.' },
  'problem.key-taken': {
    en: 'This key, or its id, was used for this feed before.',
    sw: 'Ufunguo huu, au kitambulisho chake, ulishatumika kwa mkondo huu.',
  },
  'problem.key-taken.do': {
    en: 'Ask the vendor for a new pair; a revoked key never comes back.',
    sw: 'Mwombe muuzaji jozi mpya; ufunguo uliobatilishwa haurudi tena.',
  },
  'problem.too-many-keys': {
    en: 'This feed has as many keys as it may have.',
    sw: 'Mkondo huu umefikia idadi ya juu ya funguo.',
  },
  'problem.too-many-keys.facts': {
    en: '{keysMax} at most, revoked ones too.',
    sw: 'Zisizozidi {keysMax}, pamoja na zilizobatilishwa.',
  },
  'problem.too-many-keys.do': {
    en: 'Register a new feed for the vendor.',
    sw: 'Sajili mkondo mpya kwa muuzaji.',
  },
  'problem.bad-key': {
    en: 'This is no public key of Ed25519.',
    sw: 'Huu si ufunguo wa wazi wa Ed25519.',
  },
  'problem.bad-key.do': {
    en: 'Paste it whole, as the vendor gave it.',
    sw: 'Ubandike wote, kama muuzaji alivyoutoa.',
  },
  'problem.no-such-key': {
    en: 'This key was never added, or is revoked already.',
    sw: 'Ufunguo huu haukuongezwa, au umeshabatilishwa.',
  },
  'problem.no-such-key.do': { en: 'Load the page again.', sw: 'Pakia ukurasa tena.' },
} as const satisfies WordTable;
