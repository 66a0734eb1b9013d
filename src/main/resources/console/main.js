// The frame: who is here, where he is, what he can press from anywhere.
import { html, render, useState, useEffect, useLayoutEffect, useRef, Dialog, Heading, Press } from './ui.js';
import { loadMessages, t, region } from './messages.js';
import { get, session, onSignedOut } from './calls.js';
import { listen, live, useLive, stop } from './live.js';
import { useKeys, commands, shown, singleKeys } from './keys.js';
import { dropDrafts } from './drafts.js';
import { looks, wishes, Me } from './me.js';
import { go, here, useRoute } from './route.js';
import { Palette } from './palette.js';
import { News } from './news.js';
import { may, home } from './roles.js';

const PAGES = [
  { at: 'desk', name: 'desk', keys: 'g d', role: 'moderator', load: () => import('./pages/desk.js') },
  { at: 'cases', name: 'cases', keys: 'g c', role: 'auditor', load: () => import('./pages/cases.js') },
  { at: 'approvals', name: 'approvals', keys: 'g a', role: 'senior', load: () => import('./pages/approvals.js') },
  { at: 'appeals', name: 'appeals', keys: 'g e', role: 'senior', load: () => import('./pages/appeals.js') },
  { at: 'reviews', name: 'reviews', keys: 'g r', role: 'auditor', load: () => import('./pages/reviews.js') },
  { at: 'bulks', name: 'bulks', keys: 'g b', role: 'senior', load: () => import('./pages/bulks.js') },
  { at: 'insights', name: 'insights', keys: 'g i', role: 'overseer', load: () => import('./pages/insights.js') },
  { at: 'filings', name: 'filings', keys: 'g s', role: 'overseer', load: () => import('./pages/filings.js') },
  { at: 'actions', name: 'actions', keys: 'g f', role: 'lead', load: () => import('./pages/actions.js') },
  { at: 'misuse', name: 'misuse', keys: 'g u', role: 'overseer', more: true, load: () => import('./pages/misuse.js') },
  { at: 'oncall', name: 'oncall', keys: 'g o', role: 'auditor', more: true, load: () => import('./pages/oncall.js') },
  { at: 'people', name: 'people', keys: 'g t', role: 'lead', more: true, load: () => import('./pages/people.js') },
  { at: 'connectors', name: 'connectors', keys: 'g k', role: 'overseer', more: true, load: () => import('./pages/connectors.js') },
  { at: 'platform', name: 'platform', keys: 'g y', role: 'overseer', more: true, load: () => import('./pages/platform.js') },
  { at: 'policies', name: 'policies', keys: 'g p', role: 'auditor', more: true, load: () => import('./pages/policies.js') },
  { at: 'holds', name: 'holds', keys: 'g h', role: 'overseer', more: true, load: () => import('./pages/holds.js') },
  { at: 'retention', name: 'retention', keys: 'g n', role: 'overseer', more: true, load: () => import('./pages/retention.js') },
  { at: 'exports', name: 'exports', keys: 'g x', role: 'overseer', more: true, load: () => import('./pages/exports.js') },
  { at: 'audit', name: 'audit', keys: 'g l', role: 'overseer', more: true, load: () => import('./pages/audit.js') },
  { at: 'me', name: 'me', keys: 'g m', role: 'auditor', load: () => import('./pages/me.js') },
];
const HIDDEN = [
  { at: 'accounts', name: 'account', load: () => import('./pages/account.js') },
  { at: 'misuse', name: 'misuse', load: () => import('./pages/misuse.js') }, // of one account, for seniors
  { at: 'bulks', name: 'bulks', load: () => import('./pages/bulks.js') }, // one of them, for auditors
];
/** The script of a page; undefined where there is none. */
function load(route, pages) {
  if (route.page === 'cases' && route.rest) return import('./pages/case.js');
  return pages.find((each) => each.at === route.page)?.load();
}

/** Who may see more pages than stand well in a line finds those that are set up, and not worked at, behind one word. */
const IN_LINE = 8;

function Frame({ me }) {
  const route = useRoute();
  const [page, setPage] = useState(null);
  const [open, setOpen] = useState(null);
  const mine = PAGES.filter((each) => may(me, each.role));
  const known = [...mine, ...HIDDEN].find((each) => each.at === route.page);

  useLayoutEffect(() => { // before the frame is painted: the page's script is what takes longest
    if (route.page === '') { go(home(me), true); return undefined; }
    let still = true;
    setPage(null);
    load(route, [...mine, ...HIDDEN])?.then((module) => still && setPage({ show: module.default }), () => still && setPage({ failed: true }));
    return () => { still = false; };
  }, [route.page, route.page === 'cases' && Boolean(route.rest)]);

  useEffect(() => {
    const title = route.page === 'cases' && route.rest ? t('page-case') : t(`page-${known?.name || 'desk'}`);
    document.title = `${title} · Pullcord`;
  }, [route.page, route.rest]);

  useKeys([
    { keys: '?', label: t('key-help'), run: () => setOpen('keys') },
    { keys: 'ctrl+k', label: t('key-palette'), run: () => setOpen('palette') },
    { keys: '/', label: t('key-palette'), run: () => setOpen('palette') },
    ...mine.map((each) => ({ keys: each.keys, label: t('key-go', { page: t(`page-${each.name}`) }), run: () => go(each.at) })),
  ]);

  const Page = page?.show;
  return html`
    <a class="skip" href="#main">${t('skip')}</a>
    <header class="top">
      <a class="brand" href="/console/">Pullcord</a>
      <${Pages} pages=${mine} here=${route.rest ? null : known} />
      <div class="who"><${Line} /><span><bdi>${me.name}</bdi> · ${t(`role-${me.role}`)} · <${Zone} /></span>
        <${Press} plain run=${() => setOpen('keys')} keys="?">${t('keys')}</${Press}></div>
    </header>
    <main id="main" tabindex="-1">
      ${page?.failed ? html`<div class="told danger" role="alert">${t('page-failed')}</div>` : null}
      ${!known && route.page !== '' && route.page !== 'cases' ? html`<div class="stack"><${Heading}>${t('page-unknown')}</${Heading}><p><a href="/console/">${t(`page-${home(me)}`)}</a></p></div>` : null}
      ${Page ? html`<${Me.Provider} value=${me}><${Page} me=${me} rest=${route.rest} query=${route.query} key=${`${route.page}/${route.rest}`} /></${Me.Provider}>` : null}
    </main>
    <${News} />
    ${open === 'keys' ? html`<${Keys} close=${() => setOpen(null)} />` : null}
    ${open === 'palette' ? html`<${Palette} close=${() => setOpen(null)} />` : null}`;
}

function Pages({ pages, here }) {
  const more = useRef();
  const folded = pages.length > IN_LINE ? pages.filter((each) => each.more) : [];
  const close = () => { if (more.current) more.current.open = false; };
  useEffect(close, [here]);
  const left = (event) => { if (!event.currentTarget.contains(event.relatedTarget)) close(); };
  const escape = (event) => { if (event.key === 'Escape' && more.current.open) { close(); more.current.querySelector('summary').focus(); } };
  const link = (each) => html`<li key=${each.at}><a href="/console/${each.at}" aria-current=${here === each ? 'page' : null}>${t(`page-${each.name}`)}</a></li>`;
  return html`<nav aria-label=${t('nav')}><ul>${pages.filter((each) => !folded.includes(each)).map(link)}
    ${folded.length ? html`<li><details class="more" ref=${more} onFocusOut=${left} onKeyDown=${escape}><summary class=${folded.includes(here) ? 'here' : ''}>${t('nav-more')}</summary><ul>${folded.map(link)}</ul></details></li>` : null}</ul></nav>`;
}

/** The zone that all times here are in, in short. Its name is what takes a browser longest to find, and nobody waits for it. */
function Zone() {
  const [zone, setZone] = useState('');
  useEffect(() => {
    const find = () => setZone(new Intl.DateTimeFormat(region(), { timeZoneName: 'short' }).formatToParts(new Date()).find((part) => part.type === 'timeZoneName').value);
    const timer = setTimeout(find, 1500);
    return () => clearTimeout(timer);
  }, []);
  return html`<span class="zone">${zone}</span>`;
}

/** Whether what is shown is kept current, in words. */
function Line() {
  const [state, setState] = useState(live().state);
  useLive((message) => message.kind === 'state' && setState(message.state));
  const off = state === 'off' || state === 'away';
  return html`<span class="state ${off ? 'off' : ''}" role="status" title=${t(`line-${state}-more`)}>${t(`line-${state}`)}</span>`;
}

function Keys({ close }) {
  const seen = new Set();
  const all = commands().filter((each) => !each.off && !seen.has(each.label) && seen.add(each.label));
  return html`<${Dialog} title=${t('keys')} close=${close}>
    <dl class="keys">${all.map((each) => html`<dt><kbd>${shown(each.keys)}</kbd></dt><dd>${each.label}</dd>`)}</dl>
    <p class="quiet small">${t('keys-off')}</p></${Dialog}>`;
}

function SignedOut() {
  return html`<main class="stack" style=${{ maxInlineSize: '34rem', paddingBlockStart: '12vh' }}>
    <h1>Pullcord</h1><p>${t('signed-out')}</p>
    <p><a class="button" href="/signin">${t('sign-in')}</a></p></main>`;
}

async function start() {
  const root = document.getElementById('console');
  load(here(), [...PAGES, ...HIDDEN])?.catch(() => {}); // the frame says so
  const known = Promise.all([session(), get('/v1/me')]);
  known.catch(() => {}); // heard of below
  await loadMessages(looks().language);
  singleKeys(looks().keys !== 'off');
  dropDrafts(false);
  root.replaceChildren();
  const signedOut = () => { stop(); render(html`<${SignedOut} />`, root); };
  onSignedOut(signedOut);
  try {
    const [, me] = await known;
    wishes(me.preferences);
    render(html`<${Frame} me=${me} />`, root);
    listen();
  } catch (problem) {
    if (problem.status === 401) signedOut(); // it may have been said before there were words for it
    else {
      render(html`<main class="stack"><h1>Pullcord</h1><div class="told danger" role="alert">${problem.headline()}</div>
        <p><a class="button" href=${location.href}>${t('try-again')}</a></p></main>`, root);
    }
  }
}

start();
