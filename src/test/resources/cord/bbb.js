import { createElement } from '/npm/react.js';
import client from '/npm/react-dom-client.js';
import { Cord } from '/bigbluebutton/plugin.js';

const root = client.createRoot(document.querySelector('#call'));
globalThis.again = () => root.render(createElement(Cord, { uuid: 'u-1', pluginName: 'PullcordPlugin' }));
again();
