import { Barcode } from 'lucide-react';
import { useState } from 'react';
import formStyles from '../ui/form.module.css';
import { useSay } from '../words/spoken.tsx';
import { canScan, scan } from './scan.ts';

/** Takes a picture of the barcode and reads it; not there where the browser cannot. */
export function ScanButton({ onRead }: { onRead: (text: string) => void }) {
  const say = useSay();
  const [isUnread, setUnread] = useState(false);
  if (!canScan()) return null;
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const text = await scan(file).catch(() => undefined);
    setUnread(text === undefined);
    if (text !== undefined) onRead(text);
  };
  return (
    <>
      {isUnread ? <p role="alert">{say('verify.noCode')}</p> : null}
      <label className={formStyles.take} data-small="true">
        <Barcode size={24} aria-hidden="true" />
        {say('verify.scan')}
        <input
          className="unseen"
          type="file"
          accept="image/*"
          capture="environment"
          onChange={(event) => {
            void read(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </label>
    </>
  );
}
