// What every page is written with: Preact by tagged templates, its hooks, and the few pieces that all share.
import { h, render, Fragment, createContext } from './vendor/preact.js';
import { useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback, useContext } from './vendor/hooks.js';
import htm from './vendor/htm.js';
import { t, when, written, language } from './messages.js';
import { now } from './clock.js';

export const html = htm.bind(h);
export { render, Fragment, createContext, useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback, useContext };

/** Text that came from outside: shown as text, kept from turning the line around it, wrapped wherever it is too long. */
export const Outside = ({ children, as = 'span' }) => html`<${as} class="outside" dir="auto">${children}</${as}>`;

/** An id: what it is in full for who hovers or reads aloud, short for who reads. */
export const Id = ({ children }) => html`<bdi class="mono outside">${children}</bdi>`;

/** A point in time in the person's zone, the exact one with its zone for who asks. */
export function Time({ at, style = 'short' }) {
  return at ? html`<time datetime=${at} title=${when(at, 'full')}>${when(at, style)}</time>` : null;
}

const ticking = new Set();
let ticker = 0;

/** Renders again every second, for what only time changes; one clock for all that is shown, so that a long list beats as one. */
export function useTick() {
  const [, tick] = useState(0);
  useEffect(() => {
    const each = () => tick((n) => n + 1);
    ticking.add(each);
    ticker = ticker || setInterval(() => ticking.forEach((tell) => tell()), 1000);
    return () => {
      ticking.delete(each);
      if (ticking.size === 0) { clearInterval(ticker); ticker = 0; }
    };
  }, []);
  return now();
}

/** How long there still is, or since when it is over; says so in words, not by colour alone. */
export function Due({ at }) {
  const left = new Date(at) - useTick();
  const over = left < 0;
  return html`<span class="num ${over ? 'over' : ''}">${over ? t('due-over', { span: span(-left) }) : t('due-in', { span: span(left) })}</span>`;
}

/** A span of time in its two largest units. */
export function span(ms) {
  const s = Math.max(0, Math.round(ms / 1000));
  const units = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];
  const first = Math.max(0, units.findIndex(([, size]) => s >= size));
  const at = first < 0 ? 3 : first;
  const parts = [];
  let rest = s;
  for (const [unit, size] of units.slice(at, at + 2)) {
    const n = Math.floor(rest / size);
    rest -= n * size;
    if (n > 0 || parts.length === 0) {
      parts.push(written('NumberFormat', { style: 'unit', unit, unitDisplay: 'short' }, language()).format(n));
    }
  }
  return parts.join(' ');
}

/** A button that says why it cannot be pressed instead of going deaf. */
export function Press({ run, off, why, main, big, plain, keys, children, ...rest }) {
  const press = (event) => { event.preventDefault(); if (!off) run(event); };
  return html`<button type="button" class="${main ? 'main ' : ''}${big ? 'big ' : ''}${plain ? 'plain' : ''}"
    aria-disabled=${off ? 'true' : null} title=${off && why ? why : null} onClick=${press} ...${rest}>
    <span>${children}</span>${keys ? html`<kbd class="hint" aria-hidden="true">${keys}</kbd>` : null}</button>`;
}

/** A dialog that keeps focus, closes by Escape, and gives focus back. */
export function Dialog({ title, close, children }) {
  const element = useRef();
  useLayoutEffect(() => {
    const opener = document.activeElement;
    element.current.showModal();
    return () => { // unless what was opened from here has taken it
      const lost = !document.activeElement || document.activeElement === document.body || element.current?.contains(document.activeElement);
      if (lost && opener?.isConnected) opener.focus();
    };
  }, []);
  const backdrop = (event) => event.target === element.current && close();
  return html`<dialog ref=${element} aria-labelledby="dialog-title" onClose=${close} onClick=${backdrop}>
    <div class="stack"><div class="spread"><h2 id="dialog-title">${title}</h2>
      <${Press} plain run=${close} keys="Esc">${t('close')}</${Press}></div>${children}</div></dialog>`;
}

/** What went wrong, in words that say what to do, announced. */
export function Failure({ problem, again }) {
  return problem
    ? html`<div class="told danger" role="alert"><div class="tight"><p><strong>${problem.headline()}</strong></p>
        ${problem.detail ? html`<p dir="auto">${problem.detail}</p>` : null}
        ${again ? html`<div><${Press} run=${again}>${t('try-again')}</${Press}></div>` : null}</div></div>`
    : null;
}

/** A heading that takes focus when a page opens, so that who listens hears where he is. */
export function Heading({ children }) {
  const element = useRef();
  useEffect(() => { element.current.focus({ preventScroll: true }); }, []);
  return html`<h1 tabindex="-1" ref=${element}>${children}</h1>`;
}

/** Loads once, and again when asked; keeps what it had while it does. */
export function useLoad(load, needs) {
  const [state, setState] = useState({ loading: true });
  const turn = useRef(0);
  const reload = useCallback(() => {
    const mine = ++turn.current;
    setState((old) => (old.loading ? old : { ...old, loading: true }));
    return load().then(
      (value) => mine === turn.current && setState({ value, loading: false }),
      (problem) => mine === turn.current && setState((old) => ({ ...old, problem, loading: false })));
  }, needs);
  useLayoutEffect(() => { reload(); return () => { turn.current++; }; }, [reload]); // before the first paint: answers take a while
  return { ...state, reload, set: (value) => setState({ value, loading: false }) };
}
