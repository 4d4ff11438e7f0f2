import type { Decision, Instant, Json } from '@lakiri/kit';
import { actingAs, type Viewer } from '@lakiri/parties';
import { type Done, execute } from '@lakiri/platform/execute';
import { newId, saltedHash } from '@lakiri/platform/facts';
import {
  answerForUnit,
  type DispatchId,
  placeUnit,
  registerUnit,
  retireUnit,
  reviseUnit,
  type Unit,
  type UnitEvent,
  type UnitId,
  type UnitPlace,
  type UnitRefusal,
  type UnitSheet,
} from '../core/index.ts';
import { dispatchesOut, isNameTaken, keepResponseWords, unitAggregate } from '../store/index.ts';
import type { ResponseDeps } from './deps.ts';

type UnitForm = Omit<UnitSheet, 'phoneSha256'> & { readonly phone: string | null };

export type UnitAct = { readonly viewer: Viewer; readonly key: string } & (
  | { readonly act: 'register'; readonly form: UnitForm }
  | { readonly act: 'revise'; readonly unit: UnitId; readonly form: UnitForm }
  | {
      readonly act: 'place';
      readonly unit: UnitId;
      /** `at` null: now. */
      readonly place: Omit<UnitPlace, 'at'> & { readonly at: Instant | null };
    }
  | { readonly act: 'retire' | 'answer-for'; readonly unit: UnitId }
);

type Loaded = {
  readonly unit: Unit | undefined;
  readonly isNameTaken: boolean;
  readonly dispatch: DispatchId | undefined;
};

/** Does it, or refuses; the result is `{ unit }`. */
export function actOnUnit(deps: ResponseDeps, asked: UnitAct): Promise<Done<UnitRefusal>> {
  const now = deps.now();
  const id = asked.act === 'register' ? newId<'Unit'>(now) : asked.unit;
  const { viewer, key, ...request } = asked;
  const typed = 'form' in asked ? asked.form.phone : null;
  const phone = typed === null ? null : { text: typed, ...saltedHash(typed) };
  return execute<Loaded, UnitEvent, UnitRefusal>(deps, {
    ...actingAs(viewer),
    occurredAt: asked.act === 'place' ? (asked.place.at ?? now) : now,
    receivedAt: now,
    key: { id: key, request: { ...request, act: `${asked.act}-unit` } as unknown as Json },
    aggregates: { unit: unitAggregate },
    load: async (tx) => ({
      unit: (await unitAggregate.find(tx, id))?.state,
      isNameTaken: 'form' in asked && (await isNameTaken(tx, asked.form.name, id)),
      dispatch: asked.act === 'retire' ? (await dispatchesOut(tx)).get(id)?.id : undefined,
    }),
    decide: (loaded) => decide(asked, loaded, { id, now, phoneSha256: phone?.hash ?? null }),
    also: async (tx, events) => {
      if (phone === null) return;
      const words = [{ text: phone.text, salt: phone.salt, sha256: phone.hash }];
      for (const event of events) await keepResponseWords(tx, event, words);
    },
    result: () => ({ unit: id }),
  });
}

type With = { readonly id: UnitId; readonly now: Instant; readonly phoneSha256: string | null };

function decide(
  asked: UnitAct,
  loaded: Loaded,
  { id, now: at, phoneSha256 }: With,
): Decision<UnitEvent, UnitRefusal> {
  switch (asked.act) {
    case 'register':
      return registerUnit({ id, sheet: sheetOf(asked.form, phoneSha256), at, ...loaded });
    case 'revise':
      return reviseUnit({ ...loaded, at, sheet: sheetOf(asked.form, phoneSha256) });
    case 'place':
      return placeUnit({ ...loaded, at, place: { ...asked.place, at: asked.place.at ?? at } });
    case 'answer-for':
      return answerForUnit({ ...loaded, at, person: asked.viewer.person.id });
    case 'retire':
      return retireUnit({ ...loaded, at });
  }
}

function sheetOf({ phone: _, ...sheet }: UnitForm, phoneSha256: string | null): UnitSheet {
  return { ...sheet, phoneSha256 };
}
