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
  fenceRadiusM,
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
  type PlacePublished,
  type PublishPlace,
  type PublishRefusal,
  type PublishRoute,
  publishPlace,
  publishRoute,
  type RoutePublished,
  SEGMENT_KM_MAX,
  STOPS_MAX,
} from './publish.ts';
export {
  BUFFER_M_DEFAULT,
  CORRIDORS,
  type Corridor,
  type LonLat,
  type Route,
  type RouteId,
  type RouteVersion,
  timeLimitHOf,
} from './route.ts';
export {
  indexLine,
  indexRoute,
  type LineIndex,
  type Located,
  locate,
  type PointOnRoute,
  placeAt,
  pointAtKm,
  type RouteIndex,
} from './route-index.ts';
export { parseSlug, type Slug } from './slug.ts';
