import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Cord } from './plugin.js';

// BigBlueButton says in the script's own tag which plugin it is and where it may render.
const script = document.currentScript;
const uuid = script?.getAttribute('uuid') ?? 'root';
createRoot(document.getElementById(uuid)).render(
  createElement(Cord, { uuid, pluginName: script?.getAttribute('pluginName') ?? 'PullcordPlugin' }),
);
