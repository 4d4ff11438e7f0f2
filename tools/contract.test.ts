// The console writes down what it takes from the server; here the compiler holds that against what
// the server gives. A field renamed on one side only does not compile.
import { test } from 'node:test';
import type { CaseView } from '@lakiri/alarms/api';
import type { JourneyView } from '@lakiri/journeys/api';
import type { AlarmReportView, CorridorReportView, ResponseReportView } from '@lakiri/reports/api';
import type { TaskView } from '@lakiri/response/api';
import type { LiveView, SealView } from '@lakiri/seals/api';
import type { Case } from '../apps/console/src/api/case-contract.ts';
import type { Command } from '../apps/console/src/api/command-contract.ts';
import type { Journey, Live, ModelDraft, Seal } from '../apps/console/src/api/contract.ts';
import type { Frame, FrameRead, Part, Reject } from '../apps/console/src/api/device-contract.ts';
import type { Feed } from '../apps/console/src/api/feed-contract.ts';
import type { Truck } from '../apps/console/src/api/live-contract.ts';
import type { CentreMode } from '../apps/console/src/api/mode-queries.ts';
import type {
  AlarmReport,
  CorridorReport,
  ResponseReport,
} from '../apps/console/src/api/report-contract.ts';
import type {
  CaseResponse,
  Dispatch,
  JourneyExceptions,
  Unit,
} from '../apps/console/src/api/response-contract.ts';
import type { BackTest, Rule, RuleEffect, RuleRow } from '../apps/console/src/api/rule-contract.ts';
import type { OnTeam, Shift } from '../apps/console/src/api/shift-contract.ts';
import type { Journey as FieldJourney, Task } from '../apps/field/src/api/contract.ts';
import type { FrameReadView, FrameView, RejectView } from '../apps/server/frames/frame-routes.ts';
import type { PartView } from '../apps/server/frames/parts.ts';
import type { Truck as ServedTruck } from '../apps/server/live/monitor.ts';
import type { CommandView } from '../modules/commands/api/view.ts';
import type { FeedView } from '../modules/feeds/api/views.ts';
import type { exceptionsSchema } from '../modules/journeys/api/exception-schemas.ts';
import type {
  dispatchSchema,
  responseSchema,
  unitSchema,
} from '../modules/response/api/schemas.ts';
import type {
  BackTestView,
  EffectView,
  RuleRowView,
  RuleView,
} from '../modules/rules/api/schemas.ts';
import type { ModelDraftView } from '../modules/seals/api/model-draft-routes.ts';
import type { ModeView, ShiftView, TeamView } from '../modules/shifts/api/index.ts';

type Serves<Server, Console> = Server extends Console ? true : { server: Server; console: Console };

type Above = 'live' | 'openCases';

const served: readonly true[] = [
  true satisfies Serves<CaseView, Case>,
  // A module below seals and alarms does not know their words; these are held at the places that do.
  true satisfies Serves<Omit<JourneyView, Above>, Omit<Journey, Above>>,
  true satisfies Serves<LiveView, Live>,
  true satisfies Serves<SealView, Seal>,
  true satisfies Serves<ServedTruck, Truck>,
  true satisfies Serves<FrameView, Frame>,
  true satisfies Serves<FrameReadView, FrameRead>,
  true satisfies Serves<RejectView, Reject>,
  true satisfies Serves<PartView, Part>,
  true satisfies Serves<CommandView, Command>,
  true satisfies Serves<FeedView, Feed>,
  true satisfies Serves<ModelDraftView, ModelDraft>,
  true satisfies Serves<(typeof unitSchema)['_output'], Unit>,
  true satisfies Serves<(typeof dispatchSchema)['_output'], Dispatch>,
  true satisfies Serves<(typeof responseSchema)['_output'], CaseResponse>,
  true satisfies Serves<(typeof exceptionsSchema)['_output'], JourneyExceptions>,
  true satisfies Serves<ModeView, CentreMode>,
  true satisfies Serves<ShiftView, Shift>,
  true satisfies Serves<TeamView['people'][number], OnTeam>,
  true satisfies Serves<AlarmReportView, AlarmReport>,
  true satisfies Serves<ResponseReportView, ResponseReport>,
  true satisfies Serves<CorridorReportView, CorridorReport>,
  true satisfies Serves<TaskView, Task>,
  true satisfies Serves<JourneyView, FieldJourney>,
  true satisfies Serves<RuleRowView, RuleRow>,
  true satisfies Serves<RuleView, Rule>,
  true satisfies Serves<BackTestView, BackTest>,
  true satisfies Serves<EffectView, RuleEffect>,
];

test(`the server gives what the console takes, of ${served.length} things`, () => undefined);
