package dev.pullcord.review;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import dev.pullcord.review.Misuse.Kind;
import dev.pullcord.review.Misuse.Measure;
import dev.pullcord.review.Misuse.State;
import dev.pullcord.review.MisuseGround.Found;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What people do about somebody who reports without cause again and again. One proposes and another agrees, neither of whom he
 * reported; first he is warned. Nothing of it is a bar to reporting: flags weigh less for a time, and panics and what may be about
 * a minor weigh as ever. Each change is in the audit by its own step. Thread-safe.
 */
public final class MisuseDesk {
    private static final int MOST_CASES = 20;
    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final int TRIES = 20;

    private final Misuses misuses;
    private final MisuseGround ground;
    private final Measures actions;
    private final ActivePolicies active;
    private final Consumer<Partition> ordered;
    private final Clock clock;

    /** @param ordered is told where a warning was just put into the outbox */
    public MisuseDesk(
            Misuses misuses,
            MisuseGround ground,
            Measures actions,
            ActivePolicies active,
            Consumer<Partition> ordered,
            Clock clock) {
        this.misuses = misuses;
        this.ground = ground;
        this.actions = actions;
        this.active = active;
        this.ordered = ordered;
        this.clock = clock;
    }

    /**
     * What is proposed.
     *
     * @param kind what shall be done
     * @param cases closed cases in which he flagged and nothing was found
     * @param length of lowered flags: for how long; absent means for as long as policy lets
     * @param why why
     */
    public record Wish(Kind kind, List<String> cases, Optional<Duration> length, String why) {}

    /** What it came to. */
    public sealed interface Reply {
        /** As it stands after. */
        record Stands(Misuse misuse, Measure measure) implements Reply {}

        /** It says something that cannot be; {@code pointer} names the field, as in a JSON pointer. */
        record Invalid(String pointer, String detail) implements Reply {}

        /** It is his own proposal. */
        record Own() implements Reply {}

        /** He is, or knows, somebody whom the account reported, or the account itself. */
        record Conflict() implements Reply {}

        /** It is not where this could be done. */
        record Moved(Measure measure) implements Reply {}

        record Unknown() implements Reply {}
    }

    public CompletionStage<Misuse> of(Platform platform, String account) {
        return misuses.find(platform, account).thenApply(found -> found.orElseGet(() -> Misuse.none(account)));
    }

    /** All of a platform, those changed last first. */
    public CompletionStage<List<Misuse>> all(Platform platform, int skip, int max) {
        return misuses.all(platform, skip, max);
    }

    /** One person proposes; nothing is done. */
    public CompletionStage<Reply> propose(Platform platform, Moderator by, String account, Wish wish) {
        List<String> cases = List.copyOf(new LinkedHashSet<>(wish.cases()));
        if (cases.isEmpty() || cases.size() > MOST_CASES) {
            return done(new Reply.Invalid("/cases", "names none, or more than " + MOST_CASES));
        }
        Duration longest = active.of(platform.id()).risk().misuse().longest();
        if (wish.kind() == Kind.WARNING && wish.length().isPresent()) {
            return done(new Reply.Invalid("/duration", "a warning has none"));
        }
        if (wish.length()
                .filter(length -> length.compareTo(SHORTEST) < 0 || length.compareTo(longest) > 0)
                .isPresent()) {
            return done(new Reply.Invalid("/duration", "is outside " + SHORTEST + " … " + longest + " of the policy"));
        }
        return misuses.find(platform, account).thenCompose(before -> {
            Misuse known = before.orElseGet(() -> Misuse.none(account));
            Optional<Measure> open =
                    known.measures().stream().filter(Measure::open).findFirst();
            if (open.isPresent()) {
                return done(new Reply.Moved(open.get()));
            }
            return ground.conflict(platform, by, account, cases)
                    .thenCompose(conflict -> conflict
                            ? done(new Reply.Conflict())
                            : fault(platform, known, cases, wish.kind())
                                    .thenCompose(fault -> fault.isPresent()
                                            ? done(fault.get())
                                            : write(platform, before, known, by, wish, cases, longest)));
        });
    }

    private CompletionStage<Reply> write(
            Platform platform,
            Optional<Misuse> before,
            Misuse known,
            Moderator by,
            Wish wish,
            List<String> cases,
            Duration longest) {
        Measure measure = new Measure(
                "m" + (known.made() + 1),
                wish.kind(),
                cases,
                wish.why(),
                by.id(),
                clock.instant(),
                State.PROPOSED,
                Optional.empty(),
                wish.kind() == Kind.LOWER ? Optional.of(wish.length().orElse(longest)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return swap(platform, before, known.with(measure), measure, by, "misuse_proposed", wish.why());
    }

    /** What speaks against it: a case that does not show what it should, or that he was not warned before. */
    private CompletionStage<Optional<Reply>> fault(Platform platform, Misuse known, List<String> cases, Kind kind) {
        return ground.found(platform, known.account(), cases).thenCompose(found -> {
            for (int i = 0; i < cases.size(); i++) {
                if (found.get(i).isEmpty()) {
                    return CompletableFuture.completedFuture(Optional.of(new Reply.Invalid(
                            "/cases/" + i,
                            "is no case in which he flagged, not about a minor, and the flag was called unfounded")));
                }
            }
            return kind == Kind.WARNING
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : unwarned(
                            platform, known, found.stream().map(Optional::get).toList());
        });
    }

    /** Only after a warning that reached him, and that he went on after. */
    private CompletionStage<Optional<Reply>> unwarned(Platform platform, Misuse known, List<Found> found) {
        Optional<Measure> warning = known.warned();
        if (warning.isEmpty()) {
            return CompletableFuture.completedFuture(
                    Optional.of(new Reply.Invalid("/measure", "comes only after a warning of its own that stands")));
        }
        Measure his = warning.get();
        boolean wentOn = found.stream()
                .anyMatch(one -> one.lastFlag().isAfter(his.since().orElse(Instant.MAX)));
        if (!wentOn) {
            return CompletableFuture.completedFuture(
                    Optional.of(new Reply.Invalid("/cases", "names none that he flagged after his warning")));
        }
        return actions.ofCase(platform, his.cases().get(0))
                .thenApply(all -> all.stream()
                                .anyMatch(action -> his.actionId()
                                                .filter(action.order().id()::equals)
                                                .isPresent()
                                        && action.progress() == Measures.Progress.DONE)
                        ? Optional.empty()
                        : Optional.of(new Reply.Invalid("/measure", "comes only after a warning that reached him")));
    }

    /** A second person agrees, and it is carried out; or does not, and nothing is. Agreeing again goes on where it broke off. */
    public CompletionStage<Reply> answer(
            Platform platform, Moderator second, String account, String id, boolean approve, String reason) {
        return on(platform, account, id, (before, measure) -> {
            if (measure.by().equals(second.id())) {
                return done(new Reply.Own());
            }
            boolean goesOn = measure.state() == State.AGREED
                    && approve
                    && measure.second().filter(second.id()::equals).isPresent();
            if (goesOn) {
                return carryOut(platform, before, measure, second, 1);
            }
            boolean unwarned =
                    approve && measure.kind() == Kind.LOWER && before.warned().isEmpty(); // it was taken back meanwhile
            if (measure.state() != State.PROPOSED || unwarned) {
                return done(new Reply.Moved(measure));
            }
            return ground.conflict(platform, second, account, measure.cases()).thenCompose(conflict -> {
                if (conflict) {
                    return done(new Reply.Conflict());
                }
                Measure after = measure.answered(second.id(), approve ? State.AGREED : State.REFUSED, clock.instant());
                return swap(
                                platform,
                                Optional.of(before),
                                before.changed(after),
                                after,
                                second,
                                approve ? "misuse_approved" : "misuse_refused",
                                reason)
                        .thenCompose(reply -> approve && reply instanceof Reply.Stands stands
                                ? carryOut(platform, stands.misuse(), after, second, 1)
                                : done(reply));
            });
        });
    }

    private CompletionStage<Reply> carryOut(
            Platform platform, Misuse before, Measure measure, Moderator second, int attempt) {
        if (measure.kind() == Kind.LOWER) {
            return misuses.tell(platform, before.account(), measure, clock.instant())
                    .thenCompose(told -> keep(platform, before, measure.in(State.STANDS)));
        }
        if (measure.actionId().isEmpty()) {
            return number(platform, before, measure, second, attempt);
        }
        String actionId = measure.actionId().get();
        ActionOrder order =
                new ActionOrder(actionId, ActionType.WARN, Target.account(before.account()), Optional.empty());
        return ground.find(platform, measure.cases().get(0))
                .thenCompose(found -> found.isEmpty()
                        ? done(new Reply.Unknown())
                        : misuses.warn(found.get(), order, second, clock.instant())
                                .thenCompose(reply -> switch (reply) {
                                    case ORDERED, REPEATED -> {
                                        ordered.accept(found.get().partition());
                                        yield keep(platform, before, measure.in(State.STANDS));
                                    }
                                    case TAKEN -> number(platform, before, measure, second, attempt + 1);
                                    case UNKNOWN -> done(new Reply.Unknown());
                                }));
    }

    /** The action's id is on record before it is ordered: whoever goes on after a crash orders that one and no other. */
    private CompletionStage<Reply> number(
            Platform platform, Misuse before, Measure measure, Moderator second, int attempt) {
        if (attempt > TRIES) {
            return CompletableFuture.failedFuture(new IllegalStateException("a case's actions moved at every try"));
        }
        String caseId = measure.cases().get(0);
        return ground.find(platform, caseId)
                .thenCombine(actions.ofCase(platform, caseId), (found, all) -> found.map(c -> next(c, all)))
                .thenCompose(next -> {
                    if (next.isEmpty()) {
                        return done(new Reply.Unknown());
                    }
                    Measure numbered = measure.ordering(next.get());
                    Misuse after = before.changed(numbered);
                    return misuses.change(platform, Optional.of(before), after, clock.instant())
                            .thenCompose(changed -> changed
                                    ? carryOut(platform, after, numbered, second, attempt)
                                    : done(new Reply.Moved(measure)));
                });
    }

    /** The next free id among the actions of the case's last decision. */
    private static String next(Case c, List<Measures.Measure> all) {
        String prefix = c.id() + ".d" + c.decisionCount() + ".a";
        int last = all.stream()
                .map(action -> action.order().id())
                .filter(id -> id.startsWith(prefix))
                .mapToInt(id -> Integer.parseInt(id.substring(prefix.length())))
                .max()
                .orElse(0);
        return prefix + (last + 1);
    }

    private CompletionStage<Reply> keep(Platform platform, Misuse before, Measure after) {
        Misuse next = before.changed(after);
        return misuses.change(platform, Optional.of(before), next, clock.instant())
                .thenApply(changed -> changed ? new Reply.Stands(next, after) : new Reply.Moved(after));
    }

    /**
     * Takes a measure back: flags weigh again what they did from now on; a warning counts for nothing that may follow. For this
     * one person is enough. Done again, it is told again, which changes nothing.
     */
    public CompletionStage<Reply> takeBack(Platform platform, Moderator by, String account, String id, String reason) {
        return on(platform, account, id, (before, measure) -> {
            if (measure.state() == State.REFUSED) {
                return done(new Reply.Moved(measure));
            }
            CompletionStage<Reply> written = measure.state() == State.TAKEN_BACK
                    ? done(new Reply.Stands(before, measure))
                    : swap(
                            platform,
                            Optional.of(before),
                            before.changed(measure.takenBack(by.id())),
                            measure.takenBack(by.id()),
                            by,
                            "misuse_taken_back",
                            reason);
            boolean counts = measure.kind() == Kind.LOWER && measure.since().isPresent();
            return written.thenCompose(reply -> counts && reply instanceof Reply.Stands stands
                    ? misuses.tell(platform, account, stands.measure(), clock.instant())
                            .thenApply(told -> reply)
                    : done(reply));
        });
    }

    private interface With {
        CompletionStage<Reply> its(Misuse misuse, Measure measure);
    }

    private CompletionStage<Reply> on(Platform platform, String account, String id, With then) {
        return misuses.find(platform, account)
                .thenCompose(found -> found.flatMap(misuse -> misuse.find(id))
                        .map(measure -> then.its(found.get(), measure))
                        .orElseGet(() -> done(new Reply.Unknown())));
    }

    /** With its audit entry, unless it moved meanwhile. */
    private CompletionStage<Reply> swap(
            Platform platform,
            Optional<Misuse> before,
            Misuse after,
            Measure measure,
            Moderator by,
            String verb,
            String reason) {
        TreeMap<String, String> detail = new TreeMap<>(Map.of(
                "account", after.account(),
                "measure", measure.id(),
                "kind", measure.kind().word(),
                "cases", String.join(" ", measure.cases()),
                "reason", reason));
        measure.until().ifPresent(until -> detail.put("until", AuditDraft.time(until)));
        return misuses.change(
                        platform,
                        before,
                        after,
                        new AuditDraft(clock.instant(), by.id(), by.role().word(), verb, Optional.empty(), detail))
                .thenApply(changed -> changed ? new Reply.Stands(after, measure) : new Reply.Moved(measure));
    }

    private static CompletionStage<Reply> done(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
