package dev.pullcord.evidence;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.CaseId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An order that suspends deletion: what is known of an account, or one case, stays until it runs out or two people release it.
 * Immutable: each step makes the next one, with the next version.
 *
 * @param id {@code h00f-} and 20 random letters and digits; says which partition holds it, as a case's does
 * @param target what is kept
 * @param order who wants it, and why
 * @param placedBy who placed it
 * @param placedAt when
 * @param expiresAt until when it holds; later only, by {@link #extended}
 * @param release who wants it to end early, and who agreed
 * @param version grows with every step
 */
public record LegalHold(
        String id,
        Target target,
        Order order,
        String placedBy,
        Instant placedAt,
        Instant expiresAt,
        Optional<Release> release,
        long version) {
    /** One that ends within this is named. */
    public static final Duration SOON = Duration.ofDays(14);

    /** What a hold can be on. */
    public enum Kind {
        ACCOUNT,
        CASE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is kept.
     *
     * @param kind an account with all its cases, or one case
     * @param id the account's or the case's id
     */
    public record Target(Kind kind, String id) {
        public static Target account(String id) {
            return new Target(Kind.ACCOUNT, id);
        }

        public static Target ofCase(String id) {
            return new Target(Kind.CASE, id);
        }

        /** Where it lies, and the hold beside it; empty when it is a case that this platform cannot have. */
        public Optional<Partition> partition(Platform platform) {
            return kind == Kind.ACCOUNT
                    ? Optional.of(Subject.account(id).partition(platform))
                    : CaseId.partition(platform.id(), platform.partitions(), id)
                            .filter(in -> CaseId.caseOf(id).equals(id));
        }
    }

    /**
     * Who wants it, and why.
     *
     * @param authority who: a court, a police force, the platform's counsel
     * @param reference what it is known by there
     * @param basis the law it rests on, for example {@code 18 USC 2703(f)}
     * @param reason why, in a sentence
     */
    public record Order(String authority, Optional<String> reference, String basis, String reason) {}

    /**
     * That it shall end early.
     *
     * @param by who says so
     * @param at when
     * @param reason why
     * @param second who agreed; absent while nobody did, and the hold holds
     * @param endedAt when
     */
    public record Release(String by, Instant at, String reason, Optional<String> second, Optional<Instant> endedAt) {}

    /** How a hold stands at a time. */
    public enum State {
        ACTIVE,
        /** one person wants it to end; it holds as before */
        RELEASING,
        RELEASED,
        EXPIRED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether deletion is suspended. */
        public boolean holds() {
            return this == ACTIVE || this == RELEASING;
        }
    }

    public State state(Instant now) {
        if (release.flatMap(Release::second).isPresent()) {
            return State.RELEASED;
        }
        if (!now.isBefore(expiresAt)) {
            return State.EXPIRED;
        }
        return release.isPresent() ? State.RELEASING : State.ACTIVE;
    }

    /** Whether it runs out soon, and somebody may have to renew it. */
    public boolean expiresSoon(Instant now) {
        return state(now).holds() && expiresAt.isBefore(now.plus(SOON));
    }

    /** An id in this partition. */
    static String newId(Partition partition, SecureRandom random) {
        return 'h' + CaseId.create(partition, random).substring(1);
    }

    /** Where the hold of this id lies; empty when it is no such id of this platform. */
    public static Optional<Partition> partition(Platform platform, String id) {
        return id.startsWith("h") && id.indexOf('.') < 0
                ? CaseId.partition(platform.id(), platform.partitions(), 'c' + id.substring(1))
                : Optional.empty();
    }

    LegalHold extended(Instant until) {
        return new LegalHold(id, target, order, placedBy, placedAt, until, release, version + 1);
    }

    LegalHold releasing(Optional<Release> wish) {
        return new LegalHold(id, target, order, placedBy, placedAt, expiresAt, wish, version + 1);
    }
}
