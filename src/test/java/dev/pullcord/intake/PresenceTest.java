package dev.pullcord.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Rosters.Member;
import dev.pullcord.intake.Rosters.Roster;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresenceTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private static Optional<Roster> roster(Member... members) {
        return Optional.of(new Roster("m", Optional.empty(), Optional.empty(), Optional.empty(), List.of(members)));
    }

    private static Member member(String participant, String account, long joined, long left) {
        return new Member(
                participant,
                Optional.ofNullable(account),
                Optional.empty(),
                Optional.of(NOON.plusSeconds(joined)),
                left == 0 ? Optional.empty() : Optional.of(NOON.plusSeconds(left)),
                false);
    }

    private static Party party(String participant, String account) {
        return new Party(
                Optional.ofNullable(account), Optional.ofNullable(participant), Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "p-1, ,      -600, 0,    THERE", // named by the participant's id
        ",    acc-1, -600, 0,    THERE", // by the account's
        "p-9, acc-1, -600, 0,    THERE", // come anew, as another participant
        "p-1, acc-1, -600, -240, THERE", // just gone
        "p-1, acc-1, -600, -360, NOT_THERE",
        "p-1, acc-1, 240,  0,    THERE", // told of late
        "p-1, acc-1, 360,  0,    NOT_THERE",
        "p-9, acc-9, -600, 0,    NOT_THERE"
    })
    void whoWasThereIsKnownByWhenTheyCameAndWent(
            String participant, String account, long joined, long left, Presence expected) {
        assertThat(Presence.of(roster(member("p-1", "acc-1", joined, left)), party(participant, account), NOON))
                .isEqualTo(expected);
    }

    @Test
    void whatIsNotKnownIsSaidToBeUnknown() {
        assertThat(Presence.of(Optional.empty(), party("p-1", "acc-1"), NOON)).isEqualTo(Presence.UNKNOWN);
        assertThat(Presence.of(roster(), party("p-1", "acc-1"), NOON)).isEqualTo(Presence.UNKNOWN);
        Optional<Roster> guests = roster(member("p-1", "acc-1", -600, 0), member("p-2", null, -600, 0));
        assertThat(Presence.of(guests, party(null, "acc-9"), NOON)).isEqualTo(Presence.UNKNOWN); // may be the guest
        assertThat(Presence.of(guests, party("p-9", "acc-9"), NOON)).isEqualTo(Presence.NOT_THERE);
        Optional<Roster> full = Optional.of(new Roster(
                "m",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Collections.nCopies(1_000, member("p-1", "acc-1", -600, 0))));
        assertThat(Presence.of(full, party("p-9", "acc-9"), NOON)).isEqualTo(Presence.UNKNOWN);
    }
}
