import type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from 'react';
import type { PullcordButton as Element, TilePerson } from './pullcord-button.js';
import type { Reporter } from './reporter.js';

export interface PullcordButtonProps extends Pick<HTMLAttributes<HTMLElement>, 'id' | 'lang' | 'hidden' | 'style'> {
  kind: 'panic' | 'flag';
  reporter: Reporter | null;
  people?: TilePerson[];
  labels?: Record<string, string>;
  label?: string;
  hold?: number;
  chord?: string;
  trigger?: 'hold' | 'press';
  reasons?: string;
  bare?: boolean;
  onPress?(): void;
  onProtect?(person: TilePerson): void;
  onFlagged?(flagged: { id?: string }): void;
}

/** The ref is the element itself: `ref.current.panic()`. */
export const PullcordButton: ForwardRefExoticComponent<PullcordButtonProps & RefAttributes<Element>>;
