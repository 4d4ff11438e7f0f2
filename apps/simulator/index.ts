export { Convoy, type ConvoyCount, type Ports } from './convoy.ts';
export type { DemoClient } from './demo/client.ts';
export { type DemoOptions, drive, populate } from './demo/demo.ts';
export { Device } from './device/device.ts';
export {
  LakiriDevice,
  type LakiriDeviceOptions,
  type LakiriReading,
} from './device/lakiri-device.ts';
export { speechOf } from './device/speech-of.ts';
export {
  BACKLOG_FRAMES,
  type Fleet,
  type FleetOptions,
  type LostFrame,
  loadFleet,
  openFleet,
  type RunOptions,
  type RunStats,
  type SealAccount,
  type Shape,
} from './fleet/fleet.ts';
export { type Latency, latencyOf } from './fleet/latency.ts';
export { FLEET_DIALECTS, type FleetDialect, framesOf, isAnswered } from './fleet/speeches.ts';
export { anyTrack, type Track, type TrackOptions, trackAlong } from './fleet/track.ts';
export { type FleetKey, fleetKeyOf } from './fleet/voices/lakiri.ts';
export { assertLoopback } from './link/loopback.ts';
export { dialectOf, type SealModel } from './measurement.ts';
export { type Simulated, type SimulateOptions, simulate } from './simulate.ts';
export { identityOf, type SealIdentity } from './world/identity.ts';
export { CALM, INCIDENT_KINDS, type IncidentKind, type Rates } from './world/incident.ts';
export { planDeparting } from './world/spread.ts';
export { type Happened, type Said, type Scripted, Truck, type TruckPlan } from './world/truck.ts';
export type { ScriptLine } from './world/world.ts';
