### machine-made: not yet read by a native speaker.

skip = Zum Inhalt springen
nav = Seiten
loading = Wird geladen …
close = Schließen
any = alle
choose = Auswählen …
why = Grund
why-needed = Nennen Sie in wenigen Worten den Grund.
try-again = Erneut versuchen
somebody = jemand
by-you = Sie
by-service = der Dienst
minutes = { $count ->
    [one] { $count } Minute
   *[other] { $count } Minuten
}

keys = Tasten
keys-off = Einzeltasten lassen sich unter „Mein Profil“ ausschalten. Ctrl und Escape funktionieren weiterhin.
key-help = Alle Tasten anzeigen
key-palette = Alles durchsuchen
key-go = Gehe zu: { $page }
palette = Alles durchsuchen
palette-what = Ein Befehl, eine Seite oder die Kennung eines Falls oder Kontos
palette-case = Fall { $id } öffnen
palette-account = Konto { $id } öffnen

signed-out = Sie sind abgemeldet, oder Ihre Sitzung ist beendet. Was Sie begonnen hatten, bleibt einen Tag lang in diesem Browser erhalten.
sign-in = Anmelden
sign-out = Abmelden

line-joining = verbindet
line-joining-more = Was Sie sehen, wird gerade auf den neuesten Stand gebracht.
line-on = live
line-on-more = Was Sie sehen, wird von selbst aktuell gehalten.
line-off = nicht verbunden
line-off-more = Der Dienst ist nicht erreichbar. Was Sie sehen, kann veraltet sein. Was Sie schreiben, bleibt hier erhalten. Die Verbindung wird von selbst wiederhergestellt.
line-away = Datenspeicher fehlt
line-away-more = Der Dienst ist da, sein Datenspeicher nicht. Lesen und Entscheiden müssen warten; was aus Anrufen eingeht, wird aufbewahrt.

page-desk = Arbeitsplatz
page-cases = Suche
page-approvals = Vier-Augen-Prüfung
page-connectors = Anbindungen
page-actions = Fehlgeschlagene Maßnahmen
page-policies = Richtlinien
page-me = Mein Profil
page-case = Fall
page-account = Konto
page-insights = Auswertungen
page-failed = Diese Seite konnte nicht geladen werden. Laden Sie sie neu, um es noch einmal zu versuchen.
page-unknown = Diese Seite gibt es nicht.

role-moderator = Moderation
role-senior = Senior-Moderation
role-lead = Leitung
role-admin = Administration
role-auditor = Revision

desk-next = Nächster Fall
desk-back = Zurück zu Ihrem Fall
desk-held = Sie haben einen Fall in Bearbeitung:
desk-nothing = Im Moment wartet nichts auf Sie.
desk-queues = Was wartet
desk-waiting = { $count ->
    [0] Nichts wartet.
    [one] Ein Fall wartet.
   *[other] { $count } Fälle warten.
}
queue-name = Warteschlange
queue-waiting = Wartend
queue-claimed = In Bearbeitung
queue-overdue = Überfällig
queue-next = Als Nächstes fällig
queue-oldest = Ältester
queue-panic = Panikknopf, live
queue-threat-to-life = Lebensgefahr
queue-corroborated = Erhärtet
queue-minors = Minderjährige
queue-sextortion = Sextortion
queue-coercion = Nötigung
queue-general = Allgemein

due-in = noch { $span }
due-over = { $span } überfällig

reason-none = Kein Grund angegeben
reason-child_safety = Schaden oder Gefahr für ein Kind
reason-grooming = Cybergrooming
reason-sextortion = Sextortion
reason-trafficking = Menschenhandel
reason-sexual_exploitation = Sexuelle Ausbeutung
reason-covert_recording = Heimliche Aufnahme
reason-non_consensual_imagery = Bilder ohne Einwilligung
reason-threat_to_life = Lebensgefahr
reason-self_harm = Selbstverletzung
reason-violence = Gewalt
reason-harassment = Belästigung
reason-hate = Hass
reason-sexual_content = Sexuelle Inhalte
reason-deceptive_recruitment = Anwerbung durch Täuschung
reason-impersonation = Auftreten als jemand anderes
reason-romance_deception = Vorgetäuschte Liebesbeziehung
reason-suspected_adult_posing_as_child = Erwachsene Person gibt sich als Kind aus
reason-advertising_sexual_services = Werbung für sexuelle Dienste
reason-off_platform_payment = Zahlung außerhalb der Plattform
reason-fraud_spam = Betrug oder Spam
reason-other = Etwas anderes

state-queued = Wartend
state-claimed = In Bearbeitung
state-awaiting_approval = Wartet auf eine zweite Person
state-snoozed = Zurückgestellt
state-escalated = Eskaliert
state-decided = Entschieden
state-appealed = Angefochten
state-closed = Geschlossen
case-state-queued = Niemand hat diesen Fall in Bearbeitung. Er geht an die Person, für die er der nächste ist.
case-state-escalated = Er wartet auf Personen mit einer höheren Rolle.
case-state-awaiting_approval = Eine Entscheidung ist vorgeschlagen. Nichts davon geschieht, bevor eine zweite Person zustimmt.
case-state-snoozed = Er kommt von selbst zurück.
case-state-decided = Er ist entschieden.
case-state-appealed = Die Entscheidung ist angefochten.
case-state-closed = Er ist geschlossen.
case-id = Fall
case-panic-title = Panikknopf
case-held = In Bearbeitung bei { $holder }.
case-take = Diesen Fall übernehmen
case-changed = Dieser Fall hat sich geändert: { $what }
case-show-changes = Anzeigen

urgent = Was zuerst zählt
urgent-live = Jetzt live
urgent-over = Treffen beendet
urgent-panic = Panikknopf
urgent-danger = Unmittelbare Gefahr
urgent-minor = Minderjährige Person
urgent-drill = Übung
urgent-tier = Stufe { $tier }
urgent-needs = für: { $role }
urgent-due = Fällig
urgent-open = Offen seit
urgent-meeting = Treffen
urgent-about = Betrifft
urgent-nobody = noch niemand benannt
sentence-panic-live = { $count ->
    [one] Jemand hat aus einem laufenden Anruf um Hilfe gebeten. Eine Person ist darin.
   *[other] Jemand hat aus einem laufenden Anruf um Hilfe gebeten. { $count } Personen sind darin.
}
sentence-panic-over = Jemand hat aus einem Anruf um Hilfe gebeten. Er ist beendet.
sentence-live = { $count ->
    [one] Der Anruf läuft. Eine Person ist darin.
   *[other] Der Anruf läuft. { $count } Personen sind darin.
}
sentence-reports = { $count ->
    [0] Niemand hat dies gemeldet. Der Fall wurde aufgrund von Beobachtungen eröffnet.
    [one] Eine Person hat dies gemeldet.
   *[other] { $count } Meldungen.
}

claim = Ihre Bearbeitung
claim-yours = bei Ihnen, verlängert sich von selbst
claim-ends = läuft ab, noch { $span }
claim-lapsed = Dieser Fall ist nicht mehr bei Ihnen.
claim-lapsed-more = Er ist wieder in seiner Warteschlange, und jemand anderes kann ihn übernehmen. Was Sie geschrieben haben, bleibt hier erhalten.
claim-again = Nächsten Fall anfordern

reports = { $count ->
    [one] Eine Meldung
   *[other] { $count } Meldungen
}
reports-words = Wortlaut anzeigen
reports-fold = Wortlaut einklappen
reports-more = Ältere Meldungen, die hier nicht angezeigt werden: { $count }
report-flagged = Meldung
report-panic = Panikknopf
report-withdrawn = Zurückgezogen
report-detailsAdded = Später ergänzt
report-by = gemeldet von:
report-exposed = { $count ->
    [one] eine Person war dabei und konnte es sehen
   *[other] { $count } Personen waren dabei und konnten es sehen
}
report-text = { $count ->
    [one] Wortlaut (ein Zeichen)
   *[other] Wortlaut ({ $count } Zeichen)
}
report-ext = Weitere übermittelte Angaben
evidence-still = Standbild
evidence-clip = Clip
evidence-chat = Chat
evidence-recording = Aufzeichnung
evidence-log = Protokoll
evidence-kept = aufbewahrt von { $by }
evidence-by-reporter = der meldenden Person
evidence-by-platform = der Plattform
evidence-look = Beweismittel ansehen
evidence-nowhere = Die Plattform hat keine Ansicht bereitgestellt.
evidence-why = Warum Sie es ansehen
evidence-why-more = Das Ansehen wird mit Ihrer Begründung festgehalten und zählt zu Ihrer Belastung. Sehen Sie nur hin, wenn Sie es für die Entscheidung müssen.
evidence-open = Ansicht öffnen
evidence-mild = Grau und unscharf, bis Sie mehr verlangen.
evidence-clear = Deutlich anzeigen
evidence-blur = Wieder unscharf machen
evidence-tab = In einem Tab öffnen
evidence-frame = Die Ansicht der Plattform

risk = Risiko
risk-probability = Wahrscheinlichkeit
risk-unknown = Noch ist nichts bekannt.
risk-nothing = Nichts spricht dafür oder dagegen.
risk-what = Es ordnet die Arbeit. Es entscheidet nichts.
risk-more = spricht { $strength } dafür
risk-less = spricht { $strength } dagegen
risk-caution = Aber:
strength-slight = leicht
strength-some = etwas
strength-strong = stark
strength-very = sehr stark
family-voice = was Menschen gesagt haben
family-payment = Zahlungen
family-meeting = Treffen
family-contact = Kontakte
family-account = das Konto
family-network = Netzwerk

roster = { $count ->
    [one] Eine Person im Treffen
   *[other] { $count } Personen im Treffen
}
roster-nobody = Von keiner dieser Personen wird angenommen, dass sie etwas getan hat.
roster-who = Wer
roster-role = Rolle
roster-from = Gekommen
roster-to = Gegangen
roster-there = noch da
roster-left = gegangen
roster-subject = gemeldet
party-host = Host
party-participant = Teilnahme
party-guest = Gast
links = Teilt etwas mit
links-none = Mit niemandem, von dem wir wissen.
links-unreadable = Dies lässt sich gerade nicht lesen. Das heißt nicht, dass es nichts gibt.
links-since = seit
links-case = offener Fall dazu
links-more = Weitere: { $count }
links-crowded = Was sehr viele teilen, etwa ein öffentliches Netzwerk, ist ausgelassen.
links-graph = Konten rund um dieses: { $count }, und was sie mit ihm teilen; die Liste sagt dasselbe.
link-device = ein Gerät
link-payment = eine Zahlungskennung
link-payer = eine zahlende Person
link-payee = eine empfangende Person
link-meeting = ein Treffen
link-network = ein Netzwerk
standing-suspended = gesperrt

timeline = Was geschehen ist
timeline-looks = { $count ->
    [one] Eine Ansicht
   *[other] { $count } Ansichten
}
verb-case_opened = Eröffnet
verb-case_raised = Höher eingestuft
verb-panic_joined = Panikknopf kam hinzu
verb-reports_joined = Meldungen kamen hinzu
verb-details_added = Einzelheiten ergänzt
verb-case_rescored = Neu gewichtet
verb-case_viewed = Angesehen
verb-reports_viewed = Meldungen angesehen
verb-links_viewed = Verbindungen angesehen
verb-evidence_viewed = Beweismittel angesehen
verb-case_claimed = Übernommen
verb-claim_released = Zurückgegeben
verb-claim_lapsed = Bearbeitung abgelaufen
verb-case_snoozed = Zurückgestellt
verb-case_woken = Wieder vorgelegt
verb-case_escalated = Eskaliert
verb-deadline_missed = Frist verpasst
verb-decision_proposed = Entscheidung vorgeschlagen
verb-proposal_refused = Vorschlag abgelehnt
verb-proposal_expired = Vorschlag abgelaufen
verb-case_decided = Entschieden
verb-note_added = Notiz
verb-action_tried = Plattform angefragt
verb-notice_tried = Über verpasste Frist benachrichtigt
verb-notice_retried = Benachrichtigung erneut versucht
verb-action_retried = Von Hand erneut versucht
detail-cause = wegen
detail-deadline = fällig
detail-lane = Spur
detail-queue = Warteschlange
detail-reason = Grund
detail-note = schreibt
detail-text = schreibt
detail-until = bis
detail-to = an
detail-status = Antwort
detail-type = was
detail-outcome = Ergebnis
detail-action = Maßnahme
detail-reports = Meldungen
detail-level = Stufe
detail-turnedTo = gewandt an
detail-round = Runde
detail-account = Konto
detail-moderator = Person
detail-probability = Wahrscheinlichkeit
note = Eine Notiz für die Person hinterlassen, die als Nächste kommt
note-leave = Notiz hinterlassen
note-empty = Schreiben Sie zuerst etwas.

decide = Entscheiden
decide-restored = Dies ist der Entwurf, den Sie begonnen hatten.
decide-outcome = Was war es?
decide-policy = Welche Regel?
decide-measures = Was wird getan?
decide-whom = Bei wem im Treffen?
decide-reason = Begründung
decide-reason-more = Für die nächste Person, die dies liest. Sie wird aufbewahrt.
decide-words = Begründung schreiben
decide-tell-reporter = Die meldende Person benachrichtigen
decide-suppress = Das Konto nicht benachrichtigen, weil (sonst wird es benachrichtigt)
decide-send = Entscheiden
decide-sending = Wird gesendet …
decide-needs-outcome = Wählen Sie aus, was es war.
decide-needs-policy = Wählen Sie die Regel aus.
decide-needs-whom = Wählen Sie aus, bei wem.
decide-needs-reason = Schreiben Sie eine Begründung.
decided = Entschieden.
decided-waits = Vorgeschlagen. Eine zweite Person muss zustimmen.
decisions = Entscheidungen
outcome-violation = Eine Regel wurde verletzt
outcome-no_violation = Keine Regel wurde verletzt
outcome-unfounded_report = Unbegründet
outcome-insufficient = Nicht feststellbar
outcome-duplicate = Dasselbe wie ein anderer Fall
measures-call = Im Anruf
measures-account = Am Konto
measures-keep = Aufbewahren
measures-back = Zurücknehmen
measure-time = Dauer: { $action }
time-P1D = 1 Tag
time-P7D = 7 Tage
time-P30D = 30 Tage
time-P90D = 90 Tage
time-open = bis zur Rücknahme
action-warn = Verwarnen
action-mute_audio = Stummschalten
action-mute_video = Kamera ausschalten
action-stop_screenshare = Bildschirmfreigabe beenden
action-revoke_publish = Ton und Bild unterbinden
action-restore_publish = Ton und Bild wieder erlauben
action-remove_participant = Entfernen und fernhalten
action-block_rejoin = Rückkehr sperren
action-unblock_rejoin = Wieder hereinlassen
action-lock_meeting = Treffen abschließen
action-end_meeting = Treffen beenden
action-suspend_account = Konto sperren
action-reinstate_account = Konto wieder freigeben
action-hold_payout = Auszahlungen zurückhalten
action-start_recording = Aufzeichnung starten
action-stop_recording = Aufzeichnung beenden
action-preserve_evidence = Beweismittel aufbewahren
action-request_details = Einzelheiten erfragen
preview = Was geschehen wird
preview-nothing = Von der Plattform wird nichts verlangt.
preview-tells = Die meldende Person erfährt, dass jemand hingesehen hat.
preview-tells-not = Die meldende Person erfährt nichts.
preview-two = braucht zwei
preview-two-more = Eine zweite Person muss zustimmen, bevor irgendetwas davon geschieht.
preview-else = Falls die Plattform das nicht kann:
preview-else-done = { $action }
preview-else-asked = ein Mensch wird gefragt: { $action }
actions = Was die Plattform getan hat
action-state-pending = noch zu senden
action-state-trying = wird versucht
action-state-answered = beantwortet
action-state-failed = fehlgeschlagen
action-again = nächster Versuch
action-retried = Es wird erneut versucht.
answer-done = erledigt
answer-already_done = war schon so
answer-partial = teilweise erledigt
answer-target_gone = war schon gegangen
answer-unsupported = nicht möglich
answer-refused = abgelehnt
answer-failed = fehlgeschlagen
answer-unreachable = keine Antwort

proposal = Eine Entscheidung wartet auf eine zweite Person
proposal-until = Antwort fällig:
proposal-own = Sie haben dies vorgeschlagen: Jemand anderes muss antworten.
proposal-others = Antworten können Personen ab der Senior-Moderation.
answer-reason = Ihre Worte
answer-needs-reason = Schreiben Sie eine Begründung.
approve = Zustimmen
refuse = Nicht zustimmen
approved = Zugestimmt. Es wird ausgeführt.
refused = Nicht zugestimmt. Der Fall ist wieder in seiner Warteschlange.
approvals-what = Nichts davon geschieht, bevor jemand anderes als die vorschlagende Person zustimmt.
approvals-none = Nichts wartet auf eine zweite Person.
approvals-case = Fall
approvals-proposed = Vorgeschlagen
approvals-by = Von
approvals-until = Antwort fällig

handover = Diesen Fall weitergeben
hand-back = Zurückgeben
hand-back-more = Er kommt zurück an seinen Platz in der Warteschlange. Sie müssen sich nicht rechtfertigen, nur der nächsten Person helfen.
handed-back = Zurückgegeben.
put-off = Zurückstellen
put-off-more = Bis dahin wartet er auf niemanden, es sei denn, etwas Neues kommt hinzu.
put-off-for = Wie lange
was-put-off = Zurückgestellt bis { $until }.
hand-up = Eskalieren
hand-up-more = Er wartet auf Personen, die mehr tun dürfen.
hand-up-to = An
handed-up = Eskaliert.
stop = Ich muss aufhören

search-state = Status
search-reason = Grund
search-account = Konto
search-assignee = In Bearbeitung bei
search-queue = Warteschlange
search-about = Betrifft
search-reports = Meldungen
search-found = { $more ->
    [yes] Die neuesten { $count } Fälle
   *[no] { $count ->
        [0] Kein Fall entspricht dem.
        [one] Ein Fall
       *[other] { $count } Fälle
    }
}
search-more = Mehr anzeigen
search-keep = Diese Suche merken
search-drop = Diese Suche vergessen
account-cases = Fälle
account-no-cases = Zu diesem Konto gibt es keinen Fall.

actions-what = Die Plattform wurde darum gebeten und hat es nicht getan. Von selbst wird nichts weiter versucht.
actions-none = Nichts ist fehlgeschlagen.
actions-what-one = Was
actions-answer = Letzte Antwort
actions-tries = Versuche
actions-since = Seit

policies-what = Was Hinweise wiegen, was dringend ist, was zwei Personen braucht. Eine Version ändert sich nie.
policy-version = Version
policy-added = Eingebracht
policy-state-active = in Kraft
policy-state-proposed = vorgeschlagen
policy-state-shadow = im Schattenbetrieb
policy-state-kept = aufbewahrt
policy-add = Version einbringen
policy-yaml = Richtlinie (YAML)
policy-judge = Prüfen und aufbewahren
policy-added-now = Aufbewahrt. Sie ist nicht in Kraft.
policy-propose = Inkraftsetzen vorschlagen
policy-agree = Inkraftsetzen zustimmen
policy-proposed-now = Vorgeschlagen. Eine zweite Person aus der Leitung muss zustimmen.
policy-active-now = In Kraft.
policy-shadow = Im Schattenbetrieb laufen lassen
policy-shadow-off = Schattenbetrieb beenden
policy-shadow-now = Geändert.
policy-diff = Unterschiede zu { $against }
policy-key = Schlüssel
policy-before = Vorher
policy-after = Nachher
policy-whole = Die ganze Richtlinie
backtest = An der Vergangenheit erproben
backtest-start = Starten
backtest-what = Spielt unter dieser Richtlinie noch einmal ab, was eingegangen ist, und sagt, welche Fälle eröffnet, geschlossen oder verschoben würden.
backtest-running = Läuft …
backtest-done = Fertig.
backtest-failed = Fehlgeschlagen.
backtest-events = Abgespielte Ereignisse
backtest-subjects = Konten und Treffen
backtest-both = Fälle, die beide eröffnen würden
backtest-same = … die gleich stünden
backtest-opens = Fälle, die nur diese eröffnen würde
backtest-closes = Fälle, die nur die geltende eröffnen würde
backtest-earlier = Früher fällig
backtest-later = Später fällig
backtest-examples = Beispiele
backtest-judged = Verglichen mit dem, was entschieden wurde

me-name = Name
me-role = Rolle
me-platform = Plattform
me-zone = Zeitzone
me-language = Sprache
me-machine = maschinell übersetzt
me-theme = Farbschema
me-theme-system = wie das System
me-theme-light = hell
me-theme-dark = dunkel
me-motion = Bewegung
me-motion-system = wie das System
me-motion-less = weniger
me-keys = Einzeltasten
me-keys-on = an
me-keys-off = aus
me-viewer = Beweismittel öffnen sich
me-viewer-mild = grau und unscharf
me-viewer-plain = unverändert

problem-unreachable = Der Dienst ist nicht erreichbar. Nichts ging verloren; versuchen Sie es erneut.
problem-unavailable = Der Dienst kann das gerade nicht tun. Nichts ging verloren; versuchen Sie es erneut.
problem-internal = Bei uns ist etwas schiefgegangen.
problem-forbidden = Ihre Rolle umfasst dies nicht.
problem-own-decision = Hierfür braucht es eine zweite Person, und der Vorschlag kam von Ihnen.
problem-not-holder = Dieser Fall ist nicht mehr bei Ihnen. Was Sie geschrieben haben, bleibt hier erhalten.
problem-already-decided = Jemand hat diesen Fall schon entschieden.
problem-already-claimed = Jemand anderes hat diesen Fall in Bearbeitung.
problem-not-waiting = Dieser Fall wartet jetzt in keiner Warteschlange.
problem-unknown-case = Diesen Fall gibt es nicht.
problem-invalid-request = Etwas fehlt oder stimmt nicht.
problem-invalid-action = Diese Maßnahme passt nicht zu diesem Fall.
problem-invalid-handover = So lässt sich der Fall nicht weitergeben.
problem-bad-policy = Das ist keine gültige Richtlinie.
problem-nothing-proposed = Es ist nichts mehr vorgeschlagen.

attribute = Es geht um …
attribute-more = Der Fall dieses Treffens geht als Fall des Kontos weiter, mit seinen Meldungen. Der nächste Druck auf den Panikknopf in diesem Treffen eröffnet einen eigenen Fall.
attribute-whom = Welches Konto
attributed = Er geht als Fall des Kontos weiter.
undo = Zurücknehmen
undo-reason = Sofort zurückgenommen.
undo-left = { $count ->
    [one] noch eine Sekunde
   *[other] noch { $count } Sekunden
}
undone = Zurückgenommen.
undone-but = { $count ->
    [one] Zurückgenommen, bis auf eine Maßnahme, bei der das nicht geht.
   *[other] Zurückgenommen, bis auf { $count } Maßnahmen, bei denen das nicht geht.
}
cause-undo = Trat an die Stelle einer Entscheidung, die sofort zurückgenommen wurde.
cause-correction = Berichtigt eine frühere Entscheidung.
cause-second_look = Nach einer zweiten Prüfung.
cause-appeal = Nach einer Anfechtung.
alone = Allein und sofort ausführen, weil
alone-more = Nur bei unmittelbar drohender Gefahr. Es geschieht sofort; jemand anderes muss es bald prüfen, und alle aus der Leitung werden benachrichtigt.
alone-was = Von einer Person allein ausgeführt, weil:
alone-until = zweite Prüfung fällig:
statement = Was das Konto über die Gründe erfährt
statement-facts = Was geschehen ist, in Worten, die das Konto lesen darf
statement-facts-more = Nichts über die meldende Person, keine Beweismittel. Die Maßnahmen und die Regel werden von selbst hinzugefügt.
statement-ground = Auf welcher Grundlage
statement-contractual = die Regeln der Plattform
statement-legal = ein Gesetz
statement-law = Welches Gesetz
assign = Jemandem zuteilen
assign-to = Wem
assigned = Zugeteilt. Der Fall kommt, wenn die Person ihren nächsten Fall anfordert.
present = anwesend
case-moved = Er geht als Fall des Kontos weiter.
case-until = bis
case-assigned = Bestimmt für
page-appeals = Anfechtungen
appeals-what = Angefochtene Entscheidungen, für Personen, die an ihnen nicht beteiligt waren.
appeals-none = Keine Anfechtung wartet.
appeal-by-account = Das Konto ficht eine Entscheidung an
appeal-by-reporter = Eine meldende Person ficht eine Entscheidung an
appeal-case = der Fall
appeal-own = Sie haben dies entschieden: Jemand anderes muss die Anfechtung prüfen.
appeal-answer = Ihre Antwort auf die Anfechtung
appeal-uphold = Die Entscheidung bleibt bestehen
appeal-overturn = Aufheben
appeal-overturn-more = Wird sie aufgehoben, wird zurückgenommen, was getan wurde, und die erste Entscheidung zählt nicht mehr.
appeal-upheld = Die Entscheidung bleibt bestehen.
appeal-overturned = Aufgehoben. Was getan wurde, wird zurückgenommen.
page-people = Personen
people-queues = Warteschlangen
people-languages = Sprachen
people-there = Anwesend
people-all = alle
people-do = Ändern
people-give-role = Diese Rolle geben
people-role-of = Rolle von { $name }
people-disabled = deaktiviert
people-disable = Deaktivieren
people-enable = Aktivieren
people-invite = Neuer Link
people-link = Mit diesem Link kann sich { $name } innerhalb von 24 Stunden einmal anmelden. Er wird nicht noch einmal angezeigt.
people-add = Jemanden eintragen
people-name-needed = Geben Sie einen Namen an.
people-changed = Geändert.
account-unknown = Über dieses Konto ist nichts bekannt.
standing-good = nicht gesperrt
standing-until = bis
page-looks = Zweite Prüfungen
looks-what = Von einer Person allein bei unmittelbar drohender Gefahr ausgeführt. Jemand anderes prüft es noch einmal.
looks-none = Nichts wartet auf eine zweite Prüfung.
look-agree = Es war richtig
look-disagree = Es war nicht richtig
look-agreed = Vermerkt. Die Entscheidung bleibt bestehen.
look-disagreed = Vermerkt. Die Entscheidung wird zurückgenommen.
problem-unknown-evidence = Dieses Beweismittel gibt es nicht.
problem-no-viewer = Die Plattform hat dafür keine Ansicht bereitgestellt.
problem-superseded = Eine andere Entscheidung ist an ihre Stelle getreten.
problem-too-late = Zum Zurücknehmen ist es zu spät. Eine Berichtigung nimmt jemand anderes vor.
problem-heard-before = Diese Anfechtung wurde schon geprüft.
problem-last-admin = Es bliebe niemand, der dies rückgängig machen könnte.
problem-name-taken = So heißt schon jemand.
verb-case_attributed = Betroffenes Konto benannt
verb-case_assigned = Jemandem zugeteilt
verb-decision_undone = Zurückgenommen
verb-decision_corrected = Berichtigt
verb-filing_drafted = Meldung entworfen
verb-filing_revised = Meldung geändert
verb-filing_confirmed = Meldung bestätigt
verb-filing_let_go = Meldung freigegeben
verb-filing_retracted = Meldung zurückgenommen
verb-filing_tried = Meldung: Übermittlung begonnen
verb-filing_proceeded = Meldung: ein Schritt erledigt
verb-filing_submitted = Meldung übermittelt
verb-filing_receipted = Meldung dort eingegangen
verb-filing_failed = Meldung steckt fest
verb-filing_viewed = Meldung angesehen
verb-hold_placed = Aufbewahrungsanordnung eingetragen
verb-hold_extended = Aufbewahrungsanordnung verlängert
verb-hold_release_proposed = Aufbewahrungsanordnung: Ende vorgeschlagen
verb-hold_released = Aufbewahrungsanordnung beendet
verb-hold_release_refused = Aufbewahrungsanordnung bleibt
verb-release_proposed = Herausgabe von Beweisen vorgeschlagen
verb-release_approved = Herausgabe von Beweisen genehmigt
verb-release_refused = Herausgabe von Beweisen abgelehnt
verb-release_taken = Beweise entnommen
verb-appeal_filed = Angefochten
verb-decision_overturned = Nach Anfechtung aufgehoben
verb-appeal_upheld = Anfechtung geprüft: bleibt bestehen
verb-second_look_agreed = Zweite Prüfung: war richtig
verb-second_look_refused = Zweite Prüfung: war nicht richtig
verb-case_handed_over = Übergeben
verb-reporter_warned = Meldende Person verwarnt
verb-reports_taken_over = Meldungen übernommen
hand-over = Ende meiner Schicht
hand-over-more = Alles, was Sie in Bearbeitung haben, kommt mit Ihrer Notiz zurück an seinen Platz. Nichts davon zählt als zurückgegeben.
hand-over-note = Was die Person wissen sollte, die als Nächste kommt
hand-over-to = An (falls jemand übernimmt)
handed-over = { $count ->
    [0] Sie hatten nichts in Bearbeitung.
    [one] Übergeben: ein Fall.
   *[other] Übergeben: { $count } Fälle.
}
nobody-in-particular = niemand Bestimmtes

stopped = Sie haben aufgehört. Was Sie in Bearbeitung hatten, ist wieder in seiner Warteschlange, und Sie bekommen nichts mehr zugeteilt.
desk-stopped = Sie haben gesagt, dass Sie aufhören müssen. Sie bekommen nichts zugeteilt, bis Sie bereit sind.
resume = Ich bin wieder bereit
desk-break = Sie sind seit zwei Stunden dabei. Es ist Zeit für eine Pause.
exposure = Ihre bisherige Belastung
exposure-what = Schwere Fälle zählen mehr. Nur Sie sehen dies.
exposure-looks-shift = Ansichten, diese Schicht
exposure-looks-week = Ansichten, sieben Tage
exposure-minutes-shift = Minuten, diese Schicht
exposure-minutes-week = Minuten, sieben Tage
exposure-left = noch { $left }
told-account = Wortlaut an das Konto
told-reporter = Wortlaut an die meldende Person
problem-stopped = Sie haben gesagt, dass Sie aufhören müssen.
problem-exposure-used = Sie hatten heute so viel, wie gut für Sie ist.
problem-off-shift = Gerade läuft keine Ihrer Schichten.
problem-opted-out = Sie haben sich davon ausgenommen.
problem-conflict-of-interest = Dieser Fall ist für jemand anderen.
problem-invalid-decision = So lässt sich das nicht entscheiden.
recommended = Die Richtlinie empfiehlt:
recommended-take = Diese übernehmen
strikes = Verwarnpunkte
strikes-sum = Verwarnpunkte die jetzt zählen: { $count }
strikes-until = zählen bis
severity-minor = gering
severity-usual = üblich
severity-serious = ernst
severity-grave = sehr schwer
verb-measure_ended = Eine Maßnahme ist beendet

connectors-what = Wie die Anrufe der Plattform erreicht werden, höchstens einmal in der Minute nachgesehen. Was die erste nicht kann, wird von der nächsten verlangt.
connector-up = geht
connector-degraded = geht, aber siehe unten
connector-down = geht nicht
connector-checked = Nachgesehen
connector-tells = Sie meldet, was in ihren Anrufen geschieht.
connector-silent = Sie meldet von sich aus nichts.
connector-can = Kann verlangt werden
connector-limits = Gut zu wissen
connector-native = macht das Konferenzsystem
connector-delegated = der Plattform überlassen
connector-look = Noch einmal nachsehen
page-reviews = Überprüfungen
page-audit = Prüfpfad
reviews-what = Abgeschlossene Fälle, noch einmal angesehen von jemandem, der die Entscheidung nicht kennt. Bei manchen steht die Antwort fest; nichts verrät, bei welchen. Für niemanden ändert sich etwas.
reviews-next = Geben Sie mir einen
reviews-none = Zurzeit gibt es keinen für Sie.
reviews-until = Ihrer bis
reviews-rule = Welche Regel?
reviews-why = Warum, in Ihren Worten
reviews-send = So sehe ich es
reviews-back = Zurückgeben
reviews-answered = Danke. Es ist festgehalten.
reviews-returned = Zurückgegeben. Jemand anderes sieht es sich an.
reviews-figures = Wie weit zwei Blicke übereinstimmen
reviews-of-all = Für alle zusammen. Von einzelnen Personen gibt es solche Zahlen nicht.
reviews-drifted = Die beiden Blicke stimmen weniger überein, als die Richtlinie will. Sprechen Sie über die Unterschiede.
reviews-compared = Verglichen
reviews-pairs = Fälle
reviews-agreed = Gleich
reviews-kappa = Cohens Kappa
reviews-all = Entscheidungen
reviews-gold = Bekannte Antworten
audit-what = Wer was getan und wer was angesehen hat. Auch dass Sie hier suchen, wird festgehalten.
audit-actor = Wer
audit-case = Fall
audit-verb = Was
audit-from = Von
audit-to = Vor
audit-at = Wann
audit-detail = Einzelheit
audit-find = Suchen
audit-export = Alle Ketten ausführen
audit-verify = Überall prüfbar mit: pullcord audit verify --file
audit-none = Nichts dergleichen ist festgehalten.
audit-none-yet = Bisher nichts; es gibt noch mehr zu durchsuchen.
audit-more = Mehr
verb-review_given = Zur Überprüfung gegeben
verb-review_answered = Noch einmal angesehen
verb-review_returned = Eine Überprüfung wurde zurückgegeben
verb-review_dropped = Eine Überprüfung entfiel
action-waits = wartet auf { $types }
effect-awaited = ob es gewirkt hat, ist noch nicht zu sehen
effect-confirmed = hat sichtbar gewirkt
effect-unknown = nichts zeigt, ob es gewirkt hat
because-join = kam zurück
because-unconfirmed = war noch da
because-unsupported = anstelle von etwas, das nicht geht
shown-participant-left = ist gegangen
shown-participant-removed = wurde entfernt
shown-meeting-ended = das Treffen ist zu Ende
shown-action-confirmed = die Plattform sagt es
shown-roster = ist nicht mehr da
action-proposes = Härter, und nur wenn Sie es entscheiden: { $types }
why-still_there = noch da
why-came_back = kam zurück
why-unsupported = nicht möglich
why-nothing_tells = die Plattform sagt nichts dazu
verb-action_confirmed = Hat sichtbar gewirkt
verb-action_unconfirmed = Wirkung nicht zu sehen
verb-rejoined = Kam zurück, erneut entfernt
verb-removal_given_up = Entfernen vergeblich: jemand muss sich kümmern
verb-fallback_ordered = Etwas Milderes an seiner Stelle
verb-fallback_proposed = Nur Härteres bleibt: jemand muss entscheiden
detail-why = weil
detail-shown = gezeigt durch
why-time_over = die Zeit ist um
why-never_sent = nie abgeschickt
why-replaced = etwas anderes trat an seine Stelle
why-never_done = nie ausgeführt
why-suspended_anew = eine andere Entscheidung sperrt das Konto
