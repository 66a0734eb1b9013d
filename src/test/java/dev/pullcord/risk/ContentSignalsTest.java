package dev.pullcord.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.plugin.Reason;
import dev.pullcord.wire.PolicyCodec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CNT-1 and CNT-2: what the platform's own look at content said, of which nothing but the saying comes here. */
class ContentSignalsTest extends RiskModelStory {
    @Test
    void eachBankCountsOnceAndAFurtherOneForLess() {
        RiskState one = model.fold(RiskState.EMPTY, List.of(story.matched("a"), story.matched("a")));
        RiskState two = model.fold(one, story.matched("b"));

        assertThat(explanations(one))
                .containsExactly("The platform found something that this account sent in a bank of known material.");
        assertThat(weight(one)).isCloseTo(1.5, within(0.001));
        assertThat(explanations(two))
                .containsExactly("The platform found something that this account sent in 2 banks of known material.");
        assertThat(weight(two)).isCloseTo(1.95, within(0.001));
    }

    @Test
    void aMatchOrdersTheQueueAndOpensNothingByItself() {
        RiskState matched = model.fold(RiskState.EMPTY, List.of(story.matched("a"), story.matched("b")));
        RiskState flagged = model.fold(matched, story.flag("r", Reason.OTHER));
        RiskState plain = model.fold(RiskState.EMPTY, story.flag("r", Reason.OTHER));

        assertThat(model.behaviourOpens(matched, story.now(), Double.NEGATIVE_INFINITY))
                .as("one kind of evidence")
                .isFalse();
        assertThat(model.assess(flagged, story.now()).probability())
                .isGreaterThan(model.assess(plain, story.now()).probability() + 0.1);
    }

    @Test
    void aClassifierCountsFromItsScoreOnForLabelsThatThePolicyHears() {
        assertThat(model.fold(RiskState.EMPTY, story.classified("grooming", 0.89))
                        .notes())
                .isEmpty();
        assertThat(model.fold(RiskState.EMPTY, story.classified("nudity", 0.99)).notes())
                .isEmpty();
        assertThat(model.fold(RiskState.EMPTY, story.classified("grooming", 17)).notes())
                .as("no score")
                .isEmpty();
        RiskState often = model.fold(
                RiskState.EMPTY,
                List.of(
                        story.classified("grooming", 0.95),
                        story.classified("grooming", 0.99),
                        story.after(Duration.ofHours(30)).classified("grooming", 0.91)));

        assertThat(explanations(often))
                .containsExactly("A classifier of the platform's took something of this account for grooming, twice.");
    }

    @Test
    void aLabelThatSaysWhoSomebodyIsIsRefused() {
        assertThatThrownBy(() -> PolicyCodec.read("base: default-2026-11-01\nversion: tried\n"
                        + "risk: {signals: {classifiers: {labels: [foreigner]}}}"))
                .hasMessageContaining("risk.signals.classifiers.labels")
                .hasMessageContaining("foreigner");
    }
}
