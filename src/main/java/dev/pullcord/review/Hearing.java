package dev.pullcord.review;

import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.Platform;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Decisions contested, and heard by somebody who had no part in them. Thread-safe.
 *
 * <pre>
 *   an overturn dies            then
 *   before the new decision     the appeal waits on
 *   after it                    whoever hears it next finds the decision gone: it is overturned, whatever he says
 * </pre>
 */
public final class Hearing {
    private final ReviewQueue queue;
    private final EventLog log;
    private final Appeals appeals;
    private final Superseding superseding;
    private final Impartiality impartiality;
    private final People people;
    private final Clock clock;

    public Hearing(
            ReviewQueue queue,
            EventLog log,
            Appeals appeals,
            Superseding superseding,
            Impartiality impartiality,
            People people,
            Clock clock) {
        this.people = people;
        this.impartiality = impartiality;
        this.queue = queue;
        this.log = log;
        this.appeals = appeals;
        this.superseding = superseding;
        this.clock = clock;
    }

    /** What filing an appeal came to. */
    public sealed interface Filed {
        /** It waits to be heard; {@code repeated} when it did before. */
        record Taken(Appeal appeal, boolean repeated) implements Filed {}

        /** The decision is older than {@link Appeal#WINDOW}. */
        record TooLate() implements Filed {}

        /** Nothing is decided yet, or another decision counts by now. */
        record Moved() implements Filed {}

        /** It was decided on this party's own appeal: an appeal is not appealed. */
        record Granted() implements Filed {}

        /** It says nothing against the account, and nothing was ordered: there is nothing the account could want overturned. */
        record InFavour() implements Filed {}

        record Unknown() implements Filed {}
    }

    /** What hearing it came to. */
    public sealed interface Heard {
        /** It is answered; {@code remains} is what was done and cannot be taken back. */
        record Answered(Appeal appeal, Optional<Decision> result, List<ActionOrder> remains) implements Heard {}

        /** It says something that cannot be; {@code pointer} names the field, as in a JSON pointer. */
        record Invalid(String pointer, String detail) implements Heard {}

        /** He had a part in the decision, or in one before it. */
        record OwnDecision() implements Heard {}

        /** He knows somebody in the case. */
        record Conflict() implements Heard {}

        /** He is more than one level above whoever decided, somebody nearer can hear it, and there is still time. */
        record Nearer() implements Heard {}

        /** It was heard before. */
        record Before(Appeal appeal) implements Heard {}

        /** The case moved on meanwhile. */
        record Moved() implements Heard {}

        record Unknown() implements Heard {}
    }

    /** The account contests this decision. */
    public CompletionStage<Filed> byAccount(Platform platform, String decisionId, String text) {
        return queue.find(platform, CaseId.caseOf(decisionId))
                .thenCompose(found -> found.isEmpty()
                        ? done(new Filed.Unknown())
                        : file(
                                platform,
                                found.get(),
                                Optional.of(decisionId),
                                Appeal.Party.ACCOUNT,
                                Optional.empty(),
                                text));
    }

    /** A reporter contests what came of his report. */
    public CompletionStage<Filed> byReporter(Platform platform, String receipt, String text) {
        return log.findByReceipt(platform, receipt)
                .thenCompose(report -> report.isEmpty()
                        ? done(new Filed.Unknown())
                        : appeals.caseOf(platform, report.get())
                                .thenCompose(caseId -> caseId.map(id -> queue.find(platform, id))
                                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())))
                                .thenCompose(found -> found.isEmpty()
                                        ? done(new Filed.Moved())
                                        : file(
                                                platform,
                                                found.get(),
                                                Optional.empty(),
                                                Appeal.Party.REPORTER,
                                                Optional.of(receipt),
                                                text)));
    }

    private CompletionStage<Filed> file(
            Platform platform,
            Case c,
            Optional<String> decisionId,
            Appeal.Party party,
            Optional<String> receipt,
            String text) {
        return queue.decisions(platform, c.id()).thenCompose(all -> {
            if (decisionId.isPresent() && all.stream().noneMatch(d -> d.id().equals(decisionId.get()))) {
                return done(new Filed.Unknown());
            }
            if (all.isEmpty()) {
                return done(new Filed.Moved());
            }
            Decision last = all.get(all.size() - 1);
            if (decisionId.filter(id -> !id.equals(last.id())).isPresent()) {
                return done(new Filed.Moved());
            }
            if (party == Appeal.Party.ACCOUNT && !c.state().open() && favours(last)) {
                return done(new Filed.InFavour());
            }
            if (last.course().cause().equals(Optional.of(Decision.Cause.APPEAL))) {
                return appeals.ofCase(platform, c.id())
                        .thenCompose(before -> before.stream()
                                        .anyMatch(one -> one.party() == party
                                                && one.result().equals(Optional.of(last.id())))
                                ? done(new Filed.Granted())
                                : filed(platform, c, last, party, receipt, text));
            }
            return filed(platform, c, last, party, receipt, text);
        });
    }

    private CompletionStage<Filed> filed(
            Platform platform, Case c, Decision last, Appeal.Party party, Optional<String> receipt, String text) {
        Instant now = clock.instant();
        if (now.isAfter(last.decidedAt().plus(Appeal.WINDOW))) {
            return done(new Filed.TooLate());
        }
        Appeal draft = new Appeal(
                last.id(),
                last.id(),
                party,
                receipt,
                text,
                now,
                now.plus(Appeal.CLOCK),
                Appeal.State.OPEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                last.decidedBy(),
                Optional.empty());
        return appeals.file(platform, c, draft, now).thenApply(Hearing::filed);
    }

    private static boolean favours(Decision last) {
        return last.outcome() != Outcome.VIOLATION
                && last.actions().stream().allMatch(order -> ActionTargets.takesBack(order.type()));
    }

    private static Filed filed(Appeals.Filing filing) {
        if (filing instanceof Appeals.Filing.Filed filed) {
            return new Filed.Taken(filed.appeal(), false);
        }
        if (filing instanceof Appeals.Filing.Known known) {
            return new Filed.Taken(known.appeal(), true);
        }
        return filing instanceof Appeals.Filing.Moved ? new Filed.Moved() : new Filed.Unknown();
    }

    /**
     * Hears an appeal: never who had a part in the contested decision or one of the case before it, nor who knows somebody in it.
     *
     * @param overturn what takes the decision's place; absent where it stands
     * @param words to who contests it
     */
    public CompletionStage<Heard> hear(
            Platform platform, Moderator by, String appealId, Optional<Desk.Request> overturn, String words) {
        return appeals.find(platform, appealId).thenCompose(found -> {
            if (found.isEmpty()) {
                return heard(new Heard.Unknown());
            }
            Appeal appeal = found.get();
            if (appeal.state() != Appeal.State.OPEN) {
                return heard(new Heard.Before(appeal));
            }
            String caseId = CaseId.caseOf(appeal.decisionId());
            return queue.find(platform, caseId)
                    .thenCompose(c -> queue.decisions(platform, caseId)
                            .thenCompose(all -> hear(platform, by, appeal, c.orElseThrow(), all, overturn, words)));
        });
    }

    private CompletionStage<Heard> hear(
            Platform platform,
            Moderator by,
            Appeal appeal,
            Case c,
            List<Decision> all,
            Optional<Desk.Request> overturn,
            String words) {
        Decision contested = all.stream()
                .filter(d -> d.id().equals(appeal.decisionId()))
                .findFirst()
                .orElseThrow();
        // What came after it was said of it, as by who hears its other appeal.
        boolean proposed = c.proposal()
                .filter(waits -> waits.by().equals(by.id()))
                .isPresent(); // he has said what he thinks of it
        if (proposed
                || all.subList(0, all.indexOf(contested) + 1).stream().anyMatch(decision -> decision.hadPart(by))) {
            return heard(new Heard.OwnDecision());
        }
        return impartiality
                .knows(platform, by, c)
                .thenCompose(knows -> knows
                        ? heard(new Heard.Conflict())
                        : nearer(platform, by, appeal, c, contested, all)
                                .thenCompose(nearer -> nearer
                                        ? heard(new Heard.Nearer())
                                        : judge(platform, by, appeal, c, contested, all, overturn, words)));
    }

    /** Whether it is for somebody nearer to who decided: at most one level up, unless nobody is there or its time is over. */
    private CompletionStage<Boolean> nearer(
            Platform platform, Moderator by, Appeal appeal, Case c, Decision contested, List<Decision> all) {
        if (!clock.instant().isBefore(appeal.dueAt())) {
            return CompletableFuture.completedFuture(false);
        }
        return people.everyone(platform.id()).thenCompose(everyone -> {
            Optional<Role> decided = everyone.stream()
                    .map(Person::moderator)
                    .filter(one -> contested.hadPart(one))
                    .map(Moderator::role)
                    .max(Comparator.naturalOrder());
            return decided.filter(role -> levels(role, by.role()) > 1).isEmpty()
                    ? CompletableFuture.completedFuture(false)
                    : anyOf(
                            platform,
                            c,
                            everyone.stream()
                                    .filter(one -> !one.disabled())
                                    .map(Person::moderator)
                                    .filter(one ->
                                            one.role().includes(Role.SENIOR) && levels(decided.get(), one.role()) <= 1)
                                    .filter(one -> all.stream().noneMatch(decision -> decision.hadPart(one)))
                                    .toList());
        });
    }

    /** Whether one of these knows nobody in the case. */
    private CompletionStage<Boolean> anyOf(Platform platform, Case c, List<Moderator> some) {
        return some.isEmpty()
                ? CompletableFuture.completedFuture(false)
                : impartiality
                        .knows(platform, some.get(0), c)
                        .thenCompose(knows -> knows
                                ? anyOf(platform, c, some.subList(1, some.size()))
                                : CompletableFuture.completedFuture(true));
    }

    private static int levels(Role from, Role to) {
        return to.tier() - from.tier();
    }

    private CompletionStage<Heard> judge(
            Platform platform,
            Moderator by,
            Appeal appeal,
            Case c,
            Decision contested,
            List<Decision> all,
            Optional<Desk.Request> overturn,
            String words) {
        Decision last = all.get(all.size() - 1);
        if (!last.id().equals(contested.id())) { // overturned by another appeal, or by a hearing that died
            return answered(platform, appeal, by, Appeal.State.OVERTURNED, words, Optional.of(last), List.of());
        }
        if (overturn.isEmpty()) {
            return answered(platform, appeal, by, Appeal.State.UPHELD, words, Optional.empty(), List.of());
        }
        return superseding
                .correcting()
                .draft(
                        platform,
                        c,
                        by,
                        overturn.get(),
                        draft -> appeal.party() == Appeal.Party.ACCOUNT && Correcting.harsher(last, draft.decision())
                                ? CompletableFuture.completedFuture(
                                        new Superseding.Reply.Invalid(
                                                "/outcome",
                                                "is with these actions harsher than what the account contests: its own appeal makes nothing worse"))
                                : instead(platform, by, c, last, draft, overturn.get()))
                .thenCompose(reply -> {
                    if (reply instanceof Superseding.Reply.Done done) {
                        return answered(
                                platform,
                                appeal,
                                by,
                                Appeal.State.OVERTURNED,
                                words,
                                Optional.of(done.decision()),
                                done.remains());
                    }
                    return heard(
                            reply instanceof Superseding.Reply.Invalid invalid
                                    ? new Heard.Invalid(invalid.pointer(), invalid.detail())
                                    : new Heard.Moved());
                });
    }

    private CompletionStage<Superseding.Reply> instead(
            Platform platform, Moderator by, Case c, Decision last, DecisionDraft.Whole draft, Desk.Request overturn) {
        if (Correcting.twoFor(draft)) {
            return CompletableFuture.completedFuture(new Superseding.Reply.Invalid(
                    "/actions", "take two people: overturn it here, and have it corrected then, which two can"));
        }
        if (Correcting.same(last, draft.decision())) {
            return CompletableFuture.completedFuture(new Superseding.Reply.Invalid(
                    "/outcome",
                    "is with these actions what was decided, so nothing is overturned: say what is decided instead"));
        }
        return superseding
                .rewriting()
                .write(
                        platform,
                        c,
                        by,
                        last,
                        draft.decision(),
                        new Rewriting.Way(
                                Decision.Cause.APPEAL,
                                CaseState.Move.OVERTURN,
                                overturn.repeatKey(),
                                Optional.empty()));
    }

    private CompletionStage<Heard> answered(
            Platform platform,
            Appeal appeal,
            Moderator by,
            Appeal.State how,
            String words,
            Optional<Decision> result,
            List<ActionOrder> remains) {
        Instant now = clock.instant();
        Appeal heard = appeal.heard(how, by, now, words, result.map(Decision::id));
        return appeals.answer(platform, heard, by, now)
                .thenCompose(written -> written
                        ? heard(new Heard.Answered(heard, result, remains))
                        : appeals.find(platform, appeal.id())
                                .thenApply(again -> again.filter(a -> a.state() == Appeal.State.OPEN)
                                        .<Heard>map(open -> new Heard.Moved())
                                        .orElseGet(() -> new Heard.Before(again.orElse(appeal)))));
    }

    private static CompletionStage<Filed> done(Filed reply) {
        return CompletableFuture.completedFuture(reply);
    }

    private static CompletionStage<Heard> heard(Heard reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
