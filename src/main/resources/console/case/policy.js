// The policy in force: what a decision can name, and what takes two people. Fetched once for a while.
import { useState, useEffect } from '../ui.js';
import { get, path } from '../calls.js';

const KEPT_MS = 60_000;
let known = null;

export function usePolicy() {
  const [policy, setPolicy] = useState(known?.policy);
  useEffect(() => {
    if (known && Date.now() - known.at < KEPT_MS) return;
    load().then(setPolicy, () => {}); // without it the service still says what it does not take
  }, []);
  return policy;
}

async function load() {
  const { items } = await get('/v1/policies?limit=100');
  const inForce = items.find((each) => each.active) || items[0];
  const { policy } = await get(path`/v1/policies/${inForce.version}`);
  const tree = policy.tree;
  const days = period(tree.permanentFrom);
  known = {
    at: Date.now(),
    policy: {
      version: inForce.version,
      codes: tree.codes,
      // A guess to warn early; the service decides by the whole condition.
      takesTwo: (step) => tree.twoPeople.some((rule) => rule.action === step.type
        && (rule.when === 'true' || (rule.when.includes('permanent') && (!step.duration || period(step.duration) >= days)))),
    },
  };
  return known.policy;
}

/** Days of `P30D` or `365d`. */
function period(text) {
  const days = /^P?(\d+)d$/i.exec(text || '');
  return days ? Number(days[1]) : 0;
}
