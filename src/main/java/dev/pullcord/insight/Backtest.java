package dev.pullcord.insight;

import dev.pullcord.insight.BacktestReport.Example;
import dev.pullcord.insight.BacktestReport.Judged;
import dev.pullcord.insight.BacktestReport.Quality;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.MeetingEvent;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseFold;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Folded;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Placement;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.review.SubjectFile;
import dev.pullcord.risk.Risk;
import dev.pullcord.risk.RiskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Replays the log under two policies side by side and counts where they part. Both see the same events at the same times
 * and the same decisions: when a case was decided, whatever either has open for its subject ends there, and its score is
 * settled. The fold is the one that works the live log; an event is folded at the moment it was accepted, alone.
 *
 * <p>What is not known any more is taken to be alike for both: whether a meeting went on is not looked up (a panic's did,
 * a flag's did not).
 *
 * <p>A partition at a time, or a {@link Slice} of it: what is kept for a subject is two states of bounded size, so memory grows
 * with the subjects that are replayed at once and not with events. Pure; for one thread, and merged from several.
 */
public final class Backtest {
    private static final int EXAMPLES = 5; // of each kind
    private static final int SUBJECT_BYTES = 1_024; // measured: a subject's two sides with nothing remembered
    private static final int THING_BYTES = 160; // and each thing that one side remembers
    private static final int PAST_BYTES = 256; // and each case it had
    private static final Set<Outcome> NONE = EnumSet.of(Outcome.NO_VIOLATION, Outcome.UNFOUNDED_REPORT);

    private static final Comparator<Outcomes.Past> BY_END =
            Comparator.comparing(p -> p.decidedAt().orElse(Instant.MAX));

    private final CaseFold before;
    private final CaseFold after;
    private final String versionBefore;
    private final String versionAfter;
    private final Instant since;
    private final Map<String, List<Example>> examples = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final TreeMap<String, Long> moves = new TreeMap<>();
    private final Map<Outcome, long[]> judged = new EnumMap<>(Outcome.class);
    private final Calibration.Tally calibratedBefore = new Calibration.Tally();
    private final Calibration.Tally calibratedAfter = new Calibration.Tally();

    /** @param since cases opened from then on are counted */
    public Backtest(PolicyPack before, PolicyPack after, Instant since) {
        this(CaseFold.of(before), CaseFold.of(after), before.version(), after.version(), since);
    }

    private Backtest(CaseFold before, CaseFold after, String versionBefore, String versionAfter, Instant since) {
        this.before = before;
        this.after = after;
        this.versionBefore = versionBefore;
        this.versionAfter = versionAfter;
        this.since = since;
    }

    /** One of the same policies that has counted nothing yet. */
    Backtest blank() {
        return new Backtest(before, after, versionBefore, versionAfter, since);
    }

    /** The replay of some subjects of one partition: first their cases, then their events in their order, then the end. */
    public Part part() {
        return new Part();
    }

    /** A panic that had its case on arrival finds it here like any other report. */
    private static LoggedEvent withoutCase(LoggedEvent logged) {
        return new LoggedEvent(
                logged.partition(),
                logged.logId(),
                logged.receivedAt(),
                logged.receipt(),
                logged.subject(),
                Optional.empty(),
                logged.concerns(),
                logged.event());
    }

    /** One policy's view of a subject. */
    private static final class Side {
        private SubjectFile file;
        private String openedBy = "";
        private double score = Double.NEGATIVE_INFINITY;
        private int things;

        Side(Subject subject) {
            file = new SubjectFile(subject, RiskState.EMPTY, "0-0", Double.NEGATIVE_INFINITY, Optional.empty());
        }

        void fold(CaseFold fold, LoggedEvent event) {
            Folded folded = fold.fold(file, List.of(event), Optional.empty(), event.receivedAt(), () -> "replayed");
            score = folded.risk().score();
            Optional<Case> open =
                    folded.change().map(change -> opened(event, folded, change)).or(file::openCase);
            if (file.openCase().isEmpty() && open.isPresent()) {
                openedBy = event.logId();
            }
            things = folded.state().things();
            file = new SubjectFile(file.subject(), folded.state(), folded.appliedLogId(), file.settledScore(), open);
        }

        private Case opened(LoggedEvent event, Folded folded, Folded.CaseChange change) {
            long reports = file.openCase().map(Case::reportCount).orElse(0L);
            return new Case(
                    change.caseId(),
                    event.partition(),
                    file.subject(),
                    Optional.empty(),
                    CaseState.QUEUED,
                    change.placement(),
                    change.openedAt(),
                    change.reason(),
                    change.panic(),
                    change.immediateDanger(),
                    change.minorInvolved(),
                    change.drill(),
                    reports + change.joins().size(),
                    change.meeting(),
                    new Risk(
                            folded.risk().score(),
                            folded.risk().prior(),
                            folded.risk().probability(),
                            List.of()), // nobody is shown why
                    Optional.empty(),
                    Optional.empty(),
                    change.policyVersion(),
                    0,
                    0,
                    1,
                    Case.Marks.NONE);
        }

        void settle() {
            file = new SubjectFile(file.subject(), file.risk(), file.appliedLogId(), score, Optional.empty());
            openedBy = "";
        }
    }

    private static final class Account {
        private final Side before;
        private final Side after;
        private final List<Outcomes.Past> past;
        private int next;

        Account(Subject subject, List<Outcomes.Past> past) {
            this.before = new Side(subject);
            this.after = new Side(subject);
            this.past = past.stream().sorted(BY_END).toList();
        }

        long things() {
            return before.things + (long) after.things;
        }
    }

    /** Some subjects of one partition. */
    public final class Part {
        private final Map<Subject, List<Outcomes.Past>> past = new HashMap<>();
        private final Map<Subject, Account> accounts = new HashMap<>();
        private long things;
        private long cases;

        private Part() {}

        /** Takes one more case that there was; all of them before the first event. */
        public void past(Outcomes.Past one) {
            cases++;
            past.computeIfAbsent(one.subject(), s -> new ArrayList<>(1)).add(one);
        }

        /** How many subjects it keeps something of. */
        int subjects() {
            return accounts.size() + past.size();
        }

        /** About how much memory it keeps. */
        long bytes() {
            return cases * PAST_BYTES + accounts.size() * (long) SUBJECT_BYTES + things * THING_BYTES;
        }

        /** Folds one more. */
        public void fold(LoggedEvent logged) {
            count("events");
            if (logged.event().body() instanceof MeetingEvent) {
                return; // changes nothing for any policy
            }
            LoggedEvent event = logged.caseId().isEmpty() ? logged : withoutCase(logged);
            Account account = accounts.computeIfAbsent(event.subject(), this::account);
            long known = account.things();
            settle(account, event.receivedAt());
            account.before.fold(before, event);
            account.after.fold(after, event);
            things += account.things() - known;
        }

        private Account account(Subject subject) {
            List<Outcomes.Past> its = past.remove(subject);
            return new Account(subject, its == null ? List.of() : its);
        }

        /** Counts what is still open. */
        public void end() {
            accounts.values().forEach(account -> {
                settle(account, Instant.MAX);
                String caseId = account.next < account.past.size()
                        ? account.past.get(account.next).caseId()
                        : "";
                compare(account, caseId);
            });
            count("subjects", accounts.size());
            accounts.clear();
        }
    }

    private void settle(Account account, Instant now) {
        while (account.next < account.past.size()) {
            Outcomes.Past decided = account.past.get(account.next);
            if (decided.decidedAt().isEmpty() || decided.decidedAt().get().isAfter(now)) {
                return;
            }
            account.next++;
            if (!decided.openedAt().isBefore(since)) {
                decided.outcome().ifPresent(outcome -> judge(account, outcome));
            }
            compare(account, decided.caseId());
            account.before.settle();
            account.after.settle();
        }
    }

    private void judge(Account account, Outcome outcome) {
        long[] tally = judged.computeIfAbsent(outcome, o -> new long[3]);
        tally[0]++;
        tally[1] += account.before.file.openCase().isPresent() ? 1 : 0;
        tally[2] += account.after.file.openCase().isPresent() ? 1 : 0;
        if (NONE.contains(outcome) || outcome == Outcome.VIOLATION) {
            calibrate(calibratedBefore, account.before, outcome);
            calibrate(calibratedAfter, account.after, outcome);
        }
    }

    private static void calibrate(Calibration.Tally tally, Side side, Outcome outcome) {
        side.file.openCase().ifPresent(open -> tally.judged(open.risk().probability(), outcome == Outcome.VIOLATION));
    }

    private void compare(Account account, String caseId) {
        Optional<Case> one = account.before.file.openCase();
        Optional<Case> other = account.after.file.openCase();
        Optional<Instant> opened = one.or(() -> other).map(Case::openedAt);
        if (opened.isEmpty() || opened.get().isBefore(since)) {
            return;
        }
        if (one.isEmpty()) {
            differs("opens", caseId, account.after.openedBy, one, other);
        } else if (other.isEmpty()) {
            differs("closes", caseId, account.before.openedBy, one, other);
        } else {
            count("both");
            compare(caseId, account.before.openedBy, one.get(), other.get());
        }
    }

    private void compare(String caseId, String logId, Case one, Case other) {
        Placement was = one.placement();
        Placement now = other.placement();
        boolean moved = !was.lane().equals(now.lane()) || !was.queue().equals(now.queue());
        int due = now.deadline().compareTo(was.deadline());
        if (moved) {
            moves.merge(was.lane() + " -> " + now.lane(), 1L, Long::sum);
            differs("moves", caseId, logId, Optional.of(one), Optional.of(other));
        }
        if (due != 0) {
            differs(due < 0 ? "earlier" : "later", caseId, logId, Optional.of(one), Optional.of(other));
        }
        if (!moved && due == 0) {
            count("same");
        }
    }

    private void differs(String kind, String caseId, String logId, Optional<Case> one, Optional<Case> other) {
        count(kind);
        List<Example> some = examples.computeIfAbsent(kind, k -> new ArrayList<>());
        if (some.size() < EXAMPLES) {
            String at = one.or(() -> other).map(c -> c.partition().number()).orElse(0) + "/" + logId;
            some.add(new Example(kind, caseId, at, said(one), said(other)));
        }
    }

    private static String said(Optional<Case> open) {
        return open.map(Case::placement)
                .map(p -> p.lane() + ", due " + p.deadline())
                .orElse("");
    }

    private void count(String what) {
        count(what, 1);
    }

    private void count(String what, long more) {
        counts.merge(what, more, Long::sum);
    }

    /** Adds what another has counted, of other partitions. */
    public void add(Backtest other) {
        other.counts.forEach(this::count);
        other.moves.forEach((move, n) -> moves.merge(move, n, Long::sum));
        other.examples.forEach((kind, theirs) -> {
            List<Example> some = examples.computeIfAbsent(kind, k -> new ArrayList<>());
            theirs.stream().limit(EXAMPLES - (long) some.size()).forEach(some::add);
        });
        calibratedBefore.add(other.calibratedBefore);
        calibratedAfter.add(other.calibratedAfter);
        other.judged.forEach((outcome, theirs) -> {
            long[] tally = judged.computeIfAbsent(outcome, o -> new long[3]);
            for (int i = 0; i < tally.length; i++) {
                tally[i] += theirs[i];
            }
        });
    }

    /** What came of it. */
    public BacktestReport report() {
        return new BacktestReport(
                versionBefore,
                versionAfter,
                since,
                counts.getOrDefault("events", 0L),
                counts.getOrDefault("subjects", 0L),
                counts.getOrDefault("both", 0L),
                counts.getOrDefault("same", 0L),
                counts.getOrDefault("opens", 0L),
                counts.getOrDefault("closes", 0L),
                counts.getOrDefault("earlier", 0L),
                counts.getOrDefault("later", 0L),
                moves,
                examples.values().stream().flatMap(List::stream).toList(),
                judged());
    }

    private Judged judged() {
        long[] violation = judged.getOrDefault(Outcome.VIOLATION, new long[3]);
        long[] none = new long[3];
        for (Outcome outcome : NONE) {
            long[] tally = judged.getOrDefault(outcome, new long[3]);
            for (int i = 0; i < none.length; i++) {
                none[i] += tally[i];
            }
        }
        return new Judged(
                violation[0],
                none[0],
                quality(violation, none, 1, calibratedBefore),
                quality(violation, none, 2, calibratedAfter));
    }

    private static Quality quality(long[] violation, long[] none, int side, Calibration.Tally calibrated) {
        return new Quality(
                Interval.share(violation[side], violation[side] + none[side]),
                Interval.share(violation[side], violation[0]),
                calibrated.sum());
    }
}
