// Names of nobody: ordinary given and family names put together by chance, plates in the form of each country,
// telephone numbers of one unbroken row. Companies are made up.
import { type Chance, chanceOf } from '@lakiri/kit';

type Country = 'KE' | 'UG' | 'TZ' | 'RW';

export const TRANSPORTERS = [
  { name: 'Mto Panga Haulage', country: 'KE' },
  { name: 'Bonde Carriers', country: 'KE' },
  { name: 'Savanna Line Logistics', country: 'KE' },
  { name: 'Kilima Transporters', country: 'KE' },
  { name: 'Nile Crescent Freight', country: 'UG' },
  { name: 'Rwenzori Hauliers', country: 'UG' },
  { name: 'Bahari Cargo Movers', country: 'TZ' },
  { name: 'Tabora Road Freight', country: 'TZ' },
  { name: 'Akagera Transit', country: 'RW' },
] as const satisfies readonly { name: string; country: Country }[];

const GIVEN = {
  KE: [
    'Kamau',
    'Otieno',
    'Wanjiru',
    'Mwangi',
    'Kiprop',
    'Achieng',
    'Mutua',
    'Barasa',
    'Chebet',
    'Hassan',
  ],
  UG: [
    'Okello',
    'Mugisha',
    'Namukasa',
    'Ssemakula',
    'Opio',
    'Akello',
    'Kato',
    'Wasswa',
    'Byaruhanga',
  ],
  TZ: ['Juma', 'Mussa', 'Rashidi', 'Neema', 'Baraka', 'Hamisi', 'Saidi', 'Elia', 'Zuberi'],
  RW: ['Habimana', 'Mugabo', 'Niyonsaba', 'Uwase', 'Nkurunziza', 'Gasana', 'Mutesi'],
} as const;
const FAMILY = {
  KE: [
    'Odhiambo',
    'Njoroge',
    'Wafula',
    'Kariuki',
    'Cheruiyot',
    'Musyoka',
    'Omondi',
    'Abdi',
    'Maina',
  ],
  UG: ['Tumusiime', 'Ochieng', 'Lubega', 'Nsubuga', 'Odongo', 'Kasozi', 'Mwesigwa'],
  TZ: ['Mwakyusa', 'Kimaro', 'Mushi', 'Ngowi', 'Mkapa', 'Shayo', 'Lema'],
  RW: ['Uwimana', 'Ndayisaba', 'Karangwa', 'Murenzi', 'Bizimana', 'Rukundo'],
} as const;
const CARGO = [
  'Wheat, bulk in bags, 28 t',
  'Rice, 560 bags',
  'Palm olein, 1,040 cartons',
  'Sugar, white, 27 t',
  'Used clothing, 480 bales',
  'Tyres, 1,150 pieces',
  'Medicines, 22 pallets',
  'Steel coils, 26 t',
  'Vehicle parts, 14 pallets',
  'Mobile phones, 9 pallets',
  'Cement clinker, 28 t',
  'Ceramic tiles, 1,300 cartons',
  'Fertiliser, 540 bags',
  'Paper reels, 24 t',
  'Cigarettes, 720 cartons',
  'Spirits, 1,050 cartons',
  'Tea, 400 sacks',
  'Coffee, 320 bags',
  'Cooking gas cylinders, empty, 900',
  'Solar panels, 26 pallets',
] as const;

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'; // I and O are not painted: they look like digits

/** A driver's telephone: numbers in one row, so that a real one is not met by chance too often. */
const PHONE = { KE: '+254700', UG: '+256700', TZ: '+255700', RW: '+250780' } as const;

export type Haulage = {
  /** Which of {@link TRANSPORTERS}. */
  readonly transporter: number;
  readonly plate: string;
  readonly trailer: string | null;
  readonly driverName: string;
  readonly driverPhone: string;
  readonly cargo: string;
  readonly mechanicalSeal: string;
};

/** What goes with truck number `truck` on its `trip`-th journey. The truck keeps its plate and its owner. */
export function haulageOf(
  seed: number,
  { truck, trip, corridor }: { truck: number; trip: number; corridor: 'northern' | 'central' },
): Haulage {
  const own = chanceOf(seed * 104_729 + truck);
  const central: readonly Country[] = ['TZ', 'TZ', 'TZ', 'RW'];
  const northern: readonly Country[] = ['KE', 'KE', 'KE', 'KE', 'UG', 'UG', 'RW'];
  const country = own.pick(corridor === 'central' ? central : northern);
  const owners = TRANSPORTERS.flatMap((it, at) => (it.country === country ? [at] : []));
  const transporter = own.pick(owners);
  const plate = plateOf(country, truck, own);
  const hasTrailer = own.next() < 0.7;
  const trailer = hasTrailer
    ? `Z${own.pick([...LETTERS])} ${String(1_000 + ((truck * 37) % 9_000))}`
    : null;
  const chance = chanceOf(seed * 15_485_863 + truck * 101 + trip);
  return {
    transporter,
    plate,
    trailer,
    driverName: `${chance.pick(GIVEN[country])} ${chance.pick(FAMILY[country])}`,
    driverPhone: `${PHONE[country]}${String(truck).padStart(6, '0')}`,
    cargo: chance.pick(CARGO),
    mechanicalSeal: `BTL ${String(chance.integer(100_000, 999_999))}`,
  };
}

/** KDJ 417K, UBK 902T, T 881 DQX, RAE 553C: the digits are the truck's own, so no two are alike. */
function plateOf(country: Country, truck: number, chance: Chance): string {
  const digits = String((truck * 7 + 113) % 1_000).padStart(3, '0');
  const letter = (): string => chance.pick([...LETTERS]);
  const series = (choices: string): string => chance.pick([...choices]);
  switch (country) {
    case 'KE':
      return `K${series('BCD')}${letter()} ${digits}${letter()}`;
    case 'UG':
      return `U${series('AB')}${letter()} ${digits}${letter()}`;
    case 'TZ':
      return `T ${digits} ${series('CDE')}${letter()}${letter()}`;
    case 'RW':
      return `RA${series('BCDEFG')} ${digits}${letter()}`;
  }
}
