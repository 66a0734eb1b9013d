// What these pages say. English is ours; the others are machine-made, and were read by nobody who speaks them yet.
import more from './more-words.js';

const WORDS = {
  ...more,
  en: {
    leave: 'Leave this page', help: 'Where help is to be had', danger: 'If you are in danger now and can, call the emergency number of where you are.',
    place: 'Where', anywhere: 'Anywhere', kept: 'Nothing of this page is kept in your browser, but it may be in its list of pages.', old: 'Not checked for a while: it may have changed.',
    note: 'Your note', number: 'Number of the note', show: 'Show', add: 'Add something', reach: 'How you may be reached', 'reach-as-is': 'Leave it as it is',
    'reach-not_at_all': 'Not at all', 'reach-by_receipt': 'Only here', 'reach-in_app': 'In the app', 'reach-email': 'By e-mail', 'reach-phone': 'By phone',
    when: 'When, or when not', send: 'Send', back: 'Take it back', 'back-what': 'You can take your note back. People may look at it all the same.',
    child: 'A child helpline in your country', 'by-text': 'Text', 'by-whatsapp': 'WhatsApp', 'by-email': 'E-mail', 'by-phone': 'Phone', keys: 'Or press Shift three times.',
    sent: 'It has arrived.', taken: 'It is taken back.', unknown: 'There is no note of this number, or not yet.', later: 'It did not work just now. Try again in a moment.', wrong: 'This cannot be sent as it is.',
  },
  de: {
    leave: 'Seite verlassen', help: 'Wo es Hilfe gibt', danger: 'Wenn Sie jetzt in Gefahr sind und es können, rufen Sie den Notruf des Ortes an, an dem Sie sind.',
    place: 'Wo', anywhere: 'Überall', kept: 'Von dieser Seite bleibt nichts in Ihrem Browser, sie kann aber in seinem Verlauf stehen.', old: 'Länger nicht überprüft: Es kann sich geändert haben.',
    note: 'Ihre Notiz', number: 'Nummer der Notiz', show: 'Zeigen', add: 'Etwas hinzufügen', reach: 'Wie man Sie erreichen darf', 'reach-as-is': 'Lassen, wie es ist',
    'reach-not_at_all': 'Gar nicht', 'reach-by_receipt': 'Nur hier', 'reach-in_app': 'In der App', 'reach-email': 'Per E-Mail', 'reach-phone': 'Per Telefon',
    when: 'Wann, oder wann nicht', send: 'Senden', back: 'Zurücknehmen', 'back-what': 'Sie können Ihre Notiz zurücknehmen. Es kann trotzdem jemand hinsehen.',
    child: 'Ein Hilfetelefon für Kinder in Ihrem Land', 'by-text': 'SMS', 'by-whatsapp': 'WhatsApp', 'by-email': 'E-Mail', 'by-phone': 'Telefon', keys: 'Oder dreimal Umschalt drücken.',
    sent: 'Es ist angekommen.', taken: 'Sie ist zurückgenommen.', unknown: 'Es gibt keine Notiz mit dieser Nummer, oder noch nicht.', later: 'Es ging gerade nicht. Versuchen Sie es gleich noch einmal.', wrong: 'So kann es nicht gesendet werden.',
  },
  fr: {
    leave: 'Quitter cette page', help: 'Où trouver de l’aide', danger: 'Si vous êtes en danger et si vous le pouvez, appelez le numéro d’urgence de l’endroit où vous êtes.',
    place: 'Où', anywhere: 'Partout', kept: 'Rien de cette page n’est gardé dans votre navigateur, mais elle peut figurer dans son historique.', old: 'Pas vérifié depuis un moment : cela a pu changer.',
    note: 'Votre note', number: 'Numéro de la note', show: 'Afficher', add: 'Ajouter quelque chose', reach: 'Comment vous joindre', 'reach-as-is': 'Laisser tel quel',
    'reach-not_at_all': 'Pas du tout', 'reach-by_receipt': 'Seulement ici', 'reach-in_app': 'Dans l’application', 'reach-email': 'Par e-mail', 'reach-phone': 'Par téléphone',
    when: 'Quand, ou quand pas', send: 'Envoyer', back: 'La retirer', 'back-what': 'Vous pouvez retirer votre note. Quelqu’un peut la regarder quand même.',
    child: 'Une ligne d’aide aux enfants dans votre pays', 'by-text': 'SMS', 'by-whatsapp': 'WhatsApp', 'by-email': 'E-mail', 'by-phone': 'Téléphone', keys: 'Ou appuyez trois fois sur Maj.',
    sent: 'C’est arrivé.', taken: 'Elle est retirée.', unknown: 'Il n’y a pas de note de ce numéro, ou pas encore.', later: 'Cela n’a pas marché. Réessayez dans un instant.', wrong: 'Cela ne peut pas être envoyé ainsi.',
  },
};

const base = (tag) => tag.toLowerCase().split('-')[0].replace(/^tl$/, 'fil');
const wanted = navigator.languages.map(base).find((tag) => WORDS[tag]);

/** The language of the page. */
export const language = wanted ?? 'en';

export const word = (name) => WORDS[language][name] ?? '';

// Where whoever has to be gone at once finds himself: a page that everybody has open, and no way back by a key.
const ELSEWHERE = 'https://www.wikipedia.org/';

export function leave() {
  document.title = ' ';
  document.body.hidden = true;
  location.replace(ELSEWHERE);
}

document.documentElement.lang = language;
for (const element of document.querySelectorAll('[data-word]')) {
  element.textContent = word(element.dataset.word);
}
document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
document.title = word(document.querySelector('#find') ? 'note' : 'help') === word('help') ? 'Information' : word('note');
document.getElementById('leave').addEventListener('click', leave);
// Shift three times within five seconds, as on GOV.UK's pages: Escape is pressed by chance, and closes things.
const FIVE_SECONDS = 5_000;
let shifts = [];
document.addEventListener('keydown', (event) => {
  if (!event.repeat) {
    shifts = event.key === 'Shift' ? [...shifts.slice(-2), event.timeStamp] : [];
  }
  if (shifts.length === 3 && event.timeStamp - shifts[0] < FIVE_SECONDS) {
    leave();
  }
});
