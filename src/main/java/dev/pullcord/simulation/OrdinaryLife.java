package dev.pullcord.simulation;

import dev.pullcord.intake.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What most people do: talk, pay for a lesson, ask for a contact. Nothing here is a signal of anything. */
final class OrdinaryLife {
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final List<String> TITLES = List.of(
            "Weekly planning",
            "Maths lesson",
            "Choir practice",
            "Book club",
            "Sunday family call",
            "Guitar for beginners",
            "Team stand-up",
            "Language exchange",
            "Homework group",
            "Garden club");
    private static final List<String> RAILS = List.of("card", "wallet", "transfer");

    private OrdinaryLife() {}

    static void play(Stage stage) {
        for (int i = stage.dice.count(stage.plan.meetings().perEvening()); i > 0; i--) {
            meeting(stage);
        }
        background(stage);
    }

    private static void meeting(Stage stage) {
        WorldPlan.Meetings plan = stage.plan.meetings();
        Instant from = stage.sometime(SHORTEST.multipliedBy(2));
        Duration left = Duration.between(from, stage.end());
        Duration length = SHORTEST.plus(stage.dice.exponential(plan.meanLength().minus(SHORTEST)));
        Instant to = from.plus(length.compareTo(left) > 0 ? left : length);

        List<Person> hosts = stage.free(1, from, to, Person::host);
        int others = stage.dice.chance(plan.oneToOneShare()) ? 1 : stage.dice.between(2, plan.largest() - 1);
        List<Person> guests = stage.free(others, from, to, p -> !p.host());
        if (hosts.isEmpty() || guests.isEmpty()) {
            return; // everybody is busy
        }
        Sitting sitting = stage.meeting(stage.dice.pick(TITLES), from, to, Cause.ORDINARY);
        sitting.attend(hosts.get(0), "host", from, to);
        for (Person guest : guests) {
            Instant joins = from.plus(stage.dice.between(Duration.ZERO, Duration.ofMinutes(3)));
            boolean staysToTheEnd = stage.dice.chance(0.7);
            Instant leaves =
                    staysToTheEnd ? to : joins.plus(stage.dice.between(Duration.ofMinutes(1), between(joins, to)));
            sitting.attend(guest, "participant", joins, leaves);
        }
    }

    private static Duration between(Instant from, Instant to) {
        return Duration.between(from, to);
    }

    /** Where most people are at that time: performances and lessons are paid for while they go on, by many. */
    private static Optional<Sitting> largest(Stage stage, Instant at) {
        return stage.meetings(Cause.ORDINARY).stream()
                .filter(m -> !at.isBefore(m.from()) && !at.isAfter(m.to()))
                .max(Comparator.comparing((Sitting m) -> m.people().size())
                        .thenComparing(m -> m.meeting().id()));
    }

    private static void background(Stage stage) {
        WorldPlan.Background plan = stage.plan.background();
        for (int i = stage.dice.count(plan.payments()); i > 0; i--) {
            Person payee = stage.anybody(Person::host);
            Person payer = stage.anybody(p -> !p.host() && !p.minor());
            long minor = stage.dice.between(10, 80) * 100L;
            Instant at = stage.sometime(Duration.ZERO);
            Optional<Sitting> show = i % 2 == 0 ? largest(stage, at) : Optional.empty();
            stage.pay(
                    at,
                    Cause.ORDINARY,
                    payer.id(),
                    show.map(s -> s.people().get(0)).orElse(payee).id(),
                    minor,
                    show.map(Sitting::meeting),
                    stage.dice.pick(RAILS));
        }
        for (int i = stage.dice.count(plan.contacts()); i > 0; i--) {
            Person asks = stage.anybody(p -> true);
            Person other = stage.anybody(p -> !p.equals(asks));
            stage.observe(
                    stage.sometime(Duration.ZERO),
                    Cause.ORDINARY,
                    asks.id(),
                    Observation.Kind.CONTACT_REQUESTED,
                    other.id(),
                    Map.of(
                            "accepted", stage.dice.chance(0.8),
                            "mutual", stage.dice.chance(0.7),
                            "ageBand", asks.ageBand(),
                            "counterpartyAgeBand", other.ageBand()));
        }
        for (int i = stage.dice.count(plan.sightings()); i > 0; i--) {
            Person person = stage.anybody(p -> true);
            Instant at = stage.sometime(Duration.ZERO);
            if (stage.dice.chance(0.5)) {
                stage.observe(
                        at,
                        Cause.ORDINARY,
                        person.id(),
                        Observation.Kind.DEVICE_SEEN,
                        Map.of("deviceHash", stage.dice.hash()));
            } else {
                String network = stage.dice.pick(List.of("home", "home", "mobile", "vpn"));
                stage.observe(
                        at,
                        Cause.ORDINARY,
                        person.id(),
                        Observation.Kind.NETWORK_SEEN,
                        Map.of("networkHash", stage.dice.hash(), "class", network));
            }
        }
    }
}
