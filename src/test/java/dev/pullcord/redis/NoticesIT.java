package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import dev.pullcord.enforcement.Action;
import dev.pullcord.enforcement.Enforcer;
import dev.pullcord.enforcement.Notice;
import dev.pullcord.flow.Channels;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.Escalation;
import dev.pullcord.review.EscalationPolicy;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.NoticeOrder;
import dev.pullcord.review.OnCall;
import dev.pullcord.review.Overdue;
import dev.pullcord.review.Reachable;
import dev.pullcord.review.Recipient;
import dev.pullcord.review.Recipient.Channel;
import dev.pullcord.review.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody is told of a missed deadline, whatever breaks on the way, on a real Redis. */
@Timeout(60)
class NoticesIT {
    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private static final Instant T0 = Events.T0;
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final Recipient SLACK = Recipient.of(Channel.SLACK);
    private static final EscalationPolicy PAGES_AT_ONCE = new EscalationPolicy(List.of(), 1, Set.of());
    private static final Moderator ANN = Ground.moderator("ann");

    private final RedisStore store =
            RedisGround.store(redis.link(), RedisGround.prefix(), Clock.fixed(T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 2);
    private final Listeners listeners = new Listeners();

    @AfterEach
    void everyChainVerifies() throws Exception {
        listeners.close();
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Test
    void aNoticeEntersWithItsStepAndIsDueAtItsTime() {
        Case open = panic("mallory");
        Instant at = open.placement().deadline();

        turn(open, 0, at);

        assertThat(due(open, at.minusMillis(1))).isEmpty();
        assertThat(due(open, at)).singleElement().satisfies(notice -> {
            assertThat(notice.order().recipient()).isEqualTo(SLACK);
            assertThat(notice.order().lane()).isEqualTo("panic_live");
            assertThat(notice.order().page()).isTrue();
            assertThat(notice.state()).isEqualTo(Action.State.PENDING);
        });
    }

    @Test
    void aStepThatSomebodyElseMadeTellsNobodyTwice() {
        Case open = panic("mallory");
        Instant at = open.placement().deadline();
        turn(open, 0, at);
        Notice begun = begin(open, at);
        record(begun, answered(), at);

        assertThat(turn(open, 0, at)).isFalse();

        assertThat(due(open, at.plusSeconds(99))).isEmpty();
    }

    @Test
    void whatIsStillOnItsWayStaysAndWhatWasToldIsToldAgainAtTheNextStep() {
        Case open = panic("mallory");
        Instant at = open.placement().deadline();
        turn(open, 0, at);
        Notice first = begin(open, at);
        Instant later = at.plus(Duration.ofMinutes(15));

        turn(open, 1, later); // the first try is not over
        assertThat(now(store.notices().find(ground.platform(), first.order().id())))
                .hasValueSatisfying(same -> assertThat(same.state()).isEqualTo(Action.State.TRYING));
        record(first, answered(), later);
        assertThat(due(open, later)).isEmpty();

        Instant muchLater = later.plus(Duration.ofMinutes(15));
        turn(open, 2, muchLater);
        assertThat(due(open, muchLater)).singleElement().satisfies(again -> {
            assertThat(again.order().id()).isEqualTo(first.order().id());
            assertThat(again.order().step()).isEqualTo(3);
            assertThat(again.tries()).isEqualTo(1);
            assertThat(again.triesInARow()).isZero();
        });
    }

    /** Else a panic that joins a case at night waits for the morning with what was there before. */
    @Test
    void whatWaitsForTheMorningIsDueAtOnceWhenItIsUrgentNow() {
        Case open = panic("mallory");
        Instant at = open.placement().deadline();
        turn(open, 0, at, Set.of(SLACK), at.plus(Duration.ofHours(8)));
        assertThat(due(open, at)).isEmpty();

        turn(open, 1, at.plusSeconds(900));

        assertThat(due(open, at.plusSeconds(900)))
                .singleElement()
                .satisfies(now -> assertThat(now.order().step()).isEqualTo(2));
    }

    @Test
    void aTryThatDiedIsBegunAgainAndItsLateEndChangesNothing() {
        Case open = panic("mallory");
        Instant at = open.placement().deadline();
        turn(open, 0, at);
        Notice died = begin(open, at); // and the process with it

        assertThat(due(open, at.plusSeconds(14))).isEmpty();
        Notice again = begin(open, at.plusSeconds(15));
        assertThat(again.tries()).isEqualTo(2);
        record(died, answered(), at.plusSeconds(16));

        assertThat(now(store.notices().find(ground.platform(), died.order().id())))
                .hasValueSatisfying(same -> assertThat(same.state()).isEqualTo(Action.State.TRYING));
    }

    @Test
    void whatWasGivenUpIsInSightUntilItIsRetried() {
        Case open = panic("mallory");
        Instant at = open.placement().deadline();
        turn(open, 0, at);
        record(begin(open, at), new Enforcer.Ending(Action.State.FAILED, "failed", "no line", Optional.empty()), at);

        assertThat(now(store.notices().countParked(ground.platform()))).isEqualTo(1);
        Notice parked = now(store.notices().parked(ground.platform(), 9)).get(0);
        assertThat(parked.lastDetail()).contains("no line");
        assertThat(now(store.notices().retry(ground.platform(), parked.order().id(), ANN, at)))
                .isTrue();
        assertThat(now(store.notices().retry(ground.platform(), parked.order().id(), ANN, at)))
                .isFalse();
        assertThat(now(store.notices().countParked(ground.platform()))).isZero();
        assertThat(due(open, at)).hasSize(1);
        assertThat(verbs(open)).endsWith("deadline_missed", "notice_tried", "notice_retried");
    }

    /** Every channel at once: one stumbles, one never answers at first, one is dead until it is mended. */
    @Test
    void everybodyIsToldWhateverBreaksAndNothingOfTheCaseIsSaid() throws Exception {
        Listeners.Http webhook = listeners.http(n -> n == 1 ? 503 : 204);
        Listeners.Http duty = listeners.http(n -> n == 1 ? 0 : n == 3 ? 503 : 202); // a resolve stumbles, too
        int dead = Listeners.freePort();
        Listeners.Smtp post = listeners.smtp();
        now(store.people().add(new Moderator("ann", "tandem", "Ann", Role.SENIOR)));
        now(store.onCalls().put("tandem", onCall("ann", "ann@desk.example")));
        Case open = panic("mallory-the-account");

        Instant at = open.placement().deadline();
        turn(
                open,
                0,
                at,
                EnumSet.complementOf(EnumSet.of(Channel.PERSON)).stream()
                        .map(Recipient::of)
                        .collect(Collectors.toSet()));

        LiveFlow flow = live(
                at,
                new Channels.Settings(
                        Optional.of(new Channels.Webhook(webhook.url(), SECRET)),
                        Optional.of(new Channels.PagerDuty(duty.url(), "key-of-the-desk")),
                        Optional.of(URI.create("http://127.0.0.1:" + dead + "/chat")),
                        Optional.of(mail(post.port())),
                        URI.create("https://desk.example"),
                        Optional.empty()));
        try {
            await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> {
                assertThat(webhook.heard()).hasSizeGreaterThan(1);
                assertThat(duty.heard()).hasSizeGreaterThan(1);
                assertThat(post.letters()).anyMatch(letter -> letter.contains("RCPT TO:<leads@desk.example>"));
                assertThat(post.letters()).anyMatch(letter -> letter.contains("RCPT TO:<ann@desk.example>"));
                assertThat(now(store.notices().parked(ground.platform(), 9)))
                        .extracting(notice -> notice.order().recipient())
                        .containsExactly(SLACK);
            });
            Listeners.Http chat = listeners.http(dead, n -> 200);
            Notice parked = now(store.notices().parked(ground.platform(), 9)).get(0);
            now(store.notices().retry(ground.platform(), parked.order().id(), ANN, at));
            await().atMost(20, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(chat.heard()).isNotEmpty());

            Listeners.Heard signed = webhook.heard().get(1);
            assertThat(signed.headers())
                    .containsEntry(
                            "webhook-signature",
                            new Webhook(SECRET)
                                    .sign(
                                            signed.headers().get("webhook-id"),
                                            Long.parseLong(signed.headers().get("webhook-timestamp")),
                                            signed.body()));
            assertThat(duty.heard().get(0).body())
                    .contains("\"dedup_key\":\"" + open.id() + ":page\"", "\"severity\":\"critical\"");
            assertThat(duty.heard().get(1).body()).contains("\"dedup_key\":\"" + open.id() + ":page\"");
            assertThat(duty.heard()).allMatch(heard -> heard.body().contains("\"event_action\":\"trigger\""));
            now(ground.queue().claim(ground.platform(), open.id(), ANN, "token", at, at.plus(Duration.ofDays(9))));
            await().atMost(20, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(now(store.notices().incidents(open.partition(), 9)))
                            .isEmpty());
            assertThat(duty.heard().get(duty.heard().size() - 1).body())
                    .contains("\"event_action\":\"resolve\"", "\"dedup_key\":\"" + open.id() + ":page\"");
            for (String said : List.of(
                    signed.body(),
                    duty.heard().get(1).body(),
                    chat.heard().get(0).body(),
                    post.letters().get(0).replace("=\n", "").replace("=3D", "="))) {
                assertThat(said).contains("https://desk.example/console/cases/" + open.id(), "lane");
                assertThat(said).doesNotContain("mallory").doesNotContain("p-1");
            }
        } finally {
            flow.stop();
        }
    }

    @Test
    void nobodyIsToldOfWhatSomebodyTookFirst() throws Exception {
        Listeners.Http chat = listeners.http(n -> 200);
        Case open = panic("mallory");
        Instant at = open.placement().deadline();
        turn(open, 0, at);
        now(ground.queue().claim(ground.platform(), open.id(), ANN, "token", at, at.plus(Duration.ofDays(9))));
        String id = due(open, at).get(0).order().id();

        LiveFlow flow = live(
                at,
                new Channels.Settings(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(chat.url()),
                        Optional.empty(),
                        URI.create("https://desk.example"),
                        Optional.empty()));
        try {
            await().atMost(20, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(now(store.notices().find(ground.platform(), id))
                                    .flatMap(Notice::lastStatus))
                            .contains(Notice.NOT_NEEDED));
        } finally {
            flow.stop();
        }
        assertThat(chat.heard()).isEmpty();
    }

    private LiveFlow live(Instant at, Channels.Settings settings) throws Exception {
        now(store.platforms().add(ground.platform()));
        Clock soon = Clock.offset(
                Clock.systemUTC(), Duration.between(Clock.systemUTC().instant(), at.plus(Duration.ofMinutes(1))));
        Enforcer brisk = new Enforcer(
                tries -> Duration.ofMillis(50),
                new Enforcer.Limits(Duration.ofSeconds(3), Duration.ofSeconds(1), 3, Duration.ofSeconds(1), 3));
        return new LiveFlow(store, settings, brisk, soon, new SimpleMeterRegistry());
    }

    private static Channels.Mail mail(int port) {
        return new Channels.Mail(
                "127.0.0.1",
                port,
                Channels.Tls.NONE,
                Optional.empty(),
                Optional.empty(),
                "pullcord@desk.example",
                Optional.of("leads@desk.example"));
    }

    private static OnCall onCall(String person, String address) {
        return new OnCall(List.of(person), T0, Duration.ofDays(7), List.of(), Map.of(person, address));
    }

    private Case panic(String account) {
        ground.panic("p-1", Subject.account(account), T0);
        ground.foldAll(T0);
        return ground.open(Subject.account(account)).orElseThrow();
    }

    private boolean turn(Case open, int made, Instant at) {
        return turn(open, made, at, Set.of(SLACK));
    }

    private boolean turn(Case open, int made, Instant at, Set<Recipient> told) {
        Reachable there = new Reachable(Set.<Role>of(), told::contains, told, Optional.empty());
        Case is = ground.find(open.id());
        return now(store.overdue()
                .turn(new Overdue.Due(is, made), Escalation.next(PAGES_AT_ONCE, is, there, made, at), at));
    }

    private void turn(Case open, int made, Instant at, Set<Recipient> told, Instant dueAt) {
        Reachable there = new Reachable(Set.<Role>of(), told::contains, told, Optional.empty());
        Case is = ground.find(open.id());
        Escalation.Turn turn = Escalation.next(PAGES_AT_ONCE, is, there, made, at);
        List<NoticeOrder> later = turn.notices().stream()
                .map(n -> new NoticeOrder(
                        n.caseId(), n.lane(), n.level(), n.step(), false, false, n.deadline(), n.recipient(), dueAt))
                .toList();
        now(store.overdue()
                .turn(
                        new Overdue.Due(is, made),
                        new Escalation.Turn(turn.level(), turn.next(), turn.opens(), turn.pages(), later),
                        at));
    }

    private List<Notice> due(Case open, Instant at) {
        return now(store.notices().due(open.partition(), at, 9));
    }

    private Notice begin(Case open, Instant at) {
        return now(store.notices().begin(open.partition(), due(open, at).get(0), at, at.plusSeconds(15)))
                .orElseThrow();
    }

    private void record(Notice begun, Enforcer.Ending ending, Instant at) {
        NoticeOrder order = begun.order();
        now(store.notices().record(ground.find(order.caseId()).partition(), begun, ending, at));
    }

    private static Enforcer.Ending answered() {
        return new Enforcer.Ending(Action.State.ANSWERED, "done", "", Optional.empty());
    }

    private List<String> verbs(Case open) {
        return now(ground.queue().timeline(ground.platform(), open.id(), 99)).stream()
                .map(entry -> entry.draft().verb())
                .toList();
    }

    private static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
