// How a person likes it here. Kept in this browser: it says nothing of anybody else.
import { createContext } from './vendor/preact.js';

export const Me = createContext(null);
const KEY = 'pullcord.looks';

let wished = {};

/** How evidence opens for him: `{greyscale, blur, mute}`, each true unless he said otherwise. Told anew by whoever asked the service. */
export function wishes(told) {
  if (told) wished = told;
  return { greyscale: wished.greyscale !== false, blur: wished.blur !== false, mute: wished.mute !== false };
}

/** `{theme, language, keys, motion, home}`, each absent where the system's own is wished. */
export function looks() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) || {};
  } catch {
    return {};
  }
}

export function like(changes) {
  const next = { ...looks(), ...changes };
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // for this page only, then
  }
  const root = document.documentElement;
  if (next.theme && next.theme !== 'system') root.dataset.theme = next.theme;
  else delete root.dataset.theme;
  if (next.motion === 'less') root.dataset.motion = 'less';
  else delete root.dataset.motion;
  return next;
}
