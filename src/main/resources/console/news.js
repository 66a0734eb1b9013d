// What just happened, said once and quietly; also to who listens instead of looking.
import { html, useState, useEffect } from './ui.js';

let tell = () => {};

/** Says it. @param {string} words */
export function say(words) {
  tell(words);
}

export function News() {
  const [words, setWords] = useState('');
  useEffect(() => { tell = setWords; return () => { tell = () => {}; }; }, []);
  useEffect(() => {
    const timer = words && setTimeout(() => setWords(''), 6000);
    return () => clearTimeout(timer);
  }, [words]);
  return html`<div class="news" role="status" aria-live="polite">${words ? html`<p>${words}</p>` : null}</div>`;
}
