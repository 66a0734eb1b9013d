package dev.pullcord.simulation;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A case of a simulated desk. One thread only. */
final class DeskCase {
    private final int number;
    private final Subject subject;
    private final Instant openedAt;
    private final List<LoggedEvent> reports = new ArrayList<>();
    private Optional<Instant> lookedAt = Optional.empty();
    private Optional<Instant> deadline = Optional.empty();
    private Optional<Instant> decidedAt = Optional.empty();
    private boolean violation;

    DeskCase(int number, Subject subject, Instant openedAt) {
        this.number = number;
        this.subject = subject;
        this.openedAt = openedAt;
    }

    /** 1, 2, 3 … in the order in which they were opened. */
    int number() {
        return number;
    }

    Subject subject() {
        return subject;
    }

    Instant openedAt() {
        return openedAt;
    }

    /** Oldest first; none where behaviour alone opened it. */
    List<LoggedEvent> reports() {
        return reports;
    }

    Optional<Instant> lookedAt() {
        return lookedAt;
    }

    Optional<Instant> decidedAt() {
        return decidedAt;
    }

    boolean violation() {
        return violation;
    }

    /** By when somebody had to look at it, as it stood when he did; empty under an order that knows no deadlines. */
    Optional<Instant> deadline() {
        return deadline;
    }

    /** Somebody looks at it; only the first look counts. */
    void look(Instant at, Optional<Instant> by) {
        if (lookedAt.isEmpty()) {
            lookedAt = Optional.of(at);
            deadline = by;
        }
    }

    void decide(Instant at, boolean broken) {
        decidedAt = Optional.of(at);
        violation = broken;
    }
}
