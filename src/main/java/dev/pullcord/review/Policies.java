package dev.pullcord.review;

import dev.pullcord.intake.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The versions of a platform's policy and which of them is in force. A version never changes. Every change is one atomic
 * step that also writes its audit entry; a reply other than the hoped-for one has changed nothing.
 */
public interface Policies extends Shadows {
    /**
     * One version.
     *
     * @param version its name
     * @param digest SHA-256 of {@code whole}, hex
     * @param whole all of it, as it is read again
     * @param addedBy who brought it, a moderator's id
     * @param addedAt when
     */
    record Stored(String version, String digest, String whole, String addedBy, Instant addedAt) {}

    /**
     * Somebody's wish that a version be put in force.
     *
     * @param version which
     * @param by whose, a moderator's id
     * @param expiresAt until when another person can agree
     */
    record Proposal(String version, String by, Instant expiresAt) {}

    /**
     * How it stands.
     *
     * @param active the version in force; absent while nobody has put one in force
     * @param previous the one before
     * @param activatedAt since when
     * @param activatedBy who agreed
     * @param proposals that wait for a second person or have run out
     * @param shadow the version that runs beside it, to see what it would do
     */
    record Standing(
            Optional<String> active,
            Optional<String> previous,
            Optional<Instant> activatedAt,
            Optional<String> activatedBy,
            List<Proposal> proposals,
            Optional<String> shadow) {
        public Standing {
            proposals = List.copyOf(proposals);
        }

        /** What was proposed of this version and can still be agreed to. */
        public Optional<Proposal> proposal(String version, Instant now) {
            return proposals.stream()
                    .filter(p -> p.version().equals(version) && p.expiresAt().isAfter(now))
                    .findFirst();
        }
    }

    /** What bringing a version was answered with. */
    enum AddReply {
        ADDED,
        /** it was there, with the same content */
        KNOWN,
        /** it was there, with other content */
        TAKEN
    }

    /** What a proposal was answered with. */
    enum ProposeReply {
        PROPOSED,
        /** somebody's proposal of it waits */
        WAITING,
        UNKNOWN
    }

    /** What the second person was answered with. */
    enum ActivateReply {
        ACTIVATED,
        /** his own proposal */
        OWN,
        /** nobody proposed it, or it ran out */
        NOT_PROPOSED,
        /** another one is in force than the one it was looked at against */
        MOVED
    }

    /** What switching the shadow was answered with. */
    enum ShadowReply {
        SET,
        UNKNOWN
    }

    CompletionStage<AddReply> add(Platform platform, Stored stored, Moderator moderator);

    CompletionStage<List<Stored>> all(Platform platform);

    CompletionStage<Optional<Stored>> find(String platform, String version);

    CompletionStage<Standing> standing(String platform);

    CompletionStage<ProposeReply> propose(
            Platform platform, String version, Moderator moderator, Instant now, Instant expiresAt);

    /**
     * Puts in force what another person proposed, and forgets all other proposals: they were made against what was in
     * force till now.
     *
     * @param against the version in force as it was looked at; absent when there was none
     */
    CompletionStage<ActivateReply> activate(
            Platform platform, String version, Moderator moderator, Optional<String> against, Instant now);

    /**
     * Says what runs beside the active one from now on.
     *
     * @param version absent for nothing
     */
    CompletionStage<ShadowReply> shadow(Platform platform, Optional<String> version, Moderator moderator, Instant now);
}
