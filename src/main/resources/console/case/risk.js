// What it adds up to, and why: one sentence each, the weightiest first. It orders work; it judges nobody.
import { html, Time } from '../ui.js';
import { t, word, percent } from '../messages.js';

export function Risk({ risk }) {
  const all = [...risk.contributions].sort((a, b) => Math.abs(share(b)) - Math.abs(share(a)));
  const most = Math.max(0.5, ...all.map((each) => Math.abs(share(each))));
  return html`<section class="card stack" aria-labelledby="risk"><div class="spread"><h2 id="risk">${t('risk')}</h2>
      <p>${risk.score === null ? t('risk-unknown') : html`${t('risk-probability')} <strong class="num">${percent(risk.probability)}</strong>`}</p></div>
    <p class="quiet small">${t('risk-what')}</p>
    ${all.length ? html`<ul class="contributions">${all.map((each, i) => html`<li key=${i}>
        <span class="bar" aria-hidden="true"><span class=${share(each) < 0 ? 'less' : ''} style=${{ inlineSize: `${Math.round(100 * Math.abs(share(each)) / most)}%` }}></span></span>
        <span class="say"><span class="outside" dir="auto">${each.explanation}</span> <span class="quiet small">${word(`family-${each.family}`, each.family || '')} · <${Time} at=${each.at} /> · ${t(share(each) < 0 ? 'risk-less' : 'risk-more', { strength: strength(share(each)) })}</span>
        ${each.caution ? html`<span class="caution small">${t('risk-caution')} <span class="outside" dir="auto">${each.caution}</span></span>` : null}</span></li>`)}</ul>`
      : html`<p>${t('risk-nothing')}</p>`}</section>`;
}

const share = (each) => each.counts ?? each.weight;

function strength(nats) {
  const size = Math.abs(nats);
  return t(size < 0.15 ? 'strength-slight' : size < 0.5 ? 'strength-some' : size < 1.2 ? 'strength-strong' : 'strength-very');
}
