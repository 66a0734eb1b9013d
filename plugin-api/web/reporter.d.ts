/** What became of an event: it waits, the service has it for good, or will never take it. */
export interface Heard {
  id: string;
  state: 'waiting' | 'taken' | 'refused';
  /** The reporter's own, unguessable. */
  receipt?: string;
}

export interface Options {
  /** Where Pullcord is, for example `https://pullcord.example`. */
  service: string;
  /** A good participant token. Asked for at the first report, and again when one has expired. */
  token: () => string | Promise<string>;
  /** An address of the platform's own that relays an event (sent as text/plain) when the page is left. */
  beacon?: string;
  heard?: (heard: Heard) => void;
}

export interface Person {
  participantId?: string;
  accountId?: string;
}

export type Reason =
  | 'child_safety' | 'grooming' | 'sextortion' | 'trafficking' | 'sexual_exploitation' | 'covert_recording'
  | 'non_consensual_imagery' | 'threat_to_life' | 'self_harm' | 'violence' | 'harassment' | 'hate' | 'sexual_content'
  | 'deceptive_recruitment' | 'impersonation' | 'romance_deception' | 'suspected_adult_posing_as_child'
  | 'advertising_sexual_services' | 'off_platform_payment' | 'fraud_spam' | 'other';

export interface Flag {
  subject?: Person;
  reason: Reason;
  /** At most 2000 UTF-16 units. */
  text?: string;
  /** BCP 47. */
  language?: string;
  immediateDanger?: boolean;
  minorInvolved?: boolean;
}

export interface Sent {
  id: string;
  /** The receipt once the service has it; null when it will never take it, or when too much waits. Never rejects. */
  taken: Promise<{ id: string; receipt?: string } | null>;
}

/** Sends what a participant reports. See reporter.js. */
export class Reporter {
  constructor(options: Options);
  panic(more?: { language?: string; drill?: boolean }): Sent;
  flag(report: Flag): Sent;
  details(id: string, text: string): Sent;
  withdraw(id: string): Sent;
  harmless(): void;
  readonly pending: number;
  flush(): void;
  close(): void;
}
