### The console's words. English is the source; every other file says the same. Plain, calm, no blame.

skip = Skip to the content
nav = Pages
loading = Loading…
close = Close
any = any
choose = Choose…
why = Why
why-needed = Say why, in a few words.
try-again = Try again
somebody = somebody
by-you = you
by-service = the service
minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}

keys = Keys
keys-off = Single keys can be switched off under “Me”. Ctrl and Escape keep working.
key-help = Show all keys
key-palette = Find anything
key-go = Go to: { $page }
palette = Find anything
palette-what = A command, a page, or the id of a case or account
palette-case = Open case { $id }
palette-account = Open account { $id }

signed-out = You are signed out, or your session is over. What you had begun is kept in this browser for a day.
sign-in = Sign in
sign-out = Sign out

line-joining = connecting
line-joining-more = What you see is being brought up to date.
line-on = live
line-on-more = What you see is kept up to date by itself.
line-off = not connected
line-off-more = The service cannot be reached. What you see may be old. What you write is kept here. It reconnects by itself.
line-away = store away
line-away-more = The service is there, its store is not. Reading and deciding have to wait; what comes in from calls is kept.

page-desk = Desk
page-cases = Search
page-approvals = Second look
page-connectors = Connectors
page-actions = Failed actions
page-policies = Policies
page-me = Me
page-case = Case
page-account = Account
page-insights = Insights
page-failed = This page could not be loaded. Reload to try again.
page-unknown = There is no such page.

role-moderator = moderator
role-senior = senior
role-lead = lead
role-admin = admin
role-auditor = auditor

desk-next = Next case
desk-back = Back to your case
desk-held = You hold a case:
desk-nothing = Nothing waits for you now.
desk-queues = What waits
desk-waiting = { $count ->
    [0] Nothing waits.
    [one] One case waits.
   *[other] { $count } cases wait.
}
queue-name = Queue
queue-waiting = Waiting
queue-claimed = In hand
queue-overdue = Overdue
queue-next = Next due
queue-oldest = Oldest
queue-panic = Panic, live
queue-threat-to-life = Threat to life
queue-corroborated = Corroborated
queue-minors = Minors
queue-sextortion = Sextortion
queue-coercion = Coercion
queue-general = General

due-in = in { $span }
due-over = { $span } overdue

reason-none = No reason given
reason-child_safety = Harm or danger to a child
reason-grooming = Grooming
reason-sextortion = Sextortion
reason-trafficking = Trafficking
reason-sexual_exploitation = Sexual exploitation
reason-covert_recording = Recording in secret
reason-non_consensual_imagery = Images without consent
reason-threat_to_life = Threat to life
reason-self_harm = Self-harm
reason-violence = Violence
reason-harassment = Harassment
reason-hate = Hate
reason-sexual_content = Sexual content
reason-deceptive_recruitment = Deceptive recruitment
reason-impersonation = Impersonation
reason-romance_deception = Romance deception
reason-suspected_adult_posing_as_child = Adult posing as a child
reason-advertising_sexual_services = Advertising sexual services
reason-off_platform_payment = Payment off the platform
reason-fraud_spam = Fraud or spam
reason-other = Something else

state-queued = Waiting
state-claimed = In hand
state-awaiting_approval = Waits for a second person
state-snoozed = Put off
state-escalated = Handed up
state-decided = Decided
state-appealed = Appealed
state-closed = Closed
case-state-queued = Nobody holds it. It comes to whom it is next for.
case-state-escalated = It waits for people of a higher role.
case-state-awaiting_approval = A decision is proposed. Nothing of it is done before a second person agrees.
case-state-snoozed = It comes back by itself.
case-state-decided = It is decided.
case-state-appealed = The decision is contested.
case-state-closed = It is closed.
case-id = Case
case-panic-title = Panic button
case-held = { $holder } has it in hand.
case-take = Take this case
case-changed = This case changed: { $what }
case-show-changes = Show it

urgent = What matters first
urgent-live = Live now
urgent-over = Meeting over
urgent-panic = Panic
urgent-danger = Immediate danger
urgent-minor = A minor
urgent-drill = Drill
urgent-tier = Level { $tier }
urgent-needs = for a { $role }
urgent-due = Due
urgent-open = Open since
urgent-meeting = Meeting
urgent-about = About
urgent-nobody = nobody named yet
sentence-panic-live = { $count ->
    [one] Somebody asked for help from a call that is going on. One person is in it.
   *[other] Somebody asked for help from a call that is going on. { $count } people are in it.
}
sentence-panic-over = Somebody asked for help from a call. It is over.
sentence-live = { $count ->
    [one] The call is going on. One person is in it.
   *[other] The call is going on. { $count } people are in it.
}
sentence-reports = { $count ->
    [0] Nobody reported this. What was observed opened it.
    [one] One person reported this.
   *[other] { $count } reports.
}

claim = Your hold
claim-yours = yours, renewed by itself
claim-ends = ends in { $span }
claim-lapsed = Your hold on this case has ended.
claim-lapsed-more = It is back in its queue, and somebody else may take it. What you wrote is kept here.
claim-again = Ask for the next case

reports = { $count ->
    [one] One report
   *[other] { $count } reports
}
reports-words = Show the words
reports-fold = Fold the words
reports-more = { $count } older reports are not shown here.
report-flagged = Flag
report-panic = Panic
report-withdrawn = Withdrawn
report-detailsAdded = Added later
report-by = by
report-exposed = { $count ->
    [one] one person was there to see it
   *[other] { $count } people were there to see it
}
report-text = { $count ->
    [one] Their words (one character)
   *[other] Their words ({ $count } characters)
}
report-ext = More that was sent
evidence-still = Still
evidence-clip = Clip
evidence-chat = Chat
evidence-recording = Recording
evidence-log = Log
evidence-kept = kept by { $by }
evidence-by-reporter = the reporter
evidence-by-platform = the platform
evidence-look = Look at the evidence
evidence-nowhere = The platform gave no viewer.
evidence-why = Why you look
evidence-why-more = Looking is remembered, with your reason, and counts to your exposure. Look only if you must to decide.
evidence-open = Open the viewer
evidence-mild = Grey and blurred until you ask for more.
evidence-clear = Show it clearly
evidence-blur = Blur it again
evidence-tab = Open in a tab
evidence-frame = The platform’s viewer

risk = Risk
risk-probability = Probability
risk-unknown = Nothing is known yet.
risk-nothing = Nothing counts for or against.
risk-what = It orders the work. It decides nothing.
risk-more = { $strength } for it
risk-less = { $strength } against it
risk-caution = But:
strength-slight = slightly
strength-some = somewhat
strength-strong = strongly
strength-very = very strongly
family-voice = what people said
family-payment = payments
family-meeting = meetings
family-contact = contacts
family-account = the account
family-network = network

roster = { $count ->
    [one] One person in the meeting
   *[other] { $count } people in the meeting
}
roster-nobody = Nobody of them is presumed to have done anything.
roster-who = Who
roster-role = Role
roster-from = Joined
roster-to = Left
roster-there = still there
roster-left = left
roster-subject = reported
party-host = host
party-participant = participant
party-guest = guest
links = Shares something with
links-none = With nobody we know of.
links-unreadable = This cannot be read now. It does not mean that there is nothing.
links-since = since
links-case = its open case
links-more = { $count } more
links-crowded = What very many share, such as a public network, is left out.
links-graph = { $count } accounts around this one, and what they share with it; the list says the same.
link-device = a device
link-payment = a payment handle
link-payer = a payer
link-payee = a payee
link-meeting = a meeting
link-network = a network
standing-suspended = suspended

timeline = What happened
timeline-looks = { $count ->
    [one] One look
   *[other] { $count } looks
}
verb-case_opened = Opened
verb-case_raised = Moved up
verb-panic_joined = A panic joined
verb-reports_joined = Reports joined
verb-details_added = Details were added
verb-case_rescored = Weighed anew
verb-case_viewed = Looked at
verb-reports_viewed = Reports looked at
verb-links_viewed = Links looked at
verb-evidence_viewed = Evidence looked at
verb-case_claimed = Taken
verb-claim_released = Handed back
verb-claim_lapsed = Hold ended
verb-case_snoozed = Put off
verb-case_woken = Came back
verb-case_escalated = Handed up
verb-deadline_missed = Deadline missed
verb-decision_proposed = Decision proposed
verb-proposal_refused = Proposal refused
verb-proposal_expired = Proposal ran out
verb-case_decided = Decided
verb-note_added = Note
verb-action_tried = Platform asked
verb-notice_tried = Missed deadline told
verb-notice_retried = Notice tried again
verb-action_retried = Tried again by hand
detail-cause = because of
detail-deadline = due
detail-lane = lane
detail-queue = queue
detail-reason = reason
detail-note = says
detail-text = says
detail-until = until
detail-to = to
detail-status = answer
detail-type = what
detail-outcome = outcome
detail-action = action
detail-reports = reports
detail-level = level
detail-turnedTo = turned to
detail-round = round
detail-account = account
detail-moderator = person
detail-probability = probability
note = Leave a note for whoever comes next
note-leave = Leave the note
note-empty = Write something first.

decide = Decide
decide-restored = This is the draft you had begun.
decide-outcome = What was it?
decide-policy = Which rule?
decide-measures = What is done?
decide-whom = To whom in the meeting?
decide-reason = Why
decide-reason-more = For the next person who reads this. It is kept.
decide-words = Write why
decide-tell-reporter = Tell the reporter
decide-suppress = Tell the account nothing, because (else it is told)
decide-send = Decide
decide-sending = Sending…
decide-needs-outcome = Choose what it was.
decide-needs-policy = Choose the rule.
decide-needs-whom = Choose to whom.
decide-needs-reason = Write why.
decided = Decided.
decided-waits = Proposed. A second person must agree.
decisions = Decisions
outcome-violation = A rule was broken
outcome-no_violation = No rule was broken
outcome-unfounded_report = Nothing to it
outcome-insufficient = Cannot be told
outcome-duplicate = Same as another case
measures-call = In the call
measures-account = To the account
measures-keep = To keep
measures-back = Take back
measure-time = How long: { $action }
time-P1D = 1 day
time-P7D = 7 days
time-P30D = 30 days
time-P90D = 90 days
time-open = until taken back
action-warn = Warn
action-mute_audio = Mute
action-mute_video = Stop the camera
action-stop_screenshare = Stop screen sharing
action-revoke_publish = Stop sound and picture
action-restore_publish = Allow sound and picture again
action-remove_participant = Remove and keep out
action-block_rejoin = Block from coming back
action-unblock_rejoin = Let back in
action-lock_meeting = Lock the meeting
action-end_meeting = End the meeting
action-suspend_account = Suspend the account
action-reinstate_account = Reinstate the account
action-hold_payout = Hold payouts
action-start_recording = Start recording
action-stop_recording = Stop recording
action-preserve_evidence = Keep the evidence
action-request_details = Ask for details
preview = What will happen
preview-nothing = Nothing is asked of the platform.
preview-tells = The reporter is told that somebody looked.
preview-tells-not = The reporter is told nothing.
preview-two = takes two
preview-two-more = A second person must agree before any of it is done.
preview-else = If the platform cannot:
preview-else-done = { $action }
preview-else-asked = a person is asked about: { $action }
actions = What the platform did
action-state-pending = to be sent
action-state-trying = being tried
action-state-answered = answered
action-state-failed = failed
action-again = next try
action-retried = It is tried again.
answer-done = done
answer-already_done = was so already
answer-partial = done in part
answer-target_gone = was gone already
answer-unsupported = cannot do that
answer-refused = refused
answer-failed = failed
answer-unreachable = did not answer

proposal = A decision waits for a second person
proposal-until = answer
proposal-own = You proposed it: somebody else must answer.
proposal-others = Seniors and above can answer.
answer-reason = Your words
answer-needs-reason = Write why.
approve = Agree
refuse = Do not agree
approved = Agreed. It is being done.
refused = Not agreed. The case is back in its queue.
approvals-what = Nothing of these is done before somebody other than the proposer agrees.
approvals-none = Nothing waits for a second person.
approvals-case = Case
approvals-proposed = Proposed
approvals-by = By
approvals-until = To be answered

handover = Hand this case on
hand-back = Hand back
hand-back-more = It goes back to its place in the queue. You are not asked to explain yourself, only to help the next person.
handed-back = Handed back.
put-off = Put off
put-off-more = It waits for nobody until then, or until something new joins it.
put-off-for = For how long
was-put-off = Put off until { $until }.
hand-up = Hand up
hand-up-more = It waits for people who may do more.
hand-up-to = To
handed-up = Handed up.
stop = I need to stop

search-state = State
search-reason = Reason
search-account = Account
search-assignee = In whose hand
search-queue = Queue
search-about = About
search-reports = Reports
search-found = { $more ->
    [yes] The newest { $count } cases
   *[no] { $count ->
        [0] No case is like this.
        [one] One case
       *[other] { $count } cases
    }
}
search-more = Show more
search-keep = Keep this search
search-drop = Forget this search
account-cases = Cases
account-no-cases = There is no case about this account.

actions-what = The platform was asked and did not do these. Nothing more is tried by itself.
actions-none = Nothing has failed.
actions-what-one = What
actions-answer = Last answer
actions-tries = Tries
actions-since = Since

policies-what = What evidence weighs, what is urgent, what takes two people. A version never changes.
policy-version = Version
policy-added = Brought
policy-state-active = in force
policy-state-proposed = proposed
policy-state-shadow = in the shadow
policy-state-kept = kept
policy-add = Bring a version
policy-yaml = Policy (YAML)
policy-judge = Check and keep
policy-added-now = Kept. It is not in force.
policy-propose = Propose to put in force
policy-agree = Agree to put in force
policy-proposed-now = Proposed. A second lead must agree.
policy-active-now = In force.
policy-shadow = Run in the shadow
policy-shadow-off = End the shadow run
policy-shadow-now = Changed.
policy-diff = What is other than in { $against }
policy-key = Key
policy-before = Before
policy-after = After
policy-whole = The whole policy
backtest = Try it on the past
backtest-start = Start
backtest-what = Replays what came in under this policy and says which cases would open, close or move.
backtest-running = Running…
backtest-done = Done.
backtest-failed = It failed.
backtest-events = Events replayed
backtest-subjects = Accounts and meetings
backtest-both = Cases both would open
backtest-same = … that would stand alike
backtest-opens = Cases only this one would open
backtest-closes = Cases only the one in force would open
backtest-earlier = Due earlier
backtest-later = Due later
backtest-examples = Examples
backtest-judged = Against what was decided

me-name = Name
me-role = Role
me-platform = Platform
me-zone = Time zone
me-language = Language
me-machine = machine-made
me-theme = Theme
me-theme-system = as the system
me-theme-light = light
me-theme-dark = dark
me-motion = Motion
me-motion-system = as the system
me-motion-less = less
me-keys = Single keys
me-keys-on = on
me-keys-off = off
me-viewer = Evidence opens
me-viewer-mild = grey and blurred
me-viewer-plain = as it is

problem-unreachable = The service cannot be reached. Nothing was lost; try again.
problem-unavailable = The service cannot do this now. Nothing was lost; try again.
problem-internal = Something went wrong on our side.
problem-forbidden = Your role does not include this.
problem-own-decision = This takes a second person, and you proposed it.
problem-not-holder = You no longer hold this case. What you wrote is kept here.
problem-already-decided = Somebody has decided this case.
problem-already-claimed = Somebody else has this case in hand.
problem-not-waiting = This case waits in no queue now.
problem-unknown-case = There is no such case.
problem-invalid-request = Something is missing or wrong.
problem-invalid-action = This measure does not fit this case.
problem-invalid-handover = This cannot be handed on like that.
problem-bad-policy = This can be no policy.
problem-nothing-proposed = Nothing is proposed any more.

attribute = It is about…
attribute-more = This meeting’s case goes on as the account’s, with its reports. The next panic of the meeting opens a case of its own.
attribute-whom = Which account
attributed = It goes on as the account’s case.
undo = Take it back
undo-reason = Taken back at once.
undo-left = { $count ->
    [one] one second left
   *[other] { $count } seconds left
}
undone = Taken back.
undone-but = { $count ->
    [one] Taken back, but for one measure that cannot be.
   *[other] Taken back, but for { $count } measures that cannot be.
}
cause-undo = Took the place of a decision that was taken back at once.
cause-correction = Corrects an earlier decision.
cause-second_look = After a second look.
cause-appeal = After an appeal.
alone = Do it alone, now, because
alone-more = Only in an imminent danger. It is done at once; somebody else must look at it soon, and all leads are told.
alone-was = Done by one person, because:
alone-until = second look due
statement = What the account is told of why
statement-facts = What happened, in words the account may read
statement-facts-more = No reporter, no evidence. The measures and the rule are added by themselves.
statement-ground = On what ground
statement-contractual = the platform’s rules
statement-legal = a law
statement-law = Which law
assign = Give it to somebody
assign-to = To whom
assigned = Given. It comes when they ask for their next case.
present = there
case-moved = It goes on as the account’s case.
case-until = until
case-assigned = Meant for
page-appeals = Appeals
appeals-what = Decisions that are contested, for who had no part in them.
appeals-none = No appeal waits.
appeal-by-account = The account contests a decision
appeal-by-reporter = A reporter contests a decision
appeal-case = the case
appeal-own = You decided it: somebody else must hear this.
appeal-answer = Your answer, to who contests it
appeal-uphold = The decision stands
appeal-overturn = Overturn it
appeal-overturn-more = Overturned, what was done is taken back, and the first decision no longer counts.
appeal-upheld = The decision stands.
appeal-overturned = Overturned. What was done is being taken back.
page-people = People
people-queues = Queues
people-languages = Languages
people-there = There
people-all = all
people-do = Change
people-give-role = Give this role
people-role-of = Role of { $name }
people-disabled = disabled
people-disable = Disable
people-enable = Enable
people-invite = New link
people-link = This link signs { $name } in, once, within 24 hours. It is not shown again.
people-add = Enter somebody
people-name-needed = Give a name.
people-changed = Changed.
account-unknown = Nothing is known of this account.
standing-good = in good standing
standing-until = until
page-looks = Second looks
looks-what = Done by one person in an imminent danger. Somebody else looks again.
looks-none = Nothing waits for a second look.
look-agree = It was right
look-disagree = It was not
look-agreed = Noted. The decision stands.
look-disagreed = Noted. It is taken back.
problem-unknown-evidence = There is no such evidence.
problem-no-viewer = The platform gave no viewer for it.
problem-superseded = Another decision has taken its place.
problem-too-late = It is too late to take it back. A correction is made by somebody else.
problem-heard-before = This appeal was heard.
problem-last-admin = Nobody would be left to undo this.
problem-name-taken = Somebody is called so.
verb-case_attributed = Said whom it is about
verb-case_assigned = Given to somebody
verb-decision_undone = Taken back
verb-decision_corrected = Corrected
verb-filing_drafted = Filing drafted
verb-filing_revised = Filing changed
verb-filing_confirmed = Filing confirmed
verb-filing_let_go = Filing let go
verb-filing_retracted = Filing taken back
verb-filing_tried = Filing: a call was begun
verb-filing_proceeded = Filing: a step was done
verb-filing_submitted = Filing submitted
verb-filing_receipted = Filing received there
verb-filing_failed = Filing is stuck
verb-filing_viewed = Filing looked at
verb-hold_placed = Legal hold placed
verb-hold_extended = Legal hold prolonged
verb-hold_release_proposed = Legal hold: end proposed
verb-hold_released = Legal hold ended
verb-hold_release_refused = Legal hold stays
verb-release_proposed = Release of evidence proposed
verb-release_approved = Release of evidence approved
verb-release_refused = Release of evidence refused
verb-release_taken = Evidence taken out
verb-appeal_filed = Contested
verb-decision_overturned = Overturned after an appeal
verb-appeal_upheld = Appeal heard: it stands
verb-second_look_agreed = Second look: it was right
verb-second_look_refused = Second look: it was not
verb-case_handed_over = Handed over
verb-reporter_warned = Reporter warned
verb-reports_taken_over = Reports taken over
hand-over = End of my shift
hand-over-more = All you hold goes back to its place, with your note. None of it counts as handed back.
hand-over-note = What whoever comes next should know
hand-over-to = To (if somebody takes over)
handed-over = { $count ->
    [0] You held nothing.
    [one] Handed over: one case.
   *[other] Handed over: { $count } cases.
}
nobody-in-particular = nobody in particular

stopped = You have stopped. What you held is back in its queue, and nothing more is given to you.
desk-stopped = You said that you need to stop. You are given nothing until you are ready.
resume = I am ready again
desk-break = You have been at it for two hours. A break is due.
exposure = What you have had
exposure-what = Hard cases weigh more. Only you see this.
exposure-looks-shift = Looks, this shift
exposure-looks-week = Looks, seven days
exposure-minutes-shift = Minutes, this shift
exposure-minutes-week = Minutes, seven days
exposure-left = { $left } left
told-account = The words to the account
told-reporter = The words to the reporter
problem-stopped = You said that you need to stop.
problem-exposure-used = You have had as much today as is good for you.
problem-off-shift = None of your shifts is on.
problem-opted-out = You opted out of this.
problem-conflict-of-interest = This case is for somebody else.
problem-invalid-decision = This cannot be decided like that.
recommended = Policy recommends:
recommended-take = Take these
strikes = Strikes
strikes-sum = Strikes that count now: { $count }
strikes-until = count until
severity-minor = minor
severity-usual = usual
severity-serious = serious
severity-grave = grave
verb-measure_ended = A measure ended

connectors-what = How the platform’s calls are reached, looked at once a minute at most. What the first cannot do is asked of the next.
connector-up = works
connector-degraded = works, but see below
connector-down = does not work
connector-checked = Looked at
connector-tells = It tells us what happens in its calls.
connector-silent = It tells us nothing of its own accord.
connector-can = Can be asked
connector-limits = Good to know
connector-native = done by the meeting system
connector-delegated = left to the platform
connector-look = Look again
page-reviews = Reviews
page-audit = Audit
reviews-what = Closed cases, looked at again by somebody who does not know what was decided. Some have a known answer; nothing tells which. Nothing changes for anybody.
reviews-next = Give me one
reviews-none = There is none for you now.
reviews-until = Yours until
reviews-rule = Which rule?
reviews-why = Why, in your words
reviews-send = This is what I see
reviews-back = Hand back
reviews-answered = Thank you. It is kept.
reviews-returned = Handed back. Somebody else will look.
reviews-figures = How far two looks agree
reviews-of-all = Of the desk as a whole. There are no such figures of a person.
reviews-drifted = The two looks agree less than policy wants. Talk about what they differ in.
reviews-compared = Compared
reviews-pairs = Cases
reviews-agreed = Same
reviews-kappa = Cohen's kappa
reviews-all = Decisions
reviews-gold = Known answers
audit-what = Who did what, and who looked at what. That you search here is on record, too.
audit-actor = Who
audit-case = Case
audit-verb = What
audit-from = From
audit-to = Before
audit-at = When
audit-detail = Detail
audit-find = Find
audit-export = Export all chains
audit-verify = Verified anywhere by: pullcord audit verify --file
audit-none = Nothing like it is on record.
audit-none-yet = Nothing so far; there is more to look through.
audit-more = More
verb-review_given = Given to be looked at again
verb-review_answered = Looked at again
verb-review_returned = A review was handed back
verb-review_dropped = A review was dropped
action-waits = waits for { $types }
effect-awaited = whether it worked is not seen yet
effect-confirmed = seen to have worked
effect-unknown = nothing tells whether it worked
because-join = he came back
because-unconfirmed = he was still there
because-unsupported = in place of what is not possible
shown-participant-left = he left
shown-participant-removed = he was taken out
shown-meeting-ended = the meeting ended
shown-action-confirmed = the platform says so
shown-roster = nobody of him is there any more
action-proposes = Harsher, and only if you decide it: { $types }
why-still_there = still there
why-came_back = came back
why-unsupported = not possible
why-nothing_tells = the platform tells nothing of it
verb-action_confirmed = Seen to have worked
verb-action_unconfirmed = Not seen to have worked
verb-rejoined = Came back, removed again
verb-removal_given_up = Removal in vain: somebody has to see to it
verb-fallback_ordered = Something milder in its place
verb-fallback_proposed = Only harsher is left: somebody has to decide
detail-why = because
detail-shown = by
why-time_over = its time is over
why-never_sent = it was never sent
why-replaced = something else took its place
why-never_done = it was never done
why-suspended_anew = another decision keeps the account out
