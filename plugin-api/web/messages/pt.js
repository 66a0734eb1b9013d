// Machine-made, read by nobody who speaks it yet.
export const machineMade = true;

export default {
  report: 'Denunciar',
  view: 'Visualização',
  who: 'De quem se trata?',
  nobody: 'Não há mais ninguém aqui.',
  why: 'De que se trata?',
  words: 'O que quiser acrescentar',
  hide: 'Ocultar e silenciar esta pessoa para mim',
  send: 'Enviar',
  cancel: 'Cancelar',
  sent: 'Obrigado. Já está a caminho.',
  close: 'Fechar',
  sextortion: 'Ameaça divulgar imagens privadas',
  child_safety: 'Uma criança pode estar em perigo',
  trafficking: 'Alguém é forçado ou controlado',
  covert_recording: 'Alguém é gravado em segredo',
  threat_to_life: 'A vida de alguém é ameaçada',
  self_harm: 'Alguém pode ferir-se',
  harassment: 'Assédio',
  hate: 'Ódio',
  sexual_content: 'Conteúdo sexual',
  impersonation: 'Finge ser outra pessoa',
  off_platform_payment: 'Pede dinheiro por fora',
  other: 'Outra coisa',
};
