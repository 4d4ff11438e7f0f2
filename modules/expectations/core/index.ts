export {
  DEFAULT_GROUP_RULE,
  type GroupRule,
  type GroupSeen,
  isBack,
  isLost,
  type JudgeGroups,
  judgeGroups,
} from './group.ts';
export {
  evolveIncident,
  GROUP_KINDS,
  type Group,
  type GroupKind,
  type Incident,
  type IncidentEvents,
  type IncidentId,
} from './incident.ts';
