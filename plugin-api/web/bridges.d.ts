import type { TilePerson } from './pullcord-button.js';

/** A call, as far as the cord needs it. */
export interface Call {
  me(): string | undefined;
  people(): TilePerson[];
  /** Hides and mutes this participant for me alone, as far as the call's library can. */
  protect(participantId: string): void;
  watch(changed: (people: TilePerson[]) => void): void;
}

export function fromLiveKitRoom(room: any): Call;
export function fromJanus(me: string | number, feeds: Map<string | number, { display?: string; handle: any }>): Call & { changed(): void };
export function fromJitsi(api: any): Call;
