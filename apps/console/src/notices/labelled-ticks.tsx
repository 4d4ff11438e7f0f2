import ticks from '../ui/ticks.module.css';

/** Any number of a few choices in words, all of them seen. */
export function LabelledTicks<Value extends string | number>(props: {
  label: string;
  error?: string | undefined;
  choices: readonly { readonly value: Value; readonly label: string }[];
  chosen: readonly Value[];
  onChange: (chosen: readonly Value[]) => void;
}) {
  const { label, error, choices, chosen, onChange } = props;
  return (
    <fieldset className={ticks.ticks} data-faulty={error !== undefined}>
      <legend>{label}</legend>
      {error === undefined ? null : <p role="alert">{error}</p>}
      <div className={ticks.choices}>
        {choices.map(({ value, label: said }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={({ target }) =>
                onChange(target.checked ? [...chosen, value] : chosen.filter((it) => it !== value))
              }
            />
            {said}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
