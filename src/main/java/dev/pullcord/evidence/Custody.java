package dev.pullcord.evidence;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.Release.Second;
import dev.pullcord.evidence.Release.State;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.ReviewQueue;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Evidence of a case that leaves the house: one person names recipient and legal basis, another agrees, and each time it is taken out is
 * in the audit before it is. Thread-safe.
 */
public final class Custody {
    private static final int REPORTS = 500;
    private static final int LEDGER = 100_000;
    private static final int TRIES = 20;

    private final ReviewQueue queue;
    private final Releases releases;
    private final CustodyKeys keys;
    private final Optional<TimeAuthority> authority;
    private final Clock clock;

    /** @param authority who says when a bundle was made, besides us */
    public Custody(
            ReviewQueue queue, Releases releases, CustodyKeys keys, Optional<TimeAuthority> authority, Clock clock) {
        this.queue = queue;
        this.releases = releases;
        this.keys = keys;
        this.authority = authority;
        this.clock = clock;
    }

    /** Who says when a bundle was made, if anybody. */
    public Optional<TimeAuthority> authority() {
        return authority;
    }

    /** Whether a bundle has a stamp on it. */
    public enum Stamped {
        STAMPED,
        /** the authority did not answer, or said that it cannot */
        UNANSWERED,
        /** what it answered is no stamp on this bundle */
        REFUSED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What became of what somebody wanted. */
    public sealed interface Reply {
        record Stands(Release release) implements Reply {}

        /** What leaves the house, and what it is signed with. */
        record Leaves(Dossier dossier, KeyPair key) implements Reply {}

        /** What another platform is told, and when people found it. */
        record Refers(Xarf xarf, Instant foundAt) implements Reply {}

        /** The decision that counts found no violation. */
        record NothingFound() implements Reply {}

        /** The case says nothing of a child. */
        record OfNoChild() implements Reply {}

        /**
         * It leaves in the other form.
         *
         * @param xarf whether as a report to another platform, and not as a bundle
         */
        record OtherForm(boolean xarf) implements Reply {}

        /** Nobody agrees to his own proposal. */
        record Own() implements Reply {}

        /** It is not where this can be done. */
        record NotNow(State state) implements Reply {}

        record UnknownCase() implements Reply {}

        record Unknown() implements Reply {}
    }

    /** All of a case; empty when there is no such case. */
    public CompletionStage<Optional<List<Release>>> ofCase(Platform platform, String caseId) {
        return queue.find(platform, caseId)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : releases.ofCase(platform, caseId).thenApply(Optional::of));
    }

    public CompletionStage<KeyPair> key(Platform platform) {
        return keys.of(platform);
    }

    /** One person names the recipient and the law; nothing leaves yet. */
    public CompletionStage<Reply> propose(
            Platform platform,
            Moderator by,
            String caseId,
            String recipient,
            Optional<String> reference,
            String basis,
            String reason) {
        return propose(platform, by, caseId, recipient, reference, basis, reason, Optional.empty(), TRIES);
    }

    /** The same, of a report to another platform in place of the bundle. It rests on a violation that people found. */
    public CompletionStage<Reply> refer(
            Platform platform,
            Moderator by,
            String caseId,
            String recipient,
            Optional<String> reference,
            String basis,
            String reason,
            Xarf xarf) {
        return queue.find(platform, caseId)
                .thenCompose(found -> found.isEmpty()
                        ? done(new Reply.UnknownCase())
                        : queue.decisions(platform, caseId).thenCompose(decisions -> {
                            if (violation(decisions).isEmpty()) {
                                return done(new Reply.NothingFound());
                            }
                            return xarf.kind().ofAChild() && !isOfAChild(found.get())
                                    ? done(new Reply.OfNoChild())
                                    : propose(
                                            platform,
                                            by,
                                            caseId,
                                            recipient,
                                            reference,
                                            basis,
                                            reason,
                                            Optional.of(xarf),
                                            TRIES);
                        }));
    }

    /** The one that counts, if it found a violation. */
    private static Optional<Decision> violation(List<Decision> decisions) {
        return decisions.isEmpty()
                ? Optional.empty()
                : Optional.of(decisions.get(decisions.size() - 1)).filter(last -> last.outcome() == Outcome.VIOLATION);
    }

    /** By what was reported, so that no adult's harm is called a child's. */
    private static boolean isOfAChild(Case c) {
        return c.minorInvolved()
                || c.reason().filter(its -> its.group() == Reason.Group.MINORS).isPresent();
    }

    private CompletionStage<Reply> propose(
            Platform platform,
            Moderator by,
            String caseId,
            String recipient,
            Optional<String> reference,
            String basis,
            String reason,
            Optional<Xarf> xarf,
            int tries) {
        return releases.ofCase(platform, caseId).thenCompose(known -> {
            Release release = new Release(
                    "r" + (known.size() + 1),
                    caseId,
                    recipient,
                    reference,
                    basis,
                    reason,
                    by.id(),
                    clock.instant(),
                    Optional.empty(),
                    xarf,
                    1);
            return releases.write(platform, release, audit(by, release, "release_proposed", reason))
                    .thenCompose(written -> switch (written) {
                        case WRITTEN -> done(new Reply.Stands(release));
                        case UNKNOWN -> done(new Reply.UnknownCase());
                        case MOVED ->
                            tries > 0
                                    ? propose(
                                            platform, by, caseId, recipient, reference, basis, reason, xarf, tries - 1)
                                    : done(new Reply.NotNow(State.PROPOSED));
                    });
        });
    }

    /** The second person agrees, or does not. */
    public CompletionStage<Reply> answer(
            Platform platform, Moderator second, String caseId, String id, boolean agreed, String reason) {
        return on(platform, caseId, id, release -> {
            if (release.proposedBy().equals(second.id())) {
                return done(new Reply.Own());
            }
            if (release.state() != State.PROPOSED) {
                return done(new Reply.NotNow(release.state()));
            }
            Release next = release.answered(new Second(second.id(), clock.instant(), agreed, reason));
            return releases.write(
                            platform,
                            next,
                            audit(second, next, agreed ? "release_approved" : "release_refused", reason))
                    .thenApply(written -> switch (written) {
                        case WRITTEN -> new Reply.Stands(next);
                        case MOVED -> new Reply.NotNow(State.PROPOSED);
                        case UNKNOWN -> new Reply.UnknownCase();
                    });
        });
    }

    /** Takes it out, as it is now; that it was is in the case's timeline before. */
    public CompletionStage<Reply> take(Platform platform, Moderator by, String caseId, String id) {
        return on(
                platform,
                caseId,
                id,
                release -> release.state() != State.APPROVED || release.xarf().isPresent()
                        ? done(held(release))
                        : queue.find(platform, caseId)
                                .thenCompose(found -> found.isEmpty()
                                        ? done(new Reply.UnknownCase())
                                        : queue.remember(
                                                        platform,
                                                        caseId,
                                                        audit(by, release, "release_taken", release.reason()))
                                                .thenCompose(remembered -> reports(platform, caseId, new ArrayList<>()))
                                                .thenCompose(
                                                        reports -> leaves(platform, found.get(), release, reports))));
    }

    private static Reply held(Release release) {
        return release.state() == State.APPROVED
                ? new Reply.OtherForm(release.xarf().isPresent())
                : new Reply.NotNow(release.state());
    }

    /** Takes the report to another platform out, if what it says still holds; that it was is in the case's timeline before. */
    public CompletionStage<Reply> takeXarf(Platform platform, Moderator by, String caseId, String id) {
        return on(platform, caseId, id, release -> {
            if (release.state() != State.APPROVED || release.xarf().isEmpty()) {
                return done(held(release));
            }
            return queue.decisions(platform, caseId)
                    .thenCompose(decisions -> violation(decisions)
                            .map(last -> queue.remember(
                                            platform, caseId, audit(by, release, "release_taken", release.reason()))
                                    .<Reply>thenApply(remembered ->
                                            new Reply.Refers(release.xarf().get(), last.decidedAt())))
                            .orElseGet(() -> done(new Reply.NothingFound())));
        });
    }

    /** How the bundle that was just taken left: stamped, or why not. */
    public CompletionStage<Void> stamped(Platform platform, Moderator by, String caseId, String id, Stamped stamped) {
        return queue.remember(
                        platform,
                        caseId,
                        new AuditDraft(
                                clock.instant(),
                                by.id(),
                                by.role().word(),
                                "release_stamped",
                                Optional.of(caseId),
                                new TreeMap<>(Map.of("release", id, "stamp", stamped.word()))))
                .thenAccept(remembered -> {});
    }

    private CompletionStage<List<LoggedEvent>> reports(Platform platform, String caseId, List<LoggedEvent> all) {
        return queue.reports(platform, caseId, all.size(), REPORTS).thenCompose(page -> {
            all.addAll(page);
            return page.size() < REPORTS ? CompletableFuture.completedFuture(all) : reports(platform, caseId, all);
        });
    }

    private CompletionStage<Reply> leaves(Platform platform, Case c, Release release, List<LoggedEvent> reports) {
        Instant now = clock.instant();
        return queue.additions(c, reports)
                .thenCompose(later -> queue.decisions(platform, c.id())
                        .thenCombine(
                                queue.timeline(platform, c.id(), LEDGER),
                                (decisions, ledger) ->
                                        new Dossier(platform, release, now, c, reports, later, decisions, ledger)))
                .thenCombine(keys.of(platform), Reply.Leaves::new);
    }

    private interface Wish {
        CompletionStage<Reply> of(Release release);
    }

    private CompletionStage<Reply> on(Platform platform, String caseId, String id, Wish wish) {
        return releases.ofCase(platform, caseId)
                .thenCompose(all -> all.stream()
                        .filter(release -> release.id().equals(id))
                        .findFirst()
                        .map(wish::of)
                        .orElseGet(() -> done(new Reply.Unknown())));
    }

    private AuditDraft audit(Moderator by, Release release, String verb, String reason) {
        Map<String, String> detail = new TreeMap<>(Map.of(
                "release", release.id(),
                "recipient", release.recipient(),
                "basis", release.basis(),
                "reason", reason));
        release.reference().ifPresent(known -> detail.put("reference", known));
        release.xarf().ifPresent(referral -> detail.put("form", "xarf")); // to another platform: no authority wanted it
        return new AuditDraft(
                clock.instant(), by.id(), by.role().word(), verb, Optional.of(release.caseId()), new TreeMap<>(detail));
    }

    private static CompletionStage<Reply> done(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
