export { act, type JourneyAct, type JourneyDone } from './acts.ts';
export { type CreateAct, createJourney, type JourneyForm } from './create-act.ts';
export type {
  ActDeps,
  JourneysDeps,
  LiveSeen,
  OpenCase,
  PartiesPort,
  RoutesPort,
  SealsPort,
  TimelineItem,
} from './deps.ts';
export { type JourneyLabel, type LabelDeps, labelsOf } from './labels.ts';
export { journeysRoutes } from './routes.ts';
export { type JourneyView, viewJourneys } from './view.ts';
