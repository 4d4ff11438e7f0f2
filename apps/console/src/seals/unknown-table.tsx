import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { problemIn } from '../api/client.ts';
import type { UnknownDevice } from '../api/contract.ts';
import { unknownDevicesQuery } from '../api/queries.ts';
import { useSay } from '../shell/language.tsx';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import page from '../ui/page.module.css';
import { Refused } from '../ui/refused.tsx';
import { Empty, Waiting } from '../ui/waiting.tsx';
import { wordKey } from '../words/words.ts';

const columns = [
  'unknown.device',
  'register.dialect',
  'unknown.frames',
  'unknown.first',
  'unknown.last',
  'unknown.from',
  'unknown.frame',
  'unknown.register',
] as const;

/** Devices that call in and belong to no registered seal. Nothing is ever registered by itself. */
export function UnknownTable() {
  const say = useSay();
  const { data, error, hasNextPage, fetchNextPage, refetch } =
    useInfiniteQuery(unknownDevicesQuery);
  const problem = problemIn(error);
  if (data === undefined) {
    if (problem === undefined) return <Waiting lines={8} />;
    return <Refused problem={problem} onRetry={() => void refetch()} />;
  }
  const devices = data.pages.flatMap(({ items }) => items);
  if (devices.length === 0) return <Empty title={say('unknown.empty')} />;
  return (
    <div className={page.scroller}>
      <p className={page.lead}>{say('unknown.lead')}</p>
      <table className={page.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {devices.map((device) => (
            <Row key={device.dialect + device.wireId} device={device} />
          ))}
        </tbody>
      </table>
      {hasNextPage ? (
        <div className={page.more}>
          <Button onClick={() => void fetchNextPage()}>{say('act.more')}</Button>
        </div>
      ) : null}
    </div>
  );
}

function Row({ device }: { device: UnknownDevice }) {
  const say = useSay();
  const { dialect, wireId } = device;
  const spoken = wordKey('dialect', dialect);
  return (
    <tr>
      <td className="mono">{wireId}</td>
      <td data-label={say('register.dialect')}>{spoken === undefined ? dialect : say(spoken)}</td>
      <td data-label={say('unknown.frames')}>{device.frames}</td>
      <td data-label={say('unknown.first')}>
        <Age at={device.firstSeenAt} />
      </td>
      <td data-label={say('unknown.last')}>
        <Age at={device.lastSeenAt} />
      </td>
      <td data-label={say('unknown.from')} className="mono">
        {device.peer}
      </td>
      <td data-label={say('unknown.frame')}>
        <div className={`mono ${page.hex}`} title={device.lastFrameHex ?? ''}>
          {device.lastFrameHex}
        </div>
      </td>
      <td>
        <Link
          to="/seals/new"
          search={{ dialect, wireId }}
          aria-label={say('unknown.registerThis', { wireId })}
        >
          {say('unknown.register')}
        </Link>
      </td>
    </tr>
  );
}
