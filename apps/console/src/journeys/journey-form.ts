/** What a person types to create a journey. Empty is not yet said. */
export type JourneyForm = {
  readonly route: string;
  readonly plate: string;
  readonly trailer: string;
  readonly driverName: string;
  readonly driverPhone: string;
  readonly cargo: string;
  readonly transporter: string;
};

export const emptyForm: JourneyForm = {
  route: '',
  plate: '',
  trailer: '',
  driverName: '',
  driverPhone: '',
  cargo: '',
  transporter: '',
};

const needed = [
  'route',
  'plate',
  'cargo',
  'transporter',
] as const satisfies readonly (keyof JourneyForm)[];
export type Needed = (typeof needed)[number];

/** What must still be said, in the order of the form. */
export function missingIn(form: JourneyForm): readonly Needed[] {
  return needed.filter((field) => form[field].trim() === '');
}

/** The choice of one version of one route, as the value of a select. */
export function routeKey({
  id,
  version,
}: {
  readonly id: string;
  readonly version: number;
}): string {
  return `${id}@${version}`;
}

const saidOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** What is sent. */
export function bodyOf(form: JourneyForm): object {
  const at = form.route.lastIndexOf('@');
  return {
    routeId: form.route.slice(0, at),
    routeVersion: Number(form.route.slice(at + 1)),
    plate: form.plate.trim(),
    trailer: saidOrNull(form.trailer),
    driverName: saidOrNull(form.driverName),
    driverPhone: saidOrNull(form.driverPhone),
    cargo: form.cargo.trim(),
    transporterId: form.transporter,
  };
}
