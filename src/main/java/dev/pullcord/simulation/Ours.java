package dev.pullcord.simulation;

import dev.pullcord.intake.Event;
import dev.pullcord.intake.LogIds;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Sightings;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseFold;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Conclusion;
import dev.pullcord.review.Folded;
import dev.pullcord.review.LaneOrder;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.review.PolicyTree;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.SubjectFile;
import dev.pullcord.risk.Beside;
import dev.pullcord.risk.RiskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pullcord itself: the very fold, triage and lane order that the service runs, on a policy pack. As {@code gcmu} the same
 * risk in the order of the generalised cμ rule (J. A. Van Mieghem, Annals of Applied Probability 5, 1995): probability ×
 * severity × how fast the cost of waiting grows ÷ how long it takes.
 */
final class Ours implements Ranker {
    private static final Partition ANY = new Partition("world", 0);

    private static final Duration A_WEEK = Duration.ofDays(7);

    private final boolean byCost;
    private final PolicyTree tree;
    private final CaseFold fold;
    private final LaneOrder lanes;
    private final Map<Subject, SubjectFile> files = new HashMap<>();
    private long ticket;

    /** @param byCost whether it is {@code gcmu} and not {@code ours} */
    Ours(PolicyPack pack, boolean byCost) {
        this.byCost = byCost;
        this.tree = pack.tree();
        this.fold = CaseFold.of(pack);
        this.lanes = new LaneOrder(pack.triage());
    }

    @Override
    public String name() {
        return byCost ? "gcmu" : "ours";
    }

    @Override
    public boolean sees(LoggedEvent event, boolean live) {
        Beside beside = reporter(event)
                .map(who -> Beside.of(fold.trackRecord(file(who), event.subject(), event.receivedAt())))
                .orElseGet(() -> Sightings.origin(event)
                        .map(thing -> Beside.at(thing.getValue()))
                        .orElse(Beside.NOTHING));
        Folded folded = fold.fold(
                file(event.subject()), List.of(event), e -> beside, Optional.of(live), event.receivedAt(), () -> "c");
        files.put(event.subject(), after(folded));
        return folded.change().filter(Folded.CaseChange::opens).isPresent();
    }

    private SubjectFile file(Subject subject) {
        return files.getOrDefault(
                subject,
                new SubjectFile(subject, RiskState.EMPTY, LogIds.START, Double.NEGATIVE_INFINITY, Optional.empty()));
    }

    private static Optional<Subject> reporter(LoggedEvent event) {
        return event.event().body() instanceof Report report && !report.isPanic()
                ? report.reporter().flatMap(Party::accountId).map(Subject::account)
                : Optional.empty();
    }

    /** What the service tells each reporter's own log of a decision, by the very rule; nothing of it opens a case. */
    private void judge(Conclusion conclusion, String decider, Instant at) {
        Subject reporter = Subject.account(conclusion.reporter());
        LoggedEvent told = new LoggedEvent(
                ANY,
                at.toEpochMilli() + "-0",
                at,
                "",
                reporter,
                Optional.empty(),
                Optional.empty(),
                new Event(
                        "judged",
                        "/world",
                        at,
                        Conclusion.observation(Optional.of(conclusion), decider, Optional.empty(), ""),
                        "{}"));
        SubjectFile file = file(reporter);
        files.put(reporter, file.with(fold.remembered(file.risk(), List.of(told), event -> Beside.NOTHING)));
    }

    private static SubjectFile after(Folded folded) {
        SubjectFile before = folded.before();
        Optional<Case> open = folded.change()
                .map(change -> new Case(
                        change.caseId(),
                        ANY,
                        before.subject(),
                        before.subject().kind() == Subject.Kind.ACCOUNT
                                ? Optional.of(before.subject().id())
                                : Optional.empty(),
                        CaseState.QUEUED,
                        change.placement(),
                        change.openedAt(),
                        change.reason(),
                        change.panic(),
                        change.immediateDanger(),
                        change.minorInvolved(),
                        change.drill(),
                        before.openCase().map(Case::reportCount).orElse(0L)
                                + change.joins().size(),
                        change.meeting(),
                        folded.risk(),
                        Optional.empty(),
                        Optional.empty(),
                        change.policyVersion(),
                        0,
                        0,
                        1,
                        Case.Marks.NONE))
                .or(before::openCase);
        return new SubjectFile(before.subject(), folded.state(), folded.appliedLogId(), before.settledScore(), open);
    }

    @Override
    public void decided(DeskCase decided, Handling handling, int by, Instant at) {
        Optional<Reason> named =
                handling.found().or(() -> open(decided.subject()).flatMap(Case::reason));
        decided.reports().stream()
                .flatMap(report -> Conclusion.of(handling.outcome(), named, report).stream())
                .distinct()
                .forEach(conclusion -> judge(conclusion, "moderator-" + by, at));
        files.computeIfPresent(
                decided.subject(),
                (subject, file) -> new SubjectFile(
                        subject,
                        file.risk(),
                        file.appliedLogId(),
                        file.openCase().map(c -> c.risk().score()).orElse(file.settledScore()),
                        Optional.empty()));
    }

    @Override
    public List<DeskCase> order(List<DeskCase> waiting, Instant now) {
        if (byCost) {
            return waiting.stream()
                    .sorted(java.util.Comparator.comparingDouble((DeskCase c) -> -cost(c, now))
                            .thenComparing(DeskCase::number))
                    .toList();
        }
        Map<String, DeskCase> byId = new HashMap<>();
        List<ReviewQueue.Waiting> queue = new ArrayList<>();
        for (DeskCase c : waiting) {
            String id = String.format("%08d", c.number());
            byId.put(id, c);
            queue.add(waiting(id, c));
        }
        return lanes.order(queue, ticket++).stream()
                .map(w -> byId.get(w.caseId()))
                .toList();
    }

    private ReviewQueue.Waiting waiting(String id, DeskCase c) {
        Case open = files.get(c.subject()).openCase().orElseThrow();
        return new ReviewQueue.Waiting(
                id, ANY, open.placement().queue(), open.placement().deadline());
    }

    @Override
    public boolean setsAside(DeskCase held, DeskCase urgent, Instant now) {
        return !byCost
                && open(held.subject())
                        .filter(his -> lanes.setsAside(waiting("urgent", urgent), his.placement(), now))
                        .isPresent();
    }

    /** As the policy has it of a suspension for a week. */
    @Override
    public boolean takesTwo(DeskCase decided) {
        ActionOrder week = new ActionOrder(
                "a",
                ActionType.SUSPEND_ACCOUNT,
                Target.account(decided.subject().id()),
                Optional.of(A_WEEK));
        return decided.subject().kind() == Subject.Kind.ACCOUNT
                && open(decided.subject())
                        .filter(c -> tree.takesTwo(week, c.risk()))
                        .isPresent();
    }

    @Override
    public Optional<Instant> deadline(DeskCase waiting) {
        return open(waiting.subject()).map(c -> c.placement().deadline());
    }

    private double cost(DeskCase c, Instant now) {
        Case open = files.get(c.subject()).openCase().orElseThrow();
        Duration clock = Duration.between(open.openedAt(), open.placement().deadline());
        double age = (double) Duration.between(open.openedAt(), now).toMillis() / Math.max(1, clock.toMillis());
        double severity = open.reason()
                .map(Reason::group)
                .map(group -> switch (group) {
                    case MINORS, LIFE -> 4.0;
                    case COERCION -> 3.0;
                    case ABUSE -> 2.0;
                    default -> 1.0;
                })
                .orElse(2.0);
        return open.risk().probability() * (open.panic() ? 5 : severity) * (1 + age);
    }

    /** What it knows of a subject, for whoever wants to read why. */
    Optional<Case> open(Subject subject) {
        return Optional.ofNullable(files.get(subject)).flatMap(SubjectFile::openCase);
    }
}
