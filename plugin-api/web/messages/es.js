// Machine-made, read by nobody who speaks it yet.
export const machineMade = true;

export default {
  report: 'Denunciar',
  view: 'Vista',
  who: '¿De quién se trata?',
  nobody: 'No hay nadie más aquí.',
  why: '¿De qué se trata?',
  words: 'Lo que quieras añadir',
  hide: 'Ocultar y silenciar a esta persona para mí',
  send: 'Enviar',
  cancel: 'Cancelar',
  sent: 'Gracias. Ya está en camino.',
  close: 'Cerrar',
  sextortion: 'Amenaza con difundir imágenes privadas',
  child_safety: 'Un menor puede estar en peligro',
  trafficking: 'Alguien está obligado o controlado',
  covert_recording: 'Se graba a alguien en secreto',
  threat_to_life: 'Amenazan la vida de alguien',
  self_harm: 'Alguien puede hacerse daño',
  harassment: 'Acoso',
  hate: 'Odio',
  sexual_content: 'Contenido sexual',
  impersonation: 'Se hace pasar por otra persona',
  off_platform_payment: 'Pide dinero por fuera',
  other: 'Otra cosa',
};
