import { Camera, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Draft } from '../kept/database.ts';
import type { Drafting } from '../kept/draft.ts';
import { isTold } from '../kept/noticed.ts';
import { usePhone } from '../phone/use-phone.ts';
import { useSay } from '../words/spoken.tsx';
import styles from './form.module.css';
import { Button } from './form.tsx';
import { take } from './photo.ts';

type PhotoFieldProps<Value extends Draft> = {
  readonly label: string;
  readonly hint: string;
  readonly error?: string | undefined;
  readonly max: number;
  readonly drafting: Drafting<Value>;
};

/** Photographs of a draft: hashed and kept on the phone in the second in which they are taken. */
export function PhotoField<Value extends Draft>(props: PhotoFieldProps<Value>) {
  const say = useSay();
  const [isBroken, setBroken] = useState(false);
  const { label, hint, error, max, drafting } = props;
  const photos = drafting.draft?.photos ?? [];
  const add = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const taken = await take(file).catch(() => undefined);
    setBroken(taken === undefined);
    if (taken !== undefined) await drafting.addPhoto(taken).catch(isTold);
  };
  return (
    <fieldset className={styles.field} data-error={error !== undefined}>
      <legend>{label}</legend>
      <p className={styles.hint}>{hint}</p>
      {error === undefined ? null : <p className={styles.error}>{error}</p>}
      {isBroken ? (
        <p className={styles.error} role="alert">
          {say('photo.broken')}
        </p>
      ) : null}
      {photos.length === 0 ? null : (
        <ul className={styles.photos}>
          {photos.map((sha256, at) => (
            <li key={sha256}>
              <Shown sha256={sha256} label={say('photo.one', { n: at + 1 })} />
              <span>{say('photo.hash', { hash: sha256.slice(0, 12) })}</span>
              <Button
                aria-label={say('photo.remove', { n: at + 1 })}
                onClick={() => drafting.dropPhoto(sha256)}
              >
                <Trash2 size={20} aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {photos.length >= max ? null : (
        <label className={styles.take} data-small={photos.length > 0}>
          <Camera size={28} aria-hidden="true" />
          {say(photos.length === 0 ? 'photo.take' : 'photo.more')}
          <input
            className="unseen"
            type="file"
            accept="image/*"
            capture="environment"
            onChange={(event) => {
              void add(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </label>
      )}
    </fieldset>
  );
}

/** A photograph as it is kept. */
function Shown({ sha256, label }: { sha256: string; label: string }) {
  const { phone } = usePhone();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let isOver = false;
    void phone.kept.photo(sha256).then((photo) => {
      if (isOver || photo === undefined) return;
      made = URL.createObjectURL(photo);
      setUrl(made);
    });
    return () => {
      isOver = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [phone, sha256]);
  return url === undefined ? null : <img src={url} alt={label} />;
}
