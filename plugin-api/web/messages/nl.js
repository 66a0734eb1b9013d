// Machine-made, read by nobody who speaks it yet.
export const machineMade = true;

export default {
  report: 'Melden',
  view: 'Weergave',
  who: 'Over wie gaat het?',
  nobody: 'Er is hier niemand anders.',
  why: 'Waar gaat het over?',
  words: 'Wat u nog wilt zeggen',
  hide: 'Deze persoon voor mij verbergen en dempen',
  send: 'Versturen',
  cancel: 'Annuleren',
  sent: 'Dank u. Het is onderweg.',
  close: 'Sluiten',
  sextortion: 'Dreigt privébeelden te verspreiden',
  child_safety: 'Een kind is misschien in gevaar',
  trafficking: 'Iemand wordt gedwongen of gecontroleerd',
  covert_recording: 'Iemand wordt stiekem opgenomen',
  threat_to_life: 'Iemands leven wordt bedreigd',
  self_harm: 'Iemand doet zichzelf misschien iets aan',
  harassment: 'Intimidatie',
  hate: 'Haat',
  sexual_content: 'Seksuele inhoud',
  impersonation: 'Doet zich voor als iemand anders',
  off_platform_payment: 'Vraagt geld buiten om',
  other: 'Iets anders',
};
