// The trucks of the tests: who drives what on which gazetted route, since when, and what has gone wrong.

export const ADMINISTRATION = 'Demo Revenue Administration';
export const HAULIERS = ['Bahari Haulage', 'Mlima Freighters', 'Ziwa Transit'] as const;

export const PEOPLE = {
  achieng: { login: 'achieng', password: 'northern-corridor-night', name: 'Wanjiku Achieng' },
  okello: { login: 'okello', password: 'barabara-ya-kaskazini', name: 'Juma Okello' },
  /** Of the first haulier. */
  mutiso: { login: 'mutiso', password: 'bahari-haulage-desk', name: 'Peter Mutiso' },
} as const;

/** What a truck's seal has told of before the tests begin. */
export type Mishap =
  | 'off-route'
  | 'long-stop'
  | 'battery-short'
  | 'cover-opened'
  | 'unlock-refused';

export type Trip = {
  readonly plate: string;
  readonly route: string;
  /** Where on the route the journey began: its start or one of its allowed stops. */
  readonly from: string;
  readonly hours: number;
  readonly kmh: number;
  readonly cargo: string;
  readonly mishap?: Mishap;
};

const trip = (
  [plate, route, from, hours, kmh, cargo]: readonly [
    string,
    string,
    string,
    number,
    number,
    string,
  ],
  mishap?: Mishap,
): Trip => ({
  plate,
  route,
  from,
  hours,
  kmh,
  cargo,
  ...(mishap === undefined ? {} : { mishap }),
});

/** The first is the truck of the story: on its way to Malaba, and whole. */
export const TRIPS: readonly Trip[] = [
  trip(['KDJ 417K', 'mombasa-malaba', 'icdn', 5, 48, 'Sugar in bags, 27.4 t']),
  trip(['KCY 118B', 'mombasa-kampala', 'rest-03', 4, 52, 'Rice in bags, 26 t'], 'off-route'),
  trip(['KBZ 045L', 'mombasa-malaba', 'port-mombasa', 6, 50, 'Steel coils, 24.8 t'], 'long-stop'),
  trip(['KDA 664M', 'mombasa-elegu', 'rest-08', 5, 46, 'Diesel generators, 2'], 'battery-short'),
  trip(['UBK 902T', 'malaba-kampala', 'malaba', 3, 42, 'Medicines, 8.2 t'], 'unlock-refused'),
  trip(['KDE 220F', 'mombasa-namanga', 'wb-athi', 2, 44, 'Tyres, 640'], 'cover-opened'),
  trip(['KCT 903J', 'mombasa-malaba', 'wb-gilgil', 4, 45, 'Wheat in bulk, 28 t']),
  trip(['KCE 552T', 'mombasa-kampala', 'wb-athi', 2, 50, 'Palm oil in drums, 22 t']),
  trip(['KDB 301C', 'mombasa-taveta', 'port-mombasa', 4, 44, 'Cement clinker, 27 t']),
  trip(['KCZ 776P', 'mombasa-busia', 'rest-03', 3, 47, 'Second-hand clothes, 19 t']),
  trip(['KDG 090Q', 'icdn-namanga', 'icdn', 2, 40, 'Printing paper, 20 t']),
  trip(['KAX 415D', 'icdn-isebania', 'rest-02', 4, 43, 'Fertiliser, 26.5 t']),
  trip(['KDF 512W', 'mombasa-kigali', 'rest-07', 4, 49, 'Telecom masts, 14 t']),
  trip(['RAE 553C', 'kampala-kigali', 'wb-mbarara', 1, 38, 'Tea machinery, 2 containers']),
  trip(['UAX 230P', 'kampala-elegu', 'wb-luwero', 4, 51, 'Salt, 27 t']),
  trip(['UBA 118V', 'kampala-katuna', 'goodshed', 4, 46, 'Glass bottles, 17 t']),
  trip(['UBF 607H', 'kampala-mombasa', 'rest-05', 3, 45, 'Coffee, 19.2 t']),
  trip(['T 881 DQX', 'dar-rusumo', 'wb-kihonda', 6, 47, 'Copper cable, 21 t']),
  trip(['T 204 DKA', 'dar-kigali', 'wb-njuki', 4, 50, 'Wheat flour, 27 t']),
  trip(['T 619 CRM', 'dar-isaka', 'port-dar', 5, 46, 'Machine parts, 12 t']),
  trip(['T 355 DFB', 'isaka-bujumbura', 'isaka-dp', 4, 42, 'Malt, 25 t']),
  trip(['T 742 DLS', 'kigali-dar', 'rusumo', 5, 48, 'Cassiterite, 24 t']),
  trip(['KDH 834G', 'mombasa-malaba', 'rest-08', 3, 53, 'Electronics, 11 t']),
  trip(['KCW 266N', 'mombasa-malaba', 'port-mombasa', 1, 45, 'Vehicles, 2 on carrier']),
];

export const DRIVERS = [
  'P. Mutiso',
  'J. Kamau',
  'A. Wekesa',
  'S. Nansubuga',
  'E. Habimana',
  'R. Mrema',
];
