import { useSay } from '../shell/language.tsx';
import floats from '../ui/floats.module.css';

/** Says on a map that its base is not whole, while the missing files are asked for again. */
export function BaseMissing({ files }: { files: number }) {
  const say = useSay();
  return (
    <div role="status">
      {files === 0 ? null : (
        <p className={`${floats.float} ${floats.missing}`}>
          {say('map.baseMissing', { n: files })}
        </p>
      )}
    </div>
  );
}
