package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.review.Recipient.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OnCallTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final OnCall TURNS =
            new OnCall(List.of("ann", "bea"), MONDAY, WEEK, List.of(), Map.of("ann", "ann@x.example"));

    @Test
    void theyTakeTurns() {
        assertThat(TURNS.at(MONDAY.minusMillis(1))).isEmpty();
        assertThat(TURNS.at(MONDAY)).contains("ann");
        assertThat(TURNS.at(MONDAY.plus(WEEK).minusMillis(1))).contains("ann");
        assertThat(TURNS.at(MONDAY.plus(WEEK))).contains("bea");
        assertThat(TURNS.at(MONDAY.plus(WEEK.multipliedBy(2)))).contains("ann");
        assertThat(OnCall.NOBODY.at(MONDAY)).isEmpty();
    }

    @Test
    void ofThoseWhoStandInTheOneWhoBeganLastCounts() {
        OnCall sick = new OnCall(
                List.of("ann"),
                MONDAY,
                WEEK,
                List.of(
                        new OnCall.StandIn("bea", MONDAY, MONDAY.plusSeconds(100)),
                        new OnCall.StandIn("cid", MONDAY.plusSeconds(50), MONDAY.plusSeconds(60))),
                Map.of());

        assertThat(sick.at(MONDAY.plusSeconds(49))).contains("bea");
        assertThat(sick.at(MONDAY.plusSeconds(50))).contains("cid");
        assertThat(sick.at(MONDAY.plusSeconds(60))).contains("bea");
        assertThat(sick.at(MONDAY.plusSeconds(100))).contains("ann");
    }

    @Test
    void whoHasNoAddressCannotBeWrittenTo() {
        Recipient whoever = Recipient.of(Channel.ON_CALL);
        assertThat(TURNS.addressOf(whoever, MONDAY)).contains("ann@x.example");
        assertThat(TURNS.addressOf(whoever, MONDAY.plus(WEEK))).isEmpty();
        assertThat(TURNS.addressOf(new Recipient(Channel.PERSON, Optional.of("ann")), MONDAY))
                .contains("ann@x.example");
        assertThat(TURNS.addressOf(Recipient.of(Channel.SLACK), MONDAY)).isEmpty();
    }

    @Test
    void whoHasLeftOrMayNotAnyMoreIsPassedOverForTheNextInTurn() {
        OnCall all = new OnCall(
                List.of("ann", "bea", "cid"),
                MONDAY,
                WEEK,
                List.of(
                        new OnCall.StandIn("dan", MONDAY, MONDAY.plusSeconds(9)),
                        new OnCall.StandIn("bea", MONDAY, MONDAY.plusSeconds(5))),
                Map.of("bea", "bea@x.example", "dan", "dan@x.example"));
        Person dan = person("dan", Role.LEAD);
        OnCall now = all.among(List.of(
                person("ann", Role.MODERATOR), person("bea", Role.SENIOR), person("cid", Role.ADMIN), left(dan)));

        assertThat(now.at(MONDAY)).as("who stands in is still there").contains("bea");
        assertThat(now.at(MONDAY.plusSeconds(5))).as("ann's turn").contains("bea");
        assertThat(now.at(MONDAY.plus(WEEK))).contains("bea");
        assertThat(now.at(MONDAY.plus(WEEK.multipliedBy(2)))).contains("cid");
        assertThat(now.mail()).containsOnlyKeys("bea");
        assertThat(all.among(List.of(left(dan))).at(MONDAY)).isEmpty();
    }

    private static Person person(String id, Role role) {
        return Person.of(new Moderator(id, "tandem", id, role));
    }

    private static Person left(Person person) {
        return new Person(
                person.id(),
                person.platform(),
                person.name(),
                person.role(),
                Optional.of(MONDAY),
                0,
                person.profile(),
                person.preferences());
    }

    @Test
    void aTurnOfNoTimeIsRefused() {
        assertThatThrownBy(() -> new OnCall(List.of(), MONDAY, Duration.ZERO, List.of(), Map.of()))
                .hasMessageContaining("every");
    }
}
