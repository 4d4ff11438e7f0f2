// A gateway on a database of its own with armed seals on journeys, for the tests of this app.
import { connect, type Socket } from 'node:net';
import { alarmsMigrations } from '@lakiri/alarms/store';
import { commandsMigrations } from '@lakiri/commands/store';
import { corridorsMigrations, loadGazette, readGazette } from '@lakiri/corridors/store';
import { expectationsMigrations } from '@lakiri/expectations/store';
import { feedsMigrations } from '@lakiri/feeds/store';
import { journeysMigrations } from '@lakiri/journeys/store';
import type { Instant } from '@lakiri/kit';
import { partiesMigrations } from '@lakiri/parties/store';
import { newId } from '@lakiri/platform/facts';
import { silentLog } from '@lakiri/platform/log';
import { createMetrics } from '@lakiri/platform/metrics';
import { type Database, openDatabase } from '@lakiri/platform/sql';
import { testDatabase } from '@lakiri/platform/testing';
import { encodeLongForm, jointech, type LongFormInput } from '@lakiri/protocol-jointech';
import { sealsMigrations } from '@lakiri/seals/store';
import { telemetryMigrations } from '@lakiri/telemetry/store';
import { trustMigrations } from '@lakiri/trust/store';
import { type Gateway, type GatewayOptions, startGateway } from './gateway.ts';

export type TestNode = {
  readonly gateway: Gateway;
  /** As the owner: sees everything. */
  readonly owner: Database;
  readonly intakeUrl: string;
  readonly appUrl: string;
  readonly wireIds: readonly string[];
  /** The text of a metric's lines, summed. */
  metric(name: string): Promise<number>;
  another(over?: Partial<GatewayOptions>): Promise<Gateway>;
  close(): Promise<void>;
};

const open = (url: string): Database =>
  openDatabase({ url, poolMax: 8, name: 'gateway test', onIdleError: () => undefined });

/** `seals` armed JT701Ds on journeys from Mombasa to Malaba, wire ids 8000000001 and on. */
export async function openNode(
  seals: number,
  over: Partial<GatewayOptions> = {},
  through: (intakeUrl: string) => Promise<string> | string = (url) => url,
): Promise<TestNode> {
  const postgres = await testDatabase({
    sets: [
      partiesMigrations,
      corridorsMigrations,
      sealsMigrations,
      telemetryMigrations,
      feedsMigrations,
      expectationsMigrations,
      journeysMigrations,
      trustMigrations,
      alarmsMigrations,
      commandsMigrations,
    ],
  });
  const owner = open(postgres.ownerUrl);
  const intakeUrl = await through(postgres.intakeUrl);
  const intake = open(intakeUrl);
  const wireIds = Array.from({ length: seals }, (_, at) => String(8_000_000_001 + at));
  await populate(owner, wireIds);
  const registry = createMetrics('gateway-test');
  const start = (more: Partial<GatewayOptions> = {}): Promise<Gateway> =>
    startGateway({
      database: intake,
      dialects: [{ dialect: jointech, port: 0 }],
      host: '127.0.0.1',
      origin: 'test',
      name: 'gateway:test',
      secretKey: new Uint8Array(32).fill(7),
      registry,
      log: silentLog(),
      now: () => Date.now() as Instant,
      health: () => undefined,
      plant: undefined,
      ...over,
      ...more,
    });
  const gateway = await start();
  return {
    gateway,
    owner,
    intakeUrl,
    appUrl: postgres.appUrl,
    wireIds,
    metric: async (name) => {
      const all = await registry.getSingleMetric(name)?.get();
      return all?.values.reduce((sum, { value }) => sum + value, 0) ?? 0;
    },
    another: (more) => start({ registry: createMetrics('gateway-test-2'), ...more }),
    close: async () => {
      await gateway.stop();
      await intake.end();
      await owner.end();
      await postgres.drop();
    },
  };
}

async function populate(owner: Database, wireIds: readonly string[]): Promise<void> {
  const now = Date.now() as Instant;
  const loaded = await loadGazette(
    { database: owner, origin: 'test' },
    { gazette: readGazette(), effectiveFrom: 0 as Instant, now, actor: 'node' },
  );
  if (!loaded.accepted) throw new Error(loaded.refusal.code);
  const ids = wireIds.map(() => ({ seal: newId(now), journey: newId(now) }));
  const values = [
    wireIds,
    ids.map(({ seal }) => seal),
    ids.map(({ journey }) => journey),
    newId(now),
    wireIds.map((_, at) => `${at.toString(36).toUpperCase().padStart(4, '0')}-00`),
  ];
  await owner.asNode(async (tx) => {
    await tx.query(
      `INSERT INTO parties.party (id, version, kind, name, country, home)
       VALUES ($1, 1, 'vendor', 'Simba Seals', 'KE', false)`,
      [values[3]],
    );
    await tx.query(
      `INSERT INTO journeys.journey (id, version, ref, route_id, route_version, vehicle, cargo, transporter,
         created_at, sealed_at, armed_at, deadline_at, departed_at)
       SELECT journey, 1, ref, 'mombasa-malaba', 1, $4, 'tea', $4, now() - interval '2 days',
         now() - interval '2 days', now() - interval '2 days', now() + interval '9 days', now() - interval '2 days'
       FROM unnest($1::text[], $2::uuid[], $3::uuid[], $5::text[]) u (wire, seal, journey, ref)`,
      values,
    );
    await tx.query(
      `INSERT INTO seals.seal (id, version, number, dialect, wire_id, model, owner, registered_at, phase,
         journey, phase_at, latches, due_at)
       SELECT seal, 1, 'ELK-' || wire, 'jointech', wire, 'JT701D', $4, now(), 'armed', journey,
         now() - interval '2 days',
         '{"cover":{"clearedSince":null,"is":"clear"},"cut":{"clearedSince":null,"is":"clear"},"opened":{"clearedSince":null,"is":"clear"}}',
         now()
       FROM unnest($1::text[], $2::uuid[], $3::uuid[], $5::text[]) u (wire, seal, journey, ref)`,
      values,
    );
    await tx.query(
      `INSERT INTO journeys.fitting (journey, seal, number, fitted_at)
       SELECT journey, seal, 'ELK-' || wire, now() - interval '2 days'
       FROM unnest($1::text[], $2::uuid[], $3::uuid[], $5::text[]) u (wire, seal, journey, ref)
       WHERE $4::uuid IS NOT NULL`,
      values,
    );
  });
}

/** A JT701D's report near Mombasa port, whole and locked, unless told otherwise. */
export function frameOf(wireId: string, at: number, over: Partial<LongFormInput> = {}): Uint8Array {
  return encodeLongForm({
    deviceId: wireId,
    serial: 1,
    occurredAt: at as Instant,
    valid: true,
    lat: -4.045,
    lon: 39.64,
    speedKmh: 40,
    courseDeg: 300,
    odometerKm: 10,
    satellites: 9,
    batteryPct: 90,
    bits: { motorLocked: true, ropeInserted: true, ropeCut: false, coverOpen: false },
    ...over,
  });
}

/** One device's socket: sends bytes, and collects the acknowledgements it is given. */
export class Device {
  readonly socket: Socket;
  #heard = '';
  #waiting: (() => void) | undefined;
  closed = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk) => {
      this.#heard += chunk.toString('latin1');
      this.#waiting?.();
    });
    socket.on('close', () => {
      this.closed = true;
      this.#waiting?.();
    });
    socket.on('error', () => undefined);
  }

  static connect(port: number): Promise<Device> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Device(socket)));
    });
  }

  send(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  get heard(): readonly string[] {
    return this.#heard.match(/\([^)]*\)/g) ?? [];
  }

  /** Waits for so many answers; fails after `ms`. */
  async answers(count: number, ms = 60_000): Promise<readonly string[]> {
    const until = Date.now() + ms;
    while (this.heard.length < count) {
      if (this.closed || Date.now() > until)
        throw new Error(`${this.heard.length} of ${count} answers`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, until - Date.now() + 1);
        this.#waiting = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return this.heard;
  }

  end(): void {
    this.socket.destroy();
  }
}
