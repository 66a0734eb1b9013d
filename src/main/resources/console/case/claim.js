// The claim: renewed in silence while its holder is at it, and plain about it when it is over.
import { useState, useEffect, useRef } from '../ui.js';
import { call, path } from '../calls.js';
import { now } from '../clock.js';
import { useKeys } from '../keys.js';
import { t } from '../messages.js';
import { may } from '../roles.js';
import { takeClaimed } from '../claimed.js';

/** A holder who has touched nothing for so long is gone: his case is for somebody else. */
const AWAY_MS = 5 * 60_000;

/**
 * @returns {{token?: string, expiresAt?: string, lapsed: boolean, problem?: import('../calls.js').Problem, take: Function, over: Function,
 *   mayTake: boolean,
 *   idle: boolean, ending: boolean, got: Function}} `got` takes what a claiming call answered
 */
export function useClaim(me, c, set) {
  const [claim, setClaim] = useState(null);
  const [lapsed, setLapsed] = useState(false);
  const [problem, setProblem] = useState(null);
  const [idle, setIdle] = useState(false);
  const [ending, setEnding] = useState(false);
  const touched = useRef(Date.now());
  const asked = useRef(false);
  const holds = c?.claim?.holder === me.id;

  const got = (body) => {
    setClaim(body.claim);
    setLapsed(false);
    setProblem(null);
    set(body.case);
  };
  // The token is told to its holder alone, by the call that claims: made again, it tells him again.
  const take = () => call('POST', path`/v1/claims/${c.id}`, {}).then(({ body }) => got(body)).catch(setProblem);
  const over = () => { setClaim(null); asked.current = true; };

  useEffect(() => {
    if (!c || claim || asked.current || !holds) return;
    asked.current = true;
    const handed = takeClaimed(c.id);
    if (handed) setClaim(handed.claim);
    else take();
  }, [c, claim, holds]);

  useEffect(() => {
    const touch = () => { touched.current = Date.now(); setIdle(false); };
    const kinds = ['pointermove', 'keydown', 'scroll', 'touchstart'];
    kinds.forEach((kind) => addEventListener(kind, touch, { passive: true }));
    return () => kinds.forEach((kind) => removeEventListener(kind, touch));
  }, []);

  useEffect(() => {
    if (!claim) return undefined;
    let here = true;
    const whole = new Date(claim.expiresAt) - now(); // as it was just granted or renewed
    const over = () => { setLapsed(true); setClaim(null); };
    const beat = () => {
      const left = new Date(claim.expiresAt) - now();
      const away = Date.now() - touched.current > AWAY_MS;
      setIdle(away);
      setEnding(left < whole / 3);
      if (left <= 0) { over(); return; }
      if (left > whole * 0.67 || away) return;
      call('PUT', path`/v1/claims/${c.id}`, { token: claim.token })
        .then(({ body }) => here && setClaim({ ...claim, expiresAt: body.expiresAt }))
        .catch((refused) => { if (here && refused.word === 'not-holder') over(); }); // else there are more beats to come
    };
    const timer = setInterval(beat, Math.min(10_000, Math.max(300, whole / 6)));
    return () => { here = false; clearInterval(timer); };
  }, [claim]);

  const waits = c && ['queued', 'escalated'].includes(c.state);
  const mayTake = Boolean(waits) && (may(me, 'lead') || (may(me, 'senior') && c.needs === 'senior'));
  useKeys([{ keys: 't', label: t('case-take'), run: take, off: !mayTake }]);
  return { token: claim?.token, expiresAt: claim?.expiresAt, lapsed, problem, take, over, mayTake, idle, ending, got };
}
