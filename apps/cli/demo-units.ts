import { randomUUID } from 'node:crypto';
import type { DemoClient } from './demo-client.ts';

type Base = {
  readonly kind: string;
  readonly short: string;
  readonly country: string;
  readonly lat: number;
  readonly lon: number;
};

/** From one base to the next is about this. */
const AREA_KM = 120;
/** What officers of a country are spoken to in; English everywhere. */
const LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  KE: ['sw', 'en'],
  TZ: ['sw', 'en'],
  UG: ['en', 'lg'],
  RW: ['rw', 'en'],
};

/** A car at each base of the gazette. Their numbers are nobody's. */
export async function registerUnits(client: DemoClient): Promise<void> {
  const { places } = await client.get<{ places: readonly Base[] }>('/places');
  const bases = places.filter(({ kind }) => kind === 'rru');
  for (const [n, { short, country, lat, lon }] of bases.entries())
    await client.post(
      '/response/units',
      {
        ...{ name: `${short} 1`, base: { name: short, lat, lon }, areaKm: AREA_KM },
        languages: LANGUAGES[country] ?? ['en'],
        phone: `+254 700 000 ${String(100 + n)}`,
      },
      randomUUID(),
      [201, 409], // there since the demo's last start
    );
}
