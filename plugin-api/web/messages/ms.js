// Machine-made, read by nobody who speaks it yet.
export const machineMade = true;

export default {
  report: 'Lapor',
  view: 'Paparan',
  who: 'Ini tentang siapa?',
  nobody: 'Tiada orang lain di sini.',
  why: 'Ini tentang apa?',
  words: 'Apa-apa yang anda mahu tambah',
  hide: 'Sembunyikan dan senyapkan orang ini untuk saya',
  send: 'Hantar',
  cancel: 'Batal',
  sent: 'Terima kasih. Ia sedang dihantar.',
  close: 'Tutup',
  sextortion: 'Mengugut untuk menyebarkan gambar peribadi',
  child_safety: 'Seorang kanak-kanak mungkin dalam bahaya',
  trafficking: 'Seseorang dipaksa atau dikawal',
  covert_recording: 'Seseorang dirakam secara rahsia',
  threat_to_life: 'Nyawa seseorang diancam',
  self_harm: 'Seseorang mungkin mencederakan diri',
  harassment: 'Gangguan',
  hate: 'Kebencian',
  sexual_content: 'Kandungan seksual',
  impersonation: 'Menyamar sebagai orang lain',
  off_platform_payment: 'Meminta wang di luar',
  other: 'Perkara lain',
};
