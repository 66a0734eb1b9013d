package dev.pullcord.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
