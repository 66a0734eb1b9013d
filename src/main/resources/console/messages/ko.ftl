### machine-made: not yet read by a native speaker.

skip = 본문으로 건너뛰기
nav = 페이지
loading = 불러오는 중…
close = 닫기
any = 전체
choose = 선택…
why = 사유
why-needed = 사유를 간단히 적어 주세요.
try-again = 다시 시도
somebody = 누군가
by-you = 본인
by-service = 서비스
minutes = { $count ->
   *[other] { $count }분
}

keys = 단축키
keys-off = 단일 키는 ‘내 설정’에서 끌 수 있습니다. Ctrl과 Escape는 계속 작동합니다.
key-help = 모든 단축키 보기
key-palette = 무엇이든 찾기
key-go = 이동: { $page }
palette = 무엇이든 찾기
palette-what = 명령, 페이지, 케이스 ID 또는 계정 ID
palette-case = 케이스 { $id } 열기
palette-account = 계정 { $id } 열기

signed-out = 로그아웃되었거나 세션이 끝났습니다. 작성하던 내용은 이 브라우저에 하루 동안 보관됩니다.
sign-in = 로그인
sign-out = 로그아웃

line-joining = 연결 중
line-joining-more = 화면을 최신 상태로 맞추고 있습니다.
line-on = 실시간
line-on-more = 화면이 자동으로 최신 상태로 유지됩니다.
line-off = 연결 끊김
line-off-more = 서비스에 연결할 수 없습니다. 화면의 내용이 최신이 아닐 수 있습니다. 작성한 내용은 여기에 보관됩니다. 자동으로 다시 연결됩니다.
line-away = 저장소 연결 끊김
line-away-more = 서비스는 작동하지만 저장소에 연결되지 않습니다. 조회와 결정은 기다려야 합니다. 통화에서 들어오는 내용은 보관됩니다.

page-desk = 데스크
page-cases = 검색
page-approvals = 2차 검토
page-actions = 실패한 조치
page-policies = 정책
page-me = 내 설정
page-case = 케이스
page-account = 계정
page-insights = 통계
page-failed = 이 페이지를 불러오지 못했습니다. 새로고침하여 다시 시도해 주세요.
page-unknown = 없는 페이지입니다.

role-moderator = 모더레이터
role-senior = 선임 모더레이터
role-lead = 팀장
role-admin = 관리자
role-auditor = 감사자

desk-next = 다음 케이스
desk-back = 담당 케이스로 돌아가기
desk-held = 담당 중인 케이스:
desk-nothing = 지금은 대기 중인 케이스가 없습니다.
desk-queues = 대기 현황
desk-waiting = { $count ->
    [0] 대기 중인 케이스가 없습니다.
   *[other] 케이스 { $count }건이 대기 중입니다.
}
queue-name = 대기열
queue-waiting = 대기
queue-claimed = 처리 중
queue-overdue = 기한 초과
queue-next = 다음 기한
queue-oldest = 최장 대기
queue-panic = 비상 호출, 실시간
queue-threat-to-life = 생명 위협
queue-corroborated = 뒷받침됨
queue-minors = 미성년자
queue-sextortion = 섹스토션
queue-coercion = 강요
queue-general = 일반

due-in = { $span } 남음
due-over = { $span } 초과

reason-none = 사유 없음
reason-child_safety = 아동 피해 또는 위험
reason-grooming = 그루밍
reason-sextortion = 섹스토션(성적 협박)
reason-trafficking = 인신매매
reason-sexual_exploitation = 성 착취
reason-covert_recording = 몰래 녹화
reason-non_consensual_imagery = 동의 없는 이미지
reason-threat_to_life = 생명 위협
reason-self_harm = 자해
reason-violence = 폭력
reason-harassment = 괴롭힘
reason-hate = 혐오
reason-sexual_content = 성적 콘텐츠
reason-deceptive_recruitment = 기만적 모집
reason-impersonation = 사칭
reason-romance_deception = 연애를 빙자한 기만
reason-suspected_adult_posing_as_child = 아동으로 가장한 성인
reason-advertising_sexual_services = 성적 서비스 광고
reason-off_platform_payment = 플랫폼 외부 결제
reason-fraud_spam = 사기 또는 스팸
reason-other = 기타

state-queued = 대기
state-claimed = 처리 중
state-awaiting_approval = 두 번째 담당자 대기
state-snoozed = 보류
state-escalated = 상위 이관
state-decided = 결정됨
state-appealed = 이의 제기됨
state-closed = 종결
case-state-queued = 담당자가 없습니다. 다음 차례인 사람에게 배정됩니다.
case-state-escalated = 상위 역할의 담당자를 기다리고 있습니다.
case-state-awaiting_approval = 결정이 제안되었습니다. 두 번째 담당자가 동의하기 전에는 아무것도 실행되지 않습니다.
case-state-snoozed = 자동으로 돌아옵니다.
case-state-decided = 결정되었습니다.
case-state-appealed = 결정에 이의가 제기되었습니다.
case-state-closed = 종결되었습니다.
case-id = 케이스
case-panic-title = 비상 버튼
case-held = { $holder } 님이 처리 중입니다.
case-take = 이 케이스 맡기
case-changed = 이 케이스가 변경되었습니다: { $what }
case-show-changes = 보기

urgent = 우선 확인할 사항
urgent-live = 지금 진행 중
urgent-over = 회의 종료
urgent-panic = 비상 호출
urgent-danger = 즉각적 위험
urgent-minor = 미성년자
urgent-drill = 훈련
urgent-tier = { $tier }단계
urgent-needs = 필요한 역할: { $role }
urgent-due = 기한
urgent-open = 열린 시각
urgent-meeting = 회의
urgent-about = 대상
urgent-nobody = 아직 지목된 사람 없음
sentence-panic-live = { $count ->
   *[other] 누군가 진행 중인 통화에서 도움을 요청했습니다. 통화에 { $count }명이 있습니다.
}
sentence-panic-over = 누군가 통화에서 도움을 요청했습니다. 통화는 끝났습니다.
sentence-live = { $count ->
   *[other] 통화가 진행 중입니다. 통화에 { $count }명이 있습니다.
}
sentence-reports = { $count ->
    [0] 신고한 사람은 없습니다. 관찰된 내용에 따라 열렸습니다.
    [1] 한 사람이 신고했습니다.
   *[other] 신고 { $count }건이 있습니다.
}

claim = 내 담당
claim-yours = 본인 담당, 자동 연장됨
claim-ends = { $span } 후 종료
claim-lapsed = 이 케이스의 담당 시간이 끝났습니다.
claim-lapsed-more = 케이스는 대기열로 돌아갔으며 다른 사람이 맡을 수 있습니다. 작성한 내용은 여기에 보관됩니다.
claim-again = 다음 케이스 요청

reports = { $count ->
   *[other] 신고 { $count }건
}
reports-words = 내용 펼치기
reports-fold = 내용 접기
reports-more = 여기에 표시되지 않은 이전 신고: { $count }건
report-flagged = 신고
report-panic = 비상 호출
report-withdrawn = 철회됨
report-detailsAdded = 나중에 추가됨
report-by = 신고자:
report-exposed = { $count ->
   *[other] { $count }명이 현장에서 볼 수 있었음
}
report-text = { $count ->
   *[other] 신고 내용({ $count }자)
}
report-ext = 함께 전송된 추가 정보
evidence-still = 정지 화면
evidence-clip = 클립
evidence-chat = 채팅
evidence-recording = 녹화
evidence-log = 로그
evidence-kept = 보관: { $by }
evidence-by-reporter = 신고자
evidence-by-platform = 플랫폼
evidence-look = 증거 보기
evidence-nowhere = 플랫폼에서 뷰어를 제공하지 않았습니다.
evidence-why = 보려는 사유
evidence-why-more = 증거를 보면 사유와 함께 기록되며 본인의 노출량에 반영됩니다. 결정에 꼭 필요할 때만 보세요.
evidence-open = 뷰어 열기
evidence-mild = 더 보기를 요청할 때까지 회색으로 흐리게 표시됩니다.
evidence-clear = 선명하게 보기
evidence-blur = 다시 흐리게
evidence-tab = 탭에서 열기
evidence-frame = 플랫폼의 뷰어

risk = 위험도
risk-probability = 확률
risk-unknown = 아직 알려진 것이 없습니다.
risk-nothing = 가능성을 높이거나 낮추는 요소가 없습니다.
risk-what = 업무의 순서를 정할 뿐, 아무것도 결정하지 않습니다.
risk-more = 가능성을 { $strength } 높임
risk-less = 가능성을 { $strength } 낮춤
risk-caution = 다만:
strength-slight = 약간
strength-some = 어느 정도
strength-strong = 크게
strength-very = 매우 크게
family-voice = 사람들이 말한 내용
family-payment = 결제
family-meeting = 회의
family-contact = 연락처
family-account = 계정
family-network = 네트워크

roster = { $count ->
   *[other] 회의 참여자 { $count }명
}
roster-nobody = 이 중 누구도 무언가를 했다고 추정하지 않습니다.
roster-who = 이름
roster-role = 역할
roster-from = 입장
roster-to = 퇴장
roster-there = 아직 있음
roster-left = 퇴장함
roster-subject = 신고됨
party-host = 호스트
party-participant = 참가자
party-guest = 게스트
links = 공유 항목이 있는 계정
links-none = 알려진 계정이 없습니다.
links-unreadable = 지금은 읽을 수 없습니다. 아무것도 없다는 뜻은 아닙니다.
links-since = 공유 시작:
links-case = 진행 중인 케이스
links-more = 그 외 { $count }개
links-crowded = 공용 네트워크처럼 아주 많은 계정이 공유하는 것은 제외했습니다.
links-graph = 이 계정 주변의 계정 { $count }개와 이 계정과 공유하는 항목입니다. 목록의 내용도 같습니다.
link-device = 기기
link-payment = 결제 식별자
link-payer = 지불인
link-payee = 수취인
link-meeting = 회의
link-network = 네트워크
standing-suspended = 정지됨

timeline = 진행 기록
timeline-looks = { $count ->
   *[other] 조회 { $count }회
}
verb-case_opened = 열림
verb-case_raised = 우선순위 상향
verb-panic_joined = 비상 호출 추가됨
verb-reports_joined = 신고 추가됨
verb-details_added = 세부 정보 추가됨
verb-case_rescored = 위험도 재평가
verb-case_viewed = 조회함
verb-reports_viewed = 신고 조회함
verb-links_viewed = 연결 조회함
verb-evidence_viewed = 증거 조회함
verb-case_claimed = 맡음
verb-claim_released = 반환됨
verb-claim_lapsed = 담당 종료
verb-case_snoozed = 보류
verb-case_woken = 다시 돌아옴
verb-case_escalated = 상위 이관
verb-deadline_missed = 기한 초과
verb-decision_proposed = 결정 제안됨
verb-proposal_refused = 제안 거절됨
verb-proposal_expired = 제안 만료됨
verb-case_decided = 결정됨
verb-note_added = 메모
verb-action_tried = 플랫폼에 요청함
verb-action_retried = 수동으로 다시 시도함
detail-cause = 원인
detail-deadline = 기한
detail-lane = 레인
detail-queue = 대기열
detail-reason = 사유
detail-note = 내용
detail-text = 내용
detail-until = 보류 기한
detail-to = 받는 역할
detail-status = 응답
detail-type = 항목
detail-outcome = 결과
detail-action = 조치
detail-reports = 신고
detail-level = 단계
detail-turnedTo = 알린 대상
detail-round = 회차
detail-account = 계정
detail-moderator = 담당자
detail-probability = 확률
note = 다음 담당자를 위한 메모 남기기
note-leave = 메모 남기기
note-empty = 먼저 내용을 적어 주세요.

decide = 결정하기
decide-restored = 이전에 작성하던 초안입니다.
decide-outcome = 어떤 일이었나요?
decide-policy = 어떤 규정인가요?
decide-measures = 어떤 조치를 하나요?
decide-whom = 회의의 누구에게 하나요?
decide-reason = 사유
decide-reason-more = 다음에 읽을 사람을 위한 것입니다. 보관됩니다.
decide-words = 사유 적기
decide-tell-reporter = 신고자에게 알리기
decide-suppress = 계정에 알리지 않는 사유(비워 두면 알림)
decide-send = 결정
decide-sending = 보내는 중…
decide-needs-outcome = 어떤 일이었는지 선택해 주세요.
decide-needs-policy = 규정을 선택해 주세요.
decide-needs-whom = 대상을 선택해 주세요.
decide-needs-reason = 사유를 적어 주세요.
decided = 결정되었습니다.
decided-waits = 제안되었습니다. 두 번째 담당자의 동의가 필요합니다.
decisions = 결정
outcome-violation = 규정 위반
outcome-no_violation = 규정 위반 아님
outcome-unfounded_report = 근거 없음
outcome-insufficient = 판단할 수 없음
outcome-duplicate = 다른 케이스와 동일
measures-call = 통화에서
measures-account = 계정에
measures-keep = 보존
measures-back = 되돌리기
measure-time = 기간: { $action }
time-P1D = 1일
time-P7D = 7일
time-P30D = 30일
time-P90D = 90일
time-open = 해제할 때까지
action-warn = 경고
action-mute_audio = 음소거
action-mute_video = 카메라 끄기
action-stop_screenshare = 화면 공유 중지
action-revoke_publish = 소리와 화면 차단
action-restore_publish = 소리와 화면 다시 허용
action-remove_participant = 내보내고 재입장 막기
action-block_rejoin = 재입장 차단
action-unblock_rejoin = 재입장 허용
action-lock_meeting = 회의 잠그기
action-end_meeting = 회의 종료
action-suspend_account = 계정 정지
action-reinstate_account = 계정 복구
action-hold_payout = 지급 보류
action-start_recording = 녹화 시작
action-stop_recording = 녹화 중지
action-preserve_evidence = 증거 보존
action-request_details = 세부 정보 요청
preview = 실행될 내용
preview-nothing = 플랫폼에 아무것도 요청하지 않습니다.
preview-tells = 누군가 살펴보았다고 신고자에게 알립니다.
preview-tells-not = 신고자에게 아무것도 알리지 않습니다.
preview-two = 두 사람 필요
preview-two-more = 어느 것이든 실행되기 전에 두 번째 담당자가 동의해야 합니다.
actions = 플랫폼이 한 조치
action-state-pending = 전송 대기
action-state-trying = 시도 중
action-state-answered = 응답받음
action-state-failed = 실패
action-again = 다음 시도
action-retried = 다시 시도합니다.
answer-done = 완료
answer-already_done = 이미 처리됨
answer-partial = 일부 완료
answer-target_gone = 이미 나감
answer-unsupported = 지원하지 않음
answer-refused = 거절됨
answer-failed = 실패
answer-unreachable = 응답 없음

proposal = 두 번째 담당자를 기다리는 결정
proposal-until = 응답 기한:
proposal-own = 본인이 제안했으므로 다른 사람이 답해야 합니다.
proposal-others = 선임 모더레이터 이상이 답할 수 있습니다.
answer-reason = 의견
answer-needs-reason = 사유를 적어 주세요.
approve = 동의
refuse = 동의하지 않음
approved = 동의했습니다. 실행하고 있습니다.
refused = 동의하지 않았습니다. 케이스가 대기열로 돌아갔습니다.
approvals-what = 제안한 사람이 아닌 다른 사람이 동의하기 전에는 아무것도 실행되지 않습니다.
approvals-none = 두 번째 담당자를 기다리는 것이 없습니다.
approvals-case = 케이스
approvals-proposed = 제안 내용
approvals-by = 제안자
approvals-until = 응답 기한

handover = 이 케이스 넘기기
hand-back = 반환
hand-back-more = 대기열의 원래 자리로 돌아갑니다. 해명할 필요는 없으며, 다음 사람에게 도움이 될 내용만 적어 주세요.
handed-back = 반환했습니다.
put-off = 보류
put-off-more = 그때까지, 또는 새로운 내용이 추가될 때까지 아무도 기다리지 않습니다.
put-off-for = 보류 시간
was-put-off = { $until }까지 보류했습니다.
hand-up = 상위 이관
hand-up-more = 더 많은 권한이 있는 사람을 기다립니다.
hand-up-to = 받는 역할
handed-up = 상위로 이관했습니다.
stop = 그만해야겠습니다

search-state = 상태
search-reason = 사유
search-account = 계정
search-assignee = 담당자
search-queue = 대기열
search-about = 대상
search-reports = 신고
search-found = { $more ->
    [yes] 최신 케이스 { $count }건
   *[no] { $count ->
        [0] 해당하는 케이스가 없습니다.
       *[other] 케이스 { $count }건
    }
}
search-more = 더 보기
search-keep = 이 검색 저장
search-drop = 이 검색 삭제
account-cases = 케이스
account-no-cases = 이 계정에 관한 케이스가 없습니다.

actions-what = 플랫폼에 요청했으나 실행되지 않은 조치입니다. 더 이상 자동으로 시도하지 않습니다.
actions-none = 실패한 조치가 없습니다.
actions-what-one = 조치
actions-answer = 마지막 응답
actions-tries = 시도 횟수
actions-since = 요청 시각

policies-what = 증거의 비중, 긴급한 것, 두 사람이 필요한 것을 정합니다. 버전은 바뀌지 않습니다.
policy-version = 버전
policy-added = 등록
policy-state-active = 시행 중
policy-state-proposed = 제안됨
policy-state-shadow = 섀도 실행 중
policy-state-kept = 보관됨
policy-add = 버전 등록
policy-yaml = 정책(YAML)
policy-judge = 검사 후 보관
policy-added-now = 보관되었습니다. 시행 중이 아닙니다.
policy-propose = 시행 제안
policy-agree = 시행 동의
policy-proposed-now = 제안되었습니다. 다른 팀장의 동의가 필요합니다.
policy-active-now = 시행 중입니다.
policy-shadow = 섀도로 실행
policy-shadow-off = 섀도 실행 종료
policy-shadow-now = 변경되었습니다.
policy-diff = { $against } 대비 다른 점
policy-key = 키
policy-before = 이전
policy-after = 이후
policy-whole = 정책 전체
backtest = 과거 데이터로 시험하기
backtest-start = 시작
backtest-what = 지금까지 들어온 내용을 이 정책으로 재생하여 어떤 케이스가 열리고, 닫히고, 옮겨질지 알려 줍니다.
backtest-running = 실행 중…
backtest-done = 완료되었습니다.
backtest-failed = 실패했습니다.
backtest-events = 재생한 이벤트
backtest-subjects = 계정 및 회의
backtest-both = 양쪽 모두 여는 케이스
backtest-same = … 그중 똑같이 배치되는 것
backtest-opens = 이 정책만 여는 케이스
backtest-closes = 시행 중인 정책만 여는 케이스
backtest-earlier = 기한이 빨라짐
backtest-later = 기한이 늦어짐
backtest-examples = 예시
backtest-judged = 실제 결정과 비교

me-name = 이름
me-role = 역할
me-platform = 플랫폼
me-zone = 시간대
me-language = 언어
me-machine = 기계 번역
me-theme = 테마
me-theme-system = 시스템과 같게
me-theme-light = 밝게
me-theme-dark = 어둡게
me-motion = 움직임
me-motion-system = 시스템과 같게
me-motion-less = 적게
me-keys = 단일 키
me-keys-on = 켜기
me-keys-off = 끄기
me-viewer = 증거를 여는 방식
me-viewer-mild = 회색으로 흐리게
me-viewer-plain = 그대로

problem-unreachable = 서비스에 연결할 수 없습니다. 손실된 내용은 없습니다. 다시 시도해 주세요.
problem-unavailable = 지금은 서비스가 이 작업을 할 수 없습니다. 손실된 내용은 없습니다. 다시 시도해 주세요.
problem-internal = 저희 쪽에서 문제가 발생했습니다.
problem-forbidden = 현재 역할에 포함되지 않은 작업입니다.
problem-own-decision = 두 번째 담당자가 필요한 작업이며, 본인이 제안했습니다.
problem-not-holder = 이 케이스를 더 이상 담당하고 있지 않습니다. 작성한 내용은 여기에 보관됩니다.
problem-already-decided = 이미 다른 사람이 결정한 케이스입니다.
problem-already-claimed = 다른 사람이 처리 중인 케이스입니다.
problem-not-waiting = 이 케이스는 지금 어느 대기열에도 없습니다.
problem-unknown-case = 없는 케이스입니다.
problem-invalid-request = 빠졌거나 잘못된 내용이 있습니다.
problem-invalid-action = 이 케이스에 맞지 않는 조치입니다.
problem-invalid-handover = 이렇게는 넘길 수 없습니다.
problem-bad-policy = 올바른 정책이 아닙니다.
problem-nothing-proposed = 더 이상 제안된 것이 없습니다.

attribute = 대상 계정 지정…
attribute-more = 이 회의의 케이스는 신고와 함께 해당 계정의 케이스로 이어집니다. 이 회의에서 다음에 비상 호출이 오면 별도의 케이스가 열립니다.
attribute-whom = 계정 선택
attributed = 해당 계정의 케이스로 이어집니다.
undo = 결정 취소
undo-reason = 즉시 취소했습니다.
undo-left = { $count ->
   *[other] { $count }초 남음
}
undone = 취소했습니다.
undone-but = { $count ->
   *[other] 취소할 수 없는 조치 { $count }건을 제외하고 취소했습니다.
}
cause-undo = 즉시 취소된 결정을 대신합니다.
cause-correction = 이전 결정을 정정합니다.
cause-second_look = 2차 검토에 따른 결정입니다.
cause-appeal = 이의 제기에 따른 결정입니다.
alone = 지금 단독으로 실행하는 사유
alone-more = 위험이 임박했을 때만 사용합니다. 즉시 실행되며, 곧 다른 사람이 검토해야 하고 모든 팀장에게 알립니다.
alone-was = 한 사람이 단독으로 실행한 사유:
alone-until = 2차 검토 기한:
statement = 계정에 알릴 사유
statement-facts = 있었던 일(계정이 읽어도 되는 표현으로)
statement-facts-more = 신고자나 증거에 관한 내용은 적지 않습니다. 조치와 규정은 자동으로 추가됩니다.
statement-ground = 근거
statement-contractual = 플랫폼의 규정
statement-legal = 법률
statement-law = 어떤 법률
assign = 담당자 배정
assign-to = 배정 대상
assigned = 배정했습니다. 그 사람이 다음 케이스를 요청하면 전달됩니다.
present = 접속 중
case-moved = 해당 계정의 케이스로 이어집니다.
case-until = 보류 기한:
case-assigned = 배정 대상:
page-appeals = 이의 제기
appeals-what = 이의가 제기된 결정입니다. 그 결정에 관여하지 않은 사람이 검토합니다.
appeals-none = 대기 중인 이의 제기가 없습니다.
appeal-by-account = 계정이 결정에 이의를 제기함
appeal-by-reporter = 신고자가 결정에 이의를 제기함
appeal-case = 케이스
appeal-own = 본인이 결정했으므로 다른 사람이 검토해야 합니다.
appeal-answer = 이의를 제기한 쪽에 보낼 답변
appeal-uphold = 결정 유지
appeal-overturn = 결정 번복
appeal-overturn-more = 번복하면 실행된 조치를 되돌리며, 처음 결정은 더 이상 유효하지 않습니다.
appeal-upheld = 결정이 유지됩니다.
appeal-overturned = 번복했습니다. 실행된 조치를 되돌리고 있습니다.
page-people = 구성원
people-queues = 대기열
people-languages = 언어
people-there = 접속 중
people-all = 전체
people-do = 변경
people-give-role = 이 역할 부여
people-role-of = { $name } 님의 역할
people-disabled = 비활성
people-disable = 비활성화
people-enable = 활성화
people-invite = 새 링크
people-link = 이 링크로 { $name } 님이 24시간 이내에 한 번 로그인할 수 있습니다. 다시 표시되지 않습니다.
people-add = 구성원 등록
people-name-needed = 이름을 적어 주세요.
people-changed = 변경되었습니다.
account-unknown = 이 계정에 관해 알려진 것이 없습니다.
standing-good = 정상
standing-until = 기한:
page-looks = 사후 2차 검토
looks-what = 위험이 임박하여 한 사람이 단독으로 실행한 것입니다. 다른 사람이 다시 검토합니다.
looks-none = 2차 검토를 기다리는 것이 없습니다.
look-agree = 적절했음
look-disagree = 적절하지 않았음
look-agreed = 기록했습니다. 결정이 유지됩니다.
look-disagreed = 기록했습니다. 결정을 되돌립니다.
problem-unknown-evidence = 없는 증거입니다.
problem-no-viewer = 플랫폼에서 이 증거의 뷰어를 제공하지 않았습니다.
problem-superseded = 다른 결정으로 대체되었습니다.
problem-too-late = 취소하기에는 늦었습니다. 정정은 다른 사람이 합니다.
problem-heard-before = 이미 검토된 이의 제기입니다.
problem-last-admin = 이를 되돌릴 수 있는 사람이 아무도 남지 않게 됩니다.
problem-name-taken = 같은 이름을 쓰는 사람이 있습니다.
verb-case_attributed = 대상 계정 지정됨
verb-case_assigned = 담당자 배정됨
verb-decision_undone = 결정 취소됨
verb-decision_corrected = 결정 정정됨
verb-appeal_filed = 이의 제기됨
verb-decision_overturned = 이의 제기 후 번복됨
verb-appeal_upheld = 이의 제기 검토됨: 유지
verb-second_look_agreed = 2차 검토: 적절했음
verb-second_look_refused = 2차 검토: 적절하지 않았음
verb-case_handed_over = 인계됨
verb-reports_taken_over = 신고 넘겨받음
hand-over = 근무 마치기
hand-over-more = 담당 중인 모든 케이스가 메모와 함께 원래 자리로 돌아갑니다. 반환한 것으로 집계되지 않습니다.
hand-over-note = 다음 담당자가 알아야 할 내용
hand-over-to = 받는 사람(이어받는 사람이 있는 경우)
handed-over = { $count ->
    [0] 담당 중인 케이스가 없었습니다.
   *[other] 케이스 { $count }건을 인계했습니다.
}
nobody-in-particular = 특정인 없음

stopped = 업무를 멈췄습니다. 담당하던 케이스는 대기열로 돌아갔으며 더 이상 배정되지 않습니다.
desk-stopped = 그만해야겠다고 하셨습니다. 준비될 때까지 아무것도 배정되지 않습니다.
resume = 다시 시작할 준비가 되었습니다
desk-break = 두 시간째 일하고 있습니다. 쉬어야 할 때입니다.
exposure = 지금까지의 노출량
exposure-what = 힘든 케이스는 더 크게 반영됩니다. 본인만 볼 수 있습니다.
exposure-looks-shift = 조회, 이번 근무
exposure-looks-week = 조회, 7일
exposure-minutes-shift = 시간(분), 이번 근무
exposure-minutes-week = 시간(분), 7일
exposure-left = { $left } 남음
told-account = 계정에 보낼 내용
told-reporter = 신고자에게 보낼 내용
problem-stopped = 그만해야겠다고 하셨습니다.
problem-exposure-used = 오늘은 무리하지 않을 만큼 충분히 보셨습니다.
problem-off-shift = 지금은 본인의 근무 시간이 아닙니다.
problem-opted-out = 본인이 받지 않기로 한 항목입니다.
problem-conflict-of-interest = 다른 사람이 맡아야 하는 케이스입니다.
problem-invalid-decision = 이렇게는 결정할 수 없습니다.
