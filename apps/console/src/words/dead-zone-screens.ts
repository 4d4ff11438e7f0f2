import type { WordTable } from './said.ts';

/** Where the network is known not to reach. */
export const deadZoneScreenWords = {
  'journeys.tab.all': { en: 'All journeys', sw: 'Safari zote' },
  'zones.title': { en: 'Dead zones', sw: 'Maeneo bila mtandao' },
  'zones.add': { en: 'Add dead zone', sw: 'Ongeza eneo' },
  'zones.lead': {
    en: 'Where the network is known not to reach. A truck that falls silent there raises no alarm until the time has passed that it may need to come out.',
    sw: 'Mahali ambapo mtandao haufiki. Lori likikaa kimya hapo hakuna tahadhari hadi muda wa kutoka hapo upite.',
  },
  'zones.none': { en: 'No dead zone is set.', sw: 'Hakuna eneo lililowekwa.' },
  'zones.noneHint': {
    en: 'Every silence counts. A supervisor adds a zone where somebody has measured that there is no network.',
    sw: 'Kila ukimya unahesabiwa. Msimamizi huongeza eneo ambalo mtu amepima kuwa halina mtandao.',
  },
  'zone.name': { en: 'Dead zone', sw: 'Eneo' },
  'zone.where': { en: 'Where', sw: 'Mahali' },
  'zone.excused': { en: 'Excused for', sw: 'Huruhusiwa kwa' },
  'zone.from': { en: 'Since', sw: 'Tangu' },
  'zone.source': { en: 'Measured by', sw: 'Ilipimwa na' },
  'zone.ends': { en: 'ends {at}', sw: 'linaisha {at}' },
  'zone.stretch': { en: '{route}, km {from} to {to}', sw: '{route}, km {from} hadi {to}' },
  'zone.circle': { en: '{radius} around {at}', sw: '{radius} kuzunguka {at}' },
  'zone.is.stretch': { en: 'Along a route', sw: 'Kwenye njia' },
  'zone.is.circle': { en: 'Around a point', sw: 'Kuzunguka sehemu' },
  'zone.nameHint': { en: 'As people there call it.', sw: 'Kama wenyeji wanavyopaita.' },
  'zone.excusedHint': {
    en: 'How long a slow truck may need to come out: a day at most.',
    sw: 'Muda ambao lori la polepole linahitaji kutoka: siku moja kwa wingi.',
  },
  'zone.sourceHint': {
    en: 'Who measured it, how, and when.',
    sw: 'Nani alipima, vipi, na lini.',
  },
  'zone.effectiveHint': {
    en: 'Empty: from now on. What was judged before stays as it was.',
    sw: 'Acha wazi: kuanzia sasa. Kilichohukumiwa awali kinabaki kama kilivyo.',
  },
  'zone.field.name': { en: 'Name', sw: 'Jina' },
  'zone.field.route': { en: 'Route', sw: 'Njia' },
  'zone.field.fromKm': { en: 'From km', sw: 'Kutoka km' },
  'zone.field.toKm': { en: 'To km', sw: 'Hadi km' },
  'zone.field.lat': { en: 'Latitude', sw: 'Latitudo' },
  'zone.field.lon': { en: 'Longitude', sw: 'Longitudo' },
  'zone.field.radiusKm': { en: 'Radius (km)', sw: 'Nusu kipenyo (km)' },
  'zone.field.excusedMin': { en: 'Excused for (minutes)', sw: 'Huruhusiwa kwa (dakika)' },
  'zone.field.source': { en: 'Measured by', sw: 'Ilipimwa na' },
  'zone.field.effectiveFrom': { en: 'Holds from (EAT)', sw: 'Linatumika kuanzia (EAT)' },
  'zone.wrong.name': { en: 'Enter a name.', sw: 'Andika jina.' },
  'zone.wrong.route': { en: 'Choose the route.', sw: 'Chagua njia.' },
  'zone.wrong.fromKm': {
    en: 'Enter the kilometre at which it begins.',
    sw: 'Andika kilomita linapoanza.',
  },
  'zone.wrong.toKm': {
    en: 'Enter the kilometre at which it ends: at most 200 km further on.',
    sw: 'Andika kilomita linapoishia: si zaidi ya km 200 mbele.',
  },
  'zone.wrong.lat': { en: 'Enter a latitude: −90 to 90.', sw: 'Andika latitudo: −90 hadi 90.' },
  'zone.wrong.lon': {
    en: 'Enter a longitude: −180 to 180.',
    sw: 'Andika longitudo: −180 hadi 180.',
  },
  'zone.wrong.radiusKm': {
    en: 'Enter a radius: 50 km at most.',
    sw: 'Andika nusu kipenyo: si zaidi ya km 50.',
  },
  'zone.wrong.excusedMin': {
    en: 'Enter for how long: 1 to 1440 whole minutes.',
    sw: 'Andika ni kwa muda gani: dakika kamili 1 hadi 1440.',
  },
  'zone.wrong.source': {
    en: 'Enter who measured it, and when.',
    sw: 'Andika nani alipima, na lini.',
  },
  'zone.wrong.effectiveFrom': {
    en: 'Enter a day and a time, or nothing.',
    sw: 'Andika siku na saa, au acha wazi.',
  },
  'zone.change': { en: 'Change it', sw: 'Libadilishe' },
  'zone.versions': { en: 'What was excused when', sw: 'Kilichoruhusiwa na lini' },
  'zone.gone': {
    en: 'There is no such dead zone, or it has ended.',
    sw: 'Eneo hili halipo, au limekwisha.',
  },
  'zone.end': { en: 'End this dead zone', sw: 'Maliza eneo hili' },
  'zone.endHint': {
    en: 'From now on a silence there is like any other, and raises its alarm.',
    sw: 'Kuanzia sasa ukimya hapo ni kama mwingine wowote, na hutoa tahadhari.',
  },
  'zone.endNow': { en: 'End it now', sw: 'Limalize sasa' },
} as const satisfies WordTable;
