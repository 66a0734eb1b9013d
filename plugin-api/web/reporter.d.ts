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
  /**
   * A good participant token, a JWT. Asked for at once, that none has to be waited for when help is, again before each expires and
   * whenever the service refuses one. What throws, hangs for 8 s or is no JWT is asked for again.
   */
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

/** Who was `exposed`, and `evidence`, are the platform's to send: from a browser they are not taken. */
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
  taken: Promise<{ id: string; receipt?: string; support?: Support[] } | null>;
}

/** Where help is to be had, as a panic's answer brings it. To be shown only by a gesture of the person's own. */
export interface Support {
  id: string;
  title: string;
  [more: string]: unknown;
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
