import type { PullcordButton } from './pullcord-button.js';
import type { Reporter } from './reporter.js';

export function jitsiButtons(words?: { report?: string; reportIcon?: string; view?: string; viewIcon?: string }): {
  customParticipantMenuButtons: { id: string; icon?: string; text: string }[];
  customToolbarButtons: { id: string; icon?: string; text: string }[];
};

/** @param api a `JitsiMeetExternalAPI`. The dialog's element is put into `parent`, the body if none is given. */
export function cordInJitsi(
  api: any,
  cord: { reporter: Reporter; press?: () => void; parent?: Element },
): PullcordButton;
