import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { draftsQuery, type PlaceVersion, placeVersionsQuery } from '../api/gazette-queries.ts';
import { fullInstant } from '../clock/instants.ts';
import { useLanguage, useSay } from '../shell/language.tsx';
import { useMaySupervise } from '../shell/may-supervise.ts';
import page from '../ui/page.module.css';
import { Panel } from '../ui/panel.tsx';
import { Empty } from '../ui/waiting.tsx';
import { DrawPane } from './draw-pane.tsx';
import { FenceWhere } from './fence-where.tsx';
import { Framed } from './framed.tsx';
import { PlaceEditor } from './place-editor.tsx';
import { NEW_PLACE, saidOfPlace } from './place-form.ts';
import { Recall } from './recall.tsx';

const route = getRouteApi('/office/admin/corridors/places/$id');
const draftRoute = getRouteApi('/office/admin/corridors/drafts/$id/place');

export function NewPlaceScreen() {
  const say = useSay();
  return (
    <Framed title={say('places.add')}>
      <PlaceEditor path="/gazette/drafts" place={{ is: 'new', id: undefined }} start={NEW_PLACE} />
    </Framed>
  );
}

/** One place: its versions, and for supervisors how another is drafted. */
export function PlaceScreen() {
  const say = useSay();
  const maySupervise = useMaySupervise();
  const { id } = route.useParams();
  const found = useQuery(placeVersionsQuery(id));
  const versions = found.data?.items ?? [];
  const last = versions.at(-1);
  return (
    <Framed title={last?.name ?? say('places.title')} found={found}>
      {found.data !== undefined && last === undefined ? <Empty title={say('place.gone')} /> : null}
      {last === undefined ? null : <History versions={versions} />}
      {last !== undefined && maySupervise ? (
        <>
          <PlaceEditor
            key={last.version}
            path="/gazette/drafts"
            place={{ is: 'stands', id }}
            start={saidOfPlace(last)}
          />
          <Recall of="place" id={id} effectiveFrom={last.effectiveFrom} />
        </>
      ) : null}
      {last !== undefined && !maySupervise ? (
        <DrawPane area={{ is: 'circle', lat: last.lat, lon: last.lon, radiusM: last.radiusM }} />
      ) : null}
    </Framed>
  );
}

/** A draft of a place, to be written anew. */
export function PlaceDraftScreen() {
  const say = useSay();
  const { id } = draftRoute.useParams();
  const found = useQuery(draftsQuery);
  const draft = found.data?.items.find((it) => it.id === id);
  const content = draft?.content.is === 'place' ? draft.content : undefined;
  return (
    <Framed title={content?.says.name ?? say('gazette.title')} found={found}>
      {content === undefined ? null : (
        <PlaceEditor
          path={`/gazette/drafts/${id}/change`}
          place={
            draft?.base === 0
              ? { is: 'new', id: content.place }
              : { is: 'stands', id: content.says.id }
          }
          start={{ ...saidOfPlace(content.says), source: content.says.source ?? '' }}
        />
      )}
    </Framed>
  );
}

function History({ versions }: { versions: readonly PlaceVersion[] }) {
  const say = useSay();
  return (
    <Panel title={say('fence.versions')}>
      {versions.toReversed().map((version) => (
        <Version key={version.version} version={version} />
      ))}
    </Panel>
  );
}

function Version({ version }: { version: PlaceVersion }) {
  const say = useSay();
  const { effectiveFrom, isWithdrawn, source, kind, lat, lon, radiusM } = version;
  const at = fullInstant(effectiveFrom, useLanguage());
  return (
    <div>
      <p className={isWithdrawn ? page.bad : undefined}>
        <strong>{say('models.version', { n: version.version })}</strong>{' '}
        {isWithdrawn ? say('place.withdrawn', { at }) : say('models.from', { at })}
      </p>
      {isWithdrawn ? null : (
        <p>
          {say(`place.kind.${kind}`)} · <FenceWhere area={{ is: 'circle', lat, lon, radiusM }} />
        </p>
      )}
      {source === undefined ? null : (
        <p className={page.quiet} translate="no">
          {source}
        </p>
      )}
    </div>
  );
}
