// Before the first paint, so that nobody who works in the dark is shown a white page first.
(() => {
  try {
    const wanted = JSON.parse(localStorage.getItem('pullcord.looks') || '{}');
    if (wanted.theme === 'light' || wanted.theme === 'dark') document.documentElement.dataset.theme = wanted.theme;
    if (wanted.motion === 'less') document.documentElement.dataset.motion = 'less';
  } catch {
    // a browser that keeps nothing shows what the system prefers
  }
})();

// What every page begins with is asked for before its scripts are here: answers come while those are still read.
(() => {
  const asked = new Map();
  const ask = (path) => {
    const answer = fetch(path, { headers: { accept: 'application/json' }, credentials: 'same-origin', signal: AbortSignal.timeout(30_000) });
    answer.catch(() => {}); // whoever asks for it hears of it
    asked.set(path, answer);
  };
  ask('/v1/session');
  ask('/v1/me');
  const [page, id] = location.pathname.slice('/console/'.length).split('/');
  if (page === 'desk') ask('/v1/queues');
  if (page === 'cases' && id) ask(`/v1/cases/${id}`);
  /** The answer to this call, if it was asked for here and nobody has had it yet. */
  window.pullcordAsked = (path) => {
    const answer = asked.get(path);
    asked.delete(path);
    return answer;
  };
})();
