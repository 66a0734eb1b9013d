import { createElement, createRef } from 'react';
import { Reporter } from '@pullcord/web';
import type { PullcordButton as Element } from '@pullcord/web/button';
import { PullcordButton } from '@pullcord/web/react';

const reporter = new Reporter({ service: 'https://pullcord.example', token: () => 'jwt' });
const ref = createRef<Element>();
export const cord = createElement(PullcordButton, { kind: 'panic', reporter, ref, onPress: () => ref.current?.panic() });
// @ts-expect-error it is a panic or a flag
export const wrong = createElement(PullcordButton, { kind: 'alarm', reporter });
