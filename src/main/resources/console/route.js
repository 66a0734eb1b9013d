// Where one is. Links are real links, so that they can be opened in a tab, copied and gone back to.
import { useState, useLayoutEffect } from './vendor/hooks.js';

const watchers = new Set();

/** `{page, rest, query}` of the address. */
export function here() {
  const [page = '', ...rest] = location.pathname.replace(/^\/console\/?/, '').split('/').map(decodeURIComponent);
  return { page, rest: rest.join('/'), query: new URLSearchParams(location.search) };
}

/** Goes to a page. @param {string} at below `/console/` */
export function go(at, instead = false) {
  const address = `/console/${at}`;
  if (instead) history.replaceState(null, '', address);
  else if (address !== location.pathname + location.search) history.pushState(null, '', address);
  watchers.forEach((tell) => tell(here()));
  if (!instead) scrollTo(0, 0);
}

export function useRoute() {
  const [route, setRoute] = useState(here());
  useLayoutEffect(() => { watchers.add(setRoute); return () => watchers.delete(setRoute); }, []);
  return route;
}

addEventListener('popstate', () => watchers.forEach((tell) => tell(here())));
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('a[href]');
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || link.target) return;
  if (link.origin === location.origin && link.pathname.startsWith('/console/') && !link.hash) {
    event.preventDefault();
    go(link.pathname.slice('/console/'.length) + link.search);
  }
});
