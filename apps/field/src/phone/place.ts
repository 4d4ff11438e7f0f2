import { idOf } from '@lakiri/kit';
import { createContext, useContext, useEffect, useState } from 'react';
import { act } from '../api/client.ts';
import { usePhone } from './use-phone.ts';

/** The centre reckons with a place for an hour; a car is a kilometre further within this. */
const TELL_MS = 60_000;
const WISH = 'lakiri.field.place';

type Placing = 'off' | 'waiting' | 'told' | 'refused' | 'no-unit';
export type UnitPlace = {
  readonly isWanted: boolean;
  readonly placing: Placing;
  want(wanted: boolean): void;
};

export const ThisPlace = createContext<UnitPlace | undefined>(undefined);

export function usePlace(): UnitPlace {
  const place = useContext(ThisPlace);
  if (place === undefined) throw new Error('a screen outside of the phone');
  return place;
}

/** One for the whole app: it goes on whatever screen is open. */
export function useTellingPlace(): UnitPlace {
  const [isWanted, want] = usePlaceWish();
  return { isWanted, placing: usePlacing(isWanted), want };
}

/** Whether this person lets the phone tell where the unit is. Off until they say so; it stays on this phone. */
function usePlaceWish(): readonly [boolean, (wanted: boolean) => void] {
  const [wanted, setWanted] = useState(() => localStorage.getItem(WISH) === 'on');
  return [
    wanted,
    (next) => {
      localStorage.setItem(WISH, next ? 'on' : 'off');
      setWanted(next);
    },
  ];
}

/** While it is wanted and the app is open, tells the centre where the unit is. Only the newest place counts: none is kept. */
function usePlacing(isWanted: boolean): Placing {
  const { phone, tasks } = usePhone();
  const [placing, setPlacing] = useState<Placing>('off');
  const unit = tasks?.units[0]?.id;
  useEffect(() => {
    if (!isWanted) return setPlacing('off');
    if (unit === undefined) return setPlacing('no-unit');
    setPlacing('waiting');
    let toldAt = 0;
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        if (Date.now() - toldAt < TELL_MS || !navigator.onLine) return;
        toldAt = Date.now();
        const body = { lat: coords.latitude, lon: coords.longitude, source: 'phone' };
        const key = idOf(phone.now(), crypto.getRandomValues(new Uint8Array(10)));
        void act(`/response/units/${unit}/place`, key, body).then((answer) => {
          if (answer.ok) setPlacing('told');
          else toldAt = 0;
        });
      },
      (error) => setPlacing(error.code === error.PERMISSION_DENIED ? 'refused' : 'waiting'),
      { enableHighAccuracy: false, maximumAge: TELL_MS / 2 },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, [isWanted, unit, phone]);
  return placing;
}
