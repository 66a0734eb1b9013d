// Machine-made, read by nobody who speaks it yet.
export const machineMade = true;

export default {
  report: 'Raportează',
  view: 'Vizualizare',
  who: 'Despre cine este vorba?',
  nobody: 'Nu mai este nimeni aici.',
  why: 'Despre ce este vorba?',
  words: 'Ce mai doriți să adăugați',
  hide: 'Ascunde și oprește sunetul acestei persoane pentru mine',
  send: 'Trimite',
  cancel: 'Anulează',
  sent: 'Mulțumim. Este pe drum.',
  close: 'Închide',
  sextortion: 'Amenință că publică imagini private',
  child_safety: 'Un copil poate fi în pericol',
  trafficking: 'Cineva este forțat sau controlat',
  covert_recording: 'Cineva este înregistrat în secret',
  threat_to_life: 'Viața cuiva este amenințată',
  self_harm: 'Cineva și-ar putea face rău',
  harassment: 'Hărțuire',
  hate: 'Ură',
  sexual_content: 'Conținut sexual',
  impersonation: 'Se dă drept altcineva',
  off_platform_payment: 'Cere bani în afară',
  other: 'Altceva',
};
