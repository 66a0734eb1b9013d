// Machine-made, read by nobody who speaks it yet.
export const machineMade = true;

export default {
  report: 'Signaler',
  view: 'Affichage',
  who: 'De qui s’agit-il ?',
  nobody: 'Il n’y a personne d’autre ici.',
  why: 'De quoi s’agit-il ?',
  words: 'Ce que vous voulez ajouter',
  hide: 'Masquer cette personne et couper son son pour moi',
  send: 'Envoyer',
  cancel: 'Annuler',
  sent: 'Merci. C’est en route.',
  close: 'Fermer',
  sextortion: 'Menace de diffuser des images privées',
  child_safety: 'Un enfant est peut-être en danger',
  trafficking: 'Quelqu’un est forcé ou contrôlé',
  covert_recording: 'Quelqu’un est filmé en secret',
  threat_to_life: 'La vie de quelqu’un est menacée',
  self_harm: 'Quelqu’un risque de se faire du mal',
  harassment: 'Harcèlement',
  hate: 'Haine',
  sexual_content: 'Contenu sexuel',
  impersonation: 'Se fait passer pour quelqu’un d’autre',
  off_platform_payment: 'Demande de l’argent ailleurs',
  other: 'Autre chose',
};
