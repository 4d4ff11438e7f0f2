// A reporter for the runner: one line of JSON for each test that ended, with why where it failed.
import { inspect } from 'node:util';

export type TestEnd = {
  readonly name: string;
  readonly line: number;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it failed, or was skipped. */
  readonly reason: string;
};

type Data = {
  readonly name: string;
  readonly line?: number;
  readonly skip?: string | boolean;
  readonly details: { readonly type?: string; readonly error?: Error };
};

async function* lines(source: AsyncIterable<{ type: string; data: Data }>): AsyncGenerator<string> {
  for await (const { type, data } of source)
    if ((type === 'test:pass' || type === 'test:fail') && data.details.type !== 'suite')
      yield `${JSON.stringify(endOf(type, data))}\n`;
}

// biome-ignore lint/style/noDefaultExport: node:test takes a reporter as the default export
export default lines;

function endOf(type: string, { name, line = 1, skip, details }: Data): TestEnd {
  if (skip !== undefined && skip !== false)
    return { name, line, outcome: 'skipped', reason: skip === true ? 'no reason given' : skip };
  if (type === 'test:pass') return { name, line, outcome: 'passed', reason: '' };
  const cause = details.error?.cause ?? details.error;
  const reason = cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause);
  return { name, line, outcome: 'failed', reason };
}
