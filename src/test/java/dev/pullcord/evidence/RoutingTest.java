package dev.pullcord.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.evidence.Routing.Because;
import dev.pullcord.evidence.Routing.Route;
import dev.pullcord.evidence.Routing.Situation;
import dev.pullcord.plugin.Reason;
import dev.pullcord.wire.AuthorityCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoutingTest {
    private static final Recipients ALL = AuthorityCodec.load();
    private static final Optional<String> NOWHERE = Optional.empty();

    private static List<Route> routes(
            Reason found,
            Optional<Boolean> minor,
            boolean danger,
            Optional<String> home,
            Optional<String> victim,
            Optional<String> suspect) {
        return Routing.of(ALL, new Situation(found, minor, danger, home, victim, suspect, Set.of("ncmec"), Map.of()));
    }

    private static List<String> suggested(List<Route> routes) {
        return routes.stream()
                .filter(Route::suggested)
                .map(route -> route.recipient().id())
                .toList();
    }

    private static List<String> ids(List<Route> routes) {
        return routes.stream().map(route -> route.recipient().id()).toList();
    }

    @Test
    void whatMustGoToNcmecGoesThereWherevertheChildIs() {
        List<Route> routes =
                routes(Reason.GROOMING, Optional.of(true), false, Optional.of("US"), Optional.of("PH"), NOWHERE);

        assertThat(suggested(routes)).containsExactly("ncmec");
        assertThat(ids(routes)).startsWith("ncmec").contains("ph-1343");
    }

    @Test
    void dangerAddsThePoliceOfTheVictimAndBehindThemThoseOfTheSuspect() {
        List<Route> routes = routes(
                Reason.SEXTORTION, Optional.of(true), true, Optional.of("US"), Optional.of("PH"), Optional.of("AU"));

        assertThat(suggested(routes)).containsExactly("ncmec", "ph-1343", "accce");
        assertThat(routes.get(1).because()).containsExactly(Because.VICTIM_THERE);
        assertThat(routes.get(2).because()).containsExactly(Because.SUSPECT_THERE);
    }

    @Test
    void theUnitedKingdomsWayIsNeedlessWhereNcmecHasIt() {
        List<Route> routes =
                routes(Reason.CHILD_SAFETY, Optional.of(true), false, Optional.of("GB"), Optional.of("GB"), NOWHERE);

        assertThat(suggested(routes)).containsExactly("ncmec");
        assertThat(ids(routes)).contains("nca");

        List<Route> withoutAccount = Routing.of(
                ALL,
                new Situation(
                        Reason.CHILD_SAFETY,
                        Optional.of(true),
                        false,
                        Optional.of("GB"),
                        Optional.of("GB"),
                        NOWHERE,
                        Set.of(),
                        Map.of()));
        assertThat(suggested(withoutAccount)).as("nobody files there").contains("nca");
    }

    @Test
    void inTheEuropeanUnionThePoliceOfTheCountryMustHaveItAndEuropolOnlyWhereNobodyIsThere() {
        List<Route> german =
                routes(Reason.TRAFFICKING, Optional.of(false), false, Optional.of("DE"), Optional.of("DE"), NOWHERE);
        assertThat(suggested(german)).containsExactly("bka");
        assertThat(german.get(0).consent()).as("a law says so").isFalse();
        assertThat(ids(german)).doesNotContain("europol");

        List<Route> maltese =
                routes(Reason.TRAFFICKING, Optional.of(false), false, Optional.of("MT"), NOWHERE, NOWHERE);
        assertThat(suggested(maltese)).containsExactly("europol");
        assertThat(maltese.get(0).because()).containsExactly(Because.MUST, Because.ESTABLISHED);
    }

    @Test
    void anAdultsHarmGoesToThePoliceWithConsentOrInDanger() {
        List<Route> calm =
                routes(Reason.SEXTORTION, Optional.of(false), false, Optional.of("US"), Optional.of("KR"), NOWHERE);
        assertThat(suggested(calm)).isEmpty();
        assertThat(calm).allSatisfy(route -> assertThat(route.consent()).isTrue());
        assertThat(ids(calm)).contains("kr-police").doesNotContain("ncmec");

        List<Route> urgent =
                routes(Reason.SEXTORTION, Optional.of(false), true, Optional.of("US"), Optional.of("KR"), NOWHERE);
        assertThat(suggested(urgent)).containsExactly("kr-police");
        assertThat(urgent).allSatisfy(route -> assertThat(route.consent()).isFalse());
    }

    @Test
    void somebodyWhoseAgeNobodyKnowsGoesTheWayOfChildren() {
        List<Route> routes = routes(Reason.SEXTORTION, Optional.empty(), false, NOWHERE, Optional.of("CA"), NOWHERE);

        assertThat(suggested(routes)).as("a law names NCMEC for a child").containsExactly("ncmec");
        assertThat(ids(routes)).contains("cybertip-ca");
        assertThat(routes).allSatisfy(route -> assertThat(route.consent()).isFalse());
    }

    /** Returned people may be punished: that is weighed by somebody, and by no rule. */
    @ParameterizedTest
    @EnumSource
    void whatMayHurtTheVictimIsShownAndNeverSuggested(Reason found) {
        List<Route> routes =
                routes(found, Optional.empty(), true, Optional.of("CN"), Optional.of("CN"), Optional.of("CN"));

        assertThat(routes)
                .filteredOn(route -> route.recipient().id().equals("cn-police"))
                .hasSize(1)
                .allSatisfy(route -> assertThat(route.suggested()).isFalse());
        assertThat(ALL.find("cn-police").orElseThrow().notes().caution()).isPresent();
    }

    @Test
    void whereNobodyKnowsThePlaceItIsWhoMustHaveItAndThePoliceOfThePlatform() {
        List<Route> routes = routes(Reason.CHILD_SAFETY, Optional.of(true), true, Optional.of("AU"), NOWHERE, NOWHERE);

        assertThat(suggested(routes)).containsExactly("ncmec", "accce");
        assertThat(ids(routes)).doesNotContain("th-ticac", "kr-police");
    }

    /** The commonest case: the platform here, the victim far away. */
    @Test
    void whatTheLawOfThePlatformSendsToEuropolGoesThereWhereverTheVictimIs() {
        List<Route> far =
                routes(Reason.TRAFFICKING, Optional.of(false), false, Optional.of("IE"), Optional.of("PH"), NOWHERE);
        assertThat(suggested(far)).contains("europol");

        List<Route> french = routes(
                Reason.TRAFFICKING, Optional.of(false), true, Optional.of("US"), Optional.of("US"), Optional.of("FR"));
        assertThat(suggested(french)).contains("us-fbi", "europol");
    }

    @Test
    void whatWasFoundToBeAboutAChildIsShownThoughSomebodySaysThereIsNone() {
        List<Route> routes =
                routes(Reason.CHILD_SAFETY, Optional.of(false), false, Optional.of("US"), NOWHERE, NOWHERE);

        assertThat(suggested(routes)).containsExactly("ncmec");
    }
}
