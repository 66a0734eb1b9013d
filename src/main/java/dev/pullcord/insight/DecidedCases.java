package dev.pullcord.insight;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Circumstance;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.review.Triage;
import dev.pullcord.risk.Risk;
import dev.pullcord.risk.RiskModel;
import dev.pullcord.risk.RiskState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Replays the log under one policy and keeps, of each account's case that was decided, what was known just before its
 * first decision. Nothing that came in later is in it, for that may follow from the decision: a suspension that the platform
 * reports would explain every violation.
 *
 * <p>Beside each event it sees what the live fold saw, as a {@link Backtest} does. Cases of meetings are left out, for risk is an
 * account's.
 *
 * <p>What is kept while a partition is replayed is bounded as a backtest's is; what is kept at the end grows with the cases
 * decided, a few hundred bytes each, and not with events. Pure; for one thread, and merged from several.
 */
public final class DecidedCases implements LogWalk.Walker<DecidedCases> {
    private static final int SUBJECT_BYTES = 512; // an account with nothing remembered
    private static final int THING_BYTES = 160; // and each thing that is
    private static final int PAST_BYTES = 256; // and each case it had

    private final Platform platform;
    private final PolicyPack policy;
    private final RiskModel model;
    private final Triage triage;
    private final double below;
    private final Instant since;
    private final List<DecidedCase> cases = new ArrayList<>();
    private long opened;
    private long undecided;
    private long inconclusive;
    private long rehearsals;
    private long unknown;
    private long low;
    private long lowUndecided;

    /**
     * How many cases there were, and why some say nothing.
     *
     * @param opened since the time asked for
     * @param undecided still open
     * @param inconclusive decided as {@code insufficient} or {@code duplicate}
     * @param rehearsals opened by a drill
     * @param unknown whose beginning the log does not hold any more
     * @param low reported cases that stood so low when they were opened that the audit sample is drawn from them
     * @param lowUndecided of these, still open
     */
    public record Counts(
            long opened,
            long undecided,
            long inconclusive,
            long rehearsals,
            long unknown,
            long low,
            long lowUndecided) {}

    /** @param since cases opened from then on are kept */
    public DecidedCases(Platform platform, PolicyPack policy, Instant since) {
        this.platform = platform;
        this.policy = policy;
        this.model = new RiskModel(policy.risk());
        this.triage = new Triage(policy.triage(), policy.version());
        this.below = policy.triage().sample().below();
        this.since = since;
    }

    /** Those that were decided one way or the other, in no order. */
    public List<DecidedCase> cases() {
        return List.copyOf(cases);
    }

    public Counts counts() {
        return new Counts(opened, undecided, inconclusive, rehearsals, unknown, low, lowUndecided);
    }

    @Override
    public DecidedCases blank() {
        return new DecidedCases(platform, policy, since);
    }

    /** Adds what another has kept, of other partitions. */
    @Override
    public void add(DecidedCases other) {
        cases.addAll(other.cases);
        opened += other.opened;
        undecided += other.undecided;
        inconclusive += other.inconclusive;
        rehearsals += other.rehearsals;
        unknown += other.unknown;
        low += other.low;
        lowUndecided += other.lowUndecided;
    }

    @Override
    public LogWalk.Part part() {
        return new Part();
    }

    private static final Comparator<Course> BY_FIRST_DECISION =
            Comparator.comparing(course -> course.past.firstDecidedAt().orElse(Instant.MAX));

    /** A case on its way to its decision. */
    private static final class Course {
        private final Outcomes.Past past;
        private boolean begun;
        private boolean drill;
        private DecidedCase.Draw draw = DecidedCase.Draw.NOT_IN_IT;

        Course(Outcomes.Past past) {
            this.past = past;
        }
    }

    private static final class Account {
        private final List<Course> courses = new ArrayList<>(1);
        private RiskState state = RiskState.EMPTY;
        private int next;
    }

    private final class Part implements LogWalk.Part {
        private final Map<Subject, Account> accounts = new HashMap<>();

        private long things;
        private long cases;
        private boolean sorted;

        @Override
        public void past(Outcomes.Past one) {
            if (one.subject().kind() == Subject.Kind.ACCOUNT) {
                cases++;
                accounts.computeIfAbsent(one.subject(), s -> new Account())
                        .courses
                        .add(new Course(one));
            }
        }

        @Override
        public int subjects() {
            return accounts.size();
        }

        @Override
        public long bytes() {
            return cases * PAST_BYTES + accounts.size() * (long) SUBJECT_BYTES + things * THING_BYTES;
        }

        private void sorted() {
            if (!sorted) {
                sorted = true;
                accounts.values().forEach(account -> account.courses.sort(BY_FIRST_DECISION));
            }
        }

        @Override
        public void fold(LoggedEvent event, Circumstance beside) {
            sorted();
            Account account = accounts.get(event.subject());
            if (account == null || event.event().body() instanceof MeetingEvent) {
                return; // without a case there is nothing to learn
            }
            while (account.next < account.courses.size()
                    && decidedBy(account.courses.get(account.next), event.receivedAt())) {
                settle(event.subject(), account);
            }
            int known = account.state.things();
            Circumstance seen = beside.under(model.linking(), platform, event);
            account.state = model.fold(account.state, List.of(event), any -> seen.beside());
            things += account.state.things() - known;
            for (Course course : account.courses.subList(account.next, account.courses.size())) {
                begin(course, account, event);
            }
        }

        @Override
        public void end() {
            sorted();
            accounts.forEach((subject, account) -> {
                while (account.next < account.courses.size()) {
                    settle(subject, account);
                }
            });
            accounts.clear();
        }
    }

    private static boolean decidedBy(Course course, Instant now) {
        Optional<Instant> decided = course.past.firstDecidedAt();
        return decided.isPresent() && !decided.get().isAfter(now);
    }

    private void begin(Course course, Account account, LoggedEvent event) {
        if (course.begun || !event.receivedAt().equals(course.past.openedAt())) {
            return;
        }
        course.begun = true;
        if (event.event().body() instanceof Report report) {
            course.drill = report.drill();
            course.draw = draw(event.receipt(), model.assess(account.state, event.receivedAt()));
        }
    }

    private DecidedCase.Draw draw(String receipt, Risk risk) {
        return risk.probability() >= below
                ? DecidedCase.Draw.NOT_IN_IT
                : triage.draws(receipt, risk) ? DecidedCase.Draw.DRAWN : DecidedCase.Draw.PASSED_OVER;
    }

    private void settle(Subject subject, Account account) {
        Course course = account.courses.get(account.next++);
        if (course.past.openedAt().isBefore(since)) {
            return;
        }
        opened++;
        boolean isLow = course.draw != DecidedCase.Draw.NOT_IN_IT && !course.drill;
        low += isLow ? 1 : 0;
        lowUndecided += isLow && course.past.firstDecidedAt().isEmpty() ? 1 : 0;
        if (course.past.firstDecidedAt().isEmpty()) {
            undecided++;
        } else if (course.drill) {
            rehearsals++;
        } else if (!course.begun) {
            unknown++;
        } else {
            Outcome outcome = course.past.outcome().orElseThrow();
            switch (outcome) {
                case VIOLATION, NO_VIOLATION, UNFOUNDED_REPORT ->
                    cases.add(new DecidedCase(
                            course.past.caseId(),
                            told(subject),
                            model.terms(
                                    account.state, course.past.firstDecidedAt().get()),
                            outcome == Outcome.VIOLATION,
                            course.draw));
                case INSUFFICIENT, DUPLICATE -> inconclusive++;
            }
        }
    }

    private static int told(Subject subject) {
        CRC32C digest = new CRC32C();
        digest.update(subject.id().getBytes(StandardCharsets.UTF_8));
        return (int) digest.getValue();
    }
}
