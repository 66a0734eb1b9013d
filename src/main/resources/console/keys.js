// Keys. A page says which it has; the list of them is its own help, and each can also be found by name.
import { useLayoutEffect, useRef } from './vendor/hooks.js';

const scopes = [];
let single = true;

/** Whether single letters work; who dictates or has a shaky hand may switch them off (WCAG 2.1.4). */
export function singleKeys(on) {
  single = on;
  document.documentElement.classList.toggle('keyless', !on);
}

/**
 * Has these keys work while the caller is shown.
 * @param {{keys: string, label: string, run: Function, off?: boolean, typing?: boolean}[]} commands `keys` as in `n`, `shift+s`,
 *   `ctrl+enter` or `g d` (one after the other); `typing` works in a text field, too
 */
export function useKeys(commands) {
  const held = useRef(commands);
  held.current = commands;
  useLayoutEffect(() => { // before the page can be seen: who is quick presses at once
    const scope = { get: () => held.current };
    scopes.push(scope);
    return () => { scopes.splice(scopes.indexOf(scope), 1); };
  }, []);
}

/** All that can be done now, the innermost first. */
export function commands() {
  return [...scopes].reverse().flatMap((scope) => scope.get());
}

/** A key as a person reads it. */
export function shown(keys) {
  return keys.split(' ').map((key) => key.split('+').map((part) => ({ ctrl: 'Ctrl', shift: '⇧', enter: '↵', escape: 'Esc' }[part] || part.toUpperCase())).join(' ')).join(' ');
}

let first = '';
let timer;

function pressed(event) {
  const name = event.key.toLowerCase();
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push('ctrl');
  // A capital letter needs its shift; ? and / are what they are on every keyboard.
  if (event.shiftKey && /^[a-z]$/.test(name)) parts.push('shift');
  if (event.altKey) return null;
  return [...parts, name].join('+');
}

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.defaultPrevented || event.repeat) return;
  const key = pressed(event);
  if (!key) return;
  const field = event.target instanceof Element && event.target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');
  if (document.querySelector('dialog[open]') || (field && !key.startsWith('ctrl+') && key !== 'escape')) {
    return;
  }
  const plain = !key.startsWith('ctrl+') && key !== 'escape';
  if (plain && !single) return;
  const chord = first ? `${first} ${key}` : key;
  const all = commands();
  const found = all.find((each) => each.keys === chord) || all.find((each) => each.keys === key);
  clearTimeout(timer);
  first = '';
  if (found) {
    event.preventDefault();
    if (!found.off) found.run(event);
  } else if (all.some((each) => each.keys.startsWith(`${key} `))) {
    first = key;
    timer = setTimeout(() => { first = ''; }, 1500);
  }
});
