package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Cases given to somebody: by a lead to whom it should have, by who goes home to whoever comes. Thread-safe.
 *
 * <p>Whom a case is meant for gets it before all else, when he asks for his next. It is not kept from the others for his
 * sake: he may have gone, and no case may wait for nobody.
 */
public final class Assigned {
    private final Desk desk;
    private final ReviewQueue queue;
    private final Assignments assignments;
    private final TakeUp takeUp;
    private final People people;
    private final Clock clock;

    public Assigned(Desk desk, ReviewQueue queue, Assignments assignments, TakeUp takeUp, People people, Clock clock) {
        this.desk = desk;
        this.queue = queue;
        this.assignments = assignments;
        this.takeUp = takeUp;
        this.people = people;
        this.clock = clock;
    }

    /** What becomes of cases whose holder may not work any more. */
    public Leaving leaving(Platforms platforms) {
        return new Leaving(platforms, assignments, clock);
    }

    /** What giving a case away came to. */
    public sealed interface Reply {
        /** It is done, and these are the cases now. */
        record Done(List<Case> after) implements Reply {}

        /** It says something that cannot be; {@code pointer} names the field, as in a JSON pointer. */
        record Invalid(String pointer, String detail) implements Reply {}

        /** The case is in no state to be given. */
        record NotOpen(CaseState state) implements Reply {}

        record Unknown() implements Reply {}
    }

    /** The case he holds, else one that is meant for him, else the next one he may take; see {@link Desk#claimNext}. */
    public CompletionStage<Optional<Case>> claimNext(Platform platform, Moderator moderator, List<String> wanted) {
        return assignments
                .assigned(platform, moderator)
                .thenCompose(meant -> meant.isEmpty()
                        ? desk.claimNext(platform, moderator, wanted)
                        : takeUp.holds(platform, moderator)
                                .thenCompose(held -> held.isPresent()
                                        ? CompletableFuture.completedFuture(held)
                                        : takeMeant(platform, moderator, wanted, meant)));
    }

    /** What is urgent goes before what is meant for him, too; see {@link Desk#claimUrgent}. */
    public CompletionStage<Optional<Case>> claimUrgent(Platform platform, Moderator moderator, List<String> wanted) {
        return takeUp.holds(platform, moderator)
                .thenCompose(held -> held.isPresent()
                        ? desk.claimUrgent(platform, moderator, wanted)
                        : claimNext(platform, moderator, wanted));
    }

    private CompletionStage<Optional<Case>> takeMeant(
            Platform platform, Moderator moderator, List<String> wanted, List<String> meant) {
        if (meant.isEmpty()) {
            return desk.claimNext(platform, moderator, wanted);
        }
        String first = meant.get(0);
        return queue.find(platform, first)
                .thenCompose(found -> {
                    boolean his = found.flatMap(c -> c.marks().assignedTo())
                            .filter(moderator.id()::equals)
                            .isPresent();
                    return his
                            ? takeUp.claim(platform, moderator, first)
                            : CompletableFuture.completedFuture(Optional.<Case>empty());
                })
                .exceptionallyCompose(failure -> Damaged.is(failure) // it must not keep him from all others
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : CompletableFuture.failedFuture(failure))
                .thenCompose(mine -> assignments
                        .forget(platform, moderator, first)
                        .thenCompose(gone -> mine.isPresent()
                                ? CompletableFuture.completedFuture(mine)
                                : takeMeant(platform, moderator, wanted, meant.subList(1, meant.size()))));
    }

    /** A lead gives a case to somebody, out of its queue or out of whose hands it is in. */
    public CompletionStage<Reply> assign(
            Platform platform, Moderator lead, String caseId, String moderatorId, String reason) {
        return queue.find(platform, caseId)
                .thenCompose(found -> found.isEmpty()
                        ? completed(new Reply.Unknown())
                        : receiver(platform, moderatorId, List.of(found.get()), "/moderator")
                                .thenCompose(to -> to.fault().isPresent()
                                        ? completed(to.fault().get())
                                        : give(platform, found.get(), lead, to.to(), reason)));
    }

    private CompletionStage<Reply> give(
            Platform platform, Case c, Moderator lead, Optional<Moderator> to, String reason) {
        return workedByHolder(platform, c)
                .thenCompose(counted -> assignments.give(
                        platform, c, lead, Optional.empty(), to, "case_assigned", reason, clock.instant()))
                .thenCompose(reply -> queue.find(platform, c.id()).thenApply(after -> switch (reply) {
                    case DONE -> new Reply.Done(after.stream().toList());
                    case NOT_OPEN, NOT_HOLDER ->
                        new Reply.NotOpen(after.orElse(c).state());
                    case UNKNOWN -> new Reply.Unknown();
                }));
    }

    /** Out of whose hands it is taken, he has been at it until now. */
    private CompletionStage<Void> workedByHolder(Platform platform, Case c) {
        return c.claim()
                .map(claim -> people.find(claim.holder())
                        .thenCompose(holder -> holder.map(his -> desk.worked(platform, his.moderator(), Optional.of(c)))
                                .orElseGet(() -> CompletableFuture.completedFuture(null))))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /**
     * At the end of a shift: all he holds goes back to its place in the queue, with a note, and to his successor if he names
     * one. None of it counts as handed back.
     */
    public CompletionStage<Reply> handOver(
            Platform platform, Moderator moderator, Optional<String> successor, String note) {
        return assignments
                .held(platform, moderator, clock.instant())
                .thenCompose(held -> successor
                        .map(id -> id.equals(moderator.id())
                                ? CompletableFuture.completedFuture(Receiver.not("/to", "is yourself"))
                                : receiver(platform, id, held, "/to"))
                        .orElseGet(() ->
                                CompletableFuture.completedFuture(new Receiver(Optional.empty(), Optional.empty())))
                        .thenCompose(to -> to.fault().isPresent()
                                ? completed(to.fault().get())
                                : handOver(platform, moderator, to.to(), note, held, new ArrayList<>())));
    }

    private CompletionStage<Reply> handOver(
            Platform platform,
            Moderator moderator,
            Optional<Moderator> to,
            String note,
            List<Case> held,
            List<Case> given) {
        if (held.isEmpty()) {
            return completed(new Reply.Done(List.copyOf(given)));
        }
        Case first = held.get(0);
        return desk.worked(platform, moderator, Optional.of(first))
                .thenCompose(counted -> assignments.give(
                        platform,
                        first,
                        moderator,
                        first.claim().map(Claim::token),
                        to,
                        "case_handed_over",
                        note,
                        clock.instant()))
                .thenCompose(reply -> reply == Assignments.Reply.DONE
                        ? queue.find(platform, first.id()).thenAccept(after -> after.ifPresent(given::add))
                        : CompletableFuture.completedFuture(null)) // it lapsed meanwhile: it is back already
                .thenCompose(done -> handOver(platform, moderator, to, note, held.subList(1, held.size()), given));
    }

    private record Receiver(Optional<Moderator> to, Optional<Reply> fault) {
        static Receiver not(String pointer, String detail) {
            return new Receiver(Optional.empty(), Optional.of(new Reply.Invalid(pointer, detail)));
        }
    }

    private CompletionStage<Receiver> receiver(Platform platform, String id, List<Case> cases, String pointer) {
        return people.all(platform.id()).thenApply(all -> {
            List<Moderator> called =
                    all.stream().filter(one -> one.name().equals(id)).toList();
            Optional<Moderator> to = all.stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .or(() -> called.size() == 1 ? Optional.of(called.get(0)) : Optional.empty());
            if (to.isEmpty()) {
                return Receiver.not(pointer, "is nobody at this desk");
            }
            Role role = to.get().role();
            if (!role.includes(Role.MODERATOR)) {
                return Receiver.not(pointer, "is somebody who takes no cases: " + role.word());
            }
            Optional<Role> needs = cases.stream()
                    .flatMap(c -> c.placement().needs().stream())
                    .filter(least -> !role.includes(least))
                    .findFirst();
            return needs.map(least -> Receiver.not(pointer, "is not a " + least.word() + ", whom a case needs"))
                    .orElseGet(() -> new Receiver(to, Optional.empty()));
        });
    }

    private static CompletionStage<Reply> completed(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
