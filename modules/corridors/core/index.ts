export {
  AREA_RADIUS_M_MAX,
  type Area,
  type Bounded,
  beyondM,
  boundedBy,
  isSoundArea,
  RING_POINTS_MAX,
} from './area.ts';
export {
  BULLETIN_REASONS,
  BULLETIN_STATES,
  type Bulletin,
  type BulletinEvents,
  type BulletinId,
  type BulletinReason,
  type BulletinSays,
  type BulletinState,
  evolveBulletin,
  holdsUntil,
  type Signed,
} from './bulletin.ts';
export {
  BULLETIN_NOTICE_MS,
  type BulletinRefusal,
  discardBulletin,
  endBulletin,
  publishBulletin,
  type Sign,
  writeBulletin,
} from './bulletin-acts.ts';
export { DIVERSION_POINTS_MAX, DIVERSION_STOPS_MAX } from './bulletin-sound.ts';
export {
  composeGazette,
  type Gazette,
  type GazetteSource,
  type RouteDefinition,
  type Slice,
} from './compose.ts';
export {
  type DeadZone,
  type DeadZoneArea,
  type DeadZoneEvents,
  type DeadZoneId,
  type DeadZoneRefusal,
  type DeadZoneVersion,
  deadZoneAt,
  type EndDeadZone,
  EXCUSED_MIN_MAX,
  endDeadZone,
  evolveDeadZone,
  type LastHeard,
  type SetDeadZone,
  setDeadZone,
} from './dead-zone.ts';
export { courseDeg, distanceM } from './distance.ts';
export {
  type Diversion,
  type DiversionIndex,
  type Diversions,
  diversionAt,
  diversionsOf,
  divertedRoute,
  extraHours,
  type HoursGiven,
} from './diversion.ts';
export {
  approveDraft,
  type By,
  DRAFT_STATES,
  type Draft,
  type DraftContent,
  type DraftEvents,
  type DraftId,
  type DraftRefusal,
  type DraftState,
  discardDraft,
  evolveDraft,
  forceOf,
  proposeDraft,
  type Target,
  targetOf,
  writeDraft,
} from './draft.ts';
export {
  type DrawRefusal,
  drawPlace,
  drawRoute,
  type NewRouteSays,
  type PlaceRefusal,
  type PlaceSays,
} from './draw.ts';
export {
  evolveFence,
  FENCE_KINDS,
  type Fence,
  type FenceEvents,
  type FenceId,
  type FenceRefusal,
  type FenceVersion,
  type ForbiddenFence,
  forbiddenFences,
  GAZETTE_NOTICE_MS,
  publishFence,
  withdrawFence,
} from './fence.ts';
export {
  type Around,
  baseOf,
  type GazetteEvents,
  type GazetteRefusal,
  putInForce,
} from './in-force.ts';
export { type Opening, type OpenSpan, openSpans, utcOffsetMinOf } from './opening.ts';
export {
  fenceRadiusM,
  type GazettedPlace,
  nearestPlace,
  PLACE_KINDS,
  type Place,
  type PlaceId,
  type PlaceKind,
  type PlaceNear,
  type PlaceVersion,
  placeHolding,
} from './place.ts';
export {
  evolvePlace,
  evolveRoute,
  LINE_POINTS_MAX,
  type PlaceEvents,
  type PlacePublished,
  type PublishPlace,
  type PublishRefusal,
  type PublishRoute,
  placeContent,
  publishPlace,
  publishRoute,
  type RouteEvents,
  type RoutePublished,
  SEGMENT_KM_MAX,
  STOPS_MAX,
} from './publish.ts';
export { type RedrawRefusal, type RouteSays, redraw } from './redraw.ts';
export {
  BUFFER_M_DEFAULT,
  CORRIDORS,
  type Corridor,
  type LonLat,
  type Route,
  type RouteId,
  type RouteVersion,
  type Stop,
  timeLimitHOf,
} from './route.ts';
export { diffRoutes, type RouteDiff, type Stretch } from './route-diff.ts';
export {
  indexLine,
  indexRoute,
  type LineIndex,
  type Located,
  lengthKm,
  locate,
  type PointOnRoute,
  placeAt,
  pointAtKm,
  type RouteIndex,
} from './route-index.ts';
export { parseSlug, type Slug } from './slug.ts';
export { type Dated, SOURCE_CHARS_MAX, type Span, spansOf, versionAt } from './version.ts';
export { bufferMAt, WIDTHS_MAX, type Width } from './width.ts';
