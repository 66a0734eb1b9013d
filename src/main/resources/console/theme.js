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
