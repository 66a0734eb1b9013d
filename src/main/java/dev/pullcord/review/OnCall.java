package dev.pullcord.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who is on call on a platform, and where people are written to. Pure.
 *
 * @param people take turns, in this order; empty: nobody does
 * @param from when the first one's first turn begins; before it nobody is on call
 * @param every how long a turn is
 * @param overrides who stands in for whoever's turn it is; of those that overlap the one that begins last counts
 * @param mail addresses by the person's id
 */
public record OnCall(
        List<String> people, Instant from, Duration every, List<StandIn> overrides, Map<String, String> mail) {
    /** Who is woken for what is overdue can take what is handed up. */
    public static final Role LEAST = Role.SENIOR;

    /** Nobody, nowhere. */
    public static final OnCall NOBODY = new OnCall(List.of(), Instant.EPOCH, Duration.ofDays(7), List.of(), Map.of());

    /**
     * One who stands in.
     *
     * @param person who
     * @param from from when on
     * @param until until when, exclusive
     */
    public record StandIn(String person, Instant from, Instant until) {
        public StandIn {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException("overrides: " + until + " is not after " + from);
            }
        }

        boolean holds(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    public OnCall {
        people = List.copyOf(people);
        overrides = List.copyOf(overrides);
        mail = Map.copyOf(mail);
        if (every.compareTo(Duration.ofHours(1)) < 0 || every.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException("every: " + every + " is outside 1 h … 366 d");
        }
    }

    /**
     * The same as things are now: whoever has left or may not take what is handed up any more is passed over for the next in turn, and
     * nobody who has left is written to. Turns begin when they did.
     *
     * @param all who works there
     */
    public OnCall among(List<Person> all) {
        Set<String> there = all.stream()
                .filter(person -> !person.disabled())
                .map(Person::id)
                .collect(Collectors.toSet());
        Set<String> able = all.stream()
                .filter(person ->
                        !person.disabled() && person.moderator().role().includes(LEAST))
                .map(Person::id)
                .collect(Collectors.toSet());
        return new OnCall(
                IntStream.range(0, people.size())
                        .boxed()
                        .flatMap(turn -> nextOf(able, turn).stream())
                        .toList(),
                from,
                every,
                overrides.stream()
                        .filter(override -> able.contains(override.person()))
                        .toList(),
                mail.entrySet().stream()
                        .filter(each -> there.contains(each.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private Optional<String> nextOf(Set<String> able, int turn) {
        return IntStream.range(turn, turn + people.size())
                .mapToObj(i -> people.get(i % people.size()))
                .filter(able::contains)
                .findFirst();
    }

    /** Whose turn it is. */
    public Optional<String> at(Instant now) {
        return overrides.stream()
                .filter(override -> override.holds(now))
                .max(Comparator.comparing(StandIn::from))
                .map(StandIn::person)
                .or(() -> people.isEmpty() || now.isBefore(from)
                        ? Optional.empty()
                        : Optional.of(
                                people.get((int) (Duration.between(from, now).dividedBy(every) % people.size()))));
    }

    /** Where a recipient is written to now; empty when there is no address, or the channel needs none. */
    public Optional<String> addressOf(Recipient recipient, Instant now) {
        return switch (recipient.channel()) {
            case ON_CALL -> at(now).map(mail::get);
            case PERSON -> recipient.person().map(mail::get);
            case WEBHOOK, PAGER_DUTY, SLACK, MAIL -> Optional.empty();
        };
    }
}
