// What was begun and is not sent: kept in this browser alone, for a day at most, so that neither a crash nor a cut line
// costs anybody a thought. It goes when the decision is made, the case handed on, or its writer signs out.
const PREFIX = 'pullcord.draft.';
const KEPT_MS = 24 * 3600_000;

export function draft(caseId) {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + caseId));
    return kept && Date.now() - kept.at < KEPT_MS ? kept.draft : null;
  } catch {
    return null;
  }
}

export function keepDraft(caseId, draft) {
  try {
    localStorage.setItem(PREFIX + caseId, JSON.stringify({ at: Date.now(), draft }));
  } catch {
    // a browser that keeps nothing: the page still has it
  }
}

export function dropDraft(caseId) {
  try {
    localStorage.removeItem(PREFIX + caseId);
  } catch {
    // as above
  }
}

/** Drops them all, or those whose day is over. */
export function dropDrafts(all) {
  try {
    Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => {
      if (all || !draft(key.slice(PREFIX.length))) localStorage.removeItem(key);
    });
  } catch {
    // as above
  }
}
