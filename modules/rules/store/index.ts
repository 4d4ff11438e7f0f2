import type { Kind } from '@lakiri/alarms';
import { canonical, type Instant, type Json } from '@lakiri/kit';
import { type Aggregate, VersionConflict } from '@lakiri/platform/execute';
import type { Sql } from '@lakiri/platform/sql';
import { evolveRule, type MadeVersion, type Rule, type RuleEvents } from '../core/index.ts';

export {
  type BackTest,
  type BackTestAsked,
  type Broken,
  backTestsOf,
  endBackTest,
  endForsaken,
  findBackTest,
  holdBackTest,
  isRunning,
  keepProgress,
  openBackTest,
  type Progress,
} from './back-tests.ts';

type Row = { readonly id: string; readonly version: number; readonly state: string };

/** Writes what is made into the rulebooks that the intake reads; another module's tables, given by an app. */
export type KeepMade = (tx: Sql, kind: Kind, made: readonly MadeVersion[]) => Promise<void>;

export function ruleAggregate(keepMade: KeepMade): Aggregate<Rule, RuleEvents> {
  return {
    async find(tx, id) {
      const { rows } = await tx.query<Row>(
        'SELECT id, version, state FROM rules.rule WHERE id = $1',
        [id],
      );
      const [row] = rows;
      return row && { state: JSON.parse(row.state) as Rule, version: row.version };
    },
    evolve: evolveRule,
    async save(tx, { id, state, versionBefore, version }) {
      const text = canonical(state as unknown as Json);
      const { rowCount } =
        versionBefore === 0
          ? await tx.query(
              `INSERT INTO rules.rule (id, kind, version, state) VALUES ($1, $2, $3, $4)
               ON CONFLICT DO NOTHING`,
              [id, state.kind, version, text],
            )
          : await tx.query(
              'UPDATE rules.rule SET version = $2, state = $3 WHERE id = $1 AND version = $4',
              [id, version, text, versionBefore],
            );
      if (rowCount === 0) throw new VersionConflict('rule', id);
      await keepMade(tx, state.kind, state.made);
    },
  };
}

/** What people made of each kind; nothing yet of those that are missing. */
export async function loadRulesMade(tx: Sql): Promise<ReadonlyMap<Kind, Rule>> {
  const { rows } = await tx.query<Row>('SELECT id, version, state FROM rules.rule ORDER BY kind');
  return new Map(
    rows.map(({ state }) => {
      const rule = JSON.parse(state) as Rule;
      return [rule.kind, rule];
    }),
  );
}

/** How many alarms an operator is to have in a shift of so many hours. */
export type Target = { readonly perShift: number; readonly shiftHours: number };

/** As it held at an instant. Throws where none does: a migration gives one from the epoch on. */
export async function targetAt(tx: Sql, at: Instant): Promise<Target> {
  const { rows } = await tx.query<Target>(
    `SELECT per_shift AS "perShift", shift_hours AS "shiftHours" FROM rules.target
     WHERE effective_from <= to_timestamp($1 / 1000.0) ORDER BY effective_from DESC LIMIT 1`,
    [at],
  );
  const [target] = rows;
  if (target === undefined) throw new Error('no target holds');
  return target;
}
