package dev.pullcord.intake;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Intake.Fault;
import dev.pullcord.intake.Intake.Result;
import dev.pullcord.intake.RecordingLog.State;
import dev.pullcord.plugin.Reason;
import dev.pullcord.wire.EventCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
    private static final Platform ACME =
            new Platform("acme", 16, "c2VjcmV0LXNlY3JldC1zZWNyZXQ=", "generic", Optional.empty(), Optional.empty());
    private static final Urgency URGENT = new Urgency("panic", "panic_live", 0, NOW.plusSeconds(60), "p1");

    @TempDir
    Path dir;

    private final RecordingLog log = new RecordingLog();
    private final Map<String, Rosters.Roster> rosters = new LinkedHashMap<>();
    private PanicJournal journal;
    private Intake intake;

    @BeforeEach
    void open() throws IOException {
        journal = PanicJournal.open(dir);
        intake = new Intake(
                log,
                new FixedRosters(),
                platforms(),
                journal,
                (platform, panic, roster, at) -> URGENT,
                EventCodec::decode,
                Duration.ofMillis(200),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Platforms platforms() {
        Platforms platforms = new InMemoryPlatforms();
        platforms.add(ACME);
        return platforms;
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    private List<Result> take(Event... events) {
        return intake.take(ACME, List.of(events)).toCompletableFuture().join();
    }

    private static Event event(String id, Body body) {
        return EventCodec.event(id, "//acme", NOW, body);
    }

    private static Optional<Party> account(String id) {
        return Optional.of(new Party(Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Optional<Party> participant(String id) {
        return Optional.of(new Party(Optional.empty(), Optional.of(id), Optional.empty(), Optional.empty()));
    }

    private static Optional<Meeting> meeting(String id) {
        return Optional.of(new Meeting(id, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Report report(
            Report.Kind kind, Optional<Meeting> meeting, Optional<Party> reporter, Optional<Party> subject) {
        return new Report(
                kind,
                meeting,
                reporter,
                subject,
                Optional.of(Reason.OTHER),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                false);
    }

    private static Event flag(String id, Optional<Meeting> meeting, Optional<Party> subject) {
        return event(id, report(Report.Kind.FLAG, meeting, account("rep"), subject));
    }

    private static Event panic(
            String id, Optional<Meeting> meeting, Optional<Party> reporter, Optional<Party> subject) {
        return event(id, report(Report.Kind.PANIC, meeting, reporter, subject));
    }

    private static Event correction(String id, Optional<String> receipt, Optional<String> eventId) {
        return event(id, new Correction(Correction.Kind.WITHDRAWN, receipt, eventId, Optional.empty()));
    }

    private void inMeeting(String meeting, String participant, String account) {
        rosters.put(
                meeting,
                new Rosters.Roster(
                        meeting,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new Rosters.Member(
                                participant,
                                Optional.of(account),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false))));
    }

    private String receipt(Subject subject, String id) {
        return Receipts.of(ACME, subject.partition(ACME), "//acme", id);
    }

    /** Of an event that hangs on a roster. */
    private static String homeReceipt(String id) {
        return Receipts.of(ACME, Receipts.home(ACME, "//acme", id), "//acme", id);
    }

    @Test
    void aReportCountsForTheAccountItNames() {
        take(flag("f", meeting("m"), account("sub")), panic("p", meeting("m"), account("rep"), account("sub")));

        assertThat(log.subjects).containsValue(Subject.account("sub")).hasSize(2);
        assertThat(log.subjects.values()).containsOnly(Subject.account("sub"));
    }

    @Test
    void aParticipantIsLookedUpInTheRoster() {
        inMeeting("m", "p-1", "sub");

        take(flag("f", meeting("m"), participant("p-1")), panic("p", meeting("m"), account("r"), participant("p-1")));

        assertThat(log.subjects.values()).containsOnly(Subject.account("sub")).hasSize(2);
    }

    @Test
    void whereNobodyIsKnownItCountsForTheMeeting() {
        take(
                flag("f1", meeting("m"), participant("p-unknown")),
                flag("f2", meeting("m"), Optional.empty()),
                panic("p1", meeting("m"), account("r"), Optional.empty()));

        assertThat(log.subjects.values()).containsOnly(Subject.meeting("m")).hasSize(3);
    }

    @Test
    void aPanicOfAReporterAloneIsAboutAMeetingWithoutName() {
        take(panic("p", Optional.empty(), account("r"), Optional.empty()));

        assertThat(log.subjects).containsEntry("p", Subject.meeting("reporter:account:r"));
    }

    @Test
    void whatNamesNothingIsRejected() {
        Optional<Party> nobody =
                Optional.of(new Party(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("guest")));

        assertThat(take(
                        flag("f", Optional.empty(), participant("p-1")),
                        panic("p1", Optional.empty(), Optional.empty(), Optional.empty()),
                        panic("p2", Optional.empty(), nobody, nobody)))
                .containsExactly(
                        new Result.Rejected(Fault.NO_SUBJECT),
                        new Result.Rejected(Fault.NOTHING_NAMED),
                        new Result.Rejected(Fault.NOTHING_NAMED));
        assertThat(log.subjects).isEmpty();
    }

    @Test
    void oneAccountMayBeReporterAndSubject() {
        assertThat(take(event("f", report(Report.Kind.FLAG, meeting("m"), account("same"), account("same")))))
                .hasOnlyElementsOfType(Result.Accepted.class);
    }

    @Test
    void panicsGoFirstAndCorrectionsLast() {
        Event observed = event(
                "o",
                new Observation(
                        "a", Observation.Kind.BLOCKED, Optional.empty(), Optional.of("b"), Optional.empty(), Map.of()));

        List<Result> results = take(
                correction("c", Optional.empty(), Optional.of("f")),
                observed,
                flag("f", meeting("m"), account("sub")),
                panic("p", meeting("m"), account("rep"), Optional.empty()));

        assertThat(log.subjects.keySet()).containsExactly("p", "o", "f", "c");
        assertThat(results).hasSize(4).hasOnlyElementsOfType(Result.Accepted.class);
        assertThat(log.subjects).containsEntry("c", Subject.account("sub"));
        assertThat(log.concerns).containsEntry("c", "f");
    }

    @Test
    void aCorrectionFindsItsReportByReceipt() {
        take(flag("f", meeting("m"), account("sub")));

        take(correction("c", Optional.of(receipt(Subject.account("sub"), "f")), Optional.empty()));

        assertThat(log.concerns).containsEntry("c", "f");
    }

    @Test
    void aCorrectionOfWhatIsNoReportIsRejected() {
        take(event(
                "m1",
                new MeetingEvent(
                        MeetingEvent.Kind.STARTED,
                        meeting("m").get(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));

        assertThat(take(
                        correction("c1", Optional.empty(), Optional.of("m1")),
                        correction("c2", Optional.empty(), Optional.of("never")),
                        correction("c3", Optional.of("AAMIKxd3bwyJZzLtHhUrYSE4"), Optional.empty())))
                .containsOnly(new Result.Rejected(Fault.UNKNOWN_REPORT));
    }

    @Test
    void aRepeatedEventIsADuplicateWithTheSameReceipt() {
        Event flag = flag("f", meeting("m"), account("sub"));

        List<Result> results = take(flag, flag);

        assertThat(results.get(0)).isEqualTo(new Result.Accepted(receipt(Subject.account("sub"), "f"), false));
        assertThat(results.get(1)).isEqualTo(new Result.Duplicate(receipt(Subject.account("sub"), "f")));
    }

    /** Between two tries the roster learned who p-1 is: without a look back the event would count twice. */
    @Test
    void aRetryFindsTheSubjectOfTheFirstTry() {
        Event flag = flag("f", meeting("m"), participant("p-1"));
        Event panic = panic("p", meeting("m"), account("r"), participant("p-1"));
        take(flag, panic);
        inMeeting("m", "p-1", "sub");

        assertThat(take(flag, panic)).hasOnlyElementsOfType(Result.Duplicate.class);
        assertThat(log.subjects.values()).containsOnly(Subject.meeting("m"));
    }

    @Test
    void whenTheLogIsAwayAPanicIsJournaledAndTheRestUnavailable() {
        log.state = State.FAILING;

        List<Result> results = take(
                flag("f", meeting("m"), account("sub")),
                panic("p", meeting("m"), account("r"), account("sub")),
                correction("c", Optional.empty(), Optional.of("f")));

        assertThat(results.get(0)).isInstanceOf(Result.Unavailable.class);
        assertThat(results.get(1)).isEqualTo(new Result.Accepted(receipt(Subject.account("sub"), "p"), true));
        assertThat(results.get(2)).isInstanceOf(Result.Unavailable.class);
        assertThat(journal.pending()).isOne();
    }

    @Test
    void aLogThatHangsOrThrowsKeepsNoPanicWaiting() {
        for (State state : new State[] {State.HANGING, State.THROWING}) {
            log.state = state;

            assertThat(take(panic("p-" + state, meeting("m"), account("r"), participant("x"))))
                    .containsExactly(new Result.Accepted(homeReceipt("p-" + state), true));
        }
    }

    @Test
    void whatIsJournaledComesIntoTheLogWithItsTimeSubjectAndReceipt() {
        log.state = State.FAILING;
        Event panic = panic("p", meeting("m"), account("r"), participant("p-1"));
        Result.Accepted answered = (Result.Accepted) take(panic).get(0);
        inMeeting("m", "p-1", "sub"); // known by now, and still it counts for what its receipt says

        assertThat(intake.drain().toCompletableFuture().join()).isEqualTo(new PanicJournal.Drained(0, 1, 0, 0));
        log.state = State.WORKING;
        assertThat(intake.drain().toCompletableFuture().join()).isEqualTo(new PanicJournal.Drained(1, 0, 0, 0));

        assertThat(log.events.get(0).receivedAt()).isEqualTo(NOW);
        assertThat(log.lastUrgency).contains(URGENT);
        assertThat(log.subjects).containsEntry("p", Subject.meeting("m"));
        assertThat(take(panic)).containsExactly(new Result.Duplicate(answered.receipt()));
        assertThat(journal.pending()).isZero();
    }

    /** What it counted for was once found anew at each try: one panic, two cases. */
    @Test
    void aPanicSentAgainBeforeTheJournalDrainsIsOneReport() {
        Event panic = panic("p", meeting("m"), account("r"), participant("p-1"));
        log.state = State.FAILING;
        Result journaled = take(panic).get(0);
        log.state = State.WORKING;
        inMeeting("m", "p-1", "sub");

        Result again = take(panic).get(0);

        assertThat(intake.drain().toCompletableFuture().join().settled()).isOne();
        assertThat(journaled).isEqualTo(new Result.Accepted(homeReceipt("p"), true));
        assertThat(again).isEqualTo(new Result.Accepted(homeReceipt("p"), false));
        assertThat(log.events).extracting(LoggedEvent::subject).containsExactly(Subject.account("sub"));
    }

    @Test
    void aTryThatDiedAfterItsSubjectWasSettledIsGoneOnWith() {
        Event flag = flag("f", meeting("m"), participant("p-1"));
        log.settle(ACME, flag, Subject.meeting("m")).toCompletableFuture().join(); // and then the process ends
        inMeeting("m", "p-1", "sub");

        take(flag);

        assertThat(log.subjects).containsEntry("f", Subject.meeting("m"));
    }

    /** The log took it and could not say so in time: drained once more, it is known there. */
    @Test
    void aPanicThatWasTakenTwiceCountsOnce() {
        log.state = State.TAKING_IN_SILENCE;
        Event panic = panic("p", meeting("m"), account("r"), Optional.empty());
        assertThat(((Result.Accepted) take(panic).get(0)).journaled()).isTrue();

        log.state = State.WORKING;

        assertThat(intake.drain().toCompletableFuture().join().settled()).isOne();
        assertThat(log.accepted).isOne();
    }

    @Test
    void onlyWhenDiskAndLogAreAwayIsAPanicUnavailable() throws IOException {
        log.state = State.FAILING;
        journal.close();

        assertThat(take(panic("p", meeting("m"), account("r"), Optional.empty())))
                .hasOnlyElementsOfType(Result.Unavailable.class);
    }

    private final class FixedRosters implements Rosters {
        @Override
        public CompletionStage<Optional<Roster>> find(Platform platform, String meetingId) {
            return completedFuture(Optional.ofNullable(rosters.get(meetingId)));
        }

        @Override
        public CompletionStage<Void> apply(Partition partition, String meetingId, List<LoggedEvent> events) {
            throw new UnsupportedOperationException();
        }
    }
}
