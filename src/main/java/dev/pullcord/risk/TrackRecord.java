package dev.pullcord.risk;

import dev.pullcord.plugin.Reason;
import java.util.List;
import java.util.Map;

/**
 * What is known of somebody who flags: how often he was right, and with whom he shares an origin. Read beside his flag, at
 * that moment; see {@link Beside}.
 *
 * @param right flags for reasons of a group that what was found was of; they fade, so this is no whole number
 * @param wrong flags that were found unfounded
 * @param origins what those have in common who may not be independent of each other
 * @param lowered whether two people agreed, after a warning, that his flags weigh less for now
 */
public record TrackRecord(
        Map<Reason.Group, Double> right, Map<Reason.Group, Double> wrong, List<Origin> origins, boolean lowered) {
    /** Nothing is known: of whoever has never flagged before. */
    public static final TrackRecord NONE = new TrackRecord(Map.of(), Map.of(), List.of());

    /** Of whoever reports without an account, by a participant's id or a name: all of them may be one person. */
    public static final TrackRecord GUEST = new TrackRecord(Map.of(), Map.of(), List.of(new Origin(Kind.GUEST, "")));

    /** Of whom no misuse was found. */
    public TrackRecord(Map<Reason.Group, Double> right, Map<Reason.Group, Double> wrong, List<Origin> origins) {
        this(right, wrong, origins, false);
    }

    /**
     * Something that can be shared.
     *
     * @param kind what
     * @param digest which; good for telling one from another only
     */
    public record Origin(Kind kind, String digest) {}

    /** What can be shared. */
    public enum Kind {
        /** The device. */
        DEVICE,
        /** The network, mobile ones excepted: thousands share these. */
        NETWORK,
        /** The hour in which the account was created. */
        CREATED,
        /** Two others whom both flagged before, and wrongly. */
        TARGETS,
        /** To have no account: whoever types one name can type twelve. */
        GUEST
    }

    /**
     * How likely his flag about this group is right, 0 … 1: the mean of his Beta posterior.
     *
     * @param share of all reporters' flags that are right
     * @param strength how many conclusions that is worth
     */
    double likely(Reason.Group group, double share, double strength) {
        double found = right.getOrDefault(group, 0.0);
        double unfounded = wrong.getOrDefault(group, 0.0);
        return found + unfounded == 0 ? share : (share * strength + found) / (strength + found + unfounded);
    }

    /** The same without what is known only because accounts share it. */
    public TrackRecord unlinked() {
        return new TrackRecord(
                right,
                wrong,
                origins.stream()
                        .filter(origin -> origin.kind() != Kind.DEVICE && origin.kind() != Kind.NETWORK)
                        .toList(),
                lowered);
    }

    public TrackRecord {
        right = Map.copyOf(right);
        wrong = Map.copyOf(wrong);
        origins = List.copyOf(origins);
    }
}
