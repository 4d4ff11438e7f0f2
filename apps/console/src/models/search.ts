export type ModelsSearch = {
  /** The model that has just been revised; it lies open. */
  readonly revised?: string;
};

/** Reads the address of the models; anything it does not know is left out. */
export function modelsSearch({ revised }: Record<string, unknown>): ModelsSearch {
  // A model may be called by a number alone.
  return typeof revised === 'string' || typeof revised === 'number'
    ? { revised: String(revised) }
    : {};
}
