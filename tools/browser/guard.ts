// Watches a browser's pages for what must never happen: a request to another host, and a fault of the console.
import type { BrowserContext, ConsoleMessage } from 'playwright-core';

export type Guard = {
  /** What went wrong so far, in words; empty when nothing did. */
  readonly faults: readonly string[];
  /** Requests seen, to show that the guard watched at all. */
  readonly requests: number;
};

/** Of the page's own, without a host. */
const INWARD = new Set(['data:', 'blob:', 'about:']);

/** What Chromium says of a refused or broken request; the tests judge those by what the screen says. */
const ANSWERED_OTHERWISE = /^Failed to load resource: /;

/** Watches every page and worker of a context from now on. `origin`: the one that may be asked. */
export function guard(context: BrowserContext, origin: string): Guard {
  const faults: string[] = [];
  let requests = 0;
  context.on('request', (request) => {
    requests++;
    const { origin: asked, protocol } = new URL(request.url());
    if (asked !== origin && !INWARD.has(protocol))
      faults.push(`asked another host: ${request.url()}`);
  });
  context.on('weberror', (error) => {
    faults.push(`threw: ${error.error().stack ?? error.error().message}`);
  });
  context.on('console', (message) => {
    if (isFault(message)) faults.push(`said: ${message.text()} (${message.location().url})`);
  });
  return {
    faults,
    get requests() {
      return requests;
    },
  };
}

/** A policy's violation is said as an error: what it kept from happening was asked for. */
function isFault(message: ConsoleMessage): boolean {
  return message.type() === 'error' && !ANSWERED_OTHERWISE.test(message.text());
}
