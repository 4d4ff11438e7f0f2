import { TextField } from './field.tsx';

/** A form of which each field is text as a person typed it. */
export type SaidParts<Said, Field extends string> = {
  readonly said: Said;
  readonly change: (some: Partial<Said>) => void;
  /** What is wrong with a field, in words. */
  readonly error: (field: Field) => string | undefined;
};

type Look = Pick<Parameters<typeof TextField>[0], 'hint' | 'inputMode' | 'lines' | 'mono' | 'type'>;
type SaidFieldProps<Said, Field extends string> = SaidParts<Said, Field> &
  Look & { readonly field: Field; readonly label: string };

/** One of them. */
export function SaidField<Said extends { readonly [F in Field]: string }, Field extends string>(
  props: SaidFieldProps<Said, Field>,
) {
  const { said, change, error, field, label } = props;
  const { hint, inputMode, lines, mono, type } = props;
  return (
    <TextField
      {...{ label, hint }}
      {...(inputMode && { inputMode })}
      {...(lines && { lines })}
      {...(mono && { mono })}
      {...(type && { type })}
      error={error(field)}
      value={said[field]}
      onChange={(value) => change({ [field]: value } as unknown as Partial<Said>)}
    />
  );
}
