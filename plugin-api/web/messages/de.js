// Machine-made, read by nobody who speaks it yet.
export const machineMade = true;

export default {
  report: 'Melden',
  view: 'Ansicht',
  who: 'Um wen geht es?',
  nobody: 'Sonst ist niemand hier.',
  why: 'Worum geht es?',
  words: 'Was Sie noch sagen möchten',
  hide: 'Diese Person für mich ausblenden und stummschalten',
  send: 'Senden',
  cancel: 'Abbrechen',
  sent: 'Danke. Es ist unterwegs.',
  close: 'Schließen',
  sextortion: 'Droht, private Bilder zu verbreiten',
  child_safety: 'Ein Kind ist vielleicht in Gefahr',
  trafficking: 'Jemand wird gezwungen oder kontrolliert',
  covert_recording: 'Jemand wird heimlich aufgenommen',
  threat_to_life: 'Jemandes Leben wird bedroht',
  self_harm: 'Jemand könnte sich etwas antun',
  harassment: 'Belästigung',
  hate: 'Hass',
  sexual_content: 'Sexuelle Inhalte',
  impersonation: 'Gibt sich für jemand anderen aus',
  off_platform_payment: 'Verlangt Geld außerhalb',
  other: 'Etwas anderes',
};
