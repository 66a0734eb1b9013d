// The one case a person holds, as it was handed to him, until its page asks for it. In memory only: a token is a key.
let held = null;

export function keepClaimed(claimed) {
  held = claimed;
}

/** What was handed over with this case; only once. */
export function takeClaimed(caseId) {
  const mine = held?.case.id === caseId ? held : null;
  held = null;
  return mine;
}
