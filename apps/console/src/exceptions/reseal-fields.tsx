import { useState } from 'react';
import { FreeSeals } from '../journeys/seal-form.tsx';
import { PhotoField } from '../response/photo-field.tsx';
import styles from '../response/response.module.css';
import { useSay } from '../shell/language.tsx';
import { Select, TextField } from '../ui/field.tsx';
import type { Fields } from './exception-fields.tsx';

/** The seal that came off, the one that went on, and a photograph of each. */
export function ResealFields({ journey, filled, change, fault }: Fields) {
  const say = useSay();
  const [q, setQ] = useState('');
  const on = journey.seals.filter(({ until }) => until === null);
  return (
    <>
      <p className={styles.quiet}>{say('exception.resealHint')}</p>
      <Select
        label={say('exception.old')}
        value={filled.old}
        choices={on.map(({ id, number }) => ({ value: id, label: number }))}
        onChange={(old) => change({ old })}
      />
      <div data-faulty={fault('seal') !== undefined}>
        <TextField
          label={say('exception.new')}
          hint={say('step.sealSearch')}
          error={fault('seal') === undefined ? undefined : say('exception.newMissing')}
          mono
          value={q}
          onChange={setQ}
        />
        <FreeSeals q={q} chosen={filled.seal} onChoose={(seal) => change({ seal })} />
      </div>
      <TextField
        label={say('step.mechanical')}
        mono
        value={filled.mechanicalSeal}
        onChange={(mechanicalSeal) => change({ mechanicalSeal })}
      />
      <PhotoField
        label={say('exception.oldPhoto')}
        error={fault('oldPhotoSha256') === undefined ? undefined : say('exception.photoMissing')}
        sha256={filled.oldPhotoSha256}
        onSent={(oldPhotoSha256) => change({ oldPhotoSha256 })}
      />
      <PhotoField
        label={say('exception.newPhoto')}
        error={fault('newPhotoSha256') === undefined ? undefined : say('exception.photoMissing')}
        sha256={filled.newPhotoSha256}
        onSent={(newPhotoSha256) => change({ newPhotoSha256 })}
      />
    </>
  );
}
