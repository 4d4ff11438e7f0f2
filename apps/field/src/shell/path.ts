import { type MouseEvent, useEffect, useSyncExternalStore } from 'react';

const ROOT = '/field/';
const MOVED = 'lakiri:moved';

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(MOVED, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(MOVED, listener);
  };
}

/** Where we are below the app's root: `task/0190…`. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname.slice(ROOT.length));
}

export function go(path: string): void {
  history.pushState(null, '', ROOT + path);
  dispatchEvent(new Event(MOVED));
}

/** What a link needs to move within the app; a long press still opens it elsewhere. */
export function to(path: string) {
  return {
    href: ROOT + path,
    onClick: (event: MouseEvent): void => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      go(path);
    },
  };
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Lakiri`;
  }, [title]);
}
