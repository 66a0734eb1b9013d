### machine-made: not yet read by a native speaker.

skip = Lumaktaw sa nilalaman
nav = Mga page
loading = Naglo-load…
close = Isara
any = kahit alin
choose = Pumili…
why = Dahilan
why-needed = Sabihin ang dahilan sa ilang salita.
try-again = Subukan ulit
somebody = isang tao
by-you = ikaw
by-service = ang serbisyo
minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } na minuto
}

keys = Mga key
keys-off = Maaaring i-off ang mga solong key sa “Ako”. Gagana pa rin ang Ctrl at Escape.
key-help = Ipakita ang lahat ng key
key-palette = Maghanap ng kahit ano
key-go = Pumunta sa: { $page }
palette = Maghanap ng kahit ano
palette-what = Isang command, isang page, o ang id ng kaso o account
palette-case = Buksan ang kaso { $id }
palette-account = Buksan ang account { $id }

signed-out = Naka-sign out ka, o tapos na ang session mo. Ang nasimulan mo ay itatabi sa browser na ito nang isang araw.
sign-in = Mag-sign in
sign-out = Mag-sign out

line-joining = kumokonekta
line-joining-more = Ina-update ang nakikita mo.
line-on = live
line-on-more = Kusang ina-update ang nakikita mo.
line-off = hindi konektado
line-off-more = Hindi maabot ang serbisyo. Maaaring luma na ang nakikita mo. Itinatabi rito ang isinusulat mo. Kusa itong kokonekta ulit.
line-away = hindi maabot ang imbakan ng datos
line-away-more = Gumagana ang serbisyo, pero hindi maabot ang imbakan nito ng datos. Kailangang maghintay ang pagbabasa at pagpapasya; itinatabi ang dumarating mula sa mga tawag.

page-desk = Desk
page-cases = Maghanap
page-approvals = Ikalawang pagsusuri
page-connectors = Mga koneksyon
page-actions = Mga nabigong aksyon
page-policies = Mga patakaran
page-me = Ako
page-case = Kaso
page-account = Account
page-insights = Mga insight
page-failed = Hindi ma-load ang page na ito. I-reload ito para subukan ulit.
page-unknown = Walang ganitong page.

role-moderator = moderator
role-senior = senior
role-lead = lead
role-admin = admin
role-auditor = auditor

desk-next = Susunod na kaso
desk-back = Bumalik sa iyong kaso
desk-held = May hawak kang kaso:
desk-nothing = Walang naghihintay para sa iyo ngayon.
desk-queues = Ang mga naghihintay
desk-waiting = { $count ->
    [0] Walang naghihintay.
    [1] Isang kaso ang naghihintay.
    [one] { $count } kaso ang naghihintay.
   *[other] { $count } na kaso ang naghihintay.
}
queue-name = Pila
queue-waiting = Naghihintay
queue-claimed = Hawak na
queue-overdue = Lampas sa takdang oras
queue-next = Susunod na takdang oras
queue-oldest = Pinakamatagal
queue-panic = Panic, live
queue-threat-to-life = Banta sa buhay
queue-corroborated = Napatibayan
queue-minors = Mga menor de edad
queue-sextortion = Sextortion
queue-coercion = Pamimilit
queue-general = Pangkalahatan

due-in = sa loob ng { $span }
due-over = lampas nang { $span }

reason-none = Walang ibinigay na dahilan
reason-child_safety = Pinsala o panganib sa bata
reason-grooming = Grooming
reason-sextortion = Sextortion
reason-trafficking = Human trafficking
reason-sexual_exploitation = Seksuwal na pagsasamantala
reason-covert_recording = Palihim na pagre-record
reason-non_consensual_imagery = Mga larawang walang pahintulot
reason-threat_to_life = Banta sa buhay
reason-self_harm = Pananakit sa sarili
reason-violence = Karahasan
reason-harassment = Panliligalig
reason-hate = Poot
reason-sexual_content = Seksuwal na nilalaman
reason-deceptive_recruitment = Mapanlinlang na pangangalap
reason-impersonation = Pagpapanggap bilang ibang tao
reason-romance_deception = Panlilinlang sa pag-ibig
reason-suspected_adult_posing_as_child = Nasa hustong gulang na nagpapanggap na bata
reason-advertising_sexual_services = Pag-aanunsyo ng mga seksuwal na serbisyo
reason-off_platform_payment = Pagbabayad sa labas ng platform
reason-fraud_spam = Panloloko o spam
reason-other = Iba pa

state-queued = Naghihintay
state-claimed = Hawak na
state-awaiting_approval = Naghihintay ng ikalawang tao
state-snoozed = Ipinagpaliban
state-escalated = Na-escalate
state-decided = Napagpasyahan
state-appealed = Inapela
state-closed = Sarado
case-state-queued = Walang may hawak nito. Mapupunta ito sa taong susunod na dapat humawak.
case-state-escalated = Naghihintay ito ng mga taong may mas mataas na tungkulin.
case-state-awaiting_approval = May iminungkahing pasya. Walang gagawin mula rito hangga't hindi sumasang-ayon ang ikalawang tao.
case-state-snoozed = Kusa itong babalik.
case-state-decided = Napagpasyahan na ito.
case-state-appealed = Tinututulan ang pasya.
case-state-closed = Sarado na ito.
case-id = Kaso
case-panic-title = Panic button
case-held = Hawak ito ni { $holder }.
case-take = Kunin ang kasong ito
case-changed = Nagbago ang kasong ito: { $what }
case-show-changes = Ipakita

urgent = Ang pinakamahalaga
urgent-live = Live ngayon
urgent-over = Tapos na ang meeting
urgent-panic = Panic
urgent-danger = Agarang panganib
urgent-minor = Menor de edad
urgent-drill = Drill
urgent-tier = Antas { $tier }
urgent-needs = para sa { $role }
urgent-due = Takdang oras
urgent-open = Bukas mula noong
urgent-meeting = Meeting
urgent-about = Tungkol sa
urgent-nobody = wala pang natutukoy
sentence-panic-live = { $count ->
    [0] May humingi ng tulong mula sa isang tawag na kasalukuyang nagaganap. Walang tao rito.
    [1] May humingi ng tulong mula sa isang tawag na kasalukuyang nagaganap. Isang tao ang naroon.
    [one] May humingi ng tulong mula sa isang tawag na kasalukuyang nagaganap. { $count } tao ang naroon.
   *[other] May humingi ng tulong mula sa isang tawag na kasalukuyang nagaganap. { $count } na tao ang naroon.
}
sentence-panic-over = May humingi ng tulong mula sa isang tawag. Tapos na ito.
sentence-live = { $count ->
    [0] Kasalukuyang nagaganap ang tawag. Walang tao rito.
    [1] Kasalukuyang nagaganap ang tawag. Isang tao ang naroon.
    [one] Kasalukuyang nagaganap ang tawag. { $count } tao ang naroon.
   *[other] Kasalukuyang nagaganap ang tawag. { $count } na tao ang naroon.
}
sentence-reports = { $count ->
    [0] Walang nag-ulat nito. Nabuksan ito dahil sa mga naobserbahan.
    [1] Isang tao ang nag-ulat nito.
    [one] { $count } ulat.
   *[other] { $count } na ulat.
}

claim = Ang paghawak mo
claim-yours = hawak mo, kusang nare-renew
claim-ends = matatapos sa loob ng { $span }
claim-lapsed = Natapos na ang paghawak mo sa kasong ito.
claim-lapsed-more = Bumalik na ito sa pila at maaaring kunin ng iba. Nakatabi rito ang isinulat mo.
claim-again = Hingin ang susunod na kaso

reports = { $count ->
    [1] Isang ulat
    [one] { $count } ulat
   *[other] { $count } na ulat
}
reports-words = Ipakita ang mga salita
reports-fold = Itiklop ang mga salita
reports-more = Mga mas lumang ulat na hindi ipinapakita rito: { $count }
report-flagged = Ulat
report-panic = Panic
report-withdrawn = Binawi
report-detailsAdded = Idinagdag kalaunan
report-by = nag-ulat:
report-exposed = { $count ->
    [1] isang tao ang naroon at maaaring nakakita nito
    [one] { $count } tao ang naroon at maaaring nakakita nito
   *[other] { $count } na tao ang naroon at maaaring nakakita nito
}
report-text = { $count ->
    [1] Ang kanilang mga salita (isang character)
    [one] Ang kanilang mga salita ({ $count } character)
   *[other] Ang kanilang mga salita ({ $count } na character)
}
report-ext = Iba pang ipinadala
evidence-still = Larawan mula sa video
evidence-clip = Clip
evidence-chat = Chat
evidence-recording = Recording
evidence-log = Log
evidence-kept = itinabi ng { $by }
evidence-by-reporter = nag-ulat
evidence-by-platform = platform
evidence-look = Tingnan ang ebidensya
evidence-nowhere = Walang ibinigay na viewer ang platform.
evidence-why = Bakit mo titingnan
evidence-why-more = Itinatala ang pagtingin, kasama ang iyong dahilan, at ibinibilang ito sa iyong exposure. Tumingin lang kung kailangan para makapagpasya.
evidence-open = Buksan ang viewer
evidence-mild = Gray at malabo hanggang humiling ka ng higit pa.
evidence-clear = Ipakita nang malinaw
evidence-blur = Palabuin ulit
evidence-tab = Buksan sa tab
evidence-frame = Ang viewer ng platform

risk = Panganib
risk-probability = Probabilidad
risk-unknown = Wala pang nalalaman.
risk-nothing = Walang nagpapataas o nagpapababa nito.
risk-what = Inaayos nito ang pagkakasunod-sunod ng trabaho. Wala itong pinagpapasyahan.
risk-more = { $strength } nagpapataas nito
risk-less = { $strength } nagpapababa nito
risk-caution = Pero:
strength-slight = bahagyang
strength-some = medyo
strength-strong = malakas na
strength-very = napakalakas na
family-voice = ang sinabi ng mga tao
family-payment = mga bayad
family-meeting = mga meeting
family-contact = mga contact
family-account = ang account
family-network = network

roster = { $count ->
    [1] Isang tao sa meeting
    [one] { $count } tao sa meeting
   *[other] { $count } na tao sa meeting
}
roster-nobody = Walang sinuman sa kanila ang ipinapalagay na may ginawa.
roster-who = Sino
roster-role = Tungkulin
roster-from = Sumali
roster-to = Umalis
roster-there = naroon pa
roster-left = umalis na
roster-subject = iniulat
party-host = host
party-participant = kalahok
party-guest = bisita
links = May kapareho sa
links-none = Wala sa mga alam namin.
links-unreadable = Hindi ito mabasa ngayon. Hindi ibig sabihin na wala.
links-since = mula noong
links-case = ang bukas nitong kaso
links-more = Iba pa: { $count }
links-crowded = Hindi isinama ang pinagsasaluhan ng napakarami, gaya ng pampublikong network.
links-graph = Mga account sa paligid ng account na ito: { $count }, at kung ano ang kapareho nila rito; ganoon din ang sinasabi ng listahan.
link-device = isang device
link-payment = isang payment handle
link-payer = isang nagbabayad
link-payee = isang binabayaran
link-meeting = isang meeting
link-network = isang network
standing-suspended = suspendido

timeline = Ang mga nangyari
timeline-looks = { $count ->
    [1] Isang pagtingin
    [one] { $count } pagtingin
   *[other] { $count } na pagtingin
}
verb-case_opened = Binuksan
verb-case_raised = Itinaas ang priyoridad
verb-panic_joined = May nadagdag na panic
verb-reports_joined = May nadagdag na mga ulat
verb-details_added = May idinagdag na detalye
verb-case_rescored = Tinimbang muli
verb-case_viewed = Tiningnan
verb-reports_viewed = Tiningnan ang mga ulat
verb-links_viewed = Tiningnan ang mga kaugnayan
verb-evidence_viewed = Tiningnan ang ebidensya
verb-case_claimed = Kinuha
verb-claim_released = Ibinalik
verb-claim_lapsed = Natapos ang paghawak
verb-case_snoozed = Ipinagpaliban
verb-case_woken = Bumalik
verb-case_escalated = Na-escalate
verb-deadline_missed = Lumampas sa takdang oras
verb-decision_proposed = May iminungkahing pasya
verb-proposal_refused = Tinanggihan ang mungkahi
verb-proposal_expired = Nag-expire ang mungkahi
verb-case_decided = Napagpasyahan
verb-note_added = Tala
verb-action_tried = Hiniling sa platform
verb-notice_tried = Ipinaalam ang lumampas na takda
verb-notice_retried = Sinubukang muli ang abiso
verb-action_retried = Mano-manong sinubukan ulit
detail-cause = dahil sa
detail-deadline = takdang oras
detail-lane = lane
detail-queue = pila
detail-reason = dahilan
detail-note = sinasabi
detail-text = sinasabi
detail-until = hanggang
detail-to = sa
detail-status = sagot
detail-type = ano
detail-outcome = kinalabasan
detail-action = aksyon
detail-reports = mga ulat
detail-level = antas
detail-turnedTo = ibinaling sa
detail-round = ikot
detail-account = account
detail-moderator = tao
detail-probability = probabilidad
note = Mag-iwan ng tala para sa susunod
note-leave = Iwan ang tala
note-empty = Magsulat muna ng kahit ano.

decide = Magpasya
decide-restored = Ito ang draft na nasimulan mo.
decide-outcome = Ano ito?
decide-policy = Aling tuntunin?
decide-measures = Ano ang gagawin?
decide-whom = Kanino sa meeting?
decide-reason = Dahilan
decide-reason-more = Para sa susunod na babasa nito. Itatabi ito.
decide-words = Isulat ang dahilan
decide-tell-reporter = Sabihan ang nag-ulat
decide-suppress = Huwag sabihan ang account, dahil (kung hindi, sasabihan ito)
decide-send = Magpasya
decide-sending = Ipinapadala…
decide-needs-outcome = Piliin kung ano ito.
decide-needs-policy = Piliin ang tuntunin.
decide-needs-whom = Piliin kung kanino.
decide-needs-reason = Isulat ang dahilan.
decided = Napagpasyahan na.
decided-waits = Naimungkahi na. Kailangang sumang-ayon ang ikalawang tao.
decisions = Mga pasya
outcome-violation = May nilabag na tuntunin
outcome-no_violation = Walang nilabag na tuntunin
outcome-unfounded_report = Walang batayan
outcome-insufficient = Hindi matukoy
outcome-duplicate = Kapareho ng ibang kaso
measures-call = Sa tawag
measures-account = Sa account
measures-keep = Itabi
measures-back = Bawiin
measure-time = Gaano katagal: { $action }
time-P1D = 1 araw
time-P7D = 7 araw
time-P30D = 30 araw
time-P90D = 90 araw
time-open = hanggang bawiin
action-warn = Bigyan ng babala
action-mute_audio = I-mute
action-mute_video = Ihinto ang camera
action-stop_screenshare = Ihinto ang pagbabahagi ng screen
action-revoke_publish = Ihinto ang tunog at larawan
action-restore_publish = Payagan ulit ang tunog at larawan
action-remove_participant = Alisin at huwag nang papasukin
action-block_rejoin = Harangin ang pagbabalik
action-unblock_rejoin = Papasukin ulit
action-lock_meeting = I-lock ang meeting
action-end_meeting = Tapusin ang meeting
action-suspend_account = Suspindihin ang account
action-reinstate_account = Ibalik ang account
action-hold_payout = I-hold ang mga payout
action-start_recording = Simulan ang pagre-record
action-stop_recording = Ihinto ang pagre-record
action-preserve_evidence = Itabi ang ebidensya
action-request_details = Humingi ng mga detalye
preview = Ang mangyayari
preview-nothing = Walang hihilingin sa platform.
preview-tells = Sasabihin sa nag-ulat na may tumingin.
preview-tells-not = Walang sasabihin sa nag-ulat.
preview-two = kailangan ng dalawa
preview-two-more = Kailangang sumang-ayon ang ikalawang tao bago gawin ang alinman dito.
preview-else = Kung hindi kaya ng platform:
preview-else-done = { $action }
preview-else-asked = tatanungin ang isang tao: { $action }
actions = Ang ginawa ng platform
action-state-pending = ipapadala pa
action-state-trying = sinusubukan
action-state-answered = nasagot na
action-state-failed = nabigo
action-again = susunod na subok
action-retried = Sinusubukan ito ulit.
answer-done = tapos na
answer-already_done = ganoon na dati
answer-partial = bahagyang nagawa
answer-target_gone = nakaalis na
answer-unsupported = hindi ito magagawa
answer-refused = tinanggihan
answer-failed = nabigo
answer-unreachable = hindi sumagot

proposal = May pasyang naghihintay ng ikalawang tao
proposal-until = takdang oras ng sagot:
proposal-own = Ikaw ang nagmungkahi nito: iba ang dapat sumagot.
proposal-others = Makakasagot ang mga senior at mas mataas.
answer-reason = Ang iyong mga salita
answer-needs-reason = Isulat ang dahilan.
approve = Sumang-ayon
refuse = Huwag sumang-ayon
approved = Sinang-ayunan. Ginagawa na ito.
refused = Hindi sinang-ayunan. Bumalik na ang kaso sa pila nito.
approvals-what = Walang gagawin sa mga ito hangga't walang sumasang-ayon na iba sa nagmungkahi.
approvals-none = Walang naghihintay ng ikalawang tao.
approvals-case = Kaso
approvals-proposed = Iminungkahi
approvals-by = Nagmungkahi
approvals-until = Takdang oras ng sagot

handover = Ipasa ang kasong ito
hand-back = Ibalik
hand-back-more = Babalik ito sa puwesto nito sa pila. Hindi mo kailangang magpaliwanag, tulungan lang ang susunod.
handed-back = Naibalik na.
put-off = Ipagpaliban
put-off-more = Wala itong hihintayin hanggang sa oras na iyon, o hanggang may madagdag na bago.
put-off-for = Gaano katagal
was-put-off = Ipinagpaliban hanggang { $until }.
hand-up = I-escalate
hand-up-more = Maghihintay ito ng mga taong mas marami ang maaaring gawin.
hand-up-to = Kanino
handed-up = Na-escalate na.
stop = Kailangan kong huminto

search-state = Katayuan
search-reason = Dahilan
search-account = Account
search-assignee = May hawak
search-queue = Pila
search-about = Tungkol sa
search-reports = Mga ulat
search-found = { $more ->
    [yes] { $count ->
        [one] Ang { $count } pinakabagong kaso
       *[other] Ang { $count } na pinakabagong kaso
    }
   *[no] { $count ->
        [0] Walang ganitong kaso.
        [1] Isang kaso
        [one] { $count } kaso
       *[other] { $count } na kaso
    }
}
search-more = Magpakita pa
search-keep = Itabi ang paghahanap na ito
search-drop = Kalimutan ang paghahanap na ito
account-cases = Mga kaso
account-no-cases = Walang kaso tungkol sa account na ito.

actions-what = Hiniling ang mga ito sa platform pero hindi nagawa. Wala nang kusang susubukan pa.
actions-none = Walang nabigo.
actions-what-one = Ano
actions-answer = Huling sagot
actions-tries = Mga subok
actions-since = Mula noong

policies-what = Kung gaano kabigat ang ebidensya, ano ang apurahan, ano ang nangangailangan ng dalawang tao. Hindi nagbabago ang isang bersyon.
policy-version = Bersyon
policy-added = Idinagdag
policy-state-active = may bisa
policy-state-proposed = iminungkahi
policy-state-shadow = naka-shadow
policy-state-kept = nakatabi
policy-add = Magdagdag ng bersyon
policy-yaml = Patakaran (YAML)
policy-judge = Suriin at itabi
policy-added-now = Naitabi na. Wala pa itong bisa.
policy-propose = Imungkahing bigyan ng bisa
policy-agree = Sumang-ayong bigyan ng bisa
policy-proposed-now = Naimungkahi na. Kailangang sumang-ayon ang ikalawang lead.
policy-active-now = May bisa na.
policy-shadow = Patakbuhin sa shadow
policy-shadow-off = Tapusin ang shadow run
policy-shadow-now = Nabago na.
policy-diff = Ang pagkakaiba sa { $against }
policy-key = Key
policy-before = Dati
policy-after = Bago
policy-whole = Ang buong patakaran
backtest = Subukan sa nakaraan
backtest-start = Simulan
backtest-what = Inuulit ang mga dumating sa ilalim ng patakarang ito at sinasabi kung aling mga kaso ang mabubuksan, magsasara o malilipat.
backtest-running = Tumatakbo…
backtest-done = Tapos na.
backtest-failed = Nabigo ito.
backtest-events = Mga inulit na event
backtest-subjects = Mga account at meeting
backtest-both = Mga kasong parehong bubuksan ng dalawa
backtest-same = … na magkapareho ang magiging lagay
backtest-opens = Mga kasong ito lang ang magbubukas
backtest-closes = Mga kasong ang may bisa lang ang magbubukas
backtest-earlier = Mas maagang takdang oras
backtest-later = Mas huling takdang oras
backtest-examples = Mga halimbawa
backtest-judged = Kumpara sa napagpasyahan

me-name = Pangalan
me-role = Tungkulin
me-platform = Platform
me-zone = Time zone
me-language = Wika
me-machine = salin ng makina
me-theme = Tema
me-theme-system = gaya ng system
me-theme-light = maliwanag
me-theme-dark = madilim
me-motion = Galaw
me-motion-system = gaya ng system
me-motion-less = mas kaunti
me-keys = Mga solong key
me-keys-on = naka-on
me-keys-off = naka-off
me-viewer = Pagbukas ng ebidensya
me-viewer-mild = gray at malabo
me-viewer-plain = kung ano ito

problem-unreachable = Hindi maabot ang serbisyo. Walang nawala; subukan ulit.
problem-unavailable = Hindi ito magawa ng serbisyo ngayon. Walang nawala; subukan ulit.
problem-internal = May nangyaring mali sa panig namin.
problem-forbidden = Hindi ito saklaw ng iyong tungkulin.
problem-own-decision = Kailangan nito ng ikalawang tao, at ikaw ang nagmungkahi nito.
problem-not-holder = Hindi mo na hawak ang kasong ito. Nakatabi rito ang isinulat mo.
problem-already-decided = May nakapagpasya na sa kasong ito.
problem-already-claimed = Hawak na ng iba ang kasong ito.
problem-not-waiting = Wala sa anumang pila ang kasong ito ngayon.
problem-unknown-case = Walang ganitong kaso.
problem-invalid-request = May kulang o mali.
problem-invalid-action = Hindi akma ang hakbang na ito sa kasong ito.
problem-invalid-handover = Hindi ito maipapasa nang ganoon.
problem-bad-policy = Hindi ito maaaring maging patakaran.
problem-nothing-proposed = Wala nang nakamungkahi.

attribute = Tungkol ito kay…
attribute-more = Magpapatuloy ang kaso ng meeting na ito bilang kaso ng account, kasama ang mga ulat nito. Magbubukas ng sariling kaso ang susunod na panic ng meeting.
attribute-whom = Aling account
attributed = Magpapatuloy ito bilang kaso ng account.
undo = Bawiin
undo-reason = Binawi agad.
undo-left = { $count ->
    [1] isang segundo pa
    [one] { $count } segundo pa
   *[other] { $count } na segundo pa
}
undone = Nabawi na.
undone-but = { $count ->
    [1] Nabawi na, maliban sa isang hakbang na hindi mababawi.
    [one] Nabawi na, maliban sa { $count } hakbang na hindi mababawi.
   *[other] Nabawi na, maliban sa { $count } na hakbang na hindi mababawi.
}
cause-undo = Pumalit sa pasyang binawi agad.
cause-correction = Itinatama ang naunang pasya.
cause-second_look = Pagkatapos ng ikalawang pagsusuri.
cause-appeal = Pagkatapos ng apela.
alone = Gawin nang mag-isa, ngayon, dahil
alone-more = Kapag may nalalapit na panganib lang. Gagawin ito agad; kailangang suriin ito ng iba sa lalong madaling panahon, at sasabihan ang lahat ng lead.
alone-was = Ginawa ng isang tao, dahil:
alone-until = takdang oras ng ikalawang pagsusuri:
statement = Ang sasabihin sa account tungkol sa dahilan
statement-facts = Ang nangyari, sa mga salitang maaaring mabasa ng account
statement-facts-more = Walang tungkol sa nag-ulat, walang ebidensya. Kusang idadagdag ang mga hakbang at ang tuntunin.
statement-ground = Sa anong batayan
statement-contractual = mga tuntunin ng platform
statement-legal = isang batas
statement-law = Aling batas
assign = Italaga sa isang tao
assign-to = Kanino
assigned = Naitalaga na. Darating ito kapag hiningi nila ang susunod nilang kaso.
present = naroon
case-moved = Magpapatuloy ito bilang kaso ng account.
case-until = hanggang
case-assigned = Nakalaan sa:
page-appeals = Mga apela
appeals-what = Mga pasyang tinututulan, para sa mga walang naging bahagi sa mga ito.
appeals-none = Walang apelang naghihintay.
appeal-by-account = Tinututulan ng account ang isang pasya
appeal-by-reporter = Tinututulan ng isang nag-ulat ang isang pasya
appeal-case = ang kaso
appeal-own = Ikaw ang nagpasya nito: iba ang dapat duminig nito.
appeal-answer = Ang sagot mo sa tumututol
appeal-uphold = Mananatili ang pasya
appeal-overturn = Baligtarin ito
appeal-overturn-more = Kapag binaligtad, babawiin ang nagawa, at hindi na ibibilang ang unang pasya.
appeal-upheld = Mananatili ang pasya.
appeal-overturned = Binaligtad. Binabawi na ang nagawa.
page-people = Mga tao
people-queues = Mga pila
people-languages = Mga wika
people-there = Naroon
people-all = lahat
people-do = Baguhin
people-give-role = Ibigay ang tungkuling ito
people-role-of = Tungkulin ni { $name }
people-disabled = naka-disable
people-disable = I-disable
people-enable = I-enable
people-invite = Bagong link
people-link = Sa link na ito, makakapag-sign in si { $name } nang isang beses sa loob ng 24 na oras. Hindi na ito ipapakita ulit.
people-add = Magdagdag ng tao
people-name-needed = Magbigay ng pangalan.
people-changed = Nabago na.
account-unknown = Walang nalalaman tungkol sa account na ito.
standing-good = nasa mabuting katayuan
standing-until = hanggang
page-looks = Mga ikalawang pagsusuri
looks-what = Ginawa ng isang tao dahil sa nalalapit na panganib. Iba ang muling magsusuri.
looks-none = Walang naghihintay ng ikalawang pagsusuri.
look-agree = Tama ito
look-disagree = Hindi ito tama
look-agreed = Naitala na. Mananatili ang pasya.
look-disagreed = Naitala na. Babawiin ang pasya.
problem-unknown-evidence = Walang ganitong ebidensya.
problem-no-viewer = Walang ibinigay na viewer ang platform para dito.
problem-superseded = May ibang pasyang pumalit dito.
problem-too-late = Huli na para bawiin ito. Iba ang gagawa ng pagtatama.
problem-heard-before = Dininig na ang apelang ito.
problem-last-admin = Wala nang matitirang makakapagbawi nito.
problem-name-taken = May gumagamit na ng pangalang ito.
verb-case_attributed = Sinabi kung tungkol kanino ito
verb-case_assigned = Itinalaga sa isang tao
verb-decision_undone = Binawi
verb-decision_corrected = Itinama
verb-filing_drafted = Nagawa ang burador ng ulat sa awtoridad
verb-filing_revised = Binago ang ulat sa awtoridad
verb-filing_confirmed = Kinumpirma ang ulat sa awtoridad
verb-filing_let_go = Pinayagang ipadala ang ulat sa awtoridad
verb-filing_retracted = Binawi ang ulat sa awtoridad
verb-filing_tried = Ulat sa awtoridad: sinimulan ang pagpapadala
verb-filing_proceeded = Ulat sa awtoridad: tapos ang isang hakbang
verb-filing_submitted = Naisumite ang ulat sa awtoridad
verb-filing_receipted = Natanggap doon ang ulat
verb-filing_failed = Naantala ang ulat sa awtoridad
verb-filing_viewed = Tiningnan ang ulat sa awtoridad
verb-hold_placed = Inilagay ang legal hold
verb-hold_extended = Pinahaba ang legal hold
verb-hold_release_proposed = Legal hold: iminungkahing tapusin
verb-hold_released = Natapos ang legal hold
verb-hold_release_refused = Nananatili ang legal hold
verb-release_proposed = Iminungkahi ang paglabas ng ebidensya
verb-release_approved = Inaprubahan ang paglabas ng ebidensya
verb-release_refused = Tinanggihan ang paglabas ng ebidensya
verb-release_taken = Inilabas ang ebidensya
verb-appeal_filed = Tinutulan
verb-decision_overturned = Binaligtad pagkatapos ng apela
verb-appeal_upheld = Dininig ang apela: mananatili
verb-second_look_agreed = Ikalawang pagsusuri: tama ito
verb-second_look_refused = Ikalawang pagsusuri: hindi ito tama
verb-case_handed_over = Ipinasa
verb-reporter_warned = Binalaan ang nag-ulat
verb-reports_taken_over = Kinuha ang mga ulat
hand-over = Tapos na ang shift ko
hand-over-more = Babalik sa puwesto nito ang lahat ng hawak mo, kasama ang iyong tala. Hindi ibibilang na ibinalik ang alinman sa mga ito.
hand-over-note = Ang dapat malaman ng susunod
hand-over-to = Kanino (kung may hahalili)
handed-over = { $count ->
    [0] Wala kang hawak.
    [1] Naipasa na: isang kaso.
    [one] Naipasa na: { $count } kaso.
   *[other] Naipasa na: { $count } na kaso.
}
nobody-in-particular = walang partikular na tao

stopped = Huminto ka na. Bumalik na sa pila nito ang hawak mo, at wala nang ibibigay sa iyo.
desk-stopped = Sinabi mong kailangan mong huminto. Walang ibibigay sa iyo hanggang handa ka na.
resume = Handa na ulit ako
desk-break = Dalawang oras ka nang nagtatrabaho. Oras na para magpahinga.
exposure = Ang exposure mo sa ngayon
exposure-what = Mas mabigat ang bilang ng mahihirap na kaso. Ikaw lang ang nakakakita nito.
exposure-looks-shift = Mga pagtingin, sa shift na ito
exposure-looks-week = Mga pagtingin, pitong araw
exposure-minutes-shift = Mga minuto, sa shift na ito
exposure-minutes-week = Mga minuto, pitong araw
exposure-left = natitira: { $left }
told-account = Ang mga salita para sa account
told-reporter = Ang mga salita para sa nag-ulat
problem-stopped = Sinabi mong kailangan mong huminto.
problem-exposure-used = Umabot ka na ngayong araw sa dami na makabubuti para sa iyo.
problem-off-shift = Wala kang shift sa ngayon.
problem-opted-out = Pinili mong huwag tumanggap nito.
problem-conflict-of-interest = Para sa iba ang kasong ito.
problem-invalid-decision = Hindi ito mapagpapasyahan nang ganoon.
recommended = Inirerekomenda ng patakaran:
recommended-take = Gamitin ang mga ito
strikes = Mga strike
strikes-sum = Mga strike na binibilang ngayon: { $count }
strikes-until = binibilang hanggang
severity-minor = magaan
severity-usual = karaniwan
severity-serious = seryoso
severity-grave = napakabigat
verb-measure_ended = Natapos ang isang hakbang

connectors-what = Kung paano naaabot ang mga tawag ng platform; tinitingnan nang isang beses bawat minuto. Ang hindi kaya ng una ay hinihingi sa susunod.
connector-up = gumagana
connector-degraded = gumagana, pero tingnan sa ibaba
connector-down = hindi gumagana
connector-checked = Tiningnan
connector-tells = Sinasabi nito ang nangyayari sa mga tawag.
connector-silent = Wala itong kusang sinasabi.
connector-can = Maaaring hingin
connector-limits = Mabuting malaman
connector-native = ginagawa ng sistema ng pulong
connector-delegated = nasa platform
connector-look = Tingnan muli
page-reviews = Mga pagsusuri
page-audit = Audit
reviews-what = Mga saradong kaso, tinitingnan muli ng taong hindi alam ang naging pasya. Ang ilan ay may alam nang sagot; walang nagsasabi kung alin. Walang magbabago para kaninuman.
reviews-next = Bigyan ako ng isa
reviews-none = Wala pa para sa iyo ngayon.
reviews-until = Sa iyo hanggang
reviews-rule = Aling patakaran?
reviews-why = Bakit, sa sarili mong salita
reviews-send = Ito ang nakikita ko
reviews-back = Ibalik
reviews-answered = Salamat. Naitago na.
reviews-returned = Naibalik. May ibang titingin.
reviews-figures = Gaano nagkakasundo ang dalawang tingin
reviews-of-all = Para sa buong pangkat. Walang ganitong bilang ng isang tao.
reviews-drifted = Mas kaunti ang pagkakasundo kaysa sa hinihingi ng patakaran. Pag-usapan ang mga pagkakaiba.
reviews-compared = Inihambing
reviews-pairs = Mga kaso
reviews-agreed = Pareho
reviews-kappa = Kappa ni Cohen
reviews-all = Mga pasya
reviews-gold = Mga alam na sagot
audit-what = Sino ang gumawa ng ano, at sino ang tumingin sa ano. Nakatala rin ang paghahanap mo rito.
audit-actor = Sino
audit-case = Kaso
audit-verb = Ano
audit-from = Mula
audit-to = Bago
audit-at = Kailan
audit-detail = Detalye
audit-find = Hanapin
audit-export = I-export ang lahat ng kadena
audit-verify = Mabe-verify kahit saan gamit ang: pullcord audit verify --file
audit-none = Walang ganoon sa tala.
audit-none-yet = Wala pa; may natitira pang titingnan.
audit-more = Higit pa
verb-review_given = Ibinigay para suriin muli
verb-review_answered = Tiningnan muli
verb-review_returned = Ibinalik ang pagsusuri
verb-review_dropped = Inalis ang pagsusuri
action-waits = naghihintay sa { $types }
effect-awaited = hindi pa nakikita kung gumana
effect-confirmed = nakitang gumana
effect-unknown = walang nagsasabi kung gumana
because-join = bumalik
because-unconfirmed = naroon pa rin
because-unsupported = kapalit ng hindi magagawa
shown-participant-left = umalis
shown-participant-removed = inalis
shown-meeting-ended = natapos ang pulong
shown-action-confirmed = sinabi ng platform
shown-roster = wala na roon
action-proposes = Mas mabigat, at kung ikaw lang ang magpapasya: { $types }
why-still_there = naroon pa rin
why-came_back = bumalik
why-unsupported = hindi magagawa
why-nothing_tells = walang sinasabi ang platform tungkol dito
verb-action_confirmed = Nakitang gumana
verb-action_unconfirmed = Hindi nakitang gumana
verb-rejoined = Bumalik, inalis muli
verb-removal_given_up = Walang saysay ang pag-alis: may dapat tumingin
verb-fallback_ordered = Mas magaan na kapalit
verb-fallback_proposed = Mas mabigat na lang ang natitira: may dapat magpasya
detail-why = dahil
detail-shown = dahil
why-time_over = tapos na ang oras nito
why-never_sent = hindi kailanman naipadala
why-replaced = may ibang pumalit
why-never_done = hindi kailanman nagawa
why-suspended_anew = may ibang pasya na humaharang sa account
