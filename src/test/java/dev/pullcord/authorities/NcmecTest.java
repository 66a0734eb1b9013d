package dev.pullcord.authorities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.authorities.FakeNcmec.Mishap;
import dev.pullcord.authorities.FakeNcmec.State;
import dev.pullcord.evidence.AuthorityAccount;
import dev.pullcord.evidence.Filing;
import dev.pullcord.evidence.FilingState;
import dev.pullcord.evidence.InMemoryFilings;
import dev.pullcord.evidence.Particulars;
import dev.pullcord.evidence.Sample;
import dev.pullcord.evidence.SubmittingRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The client against a fake that fails in every way at every step: one finished report, or one that stands failed in sight. */
class NcmecTest {
    private static final String CASE = "c001-00000000000000000000";

    private static final Ncmec NCMEC = new Ncmec(Duration.ofSeconds(30));
    /** For what hangs. Whatever it gives up on a slow machine besides, it tries again. */
    private static final Ncmec HASTY = new Ncmec(Duration.ofMillis(400));

    private FakeNcmec fake;

    @BeforeEach
    void open() throws IOException {
        fake = new FakeNcmec("tandem-esp", "not-a-secret");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void aFilingIsOpenedAndFinished() {
        SubmittingRun run = run();

        Filing filing = run.toTheEnd();

        assertThat(filing.state()).isEqualTo(FilingState.RECEIPTED);
        assertThat(filing.progress().receipt()).contains("1001");
        assertThat(filing.progress().said()).contains("code 0, Request-ID req-2");
        assertThat(fake.calls()).containsExactly("submit", "finish");
        assertThat(fake.count(State.FINISHED)).isEqualTo(1);
        assertThat(fake.document(1001)).contains("<espIdentifier>a-mallory</espIdentifier>");
    }

    /** Whatever happens to a step once, the next try or the one after it gets through, and there is one. */
    @TestFactory
    List<DynamicTest> whatFailsOnceGoesAllTheSame() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int step = 0; step < 2; step++) {
            for (int code : new int[] {1000, 1100, 1110, 1111, 1300, 9999}) {
                tests.add(once(step, Mishap.CODE, code));
            }
            for (int status : new int[] {408, 429, 500, 502, 503, 504}) {
                tests.add(once(step, Mishap.STATUS, status));
            }
            tests.add(once(step, Mishap.CUT_BEFORE, 0));
            tests.add(once(step, Mishap.CUT_AFTER, 0));
            tests.add(once(step, Mishap.HANG_AFTER, 0));
        }
        tests.add(once(1, Mishap.CODE, 5001));
        tests.add(once(1, Mishap.CODE, 1210));
        tests.add(once(1, Mishap.CODE, 5102));
        return tests;
    }

    private static DynamicTest once(int step, Mishap mishap, int number) {
        return DynamicTest.dynamicTest((step == 0 ? "submit " : "finish ") + mishap + " " + number, () -> {
            try (FakeNcmec own = new FakeNcmec("tandem-esp", "not-a-secret")) {
                SubmittingRun run =
                        run(mishap == Mishap.HANG_AFTER ? HASTY : NCMEC, own, "not-a-secret", Sample.particulars());
                if (step == 1) {
                    run.step();
                }
                own.next(mishap, number);

                Filing filing = run.toTheEnd();

                assertThat(filing.state()).isEqualTo(FilingState.RECEIPTED);
                // A recipient that wrongly says that it has it is believed: it can only be looked into by people.
                assertThat(own.count(State.FINISHED)).isEqualTo(number == 5102 ? 0 : 1);
            }
        });
    }

    @TestFactory
    List<DynamicTest> whatIsFinalStandsInSight() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int step = 0; step < 2; step++) {
            for (int code : new int[] {2000, 3000, 3100, 3300, 4000, 4100, 4110, 4200}) {
                int at = step;
                tests.add(DynamicTest.dynamicTest((step == 0 ? "submit " : "finish ") + code, () -> {
                    try (FakeNcmec own = new FakeNcmec("tandem-esp", "not-a-secret")) {
                        SubmittingRun run = run(NCMEC, own, "not-a-secret", Sample.particulars());
                        if (at == 1) {
                            run.step();
                        }
                        own.next(Mishap.CODE, code);

                        Filing filing = run.toTheEnd();

                        assertThat(filing.state()).isEqualTo(FilingState.FAILED);
                        assertThat(filing.progress().said().orElseThrow()).startsWith("code " + code);
                        assertThat(filing.doubtful()).isEqualTo(at == 1 && code < 4000);
                        assertThat(own.count(State.FINISHED)).isZero();

                        run.submitAgain();
                        assertThat(run.toTheEnd().state()).isEqualTo(FilingState.RECEIPTED);
                        assertThat(own.count(State.FINISHED)).isEqualTo(1);
                    }
                }));
            }
        }
        return tests;
    }

    @Test
    void aWrongPasswordStopsAtOnce() {
        Filing filing = run(NCMEC, fake, "wrong", Sample.particulars()).toTheEnd();

        assertThat(filing.state()).isEqualTo(FilingState.FAILED);
        assertThat(filing.progress().said()).contains("HTTP 401, Request-ID req-1");
        assertThat(fake.calls()).containsExactly("submit");
    }

    /** What the recipient refuses says why to whoever may read the filing. */
    @Test
    void aRefusalTellsWhy() {
        Particulars p = Sample.particulars();
        Particulars bad = new Particulars(
                p.incident(),
                p.annotations(),
                p.danger(),
                p.dangerDetail(),
                p.incidentAt(),
                p.incidentDetail(),
                p.product(),
                p.meeting(),
                p.suspect()
                        .map(s -> new dev.pullcord.evidence.Involved(
                                s.accountId(),
                                s.screenName(),
                                s.displayNames(),
                                List.of("no address"),
                                s.firstName(),
                                s.lastName(),
                                s.age(),
                                s.emails(),
                                s.phones(),
                                s.captures(),
                                s.devices(),
                                s.place(),
                                s.suspendedAt(),
                                s.terminatedAt(),
                                s.compromised(),
                                s.priorReports(),
                                s.about())),
                p.victims(),
                p.recipients(),
                p.items(),
                p.reportedBy(),
                p.about());

        Filing filing = run(NCMEC, fake, "not-a-secret", bad).toTheEnd();

        assertThat(filing.state()).isEqualTo(FilingState.FAILED);
        assertThat(filing.progress().said().orElseThrow())
                .startsWith("code 4100")
                .contains("no address");
        assertThat(fake.reports()).isEmpty();
    }

    @Test
    void whatWasOpenedIsRetractedThere() {
        SubmittingRun run = run();
        run.step();
        run.withdraw();

        Filing filing = run.toTheEnd();

        assertThat(filing.state()).isEqualTo(FilingState.RETRACTED);
        assertThat(fake.reports()).containsOnly(java.util.Map.entry(1001L, State.RETRACTED));
    }

    @Test
    void whatIsFinishedCannotBeRetracted() {
        SubmittingRun run = run();
        run.step();
        fake.next(Mishap.CUT_AFTER, 0);
        run.step();
        run.withdraw();

        Filing filing = run.toTheEnd();

        assertThat(filing.state()).isEqualTo(FilingState.RECEIPTED);
        assertThat(fake.count(State.FINISHED)).isEqualTo(1);
    }

    @Test
    void aRehearsalGoesAllTheWayAndNeverLeaves() {
        SubmittingRun run =
                new SubmittingRun(new InMemoryFilings(CASE::equals), NCMEC, Optional.empty(), Sample.draft(CASE, true));

        Filing filing = run.toTheEnd();

        assertThat(filing.state()).isEqualTo(FilingState.RECEIPTED);
        assertThat(filing.progress().receipt().orElseThrow()).startsWith("drill-");
        assertThat(fake.calls()).isEmpty();
    }

    @Test
    void whatIsForgottenTooOftenIsPutInSight() {
        SubmittingRun run = run();
        for (int i = 0; i < 8; i++) {
            fake.forget();
            run.step();
        }

        assertThat(run.filing().state()).isEqualTo(FilingState.FAILED);
        assertThat(fake.count(State.FINISHED)).isZero();
    }

    private SubmittingRun run() {
        return run(NCMEC, fake, "not-a-secret", Sample.particulars());
    }

    private static SubmittingRun run(Ncmec ncmec, FakeNcmec fake, String password, Particulars said) {
        AuthorityAccount good = Sample.account(fake.base(), Filing.Environment.TEST);
        AuthorityAccount account = new AuthorityAccount(
                good.authority(), good.environment(), good.base(), good.user(), password, good.reporter());
        Filing draft = Sample.draft(CASE, false);
        return new SubmittingRun(
                new InMemoryFilings(CASE::equals),
                ncmec,
                Optional.of(account),
                new Filing(
                        draft.id(),
                        draft.caseId(),
                        draft.authority(),
                        draft.state(),
                        false,
                        draft.knowledge(),
                        draft.followsUp(),
                        said,
                        draft.hands(),
                        draft.progress(),
                        draft.version()));
    }
}
