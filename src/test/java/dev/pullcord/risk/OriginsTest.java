package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.TrackRecord.Kind;
import dev.pullcord.risk.TrackRecord.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people who flag can have in common, as far as their own logs say. */
class OriginsTest extends RiskModelStory {
    private TrackRecord known(Story his, List<LoggedEvent> says) {
        return model.trackRecord(model.fold(RiskState.EMPTY, says, ReportersTest::origin), Story.ANNA, his.now());
    }

    @Test
    void whatAReporterSharesIsReadFromHisOwnLog() {
        Story his = new Story(Subject.account("rob"));
        Story hers = new Story(Subject.account("sue"));
        List<Origin> one = known(
                        his,
                        List.of(
                                his.created(),
                                his.device("device-hash-1"),
                                his.network("home", "network-hash-1"),
                                his.judged(Reason.Group.ABUSE, "wrong", "", "eve"),
                                his.judged(Reason.Group.ABUSE, "wrong", "", "ivy"),
                                his.judged(Reason.Group.ABUSE, "wrong", "", "anna")))
                .origins();
        List<Origin> other = known(
                        hers,
                        List.of(
                                hers.judged(Reason.Group.ABUSE, "wrong", "", "ivy"),
                                hers.judged(Reason.Group.ABUSE, "wrong", "", "eve"),
                                hers.device("device-hash-2"),
                                hers.device("device-hash-1"),
                                hers.network("home", "network-hash-1"),
                                hers.created()))
                .origins();

        assertThat(one).hasSize(4).containsExactlyInAnyOrderElementsOf(other);
        assertThat(one.toString()).doesNotContain("hash", "eve", "ivy");
    }

    /** As links are: what was shared that long ago says nothing of who agrees with whom today. */
    @Test
    void anOriginIsOneForAsLongAsALinkIsKept() {
        Story his = new Story(Subject.account("rob"));
        List<LoggedEvent> says = List.of(his.device("device-hash-1"), his.network("home", "network-hash-1"));

        his.after(Duration.ofDays(31));
        assertThat(known(his, says).origins()).extracting(Origin::kind).containsExactly(Kind.DEVICE);
        his.after(Duration.ofDays(60));
        assertThat(known(his, says).origins()).isEmpty();
    }

    @Test
    void aPolicyThatCountsNothingSharedGathersNoDevicesAndNetworks() {
        RiskPolicy reportsOnly = new RiskPolicy(
                POLICY.prior(),
                Set.of(Family.VOICE),
                POLICY.saturation(),
                POLICY.opening(),
                POLICY.networkCap(),
                POLICY.minorFloor(),
                POLICY.signals());
        List<LoggedEvent> says = List.of(story.device("hash"), story.network("home", "hash"));

        assertThat(new RiskModel(reportsOnly).fold(RiskState.EMPTY, says, ReportersTest::origin))
                .isEqualTo(RiskState.EMPTY);
        assertThat(model.fold(RiskState.EMPTY, says, ReportersTest::origin).tallies())
                .hasSize(2);
    }

    @Test
    void twoWhoWereRightAboutTheSameTwoAreNoBrigade() {
        Story his = new Story(Subject.account("rob"));
        LoggedEvent eve = his.judged(Reason.Group.ABUSE, "right", "", "eve");
        LoggedEvent ivy = his.judged(Reason.Group.ABUSE, "wrong", "", "ivy");

        assertThat(known(his, List.of(eve, ivy, his.judged(Reason.Group.ABUSE, "right", "", "uma")))
                        .origins())
                .isEmpty();
        assertThat(known(
                                his,
                                List.of(
                                        his.judged(Reason.Group.ABUSE, "wrong", "", "eve"),
                                        ivy,
                                        his.judged(Reason.Group.ABUSE, "right", "wrong", "eve")))
                        .origins())
                .as("one of the two was overturned")
                .isEmpty();
    }

    @Test
    void aMobileNetworkIsNobodysOrigin() {
        Story his = new Story(Subject.account("rob"));

        assertThat(known(his, List.of(his.network("mobile", "network-hash-1"))).origins())
                .isEmpty();
    }

    /** Whoever types one name can type twelve. */
    @Test
    void twelveNamesWithoutAnAccountAreHardlyMoreThanOne() {
        List<LoggedEvent> guests = IntStream.range(0, 12)
                .mapToObj(n -> guestFlag("guest " + n, Reason.CHILD_SAFETY))
                .toList();

        double one = voice(guests.subList(0, 1));
        double twelve = voice(guests);

        assertThat(one).isPositive();
        assertThat(twelve).isBetween(one, one * 1.8);
        assertThat(voice(List.of(guests.get(0), story.flag("anna-with-account", Reason.CHILD_SAFETY))))
                .as("who has an account is somebody else")
                .isGreaterThan(one * 1.5);
    }

    private double voice(List<LoggedEvent> flags) {
        return model.assess(model.fold(RiskState.EMPTY, flags), story.now()).contributions().stream()
                .mapToDouble(Contribution::weight)
                .sum();
    }

    private LoggedEvent guestFlag(String name, Reason reason) {
        Report typed = Story.report(Report.Kind.FLAG, "x", Optional.of(reason), false, false, false);
        return story.log(new Report(
                typed.kind(),
                typed.meeting(),
                Optional.of(new Party(Optional.empty(), Optional.empty(), Optional.of(name), Optional.empty())),
                typed.subject(),
                typed.reason(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                false));
    }
}
