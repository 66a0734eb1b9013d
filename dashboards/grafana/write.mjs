// Writes the dashboards as Grafana reads them, from what each of them answers. `npm ci && npm run write`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as common from '@grafana/grafana-foundation-sdk/common';
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as text from '@grafana/grafana-foundation-sdk/text';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import { boards } from './boards.mjs';

const source = { type: 'prometheus', uid: '${source}' };

const query = ({ expr, legend = '', exemplar = false }, i, kind) => {
  const builder = new prometheus.DataqueryBuilder().refId('ABCDEFGH'[i]).expr(expr).legendFormat(legend).datasource(source);
  if (kind === stat) return builder.instant(); // now, or nothing: not what a node that has died said last
  return exemplar ? builder.exemplar(true) : builder; // a dot beside a line: a trace that took so long
};

/** @param red from where on a value is bad; @param below until where; @param none what an empty panel says; @param floor the least there is */
function panel(kind, { title, says, unit = 'short', queries, red, below, none, floor = 0, width = 12, height = 8 }) {
  const builder = new kind.PanelBuilder().title(title).description(says).unit(unit).datasource(source).span(width).height(height);
  if (below === undefined) builder.min(floor); // what is left may be less than nothing
  if (none !== undefined) builder.noValue(none);
  if (red !== undefined) {
    builder.thresholds(new dashboard.ThresholdsConfigBuilder().mode(dashboard.ThresholdsMode.Absolute)
      .steps([{ value: null, color: 'green' }, { value: red, color: 'red' }]));
  }
  if (below !== undefined) {
    builder.thresholds(new dashboard.ThresholdsConfigBuilder().mode(dashboard.ThresholdsMode.Absolute)
      .steps([{ value: null, color: 'red' }, { value: below, color: 'green' }]));
  }
  if (kind === timeseries && red !== undefined) {
    builder.thresholdsStyle(new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Line));
  }
  queries.forEach((each, i) => builder.withTarget(query(each, i, kind)));
  if (kind === stat) builder.reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']));
  return builder;
}
const EVERYWHERE = { 'The desk': '' };

const variable = (name, label, metric) => new dashboard.QueryVariableBuilder(name).label(label).datasource(source)
  .query({ query: `label_values(${metric}, ${name})`, refId: name }).multi(true).includeAll(true).allValue('.*').refresh(dashboard.VariableRefresh.OnTimeRangeChanged);

const out = join(dirname(fileURLToPath(import.meta.url)), 'dashboards');
mkdirSync(out, { recursive: true });
for (const [id, board] of Object.entries(boards)) {
  const links = { ...EVERYWHERE, ...board.links };
  const builder = new dashboard.DashboardBuilder(board.title).uid(`pullcord-${id}`).tags(['pullcord']).refresh('15s').time({ from: 'now-3h', to: 'now' })
    .timezone('browser').description(board.says)
    .link(new dashboard.DashboardLinkBuilder('Pullcord').type(dashboard.DashboardLinkType.Dashboards).tags(['pullcord']).asDropdown(true).includeVars(true).keepTime(true))
    .withVariable(new dashboard.DatasourceVariableBuilder('source').label('Prometheus').type('prometheus'))
    .withVariable(variable('platform', 'Platform', 'pullcord_queue_cases'))
    .withVariable(variable('lane', 'Lane', 'pullcord_queue_cases'))
    .withVariable(new dashboard.TextBoxVariableBuilder('console').label('Console').defaultValue('http://localhost:8080'))
    .withPanel(new text.PanelBuilder().title('').content(board.says).mode(text.TextMode.Markdown).span(24).height(2));
  Object.entries(links).forEach(([title, page]) => builder.link(
    new dashboard.DashboardLinkBuilder(title).type(dashboard.DashboardLinkType.Link).url(`\${console}/console/${page}`).targetBlank(true)));
  board.panels.forEach((each) => builder.withPanel(panel(each.kind === 'now' ? stat : timeseries, each)));
  // The builder writes what belongs to variables that are intervals for all of them.
  const told = JSON.stringify(builder.build(), (key, value) => (key.match(/^auto(_min|_count)?$/) ? undefined : value), 2);
  writeFileSync(join(out, `${id}.json`), `${told}\n`);
}
