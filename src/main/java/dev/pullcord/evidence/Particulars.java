package dev.pullcord.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a filing says. Metadata and references: no media, and no report's text unless somebody puts it in.
 *
 * @param incident what kind of thing happened; a person chooses, the draft only suggests
 * @param annotations what else marks it
 * @param danger why it cannot wait, off a closed list; the only thing that escalates a filing
 * @param dangerDetail the same in words, at most 2900 characters
 * @param incidentAt when it happened, in the past
 * @param incidentDetail what that time is the time of
 * @param product what the platform calls its calls
 * @param meeting the meeting it happened in
 * @param suspect whom it is about
 * @param victims children harmed, as far as known
 * @param recipients who was meant to receive it, such as who paid to watch
 * @param items references to what the platform keeps
 * @param reportedBy who told the platform
 * @param about what else the recipient should know
 */
public record Particulars(
        Incident incident,
        Set<Annotation> annotations,
        Optional<Danger> danger,
        Optional<String> dangerDetail,
        Instant incidentAt,
        Optional<String> incidentDetail,
        Optional<String> product,
        Optional<String> meeting,
        Optional<Involved> suspect,
        List<Involved> victims,
        List<Involved> recipients,
        List<Item> items,
        Teller reportedBy,
        Optional<String> about) {

    /** What kind of thing happened. The recipient's own words for it are the recipient's connector's business. */
    public enum Incident {
        CHILD_ABUSE_MATERIAL,
        CHILD_SEX_TRAFFICKING,
        CHILD_SEX_TOURISM,
        CHILD_MOLESTATION,
        MISLEADING_DOMAIN,
        MISLEADING_WORDS,
        ONLINE_ENTICEMENT,
        OBSCENE_TO_CHILD;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What else marks it. */
    public enum Annotation {
        SEXTORTION,
        SOLICITATION,
        MINOR_TO_MINOR,
        SPAM,
        SADISTIC;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why it cannot wait. Whoever names one has seen that it holds. */
    public enum Danger {
        ABUSE_NOW("Abuse of a child is going on now"),
        ABUSE_PLANNED("Abuse of a child is planned or about to happen"),
        MEETING_PLANNED("A meeting in person with a child is planned"),
        CHILD_MAY_HARM_SELF("A child may be about to harm himself or herself"),
        CHILD_HELD("A child is held, moved or sold"),
        OFFENDER_HAS_ACCESS("Somebody who harms children has access to one");

        private final String sentence;

        Danger(String sentence) {
            this.sentence = sentence;
        }

        /** As it is told to a recipient, in English. */
        public String sentence() {
            return sentence;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who made the platform look: a search that an authority asked for must be told from one that nobody did. */
    public enum Teller {
        VICTIM,
        WITNESS,
        PLATFORM,
        LEGAL_PROCESS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A reference to what the platform keeps.
     *
     * @param id the holder's handle
     * @param kind such as {@code still} or {@code recording}
     * @param sha256 its digest, hex
     * @param capturedAt when it was captured
     * @param viewedAt when a person of the platform looked at it, by the audit and by nothing else
     */
    public record Item(
            String id,
            String kind,
            Optional<String> sha256,
            Optional<Instant> capturedAt,
            Optional<Instant> viewedAt) {}

    public Particulars {
        annotations = annotations == null ? Set.of() : Set.copyOf(annotations);
        victims = Involved.none(victims);
        recipients = Involved.none(recipients);
        items = Involved.none(items);
    }

    /** Annotations in an order that does not change. */
    public Set<Annotation> inOrder() {
        return new TreeSet<>(annotations);
    }

    /** The same about this suspect. */
    Particulars about(Involved other) {
        return with(Optional.of(other), items);
    }

    /** The same with these items: what was looked at is for the audit to say. */
    Particulars with(List<Item> others) {
        return with(suspect, others);
    }

    private Particulars with(Optional<Involved> otherSuspect, List<Item> others) {
        return new Particulars(
                incident,
                annotations,
                danger,
                dangerDetail,
                incidentAt,
                incidentDetail,
                product,
                meeting,
                otherSuspect,
                victims,
                recipients,
                others,
                reportedBy,
                about);
    }
}
