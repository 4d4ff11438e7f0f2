/** Raised with each release; the changelog tells what is in it. */
export const VERSION = '0.1.0';

/** As it is written into what is handed out. */
export const PROGRAM = `lakiri ${VERSION}`;
