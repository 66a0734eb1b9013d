package dev.pullcord.insight;

import dev.pullcord.review.Person;
import dev.pullcord.review.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How many people the coming hours have, by the shifts that were entered for them. Numbers, not names: who works when stands with
 * the people.
 *
 * @param anytime how many have no shift entered, so that they may work at any time and are counted in no hour
 * @param hours the coming ones, each from its beginning to its end
 */
public record Coverage(long anytime, List<Hour> hours) {
    /**
     * One hour.
     *
     * @param at when it begins
     * @param people on shift all through it
     * @param seniors of these, who may be a second person
     * @param without the queues that none of them takes cases from, nor anybody who may work at any time
     */
    public record Hour(Instant at, long people, long seniors, List<String> without) {}

    private static final Duration HALF = Duration.ofMinutes(30); // as fine as shifts usually are

    /**
     * Of these people.
     *
     * @param queues all that the policy in force has
     * @param from the first hour is the one that this lies in
     * @param count how many hours
     */
    public static Coverage of(Collection<Person> people, Collection<String> queues, Instant from, int count) {
        List<Person> working = people.stream()
                .filter(person -> !person.disabled() && person.role() != Role.AUDITOR)
                .toList();
        List<Person> anytime = working.stream()
                .filter(person -> person.profile().shifts().isEmpty())
                .toList();
        List<Hour> hours = new ArrayList<>();
        Instant at = from.truncatedTo(ChronoUnit.HOURS);
        for (int i = 0; i < count; i++) {
            Instant begins = at.plus(Duration.ofHours(i));
            List<Person> on =
                    working.stream().filter(person -> on(person, begins)).toList();
            hours.add(new Hour(
                    begins,
                    on.size(),
                    on.stream()
                            .filter(person -> person.role() != Role.MODERATOR)
                            .count(),
                    queues.stream()
                            .filter(queue -> on.stream().noneMatch(person -> takes(person, queue))
                                    && anytime.stream().noneMatch(person -> takes(person, queue)))
                            .sorted()
                            .toList()));
        }
        return new Coverage(anytime.size(), hours);
    }

    private static boolean on(Person person, Instant begins) {
        return person.profile().shifts().stream()
                .anyMatch(shift -> shift.began(begins).isPresent()
                        && shift.began(begins.plus(HALF)).isPresent());
    }

    private static boolean takes(Person person, String queue) {
        return person.profile().queues().isEmpty() || person.profile().queues().contains(queue);
    }
}
