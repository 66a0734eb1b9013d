import type { Reporter } from './reporter.js';

export interface TilePerson {
  participantId: string;
  accountId?: string;
  name: string;
}

/** See pullcord-button.js for attributes; events: `pullcord-press`, `pullcord-protect` (detail: TilePerson), `pullcord-flagged`, `pullcord-dialog` (detail: {open}). */
export class PullcordButton extends HTMLElement {
  reporter: Reporter | null;
  people: TilePerson[];
  labels: Record<string, string>;
  ask(participantId?: string): void;
  panic(): ReturnType<Reporter['panic']> | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'pullcord-button': PullcordButton;
  }
}
