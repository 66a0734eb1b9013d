package dev.pullcord.evidence;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What is kept, as far as it can be forgotten. Every call can be repeated, after a crash or by another node at the same time: what is
 * gone stays gone, and is counted once.
 */
public interface Records {
    /**
     * Some cases, in the order in which they were opened.
     *
     * @param cases those that can be read
     * @param next where to go on; absent when there are no more
     */
    record Page(List<KeptCase> cases, Optional<String> next) {
        public Page {
            cases = List.copyOf(cases);
        }
    }

    /** What a case that is due was answered with. */
    enum Forgot {
        /** nobody reads it any more, and what is left of it goes stretch by stretch */
        FORGOTTEN,
        /** a legal hold is on it or on its account */
        HELD,
        /** something happened in it since it was read */
        MOVED,
        GONE
    }

    /**
     * How far the log was swept.
     *
     * @param last the log id to go on after
     * @param more whether there may be more that is old enough
     * @param events how many events went
     */
    record Swept(String last, boolean more, long events) {}

    /**
     * What was ever forgotten.
     *
     * @param cases with all that belonged to them
     * @param reports of these cases
     * @param events of the log that were no reports, or belonged to one
     * @param subjects whose state was dropped
     */
    record Totals(long cases, long reports, long events, long subjects) {
        public static final Totals NONE = new Totals(0, 0, 0, 0);

        public Totals plus(Totals other) {
            return new Totals(
                    cases + other.cases, reports + other.reports, events + other.events, subjects + other.subjects);
        }
    }

    /**
     * Up to {@code max} cases that were opened before.
     *
     * @param after what a page before called {@code next}; absent for the first
     */
    CompletionStage<Page> cases(
            Platform platform, Partition partition, Optional<String> after, Instant openedBefore, int max);

    /**
     * Puts these away into the archive, as they were read. What changed since, is held, or is still to be looked at by somebody stays.
     *
     * @return how many went; none where there is no archive
     */
    CompletionStage<Integer> putAway(Platform platform, List<KeptCase> cases);

    /**
     * Brings cases back from the archive in which the last was concluded before, and takes them out of it.
     *
     * @param violation those in which that was a violation, or all others
     * @return how many; fewer than {@code max} when there are no more
     */
    CompletionStage<Integer> bringBack(Partition partition, boolean violation, Instant endedBefore, int max);

    /** One case; empty when it is gone or cannot be read. */
    CompletionStage<Optional<KeptCase>> find(Platform platform, Partition partition, String caseId);

    /**
     * Forgets a case: unless it is held or has moved, all that is said of it goes in one step with this audit entry, and it is listed as
     * begun until {@link #goOn} has taken its reports and its timeline.
     */
    CompletionStage<Forgot> forget(Platform platform, KeptCase kept, Instant now, AuditDraft audit);

    /** Cases that were begun and are not wholly gone. */
    CompletionStage<List<String>> begun(Partition partition, int max);

    /**
     * Takes the next stretch of a case that was begun; the last one with this audit entry, the proof that nothing is left.
     *
     * @return whether it is wholly gone
     */
    CompletionStage<Boolean> goOn(Platform platform, Partition partition, String caseId, AuditDraft proof);

    /**
     * Takes what is in the log, is no report and was received before, and the state of subjects that nothing was heard of since.
     *
     * @param max how many events are looked at
     */
    CompletionStage<Swept> sweep(Partition partition, String afterLogId, Instant before, int max);

    /**
     * Takes what is in the log of this subject and no report, whatever its age.
     *
     * @param max how many events are looked at, also those of others
     */
    CompletionStage<Swept> sweepOf(Partition partition, Subject subject, String afterLogId, int max);

    /**
     * Takes this subject out of what others are linked to it by, as far as it is remembered what that was: the newest things of each kind.
     * Before {@link #drop}, which forgets them.
     */
    CompletionStage<Void> unlink(Platform platform, Subject subject);

    /** Drops what events added up to for this subject, and whom it is linked to, unless it has an open case. */
    CompletionStage<Void> drop(Partition partition, Subject subject);

    /** The walk over this partition, as it was last remembered; empty before the first. */
    CompletionStage<Optional<Round>> round(Partition partition);

    CompletionStage<Void> remember(Partition partition, Round round);

    CompletionStage<Totals> totals(Partition partition);
}
