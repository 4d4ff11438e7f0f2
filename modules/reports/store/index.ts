export { runningSchedules, scheduleAggregate, schedulesOf } from './schedules.ts';
export { alarmTargetsAt, corridorTargets, shiftHoursAt } from './targets.ts';
