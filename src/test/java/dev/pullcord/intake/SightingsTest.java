package dev.pullcord.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Links.Kind;
import dev.pullcord.intake.Links.Trait;
import dev.pullcord.intake.Sightings.Shown;
import dev.pullcord.intake.Sightings.Sighting;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SightingsTest {
    private static final Instant T0 = Events.T0;
    private static final Subject ANN = Subject.account("ann");

    private static LoggedEvent logged(Subject subject, Event event, Instant received) {
        return new LoggedEvent(
                new Partition("tandem", 0), "1-1", received, "r", subject, Optional.empty(), Optional.empty(), event);
    }

    private static Sightings of(Subject subject, Event event) {
        return Sightings.of(List.of(logged(subject, event, T0)));
    }

    private static Event pays(Map<String, Object> attributes, String payee) {
        return Events.event(
                "p",
                new Observation(
                        "ann",
                        Observation.Kind.PAYMENT,
                        Optional.empty(),
                        Optional.of(payee),
                        Optional.of(new Observation.Amount(500, "EUR")),
                        attributes));
    }

    private static Event attends(Map<String, Object> attributes) {
        return Events.event(
                "a",
                new Observation(
                        "ann",
                        Observation.Kind.MEETING_ATTENDED,
                        Optional.of(new Meeting("m", Optional.empty(), Optional.empty(), Optional.empty())),
                        Optional.empty(),
                        Optional.empty(),
                        attributes));
    }

    @Test
    void devicesAndNetworksAreSeenWithTheirAccount() {
        Event device = Events.device("d", "ann", "hash");
        Event network = Events.observed(
                "n", "ann", Observation.Kind.NETWORK_SEEN, Map.of("networkHash", "net", "class", "home"));

        assertThat(of(ANN, device).things()).containsExactly(new Sighting(Kind.DEVICE, "hash", "ann", T0));
        assertThat(of(ANN, network).things()).containsExactly(new Sighting(Kind.NETWORK, "net", "ann", T0));
        assertThat(Sightings.origin(logged(ANN, device, T0))).contains(Map.entry(Kind.DEVICE, "hash"));
        assertThat(of(ANN, Events.device("d", "ann", "")).isEmpty()).isTrue();
    }

    @Test
    void aPaymentLinksThePayeeByPayerAndHandleAndThePayerByPayee() {
        assertThat(of(ANN, pays(Map.of("handleHash", "h"), "ben")).things())
                .containsExactlyInAnyOrder(
                        new Sighting(Kind.PAYER, "ann", "ben", T0),
                        new Sighting(Kind.PAYEE, "ben", "ann", T0),
                        new Sighting(Kind.HANDLE, "h", "ben", T0));
        assertThat(of(ANN, pays(Map.of(), "ben")).things()).hasSize(2);
        assertThat(of(ANN, pays(Map.of("handleHash", "h"), "ann")).isEmpty())
                .as("who pays himself")
                .isTrue();
    }

    @Test
    void theCopyForTheOtherSideSaysNothing() {
        assertThat(of(Subject.account("ben"), pays(Map.of("handleHash", "h"), "ben"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void whoJoinedOrAttendedAMeetingWasSeenThere() {
        assertThat(of(Subject.meeting("m"), Events.joined("j", "m", "ann")).things())
                .containsExactly(new Sighting(Kind.MEETING, "m", "ann", T0));
        assertThat(of(ANN, attends(Map.of()))).isEqualTo(of(Subject.meeting("m"), Events.joined("j", "m", "ann")));
    }

    @Test
    void whoPublishedIsAPublisher() {
        assertThat(of(
                                Subject.meeting("m"),
                                Events.inMeeting("e", MeetingEvent.Kind.MEDIA_PUBLISHED, "m", Optional.of("ann")))
                        .traits())
                .containsExactly(new Shown("ann", Trait.PUBLISHES, T0));
        assertThat(of(ANN, attends(Map.of("published", true))).traits())
                .containsExactly(new Shown("ann", Trait.PUBLISHES, T0));
        assertThat(of(ANN, attends(Map.of("published", false))).traits()).isEmpty();
    }

    @Test
    void whomThePlatformSanctionedIsSanctioned() {
        Event sanctioned =
                Events.observed("s", "ann", Observation.Kind.ACCOUNT_SANCTIONED, Map.of("measure", "suspended"));

        assertThat(of(ANN, sanctioned).traits()).containsExactly(new Shown("ann", Trait.SANCTIONED, T0));
    }

    /** Whoever is accused of grooming or of posing as a child once counted as one in need. */
    @ParameterizedTest
    @EnumSource(Reason.class)
    void onlyReasonsForWhatIsDoneBeforeACameraPointAtOneInNeed(Reason reason) {
        boolean inNeed = List.of(Reason.CHILD_SAFETY, Reason.TRAFFICKING, Reason.SEXUAL_EXPLOITATION)
                .contains(reason);

        assertThat(of(ANN, Events.flag("f", "ann", reason)).traits())
                .isEqualTo(inNeed ? List.of(new Shown("ann", Trait.IN_NEED, T0)) : List.of());
    }

    @Test
    void whoPressesPanicIsInNeedAndWhomItIsAboutIsNot() {
        assertThat(of(ANN, Events.panic("p", ANN)).traits()).containsExactly(new Shown("rita", Trait.IN_NEED, T0));
    }

    @Test
    void nothingWasSeenAfterItWasReceived() {
        LoggedEvent early = logged(ANN, Events.device("d", "ann", "hash"), T0.minus(Duration.ofHours(1)));

        assertThat(Sightings.of(List.of(early)).things().get(0).at()).isEqualTo(early.receivedAt());
    }

    @Test
    void itsTextNamesNeitherThingNorAccount() {
        assertThat(of(ANN, Events.device("d", "ann", "hash")).toString()).doesNotContain("hash", "ann");
        assertThat(of(ANN, Events.flag("f", "ann", Reason.CHILD_SAFETY)).toString())
                .doesNotContain("ann");
    }
}
