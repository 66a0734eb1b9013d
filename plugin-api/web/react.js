import { createElement, forwardRef, useEffect, useImperativeHandle, useRef } from 'react';

/**
 * `<pullcord-button>` for React 18 and 19: `reporter`, `people`, `labels` as properties, `onPress`, `onProtect`, `onFlagged`
 * for its events, all else its attributes. The ref is the element. Rendered on a server it is an empty tag; the element
 * itself is loaded in the browser.
 */
export const PullcordButton = forwardRef(function PullcordButton(props, ref) {
  const { reporter = null, people, labels, onPress, onProtect, onFlagged, ...attributes } = props;
  const element = useRef(null);
  const heard = useRef();
  heard.current = { onPress, onProtect, onFlagged };
  useImperativeHandle(ref, () => element.current, []);
  useEffect(() => {
    import('./pullcord-button.js');
    const here = element.current;
    const listen = {
      'pullcord-press': () => heard.current.onPress?.(),
      'pullcord-protect': (event) => heard.current.onProtect?.(event.detail),
      'pullcord-flagged': (event) => heard.current.onFlagged?.(event.detail),
    };
    Object.entries(listen).forEach(([name, act]) => here.addEventListener(name, act));
    return () => Object.entries(listen).forEach(([name, act]) => here.removeEventListener(name, act));
  }, []);
  useEffect(() => {
    element.current.reporter = reporter;
  }, [reporter]);
  useEffect(() => {
    element.current.people = people ?? [];
  }, [people]);
  useEffect(() => {
    element.current.labels = labels ?? {};
  }, [labels]);
  return createElement('pullcord-button', { ...attributes, ref: element });
});
