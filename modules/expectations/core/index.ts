export {
  type Area,
  type AreaRule,
  areasOf,
  type Crowd,
  crowdAt,
  DEFAULT_AREA_RULE,
  type JudgeAreas,
  jammedSince,
  judgeAreas,
  type LostSeal,
  type Stander,
} from './area.ts';
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
  INCIDENT_KINDS,
  type Incident,
  type IncidentEvents,
  type IncidentId,
  type IncidentKind,
} from './incident.ts';
