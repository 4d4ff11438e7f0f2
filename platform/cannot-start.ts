/**
 * A reason why the node cannot start (or go on) that its operator can mend: wrong configuration, an
 * unreachable directory, a full disk, a database that is too old. The message says what, where and
 * what to do; an app's edge prints it without a stack.
 */
export class CannotStart extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CannotStart';
    this.code = code;
  }
}
