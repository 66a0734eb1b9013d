// What each dashboard answers, and by which queries. A test holds every one of them to a real Prometheus beside a running service.
const RATE = '$__rate_interval';
const over = (it) => ({ kind: 'over', ...it });
const now = (it) => ({ kind: 'now', width: 6, height: 5, ...it });
const quantiles = (metric, by, where, window = RATE) => [0.5, 0.95].map((q) => ({
  // Of nothing there is no quantile: neither a line at NaN, nor one where the last was.
  expr: `histogram_quantile(${q}, sum by (le${by ? `, ${by}` : ''}) (rate(${metric}_bucket${where ? `{${where}}` : ''}[${window}]))) >= 0`,
  legend: `${by ? `{{${by}}} ` : ''}p${q * 100}`,
  exemplar: true,
}));
const rate = (metric, by, where = '') => ({ expr: `sum by (${by}) (rate(${metric}${where ? `{${where}}` : ''}[${RATE}]))`, legend: `{{${by.split(', ').join('}} {{')}}}` });
const PLATFORM = 'platform=~"$platform"';
const LANES = `${PLATFORM},lane=~"$lane"`;
/** Due within minutes: what a policy calls its lane is its own affair. */
const NOW = `${PLATFORM},pace="minutes"`;
/** In place of nothing at all, so that an empty panel is known from one that does not work. */
const NONE = (label) => `label_replace(vector(0), "${label}", "none", "", "")`;

export const boards = {
  'the-minute': {
    title: 'Pullcord: the minute',
    links: { 'On call': 'oncall' },
    says: 'Does somebody who asked for help right now wait? Red is the number of cases past their deadline: open the desk and take one, or call whoever is on call.',
    panels: [
      now({ title: 'Live panics that wait', says: 'Due within minutes, whatever the lane is called: from a meeting that goes on.', red: 1, queries: [{ expr: `sum(pullcord:queue_cases{${NOW},state="queued"})` }] }),
      now({ title: 'Of these overdue', says: 'Somebody waits for longer than was promised.', red: 1, queries: [{ expr: `sum(pullcord:queue_cases{${NOW},state="overdue"})` }] }),
      now({ title: 'The oldest', says: 'How long the oldest waiting live panic is open.', unit: 's', red: 120, queries: [{ expr: `max(pullcord:queue_oldest_age_seconds{${NOW}})` }] }),
      now({ title: 'Nobody came', says: 'Cases that nobody who was turned to has taken: of a danger once the last level was, else once all rounds are over.', red: 1, queries: [{ expr: `sum(pullcord_cases_unattended{${PLATFORM}})` }] }),
      over({ title: 'Panics and flags', says: 'Reports a second.', unit: 'reqps', queries: [{ expr: `sum by (kind, outcome) (rate(pullcord_intake_events_total{${PLATFORM},kind=~"panic|flag"}[${RATE}])) > 0 or ${NONE('kind')}`, legend: '{{kind}} {{outcome}}' }] }),
      over({ title: 'From press to durable', says: 'Of the panics of the hour before; a panic can be claimed from then on. Promised: half a second. Empty: nobody pressed.', unit: 's', red: 0.5, none: 'nobody pressed', queries: quantiles('pullcord_report_durable_seconds', '', `${PLATFORM},kind="panic"`, '1h') }),
      over({ title: 'Presses', says: 'Panics in the hour before, that are durable: what the times beside are of.', queries: [{ expr: `sum(increase(pullcord_report_durable_seconds_count{${PLATFORM},kind="panic"}[1h]))`, legend: 'panics' }] }),
      over({ title: 'From opening to the first look', says: 'By a person, of live panics of the hour before. Promised: two minutes. Empty: none was looked at.', unit: 's', red: 120, none: 'none was looked at', queries: quantiles('pullcord_case_first_look_seconds', '', NOW, '1h') }),
      over({ title: 'Panics on disk, not in the log', says: 'Redis is away, or does not take them. Of all platforms.', red: 1, queries: [{ expr: 'sum(pullcord_journal_pending)', legend: 'wait' }, { expr: 'sum(pullcord_journal_aside)', legend: 'for a person to look at' }] }),
    ],
  },
  'queue-health': {
    title: 'Pullcord: queue health',
    links: { 'Cases': 'cases' },
    says: 'Is every lane worked in time? A lane that grows needs people; one that is overdue though others are empty needs people with its skills.',
    panels: [
      over({ title: 'Waiting', says: 'Cases that wait, by lane.', queries: [{ expr: `sum by (lane) (pullcord:queue_cases{${LANES},state="queued"})`, legend: '{{lane}}' }] }),
      over({ title: 'Overdue', says: 'Of these, past their deadline.', red: 1, queries: [{ expr: `sum by (lane) (pullcord:queue_cases{${LANES},state="overdue"})`, legend: '{{lane}}' }] }),
      over({ title: 'Age of the oldest', says: 'Since its case was opened.', unit: 's', queries: [{ expr: `max by (lane) (pullcord:queue_oldest_age_seconds{${LANES}})`, legend: '{{lane}}' }] }),
      over({ title: 'Claimed', says: 'Cases that somebody works on.', queries: [{ expr: `sum by (lane) (pullcord:queue_cases{${LANES},state="claimed"})`, legend: '{{lane}}' }] }),
      over({ title: 'Opened', says: 'Cases a second.', unit: 'ops', queries: [rate('pullcord_cases_opened_total', 'lane', LANES)] }),
      over({ title: 'From opening to the decision', says: 'Over an hour, by how soon a lane has its cases looked at.', unit: 's', queries: quantiles('pullcord_case_decided_seconds', 'pace', PLATFORM, '1h') }),
      over({ title: 'Steps after missed deadlines', says: 'Who was turned to, in an hour. page: all were, in vain, round after round.', queries: [{ expr: `sum by (to) (increase(pullcord_escalations_total{${PLATFORM}}[1h]))`, legend: '{{to}}' }] }),
      over({ title: 'Tries to tell somebody', says: 'By channel and answer, in ten minutes. A channel that only fails is dead: whoever is on call hears nothing by it. Of all platforms.', queries: [{ expr: `sum by (channel, status) (increase(pullcord_notice_try_seconds_count[10m])) > 0 or ${NONE('status')}`, legend: '{{channel}} {{status}}' }] }),
      over({ title: 'Notices', says: 'What became of telling people who are not at the desk, in an hour. Of all platforms.', queries: [{ expr: 'sum by (channel, end) (increase(pullcord_notices_total[1h])) > 0 or ' + NONE('end'), legend: '{{channel}} {{end}}' }] }),
    ],
  },
  intake: {
    title: 'Pullcord: intake',
    links: { 'Connectors': 'connectors' },
    says: 'Is what platforms send taken, at once and once? Refusals of one kind come from a platform that changed something: its log has the problem and the field.',
    panels: [
      over({ title: 'Events', says: 'A second, by what became of them.', unit: 'reqps', queries: [rate('pullcord_intake_events_total', 'outcome', PLATFORM)] }),
      over({ title: 'By kind', says: 'A second.', unit: 'reqps', queries: [rate('pullcord_intake_events_total', 'kind', PLATFORM)] }),
      over({ title: 'What reports are about', says: 'Reports in an hour, by reason.', queries: [{ expr: `sum by (reason) (increase(pullcord_intake_reports_total{${PLATFORM}}[1h])) > 0 or ${NONE('reason')}`, legend: '{{reason}}' }] }),
      over({ title: 'To durable', says: 'From arrival to the disk.', unit: 's', queries: quantiles('pullcord_report_durable_seconds', 'kind', PLATFORM) }),
      over({ title: 'From arrival to a place in a queue', says: 'Of cases that the fold opened. Promised: 2.5 seconds.', unit: 's', red: 2.5, queries: quantiles('pullcord_case_claimable_seconds', '', PLATFORM) }),
      over({ title: 'The fold lags', says: 'From accepting to effect. Of all platforms.', unit: 's', queries: quantiles('pullcord_fold_lag_seconds', '', '') }),
      over({ title: 'Not taken', says: 'Events in an hour that were no first ones, or not taken, by kind. Refused: the platform\'s log has the problem and the field.', queries: [{ expr: `sum by (kind, outcome) (increase(pullcord_intake_events_total{${PLATFORM},outcome!~"accepted|journaled"}[1h])) > 0 or ${NONE('kind')}`, legend: '{{kind}} {{outcome}}' }] }),
      over({ title: 'What was wrong', says: 'Rejected events in an hour, by the field that was wrong. unreadable: no JSON object; data, envelope: something else there.', queries: [{ expr: `sum by (why) (increase(pullcord_intake_rejected_total{${PLATFORM}}[1h])) > 0 or ${NONE('why')}`, legend: '{{why}}' }] }),
      over({ title: 'Answers', says: 'To what is posted, a second. Of all platforms.', unit: 'reqps', queries: [rate('pullcord_http_request_seconds_count', 'status', 'operation="postEvents"')] }),
      over({ title: 'What signals found', says: 'Batches in an hour that a signal added to, by the catalogue\'s id; down: it takes from the risk. Of all platforms.', queries: [{ expr: 'topk(12, sum by (signal, direction) (increase(pullcord_risk_contributions_total[1h])) > 0) or ' + NONE('signal'), legend: '{{signal}} {{direction}}' }] }),
      over({ title: 'Beside the log', says: 'Events that wait for a damaged record, sightings that were dropped in an hour. Of all platforms.', red: 1, queries: [{ expr: 'sum(pullcord_events_aside)', legend: 'events aside' }, { expr: 'sum(increase(pullcord_links_dropped_total[1h]))', legend: 'sightings dropped' }] }),
    ],
  },
  enforcement: {
    title: 'Pullcord: enforcement',
    links: { 'Failed actions': 'actions', 'Connectors': 'connectors' },
    says: 'Does what was decided happen? Parked actions wait for a lead in the console, under failed actions: mend the platform, then retry.',
    panels: [
      now({ title: 'Parked actions', says: 'Given up, in sight of a lead.', red: 1, queries: [{ expr: `sum(pullcord:parked{${PLATFORM},what="action"})` }] }),
      now({ title: 'Parked notices', says: 'Somebody was not told.', red: 1, queries: [{ expr: `sum(pullcord:parked{${PLATFORM},what="notice"})` }] }),
      over({ title: 'From order to effect', says: 'Of what was done in the hour before. Promised: 15 seconds.', unit: 's', red: 15, none: 'nothing was done', queries: quantiles('pullcord_action_effect_seconds', '', PLATFORM, '1h') }),
      over({ title: 'Too late, or never', says: 'Actions of an hour that have no effect within 15 seconds: tried again later, refused, done by half, given up. Not what nobody is there for any more, nor what the platform never could.', queries: [{ expr: `sum by (platform) (increase(pullcord_actions_late_total{${PLATFORM}}[1h]))`, legend: '{{platform}}' }] }),
      over({ title: 'Tries', says: 'By connector and what the platform answered, a second. Of all platforms.', unit: 'ops', queries: [{ expr: `sum by (connector, status) (rate(pullcord_action_try_seconds_count[${RATE}])) > 0 or ${NONE('status')}`, legend: '{{connector}} {{status}}' }] }),
      over({ title: 'Wait for their next try', says: 'Actions that the platform did not do, nor refuse, and that are tried again in a while. Some for long: the connector is down.', queries: [{ expr: `sum by (connector) (pullcord:actions_retrying{${PLATFORM}})`, legend: '{{connector}}' }] }),
      over({ title: 'How many tries an action took', says: 'Of those that ended in an hour. Of all platforms.', queries: [{ expr: 'sum by (connector, tries) (increase(pullcord_actions_tried_total[1h]))', legend: '{{connector}} {{tries}}' }] }),
      over({ title: 'How long a try takes', says: 'On average over the hour before, by connector. Of all platforms.', none: 'nothing was tried', unit: 's', queries: [{ expr: `sum by (connector) (rate(pullcord_action_try_seconds_sum[1h])) / (sum by (connector) (rate(pullcord_action_try_seconds_count[1h])) > 0)`, legend: '{{connector}}' }] }),
      over({ title: 'Ended', says: 'Actions in an hour, by what the platform said.', queries: [{ expr: `sum by (status) (increase(pullcord_actions_total{${PLATFORM}}[1h])) > 0 or ${NONE('status')}`, legend: '{{status}}' }] }),
      over({ title: 'Done', says: 'Actions in an hour, by type.', queries: [{ expr: `sum by (type) (increase(pullcord_actions_done_total{${PLATFORM}}[1h])) > 0 or ${NONE('type')}`, legend: '{{type}}' }] }),
    ],
  },
  clocks: {
    title: 'Pullcord: filings and clocks',
    links: { 'Filings': 'filings', 'Approvals': 'approvals' },
    says: 'What has to be done by a time, beside cases? Filings, second persons, second looks, what is kept and forgotten. A filing\'s clock is the law\'s: a draft needs its second person, one that failed needs a lead, both in the console under filings.',
    panels: [
      now({ title: 'The next filing is due in', says: 'From the conclusion on, by law. Below zero: it is late.', unit: 's', below: 6 * 3600, none: 'none waits', queries: [{ expr: `min(pullcord:filing_due_at_seconds{${PLATFORM}} - time())` }] }),
      now({ title: 'Filings that are stuck', says: 'In sight of a lead.', red: 1, queries: [{ expr: `sum(max by (platform, recipient) (pullcord_filings{${PLATFORM},state="failed"}))` }] }),
      now({ title: 'Wait for a second person', says: 'Decisions that take two.', queries: [{ expr: `sum(max by (platform) (pullcord_proposals_waiting{${PLATFORM}}))` }] }),
      now({ title: 'Second looks overdue', says: 'At what one person did alone.', red: 1, queries: [{ expr: `sum(max by (platform) (pullcord_second_looks_overdue{${PLATFORM}}))` }] }),
      over({ title: 'Filings', says: 'By recipient and how far they are; without rehearsals.', queries: [{ expr: `sum by (recipient, state) (max by (platform, recipient, state) (pullcord_filings{${PLATFORM}})) > 0 or ${NONE('state')}`, legend: '{{recipient}} {{state}}' }] }),
      over({ title: 'How long two-person matters waited', says: 'From the asking to the second person\'s answer, over a day.', unit: 's', queries: quantiles('pullcord_proposal_answered_seconds', 'what', PLATFORM, '1d') }),
      over({ title: 'What second persons said', says: 'In a day. One who never refuses may not be looking.', queries: [{ expr: `sum by (what, answer) (increase(pullcord_proposal_answers_total{${PLATFORM}}[1d])) > 0 or ${NONE('answer')}`, legend: '{{what}} {{answer}}' }] }),
      over({ title: 'Nobody answered', says: 'Proposals that found no second person in time, in an hour.', queries: [{ expr: `sum(increase(pullcord_proposals_expired_total{${PLATFORM}}[1h]))`, legend: 'expired' }] }),
      over({ title: 'Glass broken', says: 'What one person did alone that takes two, in a day.', queries: [{ expr: `sum(increase(pullcord_glass_broken_total{${PLATFORM}}[1d]))`, legend: 'alone' }] }),
      over({ title: 'Forgotten in time', says: 'What had its time and is gone, in an hour.', queries: [{ expr: `sum by (kind) (increase(pullcord_retention_done_total{${PLATFORM}}[1h]))`, legend: '{{kind}}' }] }),
      over({ title: 'Kept beyond their time', says: 'Cases that a hold, or something unfinished, keeps.', queries: [{ expr: `sum(pullcord_retention_due{${PLATFORM}})`, legend: 'cases' }] }),
      over({ title: 'Put off and back', says: 'Cases in an hour.', queries: [{ expr: `sum(increase(pullcord_cases_woken_total{${PLATFORM}}[1h]))`, legend: 'back' }] }),
    ],
  },
  quality: {
    title: 'Pullcord: quality and fairness',
    links: { 'Insights': 'insights', 'Second looks': 'reviews', 'Policies': 'policies' },
    says: 'Are decisions right, and what would another policy do? Many overturns in one lane ask for calibration; never for a ranking of people.',
    panels: [
      over({ title: 'Decisions', says: 'In an hour, by outcome.', queries: [{ expr: `sum by (outcome) (increase(pullcord_decisions_total{${LANES}}[1h]))`, legend: '{{outcome}}' }] }),
      over({ title: 'Unfounded', says: 'Share of the decisions of a day, by lane.', unit: 'percentunit', queries: [{ expr: `sum by (lane) (increase(pullcord_decisions_total{${LANES},outcome="unfounded_report"}[1d])) / (sum by (lane) (increase(pullcord_decisions_total{${LANES}}[1d])) > 0)`, legend: '{{lane}}' }] }),
      over({ title: 'Decided anew', says: 'In a day, by cause.', queries: [{ expr: `sum by (cause) (increase(pullcord_decisions_superseded_total{${PLATFORM}}[1d]))`, legend: '{{cause}}' }] }),
      over({ title: 'Appeals heard', says: 'In a day.', queries: [{ expr: `sum by (answer) (increase(pullcord_appeals_heard_total{${PLATFORM}}[1d]))`, legend: '{{answer}}' }] }),
      over({ title: 'Do two looks agree', says: 'Cohen\'s kappa of decisions and blind second looks: 1 always, 0 no more than by chance. Empty: too few.', floor: -1, queries: [{ expr: `max by (platform) (pullcord_quality_kappa{${PLATFORM}})`, legend: '{{platform}}' }] }),
      over({ title: 'Second looks', says: 'Blind ones that were answered, in a day. Peeked: had seen the case before, counts for nothing.', queries: [{ expr: `sum by (answer) (increase(pullcord_second_reviews_total{${PLATFORM}}[1d]))`, legend: '{{answer}}' }] }),
      over({ title: 'How often a signal was right', says: 'Share of violations among the decisions of a day on cases that it counted for; what says neither is left out. Of all platforms.', unit: 'percentunit', queries: [{ expr: 'sum by (signal) (increase(pullcord_signal_outcomes_total{outcome="violation"}[1d])) / (sum by (signal) (increase(pullcord_signal_outcomes_total{outcome=~"violation|no_violation|unfounded_report"}[1d])) > 0)', legend: '{{signal}}' }] }),
      over({ title: 'Decided anew, by signal', says: 'Decisions of a day whose place another took, on cases that the signal counted for. Of all platforms.', queries: [{ expr: 'sum by (signal, cause) (increase(pullcord_signal_overturns_total[1d])) > 0 or ' + NONE('signal'), legend: '{{signal}} {{cause}}' }] }),
      over({ title: 'Do records tell the truth', says: 'How likely right flags were by their reporters\' records, and how many of those that people concluded were. Both in a day; apart: records drift.', unit: 'percentunit', queries: [{ expr: `sum(increase(pullcord_flags_believed_sum{${PLATFORM}}[1d])) / (sum(increase(pullcord_flags_believed_count{${PLATFORM}}[1d])) > 0)`, legend: 'by records' }, { expr: `sum(increase(pullcord_flags_concluded_total{${PLATFORM},conclusion="right"}[1d])) / (sum(increase(pullcord_flags_concluded_total{${PLATFORM}}[1d])) > 0)`, legend: 'as concluded' }] }),
      over({ title: 'The policy in shadow', says: 'What it would have done otherwise, in an hour; flat where none runs.', queries: [{ expr: `sum by (difference) (increase(pullcord_policy_shadow_total{${PLATFORM}}[1h]))`, legend: '{{difference}}' }] }),
    ],
  },
  'team-load': {
    title: 'Pullcord: team load',
    links: { 'People': 'people', 'On call': 'oncall' },
    says: 'Is there enough of us? Work that comes in against work that is done; never by person. Claims that lapse mean people who are torn away.',
    panels: [
      over({ title: 'In and out', says: 'Cases in an hour.', queries: [{ expr: `sum(increase(pullcord_cases_opened_total{${LANES}}[1h]))`, legend: 'opened' }, { expr: `sum(increase(pullcord_decisions_total{${LANES}}[1h]))`, legend: 'decided' }] }),
      over({ title: 'Asked for work', says: 'In an hour, and what was answered. Refused: budget, shift, opt-out, somebody faster.', queries: [{ expr: `sum by (answer) (increase(pullcord_claims_total{${PLATFORM}}[1h]))`, legend: '{{answer}}' }] }),
      over({ title: 'Claims that ran out', says: 'In an hour.', queries: [{ expr: `sum(increase(pullcord_claims_lapsed_total{${PLATFORM}}[1h]))`, legend: 'lapsed' }] }),
      over({ title: 'How much people carry', says: 'People on shift by how much of their exposure\'s budget is used. Many above half early in a week: too few of us.', queries: [{ expr: `sum by (budget) (max by (platform, budget) (pullcord_exposure_people{${PLATFORM}}))`, legend: '{{budget}}' }] }),
      over({ title: 'How much there was to carry', says: 'Looks at cases and minutes at them, weighed by how hard they are, in an hour.', queries: [{ expr: `sum by (of) (increase(pullcord_exposure_weight_total{${PLATFORM}}[1h]))`, legend: '{{of}}' }] }),
      over({ title: 'Cases for those who work', says: 'Waiting cases for each that somebody holds.', queries: [{ expr: `sum(pullcord:queue_cases{${LANES},state="queued"}) / clamp_min(sum(pullcord:queue_cases{${LANES},state="claimed"}), 1)`, legend: 'waiting for each' }] }),
    ],
  },
  objectives: {
    title: 'Pullcord: objectives',
    links: { 'Insights': 'insights', 'Connectors': 'connectors' },
    says: 'Is what was promised kept, and how much may still go wrong? A budget that burns fast pages; one that burns slowly wants its cause found this week; with none left, nothing else comes first. What each objective is: objectives.md.',
    panels: [
      now({ title: 'The least budget that is left', says: 'Of the last 30 days. Below zero: a promise is broken; no further down than -100 % is drawn.', unit: 'percentunit', below: 0, queries: [{ expr: 'clamp_min(min(pullcord:objective_budget_left:ratio30d), -1)' }] }),
      now({ title: 'Burns fastest', says: 'How many times faster than its budget allows, over an hour. At 14.4 it is gone in two days.', red: 6, queries: [{ expr: 'clamp_max(max(pullcord:objective_missed:ratio_rate1h / on (objective) pullcord:objective_budget), 100)' }] }),
      now({ title: 'Burns slowly', says: 'How many times faster than its budget allows, over a day. At 3 it is gone in ten days.', red: 3, queries: [{ expr: 'clamp_max(max(pullcord:objective_missed:ratio_rate1d / on (objective) pullcord:objective_budget), 100)' }] }),
      now({ title: 'Promises that are broken', says: 'Objectives without budget left.', red: 1, queries: [{ expr: 'sum(pullcord:objective_budget_left:ratio30d < bool 0)' }] }),
      over({ title: 'Budget left', says: 'Of the last 30 days, by objective: 100 % nothing went wrong, 0 % all that may, -100 % twice that or more.', unit: 'percentunit', below: 0, queries: [{ expr: 'clamp_min(pullcord:objective_budget_left:ratio30d, -1)', legend: '{{objective}}' }] }),
      over({ title: 'Fast', says: 'Times the pace that the budget allows, over an hour, 100 at most; five minutes say whether it goes on. Pages at 14.4, where people are part of it at 6.', red: 14.4, queries: [{ expr: 'clamp_max(pullcord:objective_missed:ratio_rate1h / on (objective) pullcord:objective_budget, 100)', legend: '{{objective}}' }, { expr: 'clamp_max(pullcord:objective_missed:ratio_rate5m / on (objective) pullcord:objective_budget, 100)', legend: '{{objective}} 5 min' }] }),
      over({ title: 'Slow', says: 'The same over a day; two hours say whether it goes on. A ticket at 3.', red: 3, queries: [{ expr: 'clamp_max(pullcord:objective_missed:ratio_rate1d / on (objective) pullcord:objective_budget, 100)', legend: '{{objective}}' }, { expr: 'clamp_max(pullcord:objective_missed:ratio_rate2h / on (objective) pullcord:objective_budget, 100)', legend: '{{objective}} 2 h' }] }),
      over({ title: 'Missed, by platform', says: 'Share of what came in in an hour and missed its objective. The objectives are of all platforms together: a small one that is badly off may not burn them.', unit: 'percentunit', none: 'nothing came in', queries: [{ expr: `pullcord:objective_missed_by_platform:ratio_rate1h{${PLATFORM}}`, legend: '{{platform}} {{objective}}' }] }),
      over({ title: 'Missed', says: 'The same, of all platforms.', unit: 'percentunit', queries: [{ expr: 'pullcord:objective_missed:ratio_rate1h', legend: '{{objective}}' }] }),
    ],
  },
  runtime: {
    title: 'Pullcord: Redis and runtime',
    links: { 'Audit': 'audit' },
    says: 'Is the machine well? Slow scripts with a calm processor mean the disk; a late event loop means that something blocks it, or that there is too little processor.',
    panels: [
      now({ title: 'Redis writes', says: '1: its last write and its last rewrite went well.', below: 1, queries: [{ expr: 'min(pullcord_redis_aof_ok)' }] }),
      now({ title: 'Audit breaks', says: 'That a walk of the chains found.', red: 1, queries: [{ expr: `sum(max by (platform) (pullcord_audit_faults{${PLATFORM}}))` }] }),
      now({ title: 'Audit verified ago', says: 'Since the last walk to all ends; of the platform where it is longest.', unit: 's', red: 2 * 86400, queries: [{ expr: `time() - min(max by (platform) (pullcord_audit_verified_at_seconds{${PLATFORM}}))` }] }),
      now({ title: 'Partitions worked by nobody', says: 'Their events wait.', red: 1, queries: [{ expr: 'max(pullcord_partitions_unheld)' }] }),
      over({ title: 'Scripts', says: 'The slowest ten: 95 of 100 calls took no longer.', unit: 's', queries: [{ expr: `topk(10, histogram_quantile(0.95, sum by (script, le) (rate(pullcord_redis_script_seconds_bucket[${RATE}]))) >= 0)`, legend: '{{script}}', exemplar: true }] }),
      over({ title: 'Scripts a second', says: 'The ten most frequent.', unit: 'ops', queries: [{ expr: `topk(10, sum by (script) (rate(pullcord_redis_script_seconds_count[${RATE}])))`, legend: '{{script}}' }] }),
      over({ title: 'Memory of Redis', says: 'Used, and the most it may, where that is limited.', unit: 'bytes', queries: [{ expr: 'max by (of) (pullcord_redis_memory_bytes) > 0', legend: '{{of}}' }] }),
      over({ title: 'Slow disk', says: 'Fsyncs that were still running when the next was due, in an hour.', queries: [{ expr: 'max(delta(pullcord_redis_fsync_delayed[1h]))', legend: 'delayed' }] }),
      over({ title: 'The append-only file', says: 'Now, and after its last rewrite.', unit: 'bytes', queries: [{ expr: 'max by (of) (pullcord_redis_aof_bytes)', legend: '{{of}}' }] }),
      over({ title: 'Replicas', says: 'Connected; none with the embedded Redis.', queries: [{ expr: 'min(pullcord_redis_replicas)', legend: 'connected' }] }),
      over({ title: 'The last replica is behind', says: 'By so many bytes.', unit: 'bytes', queries: [{ expr: 'max(pullcord_redis_replica_lag_bytes)', legend: 'behind' }] }),
      over({ title: 'The event loop is late', says: 'For a timer.', unit: 's', queries: quantiles('pullcord_loop_delay_seconds', '', '') }),
      over({ title: 'Java pauses', says: 'Seconds of a second.', unit: 'percentunit', queries: [{ expr: `sum by (instance) (rate(jvm_gc_pause_seconds_sum[${RATE}])) or sum by (instance) (0 * process_uptime_seconds)`, legend: '{{instance}}' }] }),
      over({ title: 'Heap', says: 'Used.', unit: 'bytes', queries: [{ expr: 'sum by (instance) (jvm_memory_used_bytes{area="heap"})', legend: '{{instance}}' }] }),
      over({ title: 'Processor', says: 'Of this process.', unit: 'percentunit', queries: [{ expr: 'max by (instance) (process_cpu_usage)', legend: '{{instance}}' }] }),
      over({ title: 'Nodes', says: 'That answer. Fewer than before: one is gone, and the others do its work.', queries: [{ expr: 'pullcord:nodes', legend: 'nodes' }] }),
      over({ title: 'Partitions', says: 'By the node that works them.', queries: [{ expr: 'sum by (instance) (pullcord_partitions_owned)', legend: '{{instance}}' }] }),
      over({ title: 'Waiting for an audit chain', says: 'Writes of a node.', queries: [{ expr: 'sum by (instance) (pullcord_audit_waiting)', legend: '{{instance}}' }] }),
    ],
  },
};
