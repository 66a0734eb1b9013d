// What a platform can be asked to do, as people think of it, and which of it needs a time or a person.
import { span } from '../ui.js';
import { word } from '../messages.js';

export const MEASURES = [
  { type: 'preserve_evidence', key: 'k', group: 'keep' },
  { type: 'remove_participant', key: 'x', group: 'call', of: 'participant', also: ['block_rejoin'] },
  { type: 'revoke_publish', key: 'p', group: 'call', of: 'participant' },
  { type: 'mute_audio', key: 'a', group: 'call', of: 'participant' },
  { type: 'stop_screenshare', key: 'c', group: 'call', of: 'participant' },
  { type: 'end_meeting', key: 'e', group: 'call', of: 'meeting' },
  { type: 'lock_meeting', key: 'l', group: 'call', of: 'meeting' },
  { type: 'warn', key: 'w', group: 'account', of: 'account' },
  { type: 'suspend_account', key: 's', group: 'account', of: 'account', times: ['P1D', 'P7D', 'P30D', 'P90D', ''] },
  { type: 'hold_payout', key: 'h', group: 'account', of: 'account', times: ['P7D', 'P30D', ''] },
  { type: 'reinstate_account', group: 'back', of: 'account' },
  { type: 'release_payout', group: 'back', of: 'account' },
  { type: 'unblock_rejoin', group: 'back', of: 'participant' },
  { type: 'restore_publish', group: 'back', of: 'participant' },
];

export const OUTCOMES = ['violation', 'no_violation', 'unfounded_report', 'insufficient', 'duplicate'];

/** Whether this measure can be meant with this case. */
export function possible(measure, c) {
  if (measure.of === 'participant') return Boolean(c.meeting) && (Boolean(c.account) || (c.roster || []).length > 0);
  if (measure.of === 'meeting') return Boolean(c.meeting);
  if (measure.of === 'account') return Boolean(c.account);
  return true;
}

/** What is asked of the service, from what was chosen. */
export function orders(draft, c) {
  return MEASURES.filter((measure) => draft.measures[measure.type] && possible(measure, c)).flatMap((measure) => {
    const chosen = draft.measures[measure.type];
    const target = measure.of === 'participant' && !c.account && draft.whom ? { participantId: draft.whom } : undefined;
    const first = { type: measure.type, ...(target && { target }), ...(chosen.duration && { duration: chosen.duration }) };
    return [...(measure.also || []).map((type) => ({ type, ...(target && { target }) })), first];
  });
}

/** A duration as the choices here have it: the service writes days in hours. */
export function inDays(duration) {
  const hours = Number(/^PT(\d+)H$/.exec(duration || '')?.[1]);
  return hours && hours % 24 === 0 ? `P${hours / 24}D` : duration || '';
}

/** A duration in words; whatever is no choice here, in its two largest units. */
export function inWords(duration) {
  const days = inDays(duration);
  const [, count, unit] = /^PT?(\d+)([DH])$/.exec(days) || [];
  return word(`time-${days || 'open'}`) ?? (count ? span(count * (unit === 'D' ? 86_400_000 : 3_600_000)) : days);
}

/** How long a measure lasts, in words, after a point; nothing of one that does not last. */
export function lasts({ type, duration }) {
  return duration || MEASURES.some((measure) => measure.type === type && measure.times) ? ` · ${inWords(duration)}` : '';
}
