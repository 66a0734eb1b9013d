package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Observation;
import dev.pullcord.plugin.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** GRM, OUT-2, NET-2 and SEX: how an account meets people, and what comes of it. */
class ContactSignalsTest extends RiskModelStory {
    private static final Duration CALL = Duration.ofMinutes(25);

    @Test
    void anAdultWhoMostlyAsksMinorsIsSeenAndVerifiedAgesWeighMore() {
        RiskState unsaid = asks(12, "adult", "minor", Map.of());
        RiskState verified = asks(12, "adult", "minor", Map.of("ageVerified", true));

        assertThat(explanations(unsaid))
                .containsExactly("Most of the people this adult newly asks for contact are minors.");
        assertThat(verified.notes().get(0).weight())
                .isCloseTo(2 * unsaid.notes().get(0).weight(), within(1e-9));
    }

    @Test
    void whoAsksAdultsOrIsAMinorOrOfUnverifiedAgeIsNot() {
        assertThat(asks(30, "minor", "minor", Map.of()).notes()).isEmpty();
        assertThat(asks(30, "adult", "adult", Map.of()).notes()).isEmpty();
        assertThat(asks(30, "unknown", "minor", Map.of()).notes()).isEmpty();
        assertThat(asks(30, "adult", "minor", Map.of("ageVerified", false)).notes())
                .isEmpty();
        assertThat(asks(30, "adult", "minor", Map.of("mutual", true)).notes()).isEmpty();
        RiskState mixed = RiskState.EMPTY;
        for (int i = 0; i < 60; i++) {
            mixed = model.fold(mixed, ask("x" + i, "adult", i % 2 == 0 ? "minor" : "adult", Map.of()));
        }
        assertThat(mixed.notes()).isEmpty();
    }

    @Test
    void anAgeThatCrossesTheLineCountsAndOneThatDoesNotIsNothing() {
        RiskState younger = model.fold(RiskState.EMPTY, story.says("adult", "13-15"));
        RiskState older = model.fold(RiskState.EMPTY, story.says("13-15", "adult"));

        assertThat(explanations(younger))
                .containsExactly("The age given for this account changed from adult to minor.");
        assertThat(weight(older)).isCloseTo(weight(younger) / 2, within(1e-9));
        assertThat(model.fold(RiskState.EMPTY, story.says("13-15", "16-17"))).isSameAs(RiskState.EMPTY);
    }

    @Test
    void sameMessagesToManyAndAFlagForRecruitmentCountTogetherInEitherOrder() {
        LoggedEvent burst = story.sends(40, 0.95);
        LoggedEvent flag = story.after(Duration.ofHours(3)).flag("r1", Reason.DECEPTIVE_RECRUITMENT);
        String said = "Near-identical messages went to many people, and about the same time this account was flagged"
                + " for deceptive recruitment.";

        assertThat(explanations(model.fold(RiskState.EMPTY, List.of(burst, flag))))
                .contains(said);
        assertThat(explanations(model.fold(RiskState.EMPTY, List.of(flag, burst))))
                .contains(said);
        assertThat(model.fold(RiskState.EMPTY, burst).notes()).isEmpty();
        assertThat(signals(model.fold(
                        RiskState.EMPTY,
                        List.of(burst, story.after(Duration.ofDays(15)).flag("r", flagReason())))))
                .doesNotContain("OUT-2");
        assertThat(model.fold(RiskState.EMPTY, story.sends(5, 0.95))).isSameAs(RiskState.EMPTY);
    }

    @Test
    void threeNewContactsSentElsewhereAreAPattern() {
        RiskState state = RiskState.EMPTY;
        for (String who : List.of("a", "b", "c", "c")) {
            state = model.fold(state, story.after(Duration.ofHours(1)).asks(who, Map.of("mutual", true)));
            state = model.fold(state, story.after(Duration.ofMinutes(20)).links(who, "messenger"));
        }

        assertThat(explanations(state))
                .containsExactly("3 new contacts were each sent a link to another messenger or a way to pay,"
                        + " soon after the first contact.");
    }

    @Test
    void anOldContactOrAnOrdinaryLinkIsNoPush() {
        RiskState state = RiskState.EMPTY;
        for (int i = 0; i < 6; i++) {
            state = model.fold(state, story.asks("old" + i, Map.of("mutual", true)));
            state = model.fold(state, story.asks("new" + i, Map.of("mutual", true)));
            state = model.fold(state, story.links("new" + i, "other"));
            state = model.fold(state, story.links("never-met" + i, "messenger"));
            state = model.fold(state, story.after(Duration.ofHours(49)).links("old" + i, "messenger"));
        }

        assertThat(state.notes()).isEmpty();
    }

    @Test
    void aNewContactCalledAloneWhoThenBlocksIsACycleInWhateverOrderTheCallIsTold() {
        List<LoggedEvent> told = cycle(story, "v");
        List<LoggedEvent> blockFirst = List.of(told.get(0), told.get(2), told.get(1));
        String said = "A new contact had a call alone with this account soon after they met, and within hours blocked"
                + " or reported it.";

        assertThat(explanations(model.fold(RiskState.EMPTY, told))).contains(said);
        assertThat(explanations(model.fold(RiskState.EMPTY, blockFirst))).contains(said);
    }

    @Test
    void aFlagAndAPanicOfThatPersonCountAsABlockDoes() {
        for (boolean panic : List.of(true, false)) {
            List<LoggedEvent> told = cycle(story, "v");
            LoggedEvent cry = panic ? story.panic("v") : story.flag("v", Reason.SEXTORTION);

            assertThat(signals(model.fold(RiskState.EMPTY, List.of(told.get(0), told.get(1), cry))))
                    .contains("SEX-1");
            assertThat(signals(model.fold(RiskState.EMPTY, List.of(told.get(0), told.get(1), story.panic("")))))
                    .doesNotContain("SEX-1");
        }
    }

    @Test
    void aSecondPersonWeighsMoreAndTheSameOneNothing() {
        RiskState one = model.fold(RiskState.EMPTY, cycle(story, "v"));
        double first = weightOf(one, "SEX-1");
        RiskState again = model.fold(one, cycle(story, "v"));
        RiskState two = model.fold(again, cycle(story, "w"));

        assertThat(weightOf(again, "SEX-1")).isLessThanOrEqualTo(first);
        assertThat(weightOf(two, "SEX-1")).isGreaterThan(first * 2.3);
        assertThat(explanations(two))
                .contains("2 new contacts each had a call alone with this account soon after they met, and within"
                        + " hours blocked or reported it.");
    }

    @Test
    void whoAsksAThousandPeopleStillHasHisCyclesSeen() {
        List<LoggedEvent> told = cycle(story, "v");
        RiskState state = model.fold(RiskState.EMPTY, told.subList(0, 2));
        for (int i = 0; i < 1000; i++) {
            state = model.fold(state, story.asks("x" + i, Map.of("mutual", true)));
        }

        assertThat(signals(model.fold(state, told.get(2)))).contains("SEX-1");
        assertThat(state.tallies().get("SEX-1/met")).hasSize(16);
    }

    @Test
    void anOldContactALateBlockOrAnotherPersonsIsNoCycle() {
        LoggedEvent asked = story.asks("v", Map.of());
        LoggedEvent called = story.after(Duration.ofHours(2)).attended("m", "v", CALL, Map.of());
        LoggedEvent byOther = story.after(Duration.ofHours(1)).blockedBy("other");
        LoggedEvent late = story.after(Duration.ofHours(12)).blockedBy("v");
        Story old = Story.ofAnna();
        List<LoggedEvent> friends = List.of(
                old.asks("v", Map.of()),
                old.after(Duration.ofDays(30)).attended("m", "v", CALL, Map.of()),
                old.after(Duration.ofHours(1)).blockedBy("v"));

        assertThat(signals(model.fold(RiskState.EMPTY, List.of(asked, called, byOther, late))))
                .doesNotContain("SEX-1");
        assertThat(signals(model.fold(RiskState.EMPTY, friends))).doesNotContain("SEX-1");
    }

    @Test
    void contactsLookedThroughDuringOrAfterACallCount() {
        LoggedEvent during = story.after(Duration.ofMinutes(10)).harvests("v", 300);
        LoggedEvent call = story.after(Duration.ofMinutes(10)).attended("m", "v", CALL, Map.of());
        LoggedEvent after = story.after(Duration.ofMinutes(59)).harvests("v", 300);
        LoggedEvent late = story.after(Duration.ofMinutes(2)).harvests("v", 300);
        String said = "This account looked through many contacts of somebody during or right after a call with that"
                + " person.";

        assertThat(explanations(model.fold(RiskState.EMPTY, List.of(during, call))))
                .containsExactly(said);
        assertThat(explanations(model.fold(RiskState.EMPTY, List.of(call, after))))
                .containsExactly(said);
        assertThat(model.fold(RiskState.EMPTY, List.of(call, late)).notes()).isEmpty();
        assertThat(model.fold(RiskState.EMPTY, List.of(call, story.harvests("v", 9)))
                        .notes())
                .isEmpty();
    }

    private static Reason flagReason() {
        return Reason.DECEPTIVE_RECRUITMENT;
    }

    private static List<LoggedEvent> cycle(Story story, String victim) {
        return List.of(
                story.asks(victim, Map.of()),
                story.after(Duration.ofHours(1)).attended("call-" + victim, victim, CALL, Map.of()),
                story.after(Duration.ofMinutes(40)).blockedBy(victim));
    }

    private RiskState asks(int count, String own, String other, Map<String, Object> more) {
        RiskState state = RiskState.EMPTY;
        for (int i = 0; i < count; i++) {
            state = model.fold(state, ask("x" + i, own, other, more));
        }
        return state;
    }

    private LoggedEvent ask(String whom, String own, String other, Map<String, Object> more) {
        Map<String, Object> attributes = new HashMap<>(more);
        attributes.put("ageBand", own);
        attributes.put("counterpartyAgeBand", other);
        return story.after(Duration.ofHours(5))
                .observed(Observation.Kind.CONTACT_REQUESTED, Optional.of(whom), Optional.empty(), attributes);
    }

    private List<String> signals(RiskState state) {
        return state.notes().stream().map(RiskState.Note::signal).toList();
    }

    private double weightOf(RiskState state, String signal) {
        return model.assess(state, story.now()).contributions().stream()
                .filter(c -> c.signal().equals(signal))
                .mapToDouble(Contribution::weight)
                .sum();
    }
}
