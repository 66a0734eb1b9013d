package dev.pullcord.redis;

import dev.pullcord.review.Placement;
import dev.pullcord.review.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where in Redis a case waits: in its queue's own zset, {@code general}, or, where it needs a role, in one beside it,
 * {@code general+senior}. So who may not take those never has to read past them. No queue's name has a plus in it.
 */
final class Place {
    private static final char PLUS = '+';

    private Place() {}

    static String of(Placement placement) {
        return of(placement.queue(), placement.needs());
    }

    private static String of(String queue, Optional<Role> needs) {
        return needs.map(role -> queue + PLUS + role.word()).orElse(queue);
    }

    static String queue(String place) {
        int plus = place.indexOf(PLUS);
        return plus < 0 ? place : place.substring(0, plus);
    }

    static Optional<Role> needs(String place) {
        int plus = place.indexOf(PLUS);
        return plus < 0 ? Optional.empty() : Role.ofWord(place.substring(plus + 1));
    }

    /** All places of a queue that this role may take cases from. */
    static List<String> open(String queue, Role to) {
        List<String> places = new ArrayList<>(List.of(queue));
        for (Role role : List.of(Role.SENIOR, Role.LEAD, Role.ADMIN)) {
            if (to.includes(role)) {
                places.add(of(queue, Optional.of(role)));
            }
        }
        return places;
    }
}
