import type { CaseWords } from '@lakiri/alarms/api';
import { alarmsByRule, keepMadeVersions, versionsAsRead } from '@lakiri/alarms/store';
import { rulesRoutes } from '@lakiri/rules/api';
import { hoursOnShift } from '@lakiri/shifts/store';
import type { FastifyInstance } from 'fastify';
import { backTestRunner, type RunnerDeps } from './runner.ts';

type Base = RunnerDeps & { readonly origin: string };

/** The workshop of rules, with what the modules around it tell it; its back-test ends with the server. */
export function rulesWorkshop(
  app: FastifyInstance,
  base: Base,
  { peopleOf }: Pick<CaseWords, 'peopleOf'>,
): void {
  const runner = backTestRunner(base);
  app.addHook('onClose', () => runner.close());
  rulesRoutes(app, {
    ...base,
    ...{ peopleOf, alarmsByRule, hoursOnShift, runner },
    keepMade: keepMadeVersions,
    versionsOf: versionsAsRead,
  });
}
