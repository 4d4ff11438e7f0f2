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
export { anyTrack, type Track, type TrackOptions, trackAlong } from './fleet/track.ts';
