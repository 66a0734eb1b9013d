package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One decision for several cases. Each case is decided by a step of its own, so what was done of it is kept case by case, and
 * whoever goes on after a crash does the rest and nothing twice.
 *
 * @param id {@code b00f-} and 20 letters and digits; says where it is kept
 * @param by who decides
 * @param role as what
 * @param request what is decided of each
 * @param items the cases, in their order
 * @param why why these belong together
 * @param at when it was asked for
 * @param state how far it is
 * @param second who agreed, where it takes two
 */
public record Bulk(
        String id,
        String by,
        Role role,
        Desk.Request request,
        List<Item> items,
        String why,
        Instant at,
        State state,
        Optional<String> second) {
    private static final Pattern SHAPE = Pattern.compile("b([0-9a-f]{3})-[0-9a-z]{20}");

    /** How far it is. */
    public enum State {
        /** it waits for a second person, and nothing is done */
        PROPOSED,
        /** what is not done yet is to be done */
        RUNNING,
        /** of each case it is known what became of it */
        DONE,
        /** the second person did not agree, and nothing is done */
        REFUSED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What became of one case. */
    public enum Became {
        /** nothing yet */
        OPEN,
        DECIDED,
        /** it waits for a second person: an action in it takes two */
        PROPOSED,
        /** it could not be decided; the detail says why */
        NOT_DONE,
        UNDONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One case of it.
     *
     * @param caseId which
     * @param became what
     * @param decisionId its decision, once there is one
     * @param detail why it could not be
     */
    public record Item(String caseId, Became became, Optional<String> decisionId, Optional<String> detail) {
        static Item open(String caseId) {
            return new Item(caseId, Became.OPEN, Optional.empty(), Optional.empty());
        }

        Item now(Became next, Optional<String> decision, String why) {
            return new Item(
                    caseId,
                    next,
                    decision.or(() -> decisionId),
                    Optional.of(why).filter(text -> !text.isEmpty()));
        }
    }

    public Bulk {
        items = List.copyOf(items);
    }

    /** A new id, kept where the first case is. */
    static String id(Partition partition, SecureRandom random) {
        return "b" + CaseId.create(partition, random).substring(1);
    }

    /** Where it is kept; empty when this is no such id of this platform. */
    public static Optional<Partition> partition(Platform platform, String id) {
        Matcher shape = SHAPE.matcher(id);
        return shape.matches()
                ? Optional.of(Integer.parseInt(shape.group(1), 16))
                        .filter(number -> number < platform.partitions())
                        .map(number -> new Partition(platform.id(), number))
                : Optional.empty();
    }

    Bulk in(State next) {
        return new Bulk(id, by, role, request, items, why, at, next, second);
    }

    Bulk agreed(Moderator who) {
        return new Bulk(id, by, role, request, items, why, at, State.RUNNING, Optional.of(who.id()));
    }

    /** With this item in place of the one of its case. */
    Bulk with(Item item) {
        List<Item> others = new ArrayList<>(items);
        others.replaceAll(one -> one.caseId().equals(item.caseId()) ? item : one);
        return new Bulk(id, by, role, request, others, why, at, state, second);
    }

    Optional<Item> next(Became became) {
        return items.stream().filter(item -> item.became() == became).findFirst();
    }
}
