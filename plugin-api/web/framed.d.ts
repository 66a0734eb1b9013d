import type { TilePerson } from './pullcord-button.js';

/** What the frame says, by its word. Version 1; more words may come, unknown ones are left alone. */
export interface FrameSays {
  ready?(said: { version: 1 }): void;
  /** It speaks no version that this page does. */
  refused?(said: { versions: number[] }): void;
  /** The panic control was pressed: the harmless thing that it is for is to happen. */
  press?(said: {}): void;
  protect?(said: { person: TilePerson }): void;
  flagged?(said: { id: string }): void;
  /** The dialog wants room, or is closed again: make the frame larger, or small. */
  dialog?(said: { open: boolean }): void;
  heard?(said: { id: string; state: 'waiting' | 'taken' | 'refused'; receipt?: string }): void;
}

export interface Framing {
  /** Where `frame.html` is: an origin that `intake.browserOrigins` names, best another than the page's. */
  url: string;
  /** Where Pullcord is. */
  service: string;
  token: () => string | Promise<string>;
  attributes?: {
    kind?: 'panic' | 'flag';
    label?: string;
    lang?: string;
    hold?: number;
    chord?: string;
    trigger?: 'hold' | 'press';
    reasons?: string;
  };
  people?: TilePerson[];
  labels?: Record<string, string>;
  on?: FrameSays;
}

export interface FramedCord {
  people: TilePerson[];
  labels: Record<string, string>;
  panic(): void;
  close(): void;
}

/** Loads the frame into this iframe. */
export function framedCord(iframe: HTMLIFrameElement, framing: Framing): FramedCord;
