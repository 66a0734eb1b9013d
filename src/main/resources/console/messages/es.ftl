### machine-made: not yet read by a native speaker.

skip = Ir al contenido
nav = Páginas
loading = Cargando…
close = Cerrar
any = cualquiera
choose = Elegir…
why = Motivo
why-needed = Indique el motivo en pocas palabras.
try-again = Reintentar
somebody = alguien
by-you = usted
by-service = el servicio
minutes = { $count ->
    [one] { $count } minuto
    [many] { $count } de minutos
   *[other] { $count } minutos
}

keys = Teclas
keys-off = Las teclas sueltas se pueden desactivar en «Mi perfil». Ctrl y Escape siguen funcionando.
key-help = Mostrar todas las teclas
key-palette = Buscar cualquier cosa
key-go = Ir a: { $page }
palette = Buscar cualquier cosa
palette-what = Un comando, una página o el identificador de un caso o una cuenta
palette-case = Abrir el caso { $id }
palette-account = Abrir la cuenta { $id }

signed-out = La sesión está cerrada o ha terminado. Lo que había empezado se conserva un día en este navegador.
sign-in = Iniciar sesión
sign-out = Cerrar sesión

line-joining = conectando
line-joining-more = Lo que ve se está poniendo al día.
line-on = en directo
line-on-more = Lo que ve se mantiene al día por sí solo.
line-off = sin conexión
line-off-more = No se puede acceder al servicio. Lo que ve puede estar desactualizado. Lo que escriba se conserva aquí. La conexión se restablece por sí sola.
line-away = almacén de datos no disponible
line-away-more = El servicio está, su almacén de datos no. Leer y decidir tienen que esperar; lo que llega de las llamadas se conserva.

page-desk = Escritorio
page-cases = Búsqueda
page-approvals = Segunda revisión
page-connectors = Conexiones
page-actions = Acciones fallidas
page-policies = Políticas
page-me = Mi perfil
page-case = Caso
page-account = Cuenta
page-insights = Estadísticas
page-failed = No se pudo cargar esta página. Vuelva a cargarla para intentarlo de nuevo.
page-unknown = Esta página no existe.

role-moderator = moderación
role-senior = moderación sénior
role-lead = coordinación
role-admin = administración
role-auditor = auditoría

desk-next = Siguiente caso
desk-back = Volver a su caso
desk-held = Tiene un caso en curso:
desk-nothing = Ahora no hay nada que le espere.
desk-queues = Lo que espera
desk-waiting = { $count ->
    [0] No hay nada en espera.
    [one] Un caso en espera.
    [many] { $count } de casos en espera.
   *[other] { $count } casos en espera.
}
queue-name = Cola
queue-waiting = En espera
queue-claimed = En curso
queue-overdue = Vencidos
queue-next = Próximo vencimiento
queue-oldest = Más antiguo
queue-panic = Pánico, en directo
queue-threat-to-life = Amenaza para la vida
queue-corroborated = Corroborados
queue-minors = Menores
queue-sextortion = Sextorsión
queue-coercion = Coacción
queue-general = General

due-in = en { $span }
due-over = vencido hace { $span }

reason-none = Sin motivo indicado
reason-child_safety = Daño o peligro para un menor
reason-grooming = Grooming
reason-sextortion = Sextorsión
reason-trafficking = Trata de personas
reason-sexual_exploitation = Explotación sexual
reason-covert_recording = Grabación a escondidas
reason-non_consensual_imagery = Imágenes sin consentimiento
reason-threat_to_life = Amenaza para la vida
reason-self_harm = Autolesiones
reason-violence = Violencia
reason-harassment = Acoso
reason-hate = Odio
reason-sexual_content = Contenido sexual
reason-deceptive_recruitment = Captación engañosa
reason-impersonation = Suplantación de identidad
reason-romance_deception = Engaño amoroso
reason-suspected_adult_posing_as_child = Persona adulta que se hace pasar por menor
reason-advertising_sexual_services = Publicidad de servicios sexuales
reason-off_platform_payment = Pago fuera de la plataforma
reason-fraud_spam = Fraude o spam
reason-other = Otra cosa

state-queued = En espera
state-claimed = En curso
state-awaiting_approval = A la espera de una segunda persona
state-snoozed = Pospuesto
state-escalated = Escalado
state-decided = Decidido
state-appealed = Apelado
state-closed = Cerrado
case-state-queued = Nadie lo tiene. Llegará a la persona a la que le toque.
case-state-escalated = Espera a personas con un rol superior.
case-state-awaiting_approval = Hay una decisión propuesta. Nada de ella se ejecuta antes de que una segunda persona esté de acuerdo.
case-state-snoozed = Vuelve por sí solo.
case-state-decided = Está decidido.
case-state-appealed = La decisión está impugnada.
case-state-closed = Está cerrado.
case-id = Caso
case-panic-title = Botón de pánico
case-held = Lo tiene { $holder }.
case-take = Tomar este caso
case-changed = Este caso ha cambiado: { $what }
case-show-changes = Mostrar

urgent = Lo primero que importa
urgent-live = En directo ahora
urgent-over = Reunión terminada
urgent-panic = Pánico
urgent-danger = Peligro inmediato
urgent-minor = Menor de edad
urgent-drill = Simulacro
urgent-tier = Nivel { $tier }
urgent-needs = para { $role }
urgent-due = Vence
urgent-open = Abierto desde
urgent-meeting = Reunión
urgent-about = Sobre
urgent-nobody = nadie señalado todavía
sentence-panic-live = { $count ->
    [one] Alguien pidió ayuda desde una llamada en curso. Hay una persona en ella.
    [many] Alguien pidió ayuda desde una llamada en curso. Hay { $count } de personas en ella.
   *[other] Alguien pidió ayuda desde una llamada en curso. Hay { $count } personas en ella.
}
sentence-panic-over = Alguien pidió ayuda desde una llamada. La llamada ha terminado.
sentence-live = { $count ->
    [one] La llamada está en curso. Hay una persona en ella.
    [many] La llamada está en curso. Hay { $count } de personas en ella.
   *[other] La llamada está en curso. Hay { $count } personas en ella.
}
sentence-reports = { $count ->
    [0] Nadie reportó esto. El caso se abrió por lo que se observó.
    [one] Una persona reportó esto.
    [many] { $count } de reportes.
   *[other] { $count } reportes.
}

claim = Su turno con el caso
claim-yours = suyo, se renueva por sí solo
claim-ends = termina en { $span }
claim-lapsed = Su turno con este caso ha terminado.
claim-lapsed-more = El caso ha vuelto a su cola y otra persona puede tomarlo. Lo que escribió se conserva aquí.
claim-again = Pedir el siguiente caso

reports = { $count ->
    [one] Un reporte
    [many] { $count } de reportes
   *[other] { $count } reportes
}
reports-words = Mostrar el texto
reports-fold = Plegar el texto
reports-more = Reportes anteriores que no se muestran aquí: { $count }
report-flagged = Reporte
report-panic = Pánico
report-withdrawn = Retirado
report-detailsAdded = Añadido después
report-by = por
report-exposed = { $count ->
    [one] una persona estaba presente y pudo verlo
    [many] { $count } de personas estaban presentes y pudieron verlo
   *[other] { $count } personas estaban presentes y pudieron verlo
}
report-text = { $count ->
    [one] Sus palabras (un carácter)
    [many] Sus palabras ({ $count } de caracteres)
   *[other] Sus palabras ({ $count } caracteres)
}
report-ext = Más datos enviados
evidence-still = Imagen fija
evidence-clip = Clip
evidence-chat = Chat
evidence-recording = Grabación
evidence-log = Registro
evidence-kept = lo conserva { $by }
evidence-by-reporter = quien reportó
evidence-by-platform = la plataforma
evidence-look = Ver la prueba
evidence-nowhere = La plataforma no proporcionó un visor.
evidence-why = Por qué quiere verla
evidence-why-more = Cada vista queda registrada con su motivo y cuenta para su exposición. Mire solo si es necesario para decidir.
evidence-open = Abrir el visor
evidence-mild = En gris y desenfocada hasta que pida más.
evidence-clear = Mostrar con claridad
evidence-blur = Volver a desenfocar
evidence-tab = Abrir en una pestaña
evidence-frame = El visor de la plataforma

risk = Riesgo
risk-probability = Probabilidad
risk-unknown = Todavía no se sabe nada.
risk-nothing = Nada cuenta a favor ni en contra.
risk-what = Ordena el trabajo. No decide nada.
risk-more = { $strength } a favor
risk-less = { $strength } en contra
risk-caution = Pero:
strength-slight = ligeramente
strength-some = algo
strength-strong = fuertemente
strength-very = muy fuertemente
family-voice = lo que dijeron las personas
family-payment = pagos
family-meeting = reuniones
family-contact = contactos
family-account = la cuenta
family-network = red

roster = { $count ->
    [one] Una persona en la reunión
    [many] { $count } de personas en la reunión
   *[other] { $count } personas en la reunión
}
roster-nobody = No se presume que ninguna de ellas haya hecho nada.
roster-who = Quién
roster-role = Rol
roster-from = Entró
roster-to = Salió
roster-there = sigue ahí
roster-left = salió
roster-subject = cuenta reportada
party-host = anfitrión
party-participant = participante
party-guest = invitado
links = Comparte algo con
links-none = Con nadie que conozcamos.
links-unreadable = Esto no se puede leer ahora. No significa que no haya nada.
links-since = desde
links-case = su caso abierto
links-more = Otras: { $count }
links-crowded = Lo que comparten muchísimas cuentas, como una red pública, se omite.
links-graph = Cuentas alrededor de esta: { $count }, y lo que comparten con ella; la lista dice lo mismo.
link-device = un dispositivo
link-payment = un identificador de pago
link-payer = un pagador
link-payee = un beneficiario
link-meeting = una reunión
link-network = una red
standing-suspended = suspendida

timeline = Qué ocurrió
timeline-looks = { $count ->
    [one] Una vista
    [many] { $count } de vistas
   *[other] { $count } vistas
}
verb-case_opened = Abierto
verb-case_raised = Subido de prioridad
verb-panic_joined = Se sumó un aviso de pánico
verb-reports_joined = Se sumaron reportes
verb-details_added = Se añadieron detalles
verb-case_rescored = Valorado de nuevo
verb-case_viewed = Visto
verb-reports_viewed = Reportes vistos
verb-links_viewed = Vínculos vistos
verb-evidence_viewed = Prueba vista
verb-case_claimed = Tomado
verb-claim_released = Devuelto
verb-claim_lapsed = Turno terminado
verb-case_snoozed = Pospuesto
verb-case_woken = De vuelta
verb-case_escalated = Escalado
verb-deadline_missed = Plazo incumplido
verb-decision_proposed = Decisión propuesta
verb-proposal_refused = Propuesta rechazada
verb-proposal_expired = Propuesta caducada
verb-case_decided = Decidido
verb-note_added = Nota
verb-action_tried = Solicitado a la plataforma
verb-notice_tried = Aviso de plazo incumplido
verb-notice_retried = Aviso enviado de nuevo
verb-action_retried = Reintentado a mano
detail-cause = a causa de
detail-deadline = vence
detail-lane = carril
detail-queue = cola
detail-reason = motivo
detail-note = dice
detail-text = dice
detail-until = hasta
detail-to = a
detail-status = respuesta
detail-type = qué
detail-outcome = resultado
detail-action = acción
detail-reports = reportes
detail-level = nivel
detail-turnedTo = dirigido a
detail-round = ronda
detail-account = cuenta
detail-moderator = persona
detail-probability = probabilidad
note = Dejar una nota para quien venga después
note-leave = Dejar la nota
note-empty = Escriba algo primero.

decide = Decidir
decide-restored = Este es el borrador que había empezado.
decide-outcome = ¿Qué fue?
decide-policy = ¿Qué norma?
decide-measures = ¿Qué se hace?
decide-whom = ¿A quién de la reunión?
decide-reason = Motivo
decide-reason-more = Para la próxima persona que lea esto. Se conserva.
decide-words = Escribir el motivo
decide-tell-reporter = Avisar a quien reportó
decide-suppress = No avisar a la cuenta, porque (si no, se le avisa)
decide-send = Decidir
decide-sending = Enviando…
decide-needs-outcome = Elija qué fue.
decide-needs-policy = Elija la norma.
decide-needs-whom = Elija a quién.
decide-needs-reason = Escriba el motivo.
decided = Decidido.
decided-waits = Propuesto. Una segunda persona debe estar de acuerdo.
decisions = Decisiones
outcome-violation = Se incumplió una norma
outcome-no_violation = No se incumplió ninguna norma
outcome-unfounded_report = Sin fundamento
outcome-insufficient = No se puede saber
outcome-duplicate = Igual que otro caso
measures-call = En la llamada
measures-account = Sobre la cuenta
measures-keep = Conservar
measures-back = Revertir
measure-time = Duración: { $action }
time-P1D = 1 día
time-P7D = 7 días
time-P30D = 30 días
time-P90D = 90 días
time-open = hasta que se revierta
action-warn = Advertir
action-mute_audio = Silenciar
action-mute_video = Detener la cámara
action-stop_screenshare = Detener la pantalla compartida
action-revoke_publish = Cortar sonido e imagen
action-restore_publish = Permitir de nuevo sonido e imagen
action-remove_participant = Expulsar e impedir el regreso
action-block_rejoin = Bloquear el regreso
action-unblock_rejoin = Permitir el regreso
action-lock_meeting = Bloquear la reunión
action-end_meeting = Terminar la reunión
action-suspend_account = Suspender la cuenta
action-reinstate_account = Restablecer la cuenta
action-hold_payout = Retener los pagos a la cuenta
action-start_recording = Iniciar la grabación
action-stop_recording = Detener la grabación
action-preserve_evidence = Conservar las pruebas
action-request_details = Pedir detalles
preview = Qué ocurrirá
preview-nothing = No se pide nada a la plataforma.
preview-tells = Se avisa a quien reportó de que alguien lo revisó.
preview-tells-not = No se avisa a quien reportó.
preview-two = requiere dos personas
preview-two-more = Una segunda persona debe estar de acuerdo antes de que se haga nada de esto.
preview-else = Si la plataforma no puede:
preview-else-done = { $action }
preview-else-asked = se pregunta a una persona: { $action }
actions = Qué hizo la plataforma
action-state-pending = por enviar
action-state-trying = en proceso
action-state-answered = con respuesta
action-state-failed = fallida
action-again = próximo intento
action-retried = Se intenta de nuevo.
answer-done = hecho
answer-already_done = ya estaba así
answer-partial = hecho en parte
answer-target_gone = ya había salido
answer-unsupported = no es posible
answer-refused = rechazado
answer-failed = falló
answer-unreachable = no respondió

proposal = Una decisión espera a una segunda persona
proposal-until = plazo de respuesta:
proposal-own = La propuesta es suya: debe responder otra persona.
proposal-others = Puede responder moderación sénior o un rol superior.
answer-reason = Sus palabras
answer-needs-reason = Escriba el motivo.
approve = Estar de acuerdo
refuse = No estar de acuerdo
approved = De acuerdo. Se está ejecutando.
refused = Sin acuerdo. El caso ha vuelto a su cola.
approvals-what = Nada de esto se hace antes de que esté de acuerdo alguien distinto de quien lo propuso.
approvals-none = No hay nada a la espera de una segunda persona.
approvals-case = Caso
approvals-proposed = Propuesto
approvals-by = Por
approvals-until = Plazo de respuesta

handover = Pasar este caso
hand-back = Devolver
hand-back-more = Vuelve a su lugar en la cola. No se le pide que se justifique, solo que ayude a la siguiente persona.
handed-back = Devuelto.
put-off = Posponer
put-off-more = Hasta entonces no espera a nadie, salvo que se le sume algo nuevo.
put-off-for = Durante cuánto tiempo
was-put-off = Pospuesto hasta: { $until }.
hand-up = Escalar
hand-up-more = Espera a personas que pueden hacer más.
hand-up-to = A
handed-up = Escalado.
stop = Necesito parar

search-state = Estado
search-reason = Motivo
search-account = Cuenta
search-assignee = Quién lo tiene
search-queue = Cola
search-about = Sobre
search-reports = Reportes
search-found = { $more ->
    [yes] { $count ->
        [one] El caso más reciente
        [many] Los { $count } de casos más recientes
       *[other] Los { $count } casos más recientes
    }
   *[no] { $count ->
        [0] Ningún caso coincide.
        [one] Un caso
        [many] { $count } de casos
       *[other] { $count } casos
    }
}
search-more = Mostrar más
search-keep = Guardar esta búsqueda
search-drop = Olvidar esta búsqueda
account-cases = Casos
account-no-cases = No hay ningún caso sobre esta cuenta.

actions-what = Se pidieron a la plataforma y no las hizo. No se intenta nada más por sí solo.
actions-none = Nada ha fallado.
actions-what-one = Qué
actions-answer = Última respuesta
actions-tries = Intentos
actions-since = Desde

policies-what = Cuánto pesan los indicios, qué es urgente, qué requiere dos personas. Una versión nunca cambia.
policy-version = Versión
policy-added = Incorporada
policy-state-active = en vigor
policy-state-proposed = propuesta
policy-state-shadow = en la sombra
policy-state-kept = guardada
policy-add = Incorporar una versión
policy-yaml = Política (YAML)
policy-judge = Comprobar y guardar
policy-added-now = Guardada. No está en vigor.
policy-propose = Proponer la entrada en vigor
policy-agree = Aprobar la entrada en vigor
policy-proposed-now = Propuesta. Una segunda persona de coordinación debe estar de acuerdo.
policy-active-now = En vigor.
policy-shadow = Ejecutar en la sombra
policy-shadow-off = Terminar la ejecución en la sombra
policy-shadow-now = Cambiado.
policy-diff = Diferencias con { $against }
policy-key = Clave
policy-before = Antes
policy-after = Después
policy-whole = La política completa
backtest = Probar con el pasado
backtest-start = Iniciar
backtest-what = Reproduce lo que llegó según esta política e indica qué casos se abrirían, se cerrarían o se moverían.
backtest-running = En curso…
backtest-done = Terminado.
backtest-failed = Falló.
backtest-events = Eventos reproducidos
backtest-subjects = Cuentas y reuniones
backtest-both = Casos que ambas abrirían
backtest-same = … que quedarían igual
backtest-opens = Casos que solo esta abriría
backtest-closes = Casos que solo la vigente abriría
backtest-earlier = Con vencimiento anterior
backtest-later = Con vencimiento posterior
backtest-examples = Ejemplos
backtest-judged = En comparación con lo que se decidió

me-name = Nombre
me-role = Rol
me-platform = Plataforma
me-zone = Zona horaria
me-language = Idioma
me-machine = traducción automática
me-theme = Tema
me-theme-system = como el sistema
me-theme-light = claro
me-theme-dark = oscuro
me-motion = Movimiento
me-motion-system = como el sistema
me-motion-less = menos
me-keys = Teclas sueltas
me-keys-on = activadas
me-keys-off = desactivadas
me-viewer = Las pruebas se abren
me-viewer-mild = en gris y desenfocadas
me-viewer-plain = tal cual

problem-unreachable = No se puede acceder al servicio. No se perdió nada; inténtelo de nuevo.
problem-unavailable = El servicio no puede hacer esto ahora. No se perdió nada; inténtelo de nuevo.
problem-internal = Algo salió mal de nuestro lado.
problem-forbidden = Su rol no incluye esto.
problem-own-decision = Esto requiere una segunda persona, y la propuesta es suya.
problem-not-holder = Ya no tiene este caso. Lo que escribió se conserva aquí.
problem-already-decided = Alguien ya decidió este caso.
problem-already-claimed = Otra persona tiene este caso.
problem-not-waiting = Este caso no espera ahora en ninguna cola.
problem-unknown-case = Este caso no existe.
problem-invalid-request = Falta algo o algo no es correcto.
problem-invalid-action = Esta medida no corresponde a este caso.
problem-invalid-handover = El caso no se puede pasar así.
problem-bad-policy = Esto no es una política válida.
problem-nothing-proposed = Ya no hay nada propuesto.

attribute = Se trata de…
attribute-more = El caso de esta reunión continúa como caso de la cuenta, con sus reportes. El próximo aviso de pánico de la reunión abre un caso propio.
attribute-whom = Qué cuenta
attributed = Continúa como caso de la cuenta.
undo = Deshacer
undo-reason = Deshecho enseguida.
undo-left = { $count ->
    [one] queda un segundo
    [many] quedan { $count } de segundos
   *[other] quedan { $count } segundos
}
undone = Deshecho.
undone-but = { $count ->
    [one] Deshecho, salvo una medida que no se puede deshacer.
    [many] Deshecho, salvo { $count } de medidas que no se pueden deshacer.
   *[other] Deshecho, salvo { $count } medidas que no se pueden deshacer.
}
cause-undo = Sustituyó a una decisión que se deshizo enseguida.
cause-correction = Corrige una decisión anterior.
cause-second_look = Tras una segunda revisión.
cause-appeal = Tras una apelación.
alone = Hacerlo por mi cuenta, ahora, porque
alone-more = Solo ante un peligro inminente. Se hace enseguida; otra persona debe revisarlo pronto y se avisa a toda la coordinación.
alone-was = Hecho por una sola persona, porque:
alone-until = plazo de la segunda revisión:
statement = Qué se le dice a la cuenta sobre el motivo
statement-facts = Qué ocurrió, en palabras que la cuenta puede leer
statement-facts-more = Nada sobre quien reportó y ninguna prueba. Las medidas y la norma se añaden por sí solas.
statement-ground = Con qué fundamento
statement-contractual = las normas de la plataforma
statement-legal = una ley
statement-law = Qué ley
assign = Asignar a alguien
assign-to = A quién
assigned = Asignado. Le llegará cuando pida su siguiente caso.
present = en línea
case-moved = Continúa como caso de la cuenta.
case-until = hasta:
case-assigned = Destinado a:
page-appeals = Apelaciones
appeals-what = Decisiones impugnadas, para quienes no tuvieron parte en ellas.
appeals-none = No hay ninguna apelación en espera.
appeal-by-account = La cuenta impugna una decisión
appeal-by-reporter = Alguien que reportó impugna una decisión
appeal-case = el caso
appeal-own = La decisión es suya: debe resolver otra persona.
appeal-answer = Su respuesta a quien la impugna
appeal-uphold = La decisión se mantiene
appeal-overturn = Anularla
appeal-overturn-more = Si se anula, lo que se hizo se revierte y la primera decisión deja de contar.
appeal-upheld = La decisión se mantiene.
appeal-overturned = Anulada. Lo que se hizo se está revirtiendo.
page-people = Personas
people-queues = Colas
people-languages = Idiomas
people-there = En línea
people-all = todas
people-do = Cambiar
people-give-role = Dar este rol
people-role-of = Rol de { $name }
people-disabled = acceso desactivado
people-disable = Desactivar
people-enable = Activar
people-invite = Nuevo enlace
people-link = Con este enlace, { $name } puede iniciar sesión una sola vez, en un plazo de 24 horas. No se vuelve a mostrar.
people-add = Añadir a alguien
people-name-needed = Indique un nombre.
people-changed = Cambiado.
account-unknown = No se sabe nada de esta cuenta.
standing-good = en regla
standing-until = hasta:
page-looks = Segundas revisiones
looks-what = Lo que hizo una sola persona ante un peligro inminente. Otra persona lo revisa.
looks-none = No hay nada a la espera de una segunda revisión.
look-agree = Fue correcto
look-disagree = No fue correcto
look-agreed = Anotado. La decisión se mantiene.
look-disagreed = Anotado. La decisión se revierte.
problem-unknown-evidence = Esta prueba no existe.
problem-no-viewer = La plataforma no proporcionó un visor para ella.
problem-superseded = Otra decisión ha ocupado su lugar.
problem-too-late = Es demasiado tarde para deshacerlo. La corrección la hace otra persona.
problem-heard-before = Esta apelación ya se resolvió.
problem-last-admin = No quedaría nadie que pudiera deshacer esto.
problem-name-taken = Ya hay alguien con ese nombre.
verb-case_attributed = Se indicó la cuenta de la que se trata
verb-case_assigned = Asignado a alguien
verb-decision_undone = Deshecho
verb-decision_corrected = Corregido
verb-filing_drafted = Denuncia redactada
verb-filing_revised = Denuncia modificada
verb-filing_confirmed = Denuncia confirmada
verb-filing_let_go = Denuncia autorizada
verb-filing_retracted = Denuncia retirada
verb-filing_tried = Denuncia: envío iniciado
verb-filing_proceeded = Denuncia: un paso hecho
verb-filing_submitted = Denuncia enviada
verb-filing_receipted = Denuncia recibida allí
verb-filing_failed = Denuncia atascada
verb-filing_viewed = Denuncia consultada
verb-hold_placed = Orden de conservación registrada
verb-hold_extended = Orden de conservación prorrogada
verb-hold_release_proposed = Orden de conservación: fin propuesto
verb-hold_released = Orden de conservación terminada
verb-hold_release_refused = La orden de conservación sigue
verb-release_proposed = Entrega de pruebas propuesta
verb-release_approved = Entrega de pruebas aprobada
verb-release_refused = Entrega de pruebas rechazada
verb-release_taken = Pruebas extraídas
verb-appeal_filed = Impugnado
verb-decision_overturned = Anulado tras una apelación
verb-appeal_upheld = Apelación resuelta: se mantiene
verb-second_look_agreed = Segunda revisión: fue correcto
verb-second_look_refused = Segunda revisión: no fue correcto
verb-case_handed_over = Traspasado
verb-reporter_warned = Denunciante advertido
verb-reports_taken_over = Reportes incorporados
hand-over = Fin de mi jornada
hand-over-more = Todo lo que tiene vuelve a su lugar, con su nota. Nada de ello cuenta como devuelto.
hand-over-note = Lo que debe saber quien venga después
hand-over-to = A (si alguien toma el relevo)
handed-over = { $count ->
    [0] No tenía nada.
    [one] Traspasado: un caso.
    [many] Traspasados: { $count } de casos.
   *[other] Traspasados: { $count } casos.
}
nobody-in-particular = nadie en particular

stopped = Ha parado. Lo que tenía ha vuelto a su cola y no se le asigna nada más.
desk-stopped = Indicó que necesita parar. No se le asigna nada hasta que pueda continuar.
resume = Ya puedo continuar
desk-break = Lleva dos horas con esto. Es momento de hacer una pausa.
exposure = Su exposición hasta ahora
exposure-what = Los casos difíciles pesan más. Solo usted ve esto.
exposure-looks-shift = Vistas, esta jornada
exposure-looks-week = Vistas, siete días
exposure-minutes-shift = Minutos, esta jornada
exposure-minutes-week = Minutos, siete días
exposure-left = restante: { $left }
told-account = El texto para la cuenta
told-reporter = El texto para quien reportó
problem-stopped = Indicó que necesita parar.
problem-exposure-used = Hoy ya ha tenido tanto como le conviene.
problem-off-shift = Ahora no está en curso ninguna de sus jornadas.
problem-opted-out = Usted eligió no recibir esto.
problem-conflict-of-interest = Este caso es para otra persona.
problem-invalid-decision = Esto no se puede decidir así.
recommended = La política recomienda:
recommended-take = Adoptar estas medidas
strikes = Faltas
strikes-sum = Faltas que cuentan ahora: { $count }
strikes-until = cuentan hasta
severity-minor = leve
severity-usual = habitual
severity-serious = seria
severity-grave = muy grave
verb-measure_ended = Terminó una medida

connectors-what = Cómo se llega a las llamadas de la plataforma; se mira como mucho una vez por minuto. Lo que la primera no puede se le pide a la siguiente.
connector-up = funciona
connector-degraded = funciona, pero vea abajo
connector-down = no funciona
connector-checked = Revisado
connector-tells = Nos avisa de lo que pasa en sus llamadas.
connector-silent = No nos avisa de nada por sí misma.
connector-can = Se le puede pedir
connector-limits = Conviene saber
connector-native = lo hace el sistema de reuniones
connector-delegated = queda en manos de la plataforma
connector-look = Mirar otra vez
page-reviews = Revisiones
page-audit = Auditoría
reviews-what = Casos cerrados, vistos de nuevo por alguien que no sabe qué se decidió. De algunos se conoce la respuesta; nada dice de cuáles. No cambia nada para nadie.
reviews-next = Denme uno
reviews-none = Ahora no hay ninguno para usted.
reviews-until = Suyo hasta
reviews-rule = ¿Qué regla?
reviews-why = Por qué, con sus palabras
reviews-send = Esto es lo que veo
reviews-back = Devolver
reviews-answered = Gracias. Queda guardado.
reviews-returned = Devuelto. Otra persona lo verá.
reviews-figures = Hasta dónde coinciden dos miradas
reviews-of-all = De todo el equipo. No hay tales cifras de una persona.
reviews-drifted = Las dos miradas coinciden menos de lo que pide la política. Hablen de las diferencias.
reviews-compared = Comparado
reviews-pairs = Casos
reviews-agreed = Iguales
reviews-kappa = Kappa de Cohen
reviews-all = Decisiones
reviews-gold = Respuestas conocidas
audit-what = Quién hizo qué y quién miró qué. También queda constancia de que busca aquí.
audit-actor = Quién
audit-case = Caso
audit-verb = Qué
audit-from = Desde
audit-to = Antes de
audit-at = Cuándo
audit-detail = Detalle
audit-find = Buscar
audit-export = Exportar todas las cadenas
audit-verify = Se verifica en cualquier lugar con: pullcord audit verify --file
audit-none = No consta nada parecido.
audit-none-yet = Nada por ahora; queda más por mirar.
audit-more = Más
verb-review_given = Dado para revisar
verb-review_answered = Visto de nuevo
verb-review_returned = Se devolvió una revisión
verb-review_dropped = Se descartó una revisión
action-waits = espera a { $types }
effect-awaited = aún no se ve si ha funcionado
effect-confirmed = se ve que ha funcionado
effect-unknown = nada indica si ha funcionado
because-join = volvió
because-unconfirmed = seguía allí
because-unsupported = en lugar de lo que no es posible
shown-participant-left = se fue
shown-participant-removed = fue expulsado
shown-meeting-ended = la reunión terminó
shown-action-confirmed = lo dice la plataforma
shown-roster = ya no está allí
action-proposes = Más duro, y solo si lo decide usted: { $types }
why-still_there = sigue allí
why-came_back = volvió
why-unsupported = no es posible
why-nothing_tells = la plataforma no dice nada de ello
verb-action_confirmed = Se ve que ha funcionado
verb-action_unconfirmed = No se ve que haya funcionado
verb-rejoined = Volvió, expulsado de nuevo
verb-removal_given_up = Expulsión en vano: alguien debe ocuparse
verb-fallback_ordered = Algo más suave en su lugar
verb-fallback_proposed = Solo queda algo más duro: alguien debe decidir
detail-why = porque
detail-shown = por
why-time_over = su tiempo terminó
why-never_sent = nunca se envió
why-replaced = otra cosa ocupó su lugar
why-never_done = nunca se hizo
why-suspended_anew = otra decisión mantiene la cuenta fuera
