package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Rosters;
import dev.pullcord.review.Desk.Deciding;
import dev.pullcord.review.Desk.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * How a decision is made under a claim: alone, by proposal to a second person, or, in an imminent danger, by a lead alone what
 * takes two; then somebody else looks at it within the time a proposal would have had, and until he has it is in sight.
 */
final class Ruling {
    private final ReviewQueue queue;
    private final Rosters rosters;
    private final ActivePolicies active;
    private final Consumer<Partition> decided;
    private final Clock clock;
    private volatile Strikes strikes = (platform, account) -> done(List.of());

    Ruling(ReviewQueue queue, Rosters rosters, ActivePolicies active, Consumer<Partition> decided, Clock clock) {
        this.queue = queue;
        this.rosters = rosters;
        this.active = active;
        this.decided = decided;
        this.clock = clock;
    }

    void counting(Strikes theirs) {
        strikes = theirs;
    }

    /**
     * See {@link Desk#decide}.
     *
     * @param two whether it takes two people whatever it is
     */
    CompletionStage<Deciding> decide(
            Platform platform, Moderator moderator, String caseId, String token, Request request, boolean two) {
        return queue.find(platform, caseId).thenCompose(found -> {
            if (found.isEmpty()) {
                return done(new Deciding.Unknown());
            }
            Case c = found.get();
            if (Desk.anothers(c, moderator, token)) {
                return done(new Deciding.NotHolder());
            }
            return roster(platform, c).thenCompose(roster -> {
                PolicyPack pack = active.of(platform.id());
                DecisionDraft draft =
                        DecisionDraft.of(c, moderator, request, roster, pack.tree(), pack.version(), clock.instant());
                if (draft instanceof DecisionDraft.Fault fault) {
                    return done(new Deciding.Invalid(fault.pointer(), fault.detail()));
                }
                DecisionDraft.Whole whole = (DecisionDraft.Whole) draft;
                if (request.alone().isPresent()) {
                    return alone(platform, c, moderator, token, whole, request, pack.tree());
                }
                return two || whole.takesTwo()
                        ? propose(platform, c, moderator, token, whole.decision(), pack.tree(), request.repeatKey())
                        : write(platform, c, moderator, token, whole.decision(), request.repeatKey());
            });
        });
    }

    /** What would become of this request, by whoever asks. */
    CompletionStage<Desk.Preview> preview(Platform platform, Moderator moderator, String caseId, Request request) {
        return queue.find(platform, caseId).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedFuture(new Desk.Preview.Unknown());
            }
            Case c = found.get();
            return roster(platform, c).thenCompose(roster -> {
                PolicyPack pack = active.of(platform.id());
                Instant now = clock.instant();
                DecisionDraft draft = DecisionDraft.of(c, moderator, request, roster, pack.tree(), pack.version(), now);
                if (draft instanceof DecisionDraft.Fault fault) {
                    return done(new Desk.Preview.Invalid(fault.pointer(), fault.detail()));
                }
                DecisionDraft.Whole whole = (DecisionDraft.Whole) draft;
                return known(platform, c)
                        .thenApply(known -> new Desk.Preview.Whole(
                                whole.decision(),
                                whole.takesTwo(),
                                Recommendation.of(c, whole.decision(), known, roster, pack.tree(), now)));
            });
        });
    }

    private CompletionStage<List<Strike>> known(Platform platform, Case c) {
        return c.account().map(account -> strikes.of(platform, account)).orElseGet(() -> done(List.of()));
    }

    private CompletionStage<Deciding> alone(
            Platform platform,
            Case c,
            Moderator moderator,
            String token,
            DecisionDraft.Whole whole,
            Request request,
            PolicyTree tree) {
        if (!moderator.role().includes(Role.LEAD)) {
            return done(new Deciding.Needs(Role.LEAD));
        }
        if (!whole.takesTwo()) {
            return done(
                    new Deciding.Invalid("/alone", "says why what takes two people cannot wait: nothing of this does"));
        }
        if (!c.panic() && !c.immediateDanger()) {
            return done(new Deciding.Invalid(
                    "/alone", "is for an imminent danger: nobody pressed panic, and no reporter says so"));
        }
        Instant by = clock.instant().plus(tree.approvalExpires());
        Decision.Course course =
                new Decision.Course(Optional.empty(), Optional.empty(), request.alone(), Optional.of(by));
        Decision decision = whole.decision().with(course, whole.decision().actions());
        return write(platform, c, moderator, token, decision, request.repeatKey());
    }

    /** Good to know, and nothing that a decision would wait or fail for. */
    private CompletionStage<Optional<Rosters.Roster>> roster(Platform platform, Case c) {
        return c.meeting()
                .map(meeting -> rosters.find(platform, meeting).exceptionally(away -> Optional.empty()))
                .orElseGet(() -> done(Optional.empty()));
    }

    private CompletionStage<Deciding> write(
            Platform platform,
            Case c,
            Moderator moderator,
            String token,
            Decision decision,
            Optional<String> repeatKey) {
        return queue.decide(
                        platform, c, moderator, token, decision, reasonCode(c, decision), repeatKey, clock.instant())
                .thenCompose(reply -> switch (reply) {
                    case DECIDED -> {
                        decided.accept(c.partition());
                        yield done(new Deciding.Written(decision, false));
                    }
                    case REPEATED ->
                        queue.decisions(platform, c.id())
                                .thenApply(all -> new Deciding.Written(all.get(all.size() - 1), true));
                    case ALREADY_DECIDED -> done(new Deciding.AlreadyDecided());
                    case NOT_HOLDER -> done(new Deciding.NotHolder());
                    case UNKNOWN -> done(new Deciding.Unknown());
                });
    }

    private CompletionStage<Deciding> propose(
            Platform platform,
            Case c,
            Moderator moderator,
            String token,
            Decision decision,
            PolicyTree tree,
            Optional<String> repeatKey) {
        Instant now = clock.instant();
        Instant answerBy = tree.answerBy(now, c.placement().deadline());
        Proposal proposal = new Proposal(decision, reasonCode(c, decision), Desk.token(), now, answerBy);
        return queue.propose(platform, c, moderator, token, proposal, repeatKey, now)
                .thenCompose(reply -> switch (reply) {
                    case PROPOSED -> done(new Deciding.Proposed(proposal, false));
                    case REPEATED ->
                        queue.find(platform, c.id())
                                .thenApply(again -> again.flatMap(Case::proposal)
                                        .<Deciding>map(known -> new Deciding.Proposed(known, true))
                                        .orElseGet(Deciding.AlreadyDecided::new));
                    case ALREADY_DECIDED -> done(new Deciding.AlreadyDecided());
                    case NOT_HOLDER -> done(new Deciding.NotHolder());
                    case UNKNOWN -> done(new Deciding.Unknown());
                });
    }

    static String reasonCode(Case c, Decision decision) {
        return decision.policy().or(() -> c.reason().map(r -> r.code())).orElse("other");
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
