import { useEffect, useRef, useState } from 'react';
import { usePhone } from '../phone/use-phone.ts';
import type { Taken } from '../ui/photo.ts';
import { DRAFT, type Draft } from './database.ts';
import { isTold } from './noticed.ts';

export type Drafting<Value extends Draft> = {
  /** Undefined until it is read from the phone. */
  readonly draft: Value | undefined;
  /** What to call it when it is done. */
  readonly name: string;
  change(some: Partial<Value>): void;
  addPhoto(taken: Taken): Promise<void>;
  dropPhoto(sha256: string): void;
};

/** What is being written about something, kept at every change: whoever's phone dies goes on where they were. */
export function useDraft<Value extends Draft>(about: string, empty: Value): Drafting<Value> {
  const { phone } = usePhone();
  const name = `${DRAFT}${about}`;
  const [draft, setDraft] = useState<Value>();
  const latest = useRef(empty);
  /** What was changed here: it wins over what is read, which may come later than the first key. */
  const typed = useRef<Partial<Value>>({});
  useEffect(() => {
    let isOver = false;
    void phone.kept.get<Value>(name).then((found) => {
      if (isOver) return;
      latest.current = { ...latest.current, ...found, ...typed.current };
      setDraft(latest.current);
    });
    return () => {
      isOver = true;
    };
  }, [phone, name]);
  const become = (some: Partial<Value>): Value => {
    typed.current = { ...typed.current, ...some };
    latest.current = { ...latest.current, ...some };
    setDraft(latest.current);
    return latest.current;
  };
  const withPhotos = (photos: readonly string[]): Value => become({ photos } as Partial<Value>);
  return {
    draft,
    name,
    change: (some) => void phone.kept.set(name, become(some)).catch(isTold),
    addPhoto: async (taken) => {
      const withIt = (): readonly string[] => [
        ...new Set([...latest.current.photos, taken.sha256]),
      ];
      await phone.kept.keepPhoto(name, { ...latest.current, photos: withIt() }, taken);
      // Shown once it is kept; what was typed meanwhile is kept with it.
      await phone.kept.set(name, withPhotos(withIt()));
    },
    dropPhoto: (sha256) => {
      const rest = latest.current.photos.filter((it) => it !== sha256);
      void phone.kept.set(name, withPhotos(rest)).catch(isTold);
    },
  };
}
