// How an SMS gateway is asked: a request as its makers describe it, with holes for number, text and id. What goes into a
// hole is written as the place around it wants, so that no text can leave its hole.

export const SMS_METHODS = ['GET', 'POST', 'PUT'] as const;
export const SMS_FORMS = ['json', 'form', 'none'] as const;

export type SmsTemplate = {
  readonly method: (typeof SMS_METHODS)[number];
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** How the body is written: JSON text, form fields, or nothing. */
  readonly form: (typeof SMS_FORMS)[number];
  readonly body: string;
};

export type SmsValues = { readonly to: string; readonly text: string; readonly id: string };

export type SmsRequest = {
  readonly method: SmsTemplate['method'];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

const HOLE = /\{\{(to|text|id)\}\}/g;
/** What stands in braces and is no hole of ours: a typing error. */
const STRAY = /\{\{(?!(?:to|text|id)\}\})[^}]*\}\}/;

export type TemplateFault = 'no-number' | 'no-text' | 'stray-hole' | 'hole-in-host' | 'bad-json';

/** What is wrong with a template, if anything: number and text must go somewhere, and the host is fixed. */
export function templateFault(template: SmsTemplate): TemplateFault | undefined {
  const { url, body, form } = template;
  const all = `${url}${form === 'none' ? '' : body}`;
  if (!all.includes('{{to}}')) return 'no-number';
  if (!all.includes('{{text}}')) return 'no-text';
  if (STRAY.test(all)) return 'stray-hole';
  if (/^[a-z]+:\/\/[^/?#]*\{\{/i.test(url)) return 'hole-in-host';
  if (form === 'json' && !isJson(fillWith(body, jsonText, SAMPLE))) return 'bad-json';
  return undefined;
}

const SAMPLE: SmsValues = { to: '+254700000000', text: 'a "b" \n', id: 'x' };

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // SyntaxError is the only answer that JSON.parse has
  }
}

/** Fills a template. In an address and in fields values are percent-encoded, in JSON they are the inside of a text. */
export function fillTemplate(template: SmsTemplate, values: SmsValues): SmsRequest {
  const { method, url, headers, form, body } = template;
  const given = Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value]));
  return {
    method,
    url: fillWith(url, encodeURIComponent, values),
    headers: { ...typeOf[form], ...given },
    body:
      form === 'none'
        ? null
        : fillWith(body, form === 'json' ? jsonText : encodeURIComponent, values),
  };
}

const typeOf = {
  json: { 'content-type': 'application/json' },
  form: { 'content-type': 'application/x-www-form-urlencoded' },
  none: {},
} as const satisfies Record<SmsTemplate['form'], object>;

const fillWith = (text: string, write: (value: string) => string, values: SmsValues): string =>
  text.replace(HOLE, (_, hole: keyof SmsValues) => write(values[hole]));

const jsonText = (value: string): string => JSON.stringify(value).slice(1, -1);
