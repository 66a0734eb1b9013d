package dev.pullcord.evidence;

import dev.pullcord.evidence.FilingDesk.Reply;
import dev.pullcord.evidence.FilingState.Move;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a person brings to a portal, for the recipient has no interface: at any moment one person is there with it, and what was
 * filed there is not filed again unless somebody says so. Thread-safe.
 *
 * <p>A recipient that is told twice has it twice, and nothing of ours is between two people and a form in a browser: all that can
 * be done is to say who is there.
 */
public final class PortalTasks {
    /** As long as a long form takes. Taken again it begins anew. */
    static final Duration LEASE = Duration.ofHours(1);

    private final FilingDesk desk;
    private final Clock clock;

    PortalTasks(FilingDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** He goes there with it, or stays there longer. */
    public CompletionStage<Reply> take(Platform platform, Moderator by, String filingId) {
        return attempt(platform, by, filingId)
                .thenCompose(reply -> reply instanceof Reply.Moved
                        ? attempt(platform, by, filingId) // somebody was quicker: says who
                        : CompletableFuture.completedFuture(reply));
    }

    private CompletionStage<Reply> attempt(Platform platform, Moderator by, String filingId) {
        return on(platform, by, filingId, Move.TAKE, filing -> {
            Filing next =
                    filing.moved(Move.TAKE, filing.progress()).by(filing.hands().taken(Optional.of(taken(by))));
            return desk.move(platform, by, next, "filing_taken", Map.of());
        });
    }

    /** He comes back without having filed it. Who does not have it has nothing to give back. */
    public CompletionStage<Reply> giveBack(Platform platform, Moderator by, String filingId) {
        return on(platform, by, filingId, Move.TAKE, filing -> {
            if (filing.hands().taken().isEmpty()) {
                return done(new Reply.Done(filing, true));
            }
            Filing next =
                    filing.moved(Move.TAKE, filing.progress()).by(filing.hands().taken(Optional.empty()));
            return desk.move(platform, by, next, "filing_given_back", Map.of());
        });
    }

    /**
     * It has been filed there, and is known there by this.
     *
     * @param proof where that can be seen, in words
     * @param again whether it was filed there before, and now once more
     */
    public CompletionStage<Reply> receipt(
            Platform platform, Moderator by, String filingId, String reference, String proof, boolean again) {
        Filing.Receipt receipt = new Filing.Receipt(by.id(), clock.instant(), reference, proof);
        return desk.find(platform, filingId).thenCompose(found -> {
            boolean there = found.filter(f -> f.state() == FilingState.RECEIPTED && byHand(f))
                    .isPresent();
            if (!there) {
                return on(platform, by, filingId, Move.RECEIPT, filing -> first(platform, by, filing, receipt));
            }
            Filing filing = found.get();
            if (knownBy(filing, reference)) {
                return done(new Reply.Done(filing, true));
            }
            return again ? once(platform, by, filing, receipt) : done(new Reply.Receipted(first(filing)));
        });
    }

    private CompletionStage<Reply> first(Platform platform, Moderator by, Filing filing, Filing.Receipt receipt) {
        Filing next = filing.moved(
                        Move.RECEIPT,
                        filing.progress()
                                .said(receipt.proof())
                                .finished(receipt.at(), Optional.of(receipt.reference())))
                .by(filing.hands().receipted(receipt));
        return desk.move(platform, by, next, "filing_receipted", Map.of("receipt", receipt.reference()));
    }

    /** Once more. What it was first known by stays what it is known by. */
    private CompletionStage<Reply> once(Platform platform, Moderator by, Filing filing, Filing.Receipt receipt) {
        Filing next =
                filing.moved(Move.AGAIN, filing.progress()).by(filing.hands().receipted(receipt));
        return desk.move(platform, by, next, "filing_receipted_again", Map.of("receipt", receipt.reference()));
    }

    private static boolean knownBy(Filing filing, String reference) {
        return filing.progress().receipt().equals(Optional.of(reference))
                || filing.hands().receipts().stream()
                        .anyMatch(one -> one.reference().equals(reference));
    }

    /** What was brought there first; of a filing that was stored before receipts were kept, by whom it was let go. */
    private static Filing.Receipt first(Filing filing) {
        return filing.hands().receipts().stream()
                .findFirst()
                .orElseGet(() -> new Filing.Receipt(
                        filing.hands().submittedBy().orElse("service"),
                        filing.progress()
                                .submittedAt()
                                .orElse(filing.knowledge().at()),
                        filing.progress().receipt().orElse(""),
                        filing.progress().said().orElse("")));
    }

    /** His for the time that a form takes, from now on. */
    Filing.Taken taken(Moderator by) {
        return new Filing.Taken(by.id(), clock.instant().plus(LEASE));
    }

    /**
     * Why he does not take it back: somebody else is there with it, or may be. Whoever let it go may have gone there and not
     * said so since: who takes it back has it in his hands, or is an admin.
     */
    Optional<Reply> inOtherHands(Filing filing, Moderator by) {
        if (filing.state() != FilingState.SUBMITTING
                || !byHand(filing)
                || by.role().includes(Role.ADMIN)) {
            return Optional.empty();
        }
        Optional<Filing.Taken> holder = holder(filing);
        if (holder.isEmpty()) {
            return Optional.of(new Reply.NotNow(filing.state(), "nobody has it: take it first, then take it back"));
        }
        return holder.filter(one -> !one.by().equals(by.id())).map(Reply.Taken::new);
    }

    private CompletionStage<Reply> on(
            Platform platform, Moderator by, String filingId, Move move, FilingDesk.Wish wish) {
        return desk.on(platform, filingId, Optional.empty(), move, filing -> {
            if (!byHand(filing)) {
                return done(new Reply.NotNow(filing.state(), "the service brings it there by itself"));
            }
            Optional<Filing.Taken> others = holder(filing)
                    .filter(one -> !one.by().equals(by.id()) && !by.role().includes(Role.ADMIN));
            return others.isPresent() ? done(new Reply.Taken(others.get())) : wish.of(filing);
        });
    }

    private Optional<Filing.Taken> holder(Filing filing) {
        Instant now = clock.instant();
        return filing.hands().holder(now);
    }

    private boolean byHand(Filing filing) {
        return desk.portal(filing).isPresent() && !filing.drill();
    }

    private static CompletionStage<Reply> done(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
