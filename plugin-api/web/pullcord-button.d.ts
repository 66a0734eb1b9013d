import type { Reporter } from './reporter.js';

export interface TilePerson {
  participantId: string;
  accountId?: string;
  name: string;
}

/** What the element fires; all of it bubbles to the document and the window. */
export interface PullcordEventMap {
  'pullcord-press': CustomEvent<null>;
  'pullcord-protect': CustomEvent<TilePerson>;
  'pullcord-flagged': CustomEvent<{ id?: string }>;
  'pullcord-dialog': CustomEvent<{ open: boolean }>;
}

/** See pullcord-button.js for attributes. */
export class PullcordButton extends HTMLElement {
  reporter: Reporter | null;
  people: TilePerson[];
  labels: Record<string, string>;
  ask(participantId?: string): void;
  panic(): ReturnType<Reporter['panic']> | undefined;
}

declare global {
  interface HTMLElementEventMap extends PullcordEventMap {}
  interface DocumentEventMap extends PullcordEventMap {}
  interface WindowEventMap extends PullcordEventMap {}
  interface HTMLElementTagNameMap {
    'pullcord-button': PullcordButton;
  }
}
