// Writes the dashboards as Grafana reads them, from what each of them answers. `npm ci && npm run write`; a test holds every
// query here to a real Prometheus beside a running service.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as common from '@grafana/grafana-foundation-sdk/common';
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as text from '@grafana/grafana-foundation-sdk/text';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

const source = { type: 'prometheus', uid: '${source}' };
const RATE = '$__rate_interval';

const query = ({ expr, legend = '' }, i) => new prometheus.DataqueryBuilder().refId('ABCDEFGH'[i]).expr(expr).legendFormat(legend).datasource(source);

function panel(kind, { title, says, unit = 'short', queries, red, width = 12, height = 8 }) {
  const builder = new kind.PanelBuilder().title(title).description(says).unit(unit).datasource(source).span(width).height(height).min(0);
  if (red !== undefined) {
    builder.thresholds(new dashboard.ThresholdsConfigBuilder().mode(dashboard.ThresholdsMode.Absolute)
      .steps([{ value: null, color: 'green' }, { value: red, color: 'red' }]));
  }
  if (kind === timeseries && red !== undefined) {
    builder.thresholdsStyle(new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Line));
  }
  queries.forEach((each, i) => builder.withTarget(query(each, i)));
  if (kind === stat) builder.reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']));
  return builder;
}
const over = (it) => panel(timeseries, it);
const now = (it) => panel(stat, { width: 6, height: 5, ...it });
const quantiles = (metric, by, where, window = RATE) => [0.5, 0.95].map((q) => ({
  expr: `histogram_quantile(${q}, sum by (le${by ? `, ${by}` : ''}) (rate(${metric}_bucket${where ? `{${where}}` : ''}[${window}])))`,
  legend: `${by ? `{{${by}}} ` : ''}p${q * 100}`,
}));
const rate = (metric, by, where = '') => ({ expr: `sum by (${by}) (rate(${metric}${where ? `{${where}}` : ''}[${RATE}]))`, legend: `{{${by.split(', ').join('}} {{')}}}` });
const LANES = 'platform=~"$platform",lane=~"$lane"';
const PLATFORM = 'platform=~"$platform"';

const boards = {
  'the-minute': {
    title: 'Pullcord: the minute',
    says: 'Does somebody who asked for help right now wait? Red is the number of cases past their deadline: open the desk and take one, or call whoever is on call.',
    panels: [
      now({ title: 'Live panics that wait', says: 'From a meeting that goes on. Due within two minutes.', red: 1, queries: [{ expr: `sum(pullcord:queue_cases{${PLATFORM},lane="panic_live",state="queued"})` }] }),
      now({ title: 'of these overdue', says: 'Somebody waits for longer than was promised.', red: 1, queries: [{ expr: `sum(pullcord:queue_cases{${PLATFORM},lane="panic_live",state="overdue"})` }] }),
      now({ title: 'The oldest', says: 'How long the oldest waiting live panic is open.', unit: 's', red: 120, queries: [{ expr: `max(pullcord:queue_oldest_age_seconds{${PLATFORM},lane="panic_live"})` }] }),
      now({ title: 'Nobody came', says: 'Cases for which everybody was turned to, in vain.', red: 1, queries: [{ expr: 'sum(pullcord_cases_unattended)' }] }),
      over({ title: 'Panics and flags', says: 'Reports a second.', unit: 'reqps', queries: [rate('pullcord_intake_events_total', 'kind, outcome', 'kind=~"panic|flag"')] }),
      over({ title: 'From press to durable', says: 'A panic can be claimed from then on. Promised: half a second.', unit: 's', red: 0.5, queries: quantiles('pullcord_report_durable_seconds', '', 'kind="panic"') }),
      over({ title: 'From opening to the first look', says: 'By a person. Promised for a live panic: two minutes.', unit: 's', red: 120, queries: quantiles('pullcord_case_first_look_seconds', 'lane', 'lane=~"$lane"', '1h') }),
      over({ title: 'Panics on disk, not in the log', says: 'Redis is away, or does not take them.', red: 1, queries: [{ expr: 'sum(pullcord_journal_pending)', legend: 'wait' }, { expr: 'sum(pullcord_journal_aside)', legend: 'for a person to look at' }] }),
    ],
  },
  'queue-health': {
    title: 'Pullcord: queue health',
    says: 'Is every lane worked in time? A lane that grows needs people; one that is overdue though others are empty needs people with its skills.',
    panels: [
      over({ title: 'Waiting', says: 'Cases that wait, by lane.', queries: [{ expr: `sum by (lane) (pullcord:queue_cases{${LANES},state="queued"})`, legend: '{{lane}}' }] }),
      over({ title: 'Overdue', says: 'Of these, past their deadline.', red: 1, queries: [{ expr: `sum by (lane) (pullcord:queue_cases{${LANES},state="overdue"})`, legend: '{{lane}}' }] }),
      over({ title: 'Age of the oldest', says: 'Since its case was opened.', unit: 's', queries: [{ expr: `max by (lane) (pullcord:queue_oldest_age_seconds{${LANES}})`, legend: '{{lane}}' }] }),
      over({ title: 'Claimed', says: 'Cases that somebody works on.', queries: [{ expr: `sum by (lane) (pullcord:queue_cases{${LANES},state="claimed"})`, legend: '{{lane}}' }] }),
      over({ title: 'Opened', says: 'Cases a second.', unit: 'ops', queries: [rate('pullcord_cases_opened_total', 'lane', 'lane=~"$lane"')] }),
      over({ title: 'From opening to the decision', says: 'Over an hour.', unit: 's', queries: quantiles('pullcord_case_decided_seconds', 'lane', 'lane=~"$lane"', '1h') }),
      over({ title: 'Steps after missed deadlines', says: 'Who was turned to, in an hour. page: all were, in vain.', queries: [{ expr: 'sum by (to) (increase(pullcord_escalations_total[1h]))', legend: '{{to}}' }] }),
      over({ title: 'Notices', says: 'What became of telling people who are not at the desk, in an hour.', queries: [{ expr: 'sum by (channel, end) (increase(pullcord_notices_total[1h])) > 0 or vector(0)', legend: '{{channel}} {{end}}' }] }),
    ],
  },
  intake: {
    title: 'Pullcord: intake',
    says: 'Is what platforms send taken, at once and once? Refusals of one kind come from a platform that changed something: its log has the problem and the field.',
    panels: [
      over({ title: 'Events', says: 'A second, by what became of them.', unit: 'reqps', queries: [rate('pullcord_intake_events_total', 'outcome')] }),
      over({ title: 'By kind', says: 'A second.', unit: 'reqps', queries: [rate('pullcord_intake_events_total', 'kind')] }),
      over({ title: 'What reports are about', says: 'Reports in an hour, by reason.', queries: [{ expr: 'sum by (reason) (increase(pullcord_intake_reports_total[1h]))', legend: '{{reason}}' }] }),
      over({ title: 'To durable', says: 'From arrival to the disk.', unit: 's', queries: quantiles('pullcord_report_durable_seconds', 'kind', '') }),
      over({ title: 'From arrival to a place in a queue', says: 'Of cases that the fold opened. Promised: 2.5 seconds.', unit: 's', red: 2.5, queries: quantiles('pullcord_case_claimable_seconds', '', '') }),
      over({ title: 'The fold lags', says: 'From accepting to effect.', unit: 's', queries: quantiles('pullcord_fold_lag_seconds', '', '') }),
      over({ title: 'Answers', says: 'To what is posted, a second.', unit: 'reqps', queries: [rate('pullcord_http_request_seconds_count', 'status', 'operation="postEvents"')] }),
      over({ title: 'Beside the log', says: 'Events that wait for a damaged record, sightings that were dropped in an hour.', red: 1, queries: [{ expr: 'sum(pullcord_events_aside)', legend: 'events aside' }, { expr: 'sum(increase(pullcord_links_dropped_total[1h]))', legend: 'sightings dropped' }] }),
    ],
  },
  enforcement: {
    title: 'Pullcord: enforcement',
    says: 'Does what was decided happen? Parked actions wait for a lead in the console, under failed actions: mend the platform, then retry.',
    panels: [
      now({ title: 'Parked actions', says: 'Given up, in sight of a lead.', red: 1, queries: [{ expr: `sum(pullcord:parked{${PLATFORM},what="action"})` }] }),
      now({ title: 'Parked notices', says: 'Somebody was not told.', red: 1, queries: [{ expr: `sum(pullcord:parked{${PLATFORM},what="notice"})` }] }),
      over({ title: 'From order to effect', says: 'Of what was done. Promised: 15 seconds.', unit: 's', red: 15, queries: quantiles('pullcord_action_effect_seconds', 'type', '', '1h') }),
      over({ title: 'Tries', says: 'By what the platform answered, a second.', unit: 'ops', queries: [rate('pullcord_action_try_seconds_count', 'status')] }),
      over({ title: 'How long a try takes', says: 'On average.', unit: 's', queries: [{ expr: `sum by (type) (rate(pullcord_action_try_seconds_sum[${RATE}])) / sum by (type) (rate(pullcord_action_try_seconds_count[${RATE}]))`, legend: '{{type}}' }] }),
      over({ title: 'Ended', says: 'Actions in an hour, by how.', queries: [{ expr: 'sum by (type, status) (increase(pullcord_actions_total[1h]))', legend: '{{type}} {{status}}' }] }),
    ],
  },
  clocks: {
    title: 'Pullcord: clocks and second persons',
    says: 'What has to be done by a time, beside cases: second looks, proposals, what is put off. An overdue second look needs a senior who had no part in it.',
    panels: [
      now({ title: 'Second looks overdue', says: 'At what one person did alone.', red: 1, queries: [{ expr: `sum(max by (platform) (pullcord_second_looks_overdue{${PLATFORM}}))` }] }),
      now({ title: 'Glass broken', says: 'In a day.', queries: [{ expr: 'sum(increase(pullcord_glass_broken_total[1d]))' }] }),
      over({ title: 'Proposals that expired', says: 'No second person came in time, in an hour.', queries: [{ expr: 'sum(increase(pullcord_proposals_expired_total[1h])) or vector(0)', legend: 'expired' }] }),
      over({ title: 'Put off and back', says: 'Cases in an hour.', queries: [{ expr: 'sum(increase(pullcord_cases_woken_total[1h])) or vector(0)', legend: 'back' }] }),
    ],
  },
  quality: {
    title: 'Pullcord: quality and fairness',
    says: 'Are decisions right, and what would another policy do? Many overturns in one lane ask for calibration; never for a ranking of people.',
    panels: [
      over({ title: 'Decisions', says: 'In an hour, by outcome.', queries: [{ expr: 'sum by (outcome) (increase(pullcord_case_decided_seconds_count[1h]))', legend: '{{outcome}}' }] }),
      over({ title: 'Unfounded', says: 'Share of the decisions of a day, by lane.', unit: 'percentunit', queries: [{ expr: '(sum by (lane) (increase(pullcord_case_decided_seconds_count{outcome="unfounded_report"}[1d])) or 0 * sum by (lane) (increase(pullcord_case_decided_seconds_count[1d]))) / sum by (lane) (increase(pullcord_case_decided_seconds_count[1d]))', legend: '{{lane}}' }] }),
      over({ title: 'Decided anew', says: 'In a day, by cause.', queries: [{ expr: 'sum by (cause) (increase(pullcord_decisions_superseded_total[1d])) or vector(0)', legend: '{{cause}}' }] }),
      over({ title: 'Appeals heard', says: 'In a day.', queries: [{ expr: 'sum by (answer) (increase(pullcord_appeals_heard_total[1d])) or vector(0)', legend: '{{answer}}' }] }),
      over({ title: 'The policy in shadow', says: 'What it would have done otherwise, in an hour; flat where none runs.', queries: [{ expr: 'sum by (difference) (increase(pullcord_policy_shadow_total[1h])) or vector(0)', legend: '{{difference}}' }] }),
    ],
  },
  'team-load': {
    title: 'Pullcord: team load',
    says: 'Is there enough of us? Work that comes in against work that is done; never by person. Claims that lapse mean people who are torn away.',
    panels: [
      over({ title: 'In and out', says: 'Cases in an hour.', queries: [{ expr: 'sum(increase(pullcord_cases_opened_total[1h]))', legend: 'opened' }, { expr: 'sum(increase(pullcord_case_decided_seconds_count[1h]))', legend: 'decided' }] }),
      over({ title: 'Asked for work', says: 'In an hour, and what was answered. Refused: budget, shift, opt-out, somebody faster.', queries: [{ expr: 'sum by (answer) (increase(pullcord_claims_total[1h]))', legend: '{{answer}}' }] }),
      over({ title: 'Claims that ran out', says: 'In an hour.', queries: [{ expr: 'sum(increase(pullcord_claims_lapsed_total[1h]))', legend: 'lapsed' }] }),
      over({ title: 'Cases for those who work', says: 'Waiting cases for each that somebody holds.', queries: [{ expr: `sum(pullcord:queue_cases{${PLATFORM},state="queued"}) / clamp_min(sum(pullcord:queue_cases{${PLATFORM},state="claimed"}), 1)`, legend: 'waiting for each' }] }),
    ],
  },
  runtime: {
    title: 'Pullcord: Redis and runtime',
    says: 'Is the machine well? Slow scripts with a calm processor mean the disk; a late event loop means that something blocks it, or that there is too little processor.',
    panels: [
      over({ title: 'Scripts', says: 'The slowest ten, on average.', unit: 's', queries: [{ expr: `topk(10, sum by (script) (rate(pullcord_redis_script_seconds_sum[${RATE}])) / (sum by (script) (rate(pullcord_redis_script_seconds_count[${RATE}])) > 0))`, legend: '{{script}}' }] }),
      over({ title: 'Scripts a second', says: 'The ten most frequent.', unit: 'ops', queries: [{ expr: `topk(10, sum by (script) (rate(pullcord_redis_script_seconds_count[${RATE}])))`, legend: '{{script}}' }] }),
      over({ title: 'Memory of Redis', says: 'Used, and the most it may.', unit: 'bytes', queries: [{ expr: 'max by (of) (pullcord_redis_memory_bytes)', legend: '{{of}}' }] }),
      over({ title: 'Writes of Redis', says: '1: its last write and rewrite went well. Delayed: fsyncs that were still running, in an hour.', queries: [{ expr: 'min(pullcord_redis_aof_ok)', legend: 'well' }, { expr: 'max(delta(pullcord_redis_fsync_delayed[1h]))', legend: 'delayed' }] }),
      over({ title: 'The event loop is late', says: 'For a timer.', unit: 's', queries: quantiles('pullcord_loop_delay_seconds', '', '') }),
      over({ title: 'Java pauses', says: 'Seconds of a second.', unit: 'percentunit', queries: [{ expr: `sum by (instance) (rate(jvm_gc_pause_seconds_sum[${RATE}])) or sum by (instance) (0 * process_uptime_seconds)`, legend: '{{instance}}' }] }),
      over({ title: 'Heap', says: 'Used.', unit: 'bytes', queries: [{ expr: 'sum by (instance) (jvm_memory_used_bytes{area="heap"})', legend: '{{instance}}' }] }),
      over({ title: 'Processor', says: 'Of this process.', unit: 'percentunit', queries: [{ expr: 'max by (instance) (process_cpu_usage)', legend: '{{instance}}' }] }),
      over({ title: 'Partitions', says: 'By node, and worked by nobody.', queries: [{ expr: 'sum by (instance) (pullcord_partitions_owned)', legend: '{{instance}}' }, { expr: 'max(pullcord_partitions_unheld)', legend: 'nobody' }] }),
      over({ title: 'Waiting for an audit chain', says: 'Writes of a node.', queries: [{ expr: 'sum by (instance) (pullcord_audit_waiting)', legend: '{{instance}}' }] }),
    ],
  },
};

const variable = (name, label, metric) => new dashboard.QueryVariableBuilder(name).label(label).datasource(source)
  .query({ query: `label_values(${metric}, ${name})`, refId: name }).multi(true).includeAll(true).allValue('.*').refresh(dashboard.VariableRefresh.OnTimeRangeChanged);

const out = join(dirname(fileURLToPath(import.meta.url)), 'dashboards');
mkdirSync(out, { recursive: true });
for (const [id, board] of Object.entries(boards)) {
  const builder = new dashboard.DashboardBuilder(board.title).uid(`pullcord-${id}`).tags(['pullcord']).refresh('15s').time({ from: 'now-3h', to: 'now' })
    .timezone('browser').description(board.says)
    .link(new dashboard.DashboardLinkBuilder('Pullcord').type(dashboard.DashboardLinkType.Dashboards).tags(['pullcord']).asDropdown(true).includeVars(true).keepTime(true))
    .link(new dashboard.DashboardLinkBuilder('The desk').type(dashboard.DashboardLinkType.Link).url('${console}/console/').targetBlank(true))
    .link(new dashboard.DashboardLinkBuilder('Failed actions').type(dashboard.DashboardLinkType.Link).url('${console}/console/actions').targetBlank(true))
    .withVariable(new dashboard.DatasourceVariableBuilder('source').label('Prometheus').type('prometheus'))
    .withVariable(variable('platform', 'Platform', 'pullcord_queue_cases'))
    .withVariable(variable('lane', 'Lane', 'pullcord_queue_cases'))
    .withVariable(new dashboard.TextBoxVariableBuilder('console').label('Console').defaultValue('http://localhost:8080'))
    .withPanel(new text.PanelBuilder().title('').content(board.says).mode(text.TextMode.Markdown).span(24).height(2));
  board.panels.forEach((each) => builder.withPanel(each));
  writeFileSync(join(out, `${id}.json`), `${JSON.stringify(builder.build(), null, 2)}\n`);
}
