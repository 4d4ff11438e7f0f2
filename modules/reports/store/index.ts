export { alarmTargetsAt, corridorTargets, shiftHoursAt } from './targets.ts';
