// Machine-made, read by nobody who speaks it yet.
export const machineMade = true;

export default {
  report: 'Mag-ulat',
  view: 'Tanaw',
  who: 'Tungkol kanino ito?',
  nobody: 'Wala nang ibang tao rito.',
  why: 'Tungkol saan ito?',
  words: 'Anumang nais mong idagdag',
  hide: 'Itago at patahimikin ang taong ito para sa akin',
  send: 'Ipadala',
  cancel: 'Kanselahin',
  sent: 'Salamat. Papunta na ito.',
  close: 'Isara',
  sextortion: 'Nagbabantang ikalat ang pribadong larawan',
  child_safety: 'Maaaring nasa panganib ang isang bata',
  trafficking: 'May pinipilit o kinokontrol',
  covert_recording: 'May palihim na nire-record',
  threat_to_life: 'May banta sa buhay ng isang tao',
  self_harm: 'May maaaring manakit sa sarili',
  harassment: 'Panliligalig',
  hate: 'Poot',
  sexual_content: 'Seksuwal na nilalaman',
  impersonation: 'Nagpapanggap na ibang tao',
  off_platform_payment: 'Humihingi ng pera sa labas',
  other: 'Iba pa',
};
