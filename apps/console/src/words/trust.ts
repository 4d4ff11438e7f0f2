import type { WordTable } from './said.ts';

/** How far a seal's word is taken. No sentence accuses anybody. */
export const trustWords = {
  'quarantine.tab.doubts': { en: 'Doubts', sw: 'Mashaka' },
  'trust.title': { en: 'How far its word is taken', sw: 'Neno lake linakubaliwa kiasi gani' },
  'trust.tier.0': { en: 'anybody could say it', sw: 'yeyote angeweza kulisema' },
  'trust.tier.1': { en: 'its vendor vouches for it', sw: 'muuzaji wake analithibitisha' },
  'trust.tier.2': { en: 'the seal’s own key says it', sw: 'ufunguo wa lakiri yenyewe unalisema' },
  'trust.tier.3': {
    en: 'signed by the seal, in an unbroken chain',
    sw: 'limesainiwa na lakiri, katika mnyororo usiokatika',
  },
  'trust.why.names-itself-only': {
    en: 'Its messages name it and prove nothing. What matters is checked by a second witness or a person.',
    sw: 'Ujumbe wake huitaja tu na hauthibitishi chochote. Yaliyo muhimu huhakikiwa na shahidi wa pili au mtu.',
  },
  'trust.why.vendor-signed': {
    en: 'Its vendor signed what it told.',
    sw: 'Muuzaji wake alisaini ilichosema.',
  },
  'trust.why.seal-key': {
    en: 'Its newest message holds under its own key.',
    sw: 'Ujumbe wake mpya unathibitishwa na ufunguo wake.',
  },
  'trust.why.secure-element': {
    en: 'Its newest message is signed, follows the one before, and its type approval grants it.',
    sw: 'Ujumbe wake mpya umesainiwa, unafuata uliotangulia, na idhini ya aina yake inaruhusu.',
  },
  'trust.keys': { en: 'Keys of the seal', sw: 'Funguo za lakiri' },
  'trust.key.mac': { en: 'shared key', sw: 'ufunguo wa pamoja' },
  'trust.key.signature': { en: 'signing key', sw: 'ufunguo wa kusaini' },
  'doubt.none': { en: 'Nothing makes it doubtful.', sw: 'Hakuna kinacholitilia shaka.' },
  'doubt.gnss-degraded': { en: 'Its position is weak', sw: 'Mahali pake ni dhaifu' },
  'doubt.suspect-jam': {
    en: 'Its position signal may be jammed',
    sw: 'Huenda ishara ya mahali inazuiwa',
  },
  'doubt.suspect-spoof': {
    en: 'Its position may be made up',
    sw: 'Huenda mahali pake ni pa kubuni',
  },
  'doubt.identity-doubted': {
    en: 'Two may speak under its name',
    sw: 'Huenda wawili wanasema kwa jina lake',
  },
  'doubt.peers': {
    en: 'Connections that spoke for it',
    sw: 'Miunganisho iliyosema kwa niaba yake',
  },
  'doubt.apart': {
    en: 'Both streams are kept as evidence and move nothing until a person has looked at the seal.',
    sw: 'Mikondo yote miwili huhifadhiwa kama ushahidi na haisogezi chochote hadi mtu aangalie lakiri.',
  },
  'doubt.moves': {
    en: 'What it says is still taken. The doubt ends by itself when its reports agree again.',
    sw: 'Inachosema bado kinakubaliwa. Shaka huisha lenyewe ripoti zake zikikubaliana tena.',
  },
  'doubt.lift': { en: 'Take its word again', sw: 'Kubali neno lake tena' },
  'doubt.liftOf': { en: 'Take its word again: {number}', sw: 'Kubali neno lake tena: {number}' },
  'doubt.found': { en: 'What was found at the seal', sw: 'Kilichopatikana kwenye lakiri' },
  'doubt.foundHint': {
    en: 'Somebody must have looked at the seal itself. Your name and this stay on record.',
    sw: 'Lazima mtu awe ameangalia lakiri yenyewe. Jina lako na hili hubaki kwenye kumbukumbu.',
  },
  'doubt.foundMissing': { en: 'Write what was found.', sw: 'Andika kilichopatikana.' },
  'doubt.lead': {
    en: 'Seals whose word does not agree with itself or with others’. It says what was seen, not who did what; a person looks.',
    sw: 'Lakiri ambazo neno lao halikubaliani na lenyewe au na la wengine. Inasema kilichoonekana, si nani alifanya nini; mtu huangalia.',
  },
  'doubt.empty': { en: 'No seal’s word is doubted.', sw: 'Hakuna lakiri inayotiliwa shaka.' },
  'doubt.emptyHint': {
    en: 'Reports are compared all the time: with the place before, the speed, the clock, and who else speaks under the same name.',
    sw: 'Ripoti hulinganishwa muda wote: na mahali pa awali, kasi, saa, na nani mwingine anasema kwa jina hilo.',
  },
} as const satisfies WordTable;
